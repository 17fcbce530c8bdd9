"""The list at the left of the Inspect page: part, search, filter, and every sequence with its shape."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ....base.templates import fill_in
from ....data import Dataset
from ...i18n.sentences import LazyText, resolve_text
from ...icons import icon
from ...widgets.combos import narrow_combo, refill
from ...widgets.layouts import make_column
from ...widgets.long_list import LongList
from ...widgets.plain_label import PlainLabel
from .sequence_rows import Mark, SequenceDelegate, SequenceRows

SPLITS = ("test", "validation", "train")


@dataclass(frozen=True)
class Listing:
    """The conditions of the list: a search text, and an entry of its filter."""

    words: str = ""
    kind: tuple[str, int] | None = None


class SequenceList(QWidget):
    """Signals:
    chosen: another sequence is selected; carries split and index.
    filter_cleared: the filter of the session is to be removed.
    """

    chosen = Signal(str, int)
    filter_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._selected: tuple[str, int] | None = None  # the inspected sequence
        self._only: tuple[int, ...] | None = None
        self._reason: LazyText = ""
        self.rows = SequenceRows(self)
        self.split, self.kind = narrow_combo(6), narrow_combo(6)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.view = LongList()
        self.view.setModel(self.rows)
        self.view.setItemDelegate(SequenceDelegate(self.rows))
        self.view.setMinimumHeight(2 * self.view.verticalHeader().defaultSectionSize())
        self.view.installEventFilter(self)
        self.count, self.no_match, self.elsewhere = (PlainLabel(wordWrap=True) for _ in range(3))
        self.count.setProperty("role", "muted")
        self.clear_filter, self.show_all, self.show_selected = (QPushButton() for _ in range(3))
        for part in (self.clear_filter, self.show_all, self.no_match, self.elsewhere, self.show_selected):
            part.hide()
        above = (self.split, self.kind, self.search, self.clear_filter, self.no_match, self.show_all)
        below = (self.elsewhere, self.show_selected, self.count)
        make_column(*above, self.view, *below, of=self, stretched=self.view, spacing=6)
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
        self.no_match.setText(self.tr("No sequence matches the search."))
        self.show_selected.setText(self.tr("Show it in the list"))
        self._find_selected()
        self._fill_combos()
        self._say_count()

    @property
    def split_name(self) -> str:
        """The part that is listed."""
        return str(self.split.currentData() or "test")

    def listing(self) -> Listing:
        """The conditions of the list."""
        return Listing(self.search.text(), self.kind.currentData())

    def set_listing(self, listing: Listing) -> None:
        """Apply these conditions."""
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
        self._fill_combos(is_new=True)
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
        """Make the inspected sequence current and scroll to it; if it is not listed, say so."""
        split, index = self._selected or ("", -1)
        row = self.rows.row_of(index) if split == self.split_name else -1
        with QSignalBlocker(self.view.selectionModel()):
            self.view.setCurrentIndex(self.rows.index(row) if row >= 0 else QModelIndex())
        self._scroll_to_current()
        self.view.viewport().update()
        is_unlisted = self._selected is not None and row < 0 and self._dataset is not None
        self.elsewhere.setVisible(is_unlisted)
        self.show_selected.setVisible(is_unlisted)
        self.elsewhere.setText(self.tr("Sequence {index} is shown, but is not in this list.").format(index=index))

    def _on_show_selected(self) -> None:
        """List the inspected sequence: remove the conditions."""
        if self._selected is None:
            return
        self.set_listing(Listing())
        if self._only is not None:
            self.filter_cleared.emit()
        self.show_selection(*self._selected)

    def _scroll_to_current(self) -> None:
        """The view does so by itself only for sequences that are selected in it."""
        current = self.view.currentIndex()
        if current.isValid():
            self.view.scrollTo(current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """A list that becomes lower keeps the current sequence in sight."""
        if watched is self.view and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._scroll_to_current)
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """A sequence that was selected while the list was hidden comes into sight."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._scroll_to_current)  # the view has its size only after it is laid out

    def filter(self, split: str | None, indices: tuple[int, ...] = (), reason: LazyText = "") -> None:
        """List only these sequences; None: all of them."""
        self._only, self._reason = (None, "") if split is None else (indices, reason)
        if split is not None and split != self.split_name and self.split.findData(split) >= 0:
            with QSignalBlocker(self.split):
                self.split.setCurrentIndex(self.split.findData(split))
            self._open_split()
        self.clear_filter.setVisible(self._only is not None)
        self._narrow()

    def _fill_combos(self, is_new: bool = False) -> None:
        names = {
            "test": self.tr("Test data"),
            "validation": self.tr("Validation data"),
            "train": self.tr("Training data"),
        }
        split, kind = ("", 0) if is_new else (self.split_name, self.kind.currentIndex())
        splits = [name for name in SPLITS if len(getattr(self._dataset, name, None) or ())]
        place = splits.index(split) if split in splits else 0
        refill(self.split, ((names[name], name) for name in splits), place)
        classes = self._dataset.train.classes if self._dataset is not None else ()
        kinds = [
            (self.tr("All"), None),
            (self.tr("Misclassified under attack"), ("mark", Mark.MISCLASSIFIED)),
            (self.tr("Robust"), ("mark", Mark.ROBUST)),
            (self.tr("Misclassified without attack"), ("mark", Mark.WRONG)),
            *((self.tr("Class {name}").format(name=name), ("label", label)) for label, name in enumerate(classes)),
        ]
        refill(self.kind, kinds, min(kind, len(kinds) - 1))

    def _open_split(self) -> None:
        part = None if self._dataset is None else getattr(self._dataset, self.split_name, None)
        self.rows.set_part(part)
        self._narrow()

    def _on_split_chosen(self) -> None:
        self._only, self._reason = None, ""
        self.clear_filter.hide()
        self._open_split()

    def _narrow(self) -> None:
        name, value = self.kind.currentData() or ("mark", None)
        self.rows.narrow(self.search.text(), **{name: value}, only=self._only)
        self._say_count()
        self._find_selected()

    def _say_count(self) -> None:
        count, total = len(self.rows.indices), len(self.rows.marks)
        words = self.tr("{total} {total:sequence|sequences}")
        if count < total:
            words = self.tr("{shown} of {total} {total:sequence|sequences}")
        text = fill_in(words, shown=count, total=total)
        self.count.setText(f"{resolve_text(self._reason)}: {text}" if self._reason else text)
        is_without_match = not count and total > 0 and self.listing() != Listing()
        self.no_match.setVisible(is_without_match)
        self.show_all.setVisible(is_without_match)

    def _on_show_all(self) -> None:
        self.set_listing(Listing())
        if self._only is not None and not len(self.rows.indices):
            self.filter_cleared.emit()

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.split_name, int(self.rows.indices[current.row()]))
