"""Offers to continue an interrupted measurement of the selected runs, or to discard its results."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ....base.templates import fill_in
from ....engine.messages import MeasureJob
from ....measurements import Measurement
from ....measurements.unfinished import InterruptedMeasurement, list_interrupted
from ....runs.folder import parse_label
from ...i18n.sentences import core_text
from ...jobs import Jobs
from ...widgets.background import Background
from ...widgets.banner import Banner


class InterruptedBanner(Banner):
    """Shows one measurement at a time, the oldest first; hidden while there is none.

    Signals:
        continued: the measurement is in the queue again; carries its `JobRow`.
    """

    continued = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("note", parent)
        self._jobs = jobs
        self._folders: tuple[Path, ...] = ()
        self._offer: InterruptedMeasurement | None = None
        self._dismissed: set[Path] = set()
        self.discard_button = QPushButton()
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(2, self.discard_button)
        self._background = Background(self)
        self._background.done.connect(self._on_read)
        self.pressed.connect(self._on_continue)
        self.discard_button.clicked.connect(self._on_discard)
        self.close_button.clicked.connect(self._on_dismissed)
        jobs.job_ended.connect(lambda _: self.reload())

    def show_runs(self, folders: Sequence[Path]) -> None:
        """Other runs are selected."""
        if tuple(folders) != self._folders:
            self._folders = tuple(folders)
            self.reload()

    def reload(self) -> None:
        """Read the folders again, in the background."""
        folders = self._folders
        self._background.start(lambda: [offer for folder in folders for offer in list_interrupted(folder)])

    def retranslate(self) -> None:
        """Every text."""
        self.discard_button.setText(self.tr("Discard"))
        self.discard_button.setToolTip(self.tr("Discard the stored results"))

    def _on_read(self, offers: list[InterruptedMeasurement]) -> None:
        waiting = [row.job for row in self._jobs.rows if not row.status.is_over]
        is_open = lambda offer: offer.file not in self._dismissed and _job(offer) not in waiting  # noqa: E731
        self._offer = next(filter(is_open, offers), None)
        self.retranslate()
        self.say("" if self._offer is None else self._sentence, lambda: self.tr("Continue"))

    def _sentence(self) -> str:
        if self._offer is None:
            return ""
        words = self.tr(
            "{measurement} was interrupted. {count} {count:result is|results are} stored; it continues where it "
            "stopped."
        )
        name = describe_job(self._offer.measurement, [parse_label(run) for run in self._offer.runs])
        return fill_in(words, measurement=name, count=self._offer.results)

    def _on_continue(self) -> None:
        offer = self._offer
        if offer is None:
            return
        self.say("")
        labels = [parse_label(run) for run in offer.runs]
        self.continued.emit(self._jobs.submit(_job(offer), lambda: describe_job(offer.measurement, labels)))

    def _on_discard(self) -> None:
        if self._offer is not None:
            with suppress(OSError):
                self._offer.discard()
            self.reload()

    def _on_dismissed(self) -> None:
        if self._offer is not None:
            self._dismissed.add(self._offer.file)


def describe_job(measurement: Measurement, runs: Sequence[str]) -> str:
    """What a job of the queue is called: the measurement and the labels of its runs."""
    words = QCoreApplication.translate("InterruptedBanner", "{measurement} of {runs}")
    return words.format(measurement=core_text(measurement.title or measurement.name), runs=", ".join(runs))


def _job(offer: InterruptedMeasurement) -> MeasureJob:
    return MeasureJob(tuple(map(str, offer.runs)), offer.measurement)
