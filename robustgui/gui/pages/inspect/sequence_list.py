"""The list at the left of the Inspect page: part, search, filter, and every sequence with its shape."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ....base.templates import fill_in
from ....data import Dataset
from ...i18n.lazy_text import LazyText, resolve_text
from ...icons import icon
from ...widgets.long_list import LongList
from ...widgets.plain_label import PlainLabel
from .sequence_delegate import SequenceDelegate
from .sequence_rows import Mark, SequenceRows

SPLITS = ("test", "validation", "train")


@dataclass(frozen=True)
class Listing:
    """What the list is narrowed to: words, and an entry of its filter."""

    words: str = ""
    kind: tuple[str, int] | None = None


class SequenceList(QWidget):
    """Signals:
    chosen: another sequence is looked at; carries split and index.
    filter_cleared: the sequences that something singled out are no longer wanted.
    """

    chosen = Signal(str, int)
    filter_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._selected: tuple[str, int] | None = None  # the sequence that is shown elsewhere
        self._only: tuple[int, ...] | None = None
        self._reason: LazyText = ""
        self.rows = SequenceRows(self)
        self.split, self.kind = QComboBox(), QComboBox()
        for combo in (self.split, self.kind):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.view = LongList()
        self.view.setModel(self.rows)
        self.view.setItemDelegate(SequenceDelegate(self.rows))
        self.view.setMinimumHeight(2 * self.view.verticalHeader().defaultSectionSize())
        self.view.installEventFilter(self)
        self.count = PlainLabel()
        self.count.setProperty("role", "muted")
        self.count.setWordWrap(True)
        self.clear_filter, self.show_all = QPushButton(), QPushButton()
        self.nothing = PlainLabel()
        self.nothing.setWordWrap(True)
        self.elsewhere, self.show_selected = PlainLabel(), QPushButton()
        self.elsewhere.setWordWrap(True)
        for part in (self.clear_filter, self.show_all, self.nothing, self.elsewhere, self.show_selected):
            part.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (
            self.split,
            self.kind,
            self.search,
            self.clear_filter,
            self.nothing,
            self.show_all,
            self.view,
            self.elsewhere,
            self.show_selected,
            self.count,
        ):
            column.addWidget(widget, 1 if widget is self.view else 0)
        self.setMinimumWidth(120)
        self.split.currentIndexChanged.connect(self._on_split_chosen)
        self.kind.currentIndexChanged.connect(self._narrow)
        self.search.textChanged.connect(self._narrow)
        self.clear_filter.clicked.connect(self.filter_cleared)
        self.show_all.clicked.connect(self._on_show_all)
        self.show_selected.clicked.connect(self._on_show_selected)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.search.setPlaceholderText(self.tr("Number or class"))
        for widget, name in (
            (self.search, self.tr("Search")),
            (self.split, self.tr("Split of the data")),
            (self.kind, self.tr("Filter")),
            (self.view, self.tr("Sequences")),
        ):
            widget.setAccessibleName(name)
        self.clear_filter.setText(self.tr("Show all again"))
        self.show_all.setText(self.tr("Clear the search"))
        self.nothing.setText(self.tr("No sequence matches the search."))
        self.show_selected.setText(self.tr("Show it in the list"))
        self._find_selected()
        self._fill_combos()
        self._say_count()

    @property
    def split_name(self) -> str:
        """The part that is listed."""
        return str(self.split.currentData() or "test")

    def listing(self) -> Listing:
        """What the list is narrowed to."""
        return Listing(self.search.text(), self.kind.currentData())

    def set_listing(self, listing: Listing) -> None:
        """Narrow the list to `listing`."""
        with QSignalBlocker(self.search), QSignalBlocker(self.kind):
            self.search.setText(listing.words)
            kinds = [self.kind.itemData(place) for place in range(self.kind.count())]
            self.kind.setCurrentIndex(kinds.index(listing.kind) if listing.kind in kinds else 0)
        self._narrow()

    def set_dataset(self, dataset: Dataset | None) -> None:
        """Other data; the list begins with its test part, all of it."""
        self._dataset, self._selected = dataset, None
        with QSignalBlocker(self.search):
            self.search.clear()
        self._fill_combos(afresh=True)
        self._on_split_chosen()

    def show_selection(self, split: str, index: int) -> None:
        """Make a sequence current, in the part it belongs to."""
        if split != self.split_name:
            place = self.split.findData(split)
            if place < 0:
                return
            with QSignalBlocker(self.split):
                self.split.setCurrentIndex(place)
            self._open_split()
        self._selected = (split, index)
        self._find_selected()

    def _find_selected(self) -> None:
        """Make the sequence that is shown current again and scroll to it; where it is not listed, say so."""
        split, index = self._selected or ("", -1)
        row = self.rows.row_of(index) if split == self.split_name else -1
        with QSignalBlocker(self.view.selectionModel()):
            self.view.setCurrentIndex(self.rows.index(row) if row >= 0 else QModelIndex())
        self._scroll_to_current()
        self.view.viewport().update()
        hidden = self._selected is not None and row < 0 and self._dataset is not None
        self.elsewhere.setVisible(hidden)
        self.show_selected.setVisible(hidden)
        self.elsewhere.setText(self.tr("Sequence {index} is shown, but is not in this list.").format(index=index))

    def _on_show_selected(self) -> None:
        """List the sequence that is shown, whatever narrows the list."""
        if self._selected is None:
            return
        self.set_listing(Listing())
        if self._only is not None:
            self.filter_cleared.emit()
        self.show_selection(*self._selected)

    def _scroll_to_current(self) -> None:
        """The view does so by itself only for what is chosen in it."""
        current = self.view.currentIndex()
        if current.isValid():
            self.view.scrollTo(current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """A list that becomes lower keeps the sequence that is shown in sight."""
        if watched is self.view and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._scroll_to_current)
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """What was chosen while nobody looked comes into sight."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._scroll_to_current)  # the view has its size only after it is laid out

    def single_out(self, split: str | None, indices: tuple[int, ...] = (), reason: LazyText = "") -> None:
        """List only these sequences; None: all again."""
        self._only, self._reason = (None, "") if split is None else (indices, reason)
        if split is not None and split != self.split_name and self.split.findData(split) >= 0:
            with QSignalBlocker(self.split):
                self.split.setCurrentIndex(self.split.findData(split))
            self._open_split()
        self.clear_filter.setVisible(self._only is not None)
        self._narrow()

    def _fill_combos(self, afresh: bool = False) -> None:
        names = {
            "test": self.tr("Test data"),
            "validation": self.tr("Validation data"),
            "train": self.tr("Training data"),
        }
        kept, kind = ("" if afresh else self.split_name), (0 if afresh else self.kind.currentIndex())
        with QSignalBlocker(self.split), QSignalBlocker(self.kind):
            self.split.clear()
            for split in SPLITS:
                part = getattr(self._dataset, split, None)
                if part is not None and len(part):
                    self.split.addItem(names[split], split)
            self.split.setCurrentIndex(max(0, self.split.findData(kept)))
            self.kind.clear()
            self.kind.addItem(self.tr("All"), None)
            for mark, name in (
                (Mark.MISCLASSIFIED, self.tr("Misclassified under attack")),
                (Mark.ROBUST, self.tr("Robust")),
                (Mark.WRONG, self.tr("Misclassified without attack")),
            ):
                self.kind.addItem(name, ("mark", mark))
            for label, name in enumerate(self._dataset.train.classes if self._dataset is not None else ()):
                self.kind.addItem(self.tr("Class {name}").format(name=name), ("label", label))
            self.kind.setCurrentIndex(min(kind, self.kind.count() - 1))

    def _open_split(self) -> None:
        part = None if self._dataset is None else getattr(self._dataset, self.split_name, None)
        self.rows.set_part(part)
        self._narrow()

    def _on_split_chosen(self) -> None:
        self._only, self._reason = None, ""
        self.clear_filter.hide()
        self._open_split()

    def _narrow(self) -> None:
        what, value = self.kind.currentData() or ("", None)
        self.rows.narrow(
            self.search.text(), value if what == "label" else None, value if what == "mark" else None, self._only
        )
        self._say_count()
        self._find_selected()

    def _say_count(self) -> None:
        shown, total = len(self.rows.shown), len(self.rows.marks)
        words = self.tr("{total} {total:sequence|sequences}")
        if shown < total:
            words = self.tr("{shown} of {total} {total:sequence|sequences}")
        text = fill_in(words, shown=shown, total=total)
        self.count.setText(f"{resolve_text(self._reason)}: {text}" if self._reason else text)
        hidden = not shown and total > 0 and self.listing() != Listing()
        self.nothing.setVisible(hidden)
        self.show_all.setVisible(hidden)

    def _on_show_all(self) -> None:
        self.set_listing(Listing())
        if self._only is not None and not len(self.rows.shown):
            self.filter_cleared.emit()

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.split_name, int(self.rows.shown[current.row()]))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
