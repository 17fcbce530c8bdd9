"""The furniture of the Inspect page: what stands where, and its texts; the page says what happens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ...runs.spec import WatchSettings
from ..icons import icon
from ..plots import TimeCursor
from ..widgets.empty_state import EmptyState
from .inspect_controls import InspectControls
from .inspect_stage import InspectStage
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
        self.message, self.run_name = QLabel(), QLabel()
        self.pin, self.reset = QPushButton(), QPushButton()
        self.empty = EmptyState()
        self.message.setWordWrap(True)
        self.message.setProperty("role", "problem")
        self.message.hide()
        self.run_name.setProperty("role", "muted")
        self.run_name.setWordWrap(True)
        self.pin.setCheckable(True)
        self.pin.setIcon(icon("pin"))
        self.reset.setIcon(icon("reset"))
        self.reset.hide()
        for button in (self.reset, self.pin):
            self.stage.corner.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(6, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.controls)
        column.addWidget(self.message)
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
        self.reset.setText(self.tr("Undo edits"))
        self.reset.setToolTip(self.tr("Show the sequence as it is in the data"))

    def say(self, text: str) -> None:
        """A calm line above the plots; empty: none."""
        self.message.setText(text)
        self.message.setVisible(bool(text))

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
