"""The layout of the Inspect page and its texts; the page handles the events."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QWidget

from ....attacks import ATTACKS
from ....base.templates import fill_in
from ....evaluation.inspect_request import Inspection
from ....runs.spec import WatchSettings
from ...i18n.metric_words import budget_text
from ...i18n.sentences import LazyText, resolve_text
from ...i18n.titles import short_title
from ...icons import icon
from ...plots import TimeCursor
from ...views.meaning import inspection_title, verdict
from ...widgets.empty_state import EmptyState
from ...widgets.layouts import as_widget, make_column, split
from ...widgets.text import Elided, make_muted_label
from .controls import InspectControls
from .run_picker import RunPicker
from .scrubbers import Scrubbers
from .sequence_list import SequenceList
from .stage import InspectStage


class InspectLayout(QWidget):
    """List at the left; controls, stage and sliders at the right, or in their place what is missing."""

    def __init__(self, cursor: TimeCursor, watch: WatchSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sequences = SequenceList()
        self.controls = InspectControls(watch.attack, watch.threat)
        self.stage = InspectStage(cursor)
        self.scrubbers = Scrubbers(cursor)
        self.note, self.runs, self.run_name = InspectNote(), RunPicker(), make_muted_label()
        self.pin, self.reset, self.smallest = QPushButton(), QPushButton(), QPushButton()
        self.empty = EmptyState()
        self._title_of: tuple[Inspection | None, Inspection | None] = (None, None)
        self._described: Inspection | None = None
        self.run_name.setBuddy(self.runs)
        self.pin.setCheckable(True)
        self.smallest.setCheckable(True)
        self.smallest.setIcon(icon("smallest"))
        self.pin.setIcon(icon("pin"))
        self.reset.setIcon(icon("reset"))
        self.reset.setEnabled(False)
        for button in (self.smallest, self.pin, self.reset):
            self.controls.flow.addWidget(button)
        parts = (self.controls, self.note, self.stage, self.scrubbers)
        self.places = QStackedWidget()
        self.places.addWidget(self.empty)
        self.places.addWidget(as_widget(make_column(*parts, stretched=self.stage, spacing=6, margins=(6, 0, 0, 0))))
        side = make_column(self.run_name, self.runs, self.sequences, stretched=self.sequences, spacing=6)
        splitter = split(Qt.Orientation.Horizontal, (as_widget(side), self.places), (150, 900))
        splitter.setCollapsible(0, True)
        make_column(splitter, of=self)
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
        for part in (self.controls, self.stage, self.scrubbers, self.runs, self.sequences):
            part.retranslate()
        self.show_title(*self._title_of)
        if self._described is not None:
            self.describe(self._described)

    def forget(self) -> None:
        """Other data are open: no message applies any more."""
        self._described = None
        self.note.warning = self.note.outcome = ""
        self.note.say_problem("")
        self.show_title(None, None)

    def show_title(self, inspection: Inspection | None, pinned: Inspection | None) -> None:
        """The inspection, and the pinned one that it is compared with."""
        self._title_of = inspection, pinned
        title = "" if inspection is None else inspection_title(inspection)
        if inspection is not None and pinned is not None:
            title += "   |   " + self.tr("pinned: {title}").format(title=inspection_title(pinned))
        self.note.title = title
        self.note.update_text()

    def describe(self, inspection: Inspection) -> None:
        """Whether the network was trained on the sequence, and the outcome of a search for the minimal perturbation."""
        self._described = inspection
        warning = self.tr(
            "The network was trained on this sequence: its prediction here does not show how it generalises to new "
            "data."
        )
        self.note.warning = warning if inspection.trained_on else ""
        self.note.outcome = self._describe_search(inspection)
        self.note.update_text()

    def _describe_search(self, inspection: Inspection) -> str:
        """The minimal perturbation; empty without such a search."""
        threat, attack = inspection.request.threat, inspection.request.attack
        if inspection.fools is None or threat is None or attack is None:
            return ""
        facts = {
            "attack": short_title(ATTACKS, attack.name),
            "size": f"{budget_text(float(inspection.sizes[inspection.returned]), threat.unit)} ({threat.norm})",
            "asked": f"{int(inspection.queries[-1] + inspection.gradients[-1]):,}",
            "seconds": f"{inspection.seconds:.2f}",
        }
        words = self.tr("No adversarial example found: {attack}, {asked} {asked:query|queries}, {seconds} s.")
        if inspection.fools and verdict(inspection, inspection.returned) == "misclassified before":
            words = self.tr("The clean input is misclassified already: the minimal perturbation is zero.")
        elif inspection.fools:
            words = self.tr(
                "Minimal adversarial perturbation: {size}, by {attack}, {asked} {asked:query|queries}, {seconds} s."
            )
        return fill_in(words, **facts)

    def show_stage(self) -> None:
        """There is a network and a sequence."""
        self.places.setCurrentIndex(1)

    def show_empty(self, data: bool, network: bool) -> None:
        """Say what is missing, with a button that leads to it."""
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


class InspectNote(Elided):
    """The most urgent message: a problem, warning or outcome, else the title; of one height, whatever it says."""

    def __init__(self) -> None:
        super().__init__("", 1.0, mode=Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._problem: LazyText = ""
        self.warning = self.outcome = self.title = ""

    def say_problem(self, problem: LazyText) -> None:
        """What is impossible, or must be known; empty: nothing."""
        self._problem = problem
        self.update_text()

    def update_text(self) -> None:
        """Show the messages in the window's language."""
        problem = resolve_text(self._problem)
        role = "problem" if problem or self.warning else "text" if self.outcome else "muted"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
        warning = f"⚠ {self.warning}" if self.warning else ""
        self.setText("   ".join(filter(None, [problem, warning, self.outcome])) or self.title)
