"""The furniture of the Inspect page: what stands where, and its texts; the page says what happens."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ...evaluation.question import Inspection
from ...runs.spec import WatchSettings
from ..i18n.sentences import core_text
from ..icons import icon
from ..plots import TimeCursor
from ..widgets.banner import Banner
from ..widgets.empty_state import EmptyState
from ..widgets.metric_words import budget_text
from .inspect_controls import InspectControls
from .inspect_stage import InspectStage
from .meaning import verdict
from .scrubbers import Scrubbers
from .sequence_list import SequenceList


class InspectFrame(QWidget):
    """List at the left; controls, stage and sliders at the right, or in their place what to do to get there."""

    def __init__(self, cursor: TimeCursor, watch: WatchSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sequences = SequenceList()
        self.controls = InspectControls(watch.attack, watch.threat)
        self.stage = InspectStage(cursor)
        self.scrubbers = Scrubbers(cursor)
        self.message, self.outcome, self.run_name = QLabel(), QLabel(), QLabel()
        self.pin, self.reset, self.smallest = QPushButton(), QPushButton(), QPushButton()
        self.empty, self.trained_on = EmptyState(), Banner("warning")
        self.message.setWordWrap(True)
        self.message.setProperty("role", "problem")
        self.message.hide()
        self.outcome.setWordWrap(True)
        self.outcome.hide()
        self.run_name.setProperty("role", "muted")
        self.run_name.setWordWrap(True)
        self.pin.setCheckable(True)
        self.smallest.setCheckable(True)
        self.smallest.setIcon(icon("smallest"))
        self.pin.setIcon(icon("pin"))
        self.reset.setIcon(icon("reset"))
        self.reset.hide()
        for button in (self.reset, self.smallest, self.pin):
            self.stage.corner.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(6, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.controls)
        column.addWidget(self.trained_on)
        column.addWidget(self.message)
        column.addWidget(self.outcome)
        column.addWidget(self.stage, 1)
        column.addWidget(self.scrubbers)
        self.places = QStackedWidget()
        self.places.addWidget(self.empty)
        self.places.addWidget(shown)
        side = QWidget()
        names = QVBoxLayout(side)
        names.setContentsMargins(0, 0, 0, 0)
        names.addWidget(self.sequences, 1)
        names.addWidget(self.run_name)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(side)
        split.addWidget(self.places)
        split.setStretchFactor(1, 1)
        split.setCollapsible(1, False)
        split.setSizes([176, 900])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.pin.setText(self.tr("Pin"))
        self.pin.setToolTip(self.tr("Keep this answer, and compare the following ones with it"))
        self.smallest.setText(self.tr("Smallest change"))
        self.smallest.setToolTip(self.tr("Look for the smallest change that fools the network, whatever the budget"))
        self.reset.setText(self.tr("Undo edits"))
        self.reset.setToolTip(self.tr("Show the sequence as it is in the data"))

    def say(self, text: str) -> None:
        """A calm line above the plots; empty: none."""
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def tell(self, found: Inspection) -> None:
        """Whether the network knows the sequence, and what the search for the smallest change has found, if it ran."""
        known = self.tr(
            "The network was trained on this sequence: what it answers here does not show how it does on new data."
        )
        self.trained_on.say(known if found.trained_on else "")
        threat, attack = found.question.threat, found.question.attack
        self.outcome.setVisible(found.fools is not None)
        if found.fools is None or threat is None or attack is None:
            return
        facts = {
            "attack": re.split(r" ?[(（]", core_text(attack.title or attack.name))[0],
            "size": f"{budget_text(float(found.sizes[found.chosen]), threat.unit)} ({threat.norm})",
            "asked": f"{int(found.queries[-1] + found.gradients[-1]):,}",
            "seconds": f"{found.seconds:.2f}",
        }
        words = self.tr("No change was found that fools: {attack} asked {asked} times in {seconds} s.")
        if found.fools and verdict(found, found.chosen) == "wrong before":
            words = self.tr("Nothing has to be changed: the network is wrong about this sequence as it is.")
        elif found.fools:
            words = self.tr("Smallest change found: {size}, by {attack}, which asked {asked} times in {seconds} s.")
        self.outcome.setText(words.format(**facts))

    def name_run(self, name: str, path: str) -> None:
        """Which network answers; the name may break at its dashes."""
        broken = name.replace("-", "-\u200b").replace("_", "_\u200b")
        self.run_name.setText(self.tr("Network: {run}").format(run=broken) if name else "")
        self.run_name.setToolTip(path)

    def show_stage(self) -> None:
        """There is something to look at."""
        self.places.setCurrentIndex(1)

    def show_empty(self, data: bool, network: bool) -> None:
        """Say what is missing, and offer the way to it."""
        self.places.setCurrentIndex(0)
        if not data:
            self.empty.set_texts(
                self.tr("No data yet"),
                self.tr("Open a dataset or one of the examples; its sequences then stand at the left."),
                self.tr("Go to Data"),
            )
        elif not network:
            self.empty.set_texts(
                self.tr("No network yet"),
                self.tr(
                    "Train one and watch here how it learns to answer, or double-click an earlier one on the page Runs."
                ),
                self.tr("Go to Train"),
            )
        else:
            self.empty.set_texts(self.tr("No sequence chosen"), self.tr("Choose one in the list at the left."))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
