"""The layout of the Inspect page and its texts; the page handles the events."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ....attacks import ATTACKS
from ....base.templates import fill_in
from ....evaluation.inspect_request import Inspection
from ....runs.spec import WatchSettings
from ...i18n.metric_words import budget_text
from ...i18n.titles import short_title
from ...icons import icon
from ...plots import TimeCursor
from ...views.inspection_title import inspection_title
from ...views.meaning import verdict
from ...widgets.empty_state import EmptyState
from ...widgets.plain_label import PlainLabel
from .controls import InspectControls
from .note import InspectNote
from .run_picker import RunPicker
from .scrubbers import Scrubbers
from .sequence_list import SequenceList
from .stage import InspectStage


class InspectLayout(QWidget):
    """List at the left; controls, stage and sliders at the right, or in their place what to do to get there."""

    def __init__(self, cursor: TimeCursor, watch: WatchSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sequences = SequenceList()
        self.controls = InspectControls(watch.attack, watch.threat)
        self.stage = InspectStage(cursor)
        self.scrubbers = Scrubbers(cursor)
        self.note, self.runs, self.run_name = InspectNote(), RunPicker(), PlainLabel()
        self.pin, self.reset, self.smallest = QPushButton(), QPushButton(), QPushButton()
        self.empty = EmptyState()
        self._titled: tuple[Inspection | None, Inspection | None] = (None, None)
        self._told: Inspection | None = None
        self.run_name.setProperty("role", "muted")
        self.run_name.setBuddy(self.runs)
        self.pin.setCheckable(True)
        self.smallest.setCheckable(True)
        self.smallest.setIcon(icon("smallest"))
        self.pin.setIcon(icon("pin"))
        self.reset.setIcon(icon("reset"))
        self.reset.setEnabled(False)
        for button in (self.smallest, self.pin, self.reset):
            self.controls.flow.addWidget(button)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(6, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.controls)
        column.addWidget(self.note)
        column.addWidget(self.stage, 1)
        column.addWidget(self.scrubbers)
        self.places = QStackedWidget()
        self.places.addWidget(self.empty)
        self.places.addWidget(shown)
        side = QWidget()
        names = QVBoxLayout(side)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(6)
        for widget in (self.run_name, self.runs):
            names.addWidget(widget)
        names.addWidget(self.sequences, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(side)
        split.addWidget(self.places)
        split.setStretchFactor(1, 1)
        split.setCollapsible(1, False)
        split.setSizes([150, 900])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.pin.setText(self.tr("Pin"))
        self.pin.setToolTip(self.tr("Keep this inspection, and compare the following ones with it"))
        self.run_name.setText(self.tr("Network"))
        self.smallest.setText(self.tr("Minimal perturbation"))
        self.smallest.setToolTip(self.tr("Search for the minimal adversarial perturbation, whatever the budget"))
        self.reset.setText(self.tr("Undo edits"))
        self.reset.setToolTip(self.tr("Show the sequence as it is in the data"))
        self.note.retranslate()
        self.show_title(*self._titled)
        if self._told is not None:
            self.tell(self._told)

    def forget(self) -> None:
        """What was told was of other data."""
        self._told = None
        self.note.say_problem("")
        self.note.say_warning("")
        self.note.say_outcome("")
        self.show_title(None, None)

    def show_title(self, found: Inspection | None, pinned: Inspection | None) -> None:
        """What is shown, and with what it is compared."""
        self._titled = found, pinned
        title = "" if found is None else inspection_title(found)
        if found is not None and pinned is not None:
            title += "   |   " + self.tr("pinned: {title}").format(title=inspection_title(pinned))
        self.note.say_title(title)

    def tell(self, found: Inspection) -> None:
        """Whether the network was trained on the sequence, and what a search for the minimal perturbation has found."""
        self._told = found
        known = self.tr(
            "The network was trained on this sequence: its prediction here does not show how it generalises to new "
            "data."
        )
        self.note.say_warning(known if found.trained_on else "")
        threat, attack = found.request.threat, found.request.attack
        if found.fools is None or threat is None or attack is None:
            self.note.say_outcome("")
            return
        facts = {
            "attack": short_title(ATTACKS, attack.name),
            "size": f"{budget_text(float(found.sizes[found.chosen]), threat.unit)} ({threat.norm})",
            "asked": f"{int(found.queries[-1] + found.gradients[-1]):,}",
            "seconds": f"{found.seconds:.2f}",
        }
        words = self.tr("No adversarial example found: {attack}, {asked} {asked:query|queries}, {seconds} s.")
        if found.fools and verdict(found, found.chosen) == "misclassified before":
            words = self.tr("The clean input is misclassified already: the minimal perturbation is zero.")
        elif found.fools:
            words = self.tr(
                "Minimal adversarial perturbation: {size}, by {attack}, {asked} {asked:query|queries}, {seconds} s."
            )
        self.note.say_outcome(fill_in(words, **facts))

    def show_stage(self) -> None:
        """There is something to look at."""
        self.places.setCurrentIndex(1)

    def show_empty(self, data: bool, network: bool) -> None:
        """Say what is missing, and offer the way to it."""
        self.places.setCurrentIndex(0)
        if not data:
            self.empty.set_texts(
                self.tr("No data yet"),
                self.tr("Open a dataset or one of the examples; its sequences are listed on the left."),
                self.tr("Go to Data"),
            )
        elif not network:
            self.empty.set_texts(
                self.tr("No network yet"),
                self.tr("Train one, or double-click an earlier run on the page Runs."),
                self.tr("Go to Train"),
            )
        else:
            self.empty.set_texts(self.tr("No sequence chosen"), self.tr("Choose one in the list on the left."))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
