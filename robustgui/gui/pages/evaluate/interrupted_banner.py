"""Offers to continue a measurement of the chosen runs that was interrupted, or to discard what it has found."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ....engine.continuation import continuations
from ....engine.messages import AuditJob, EvaluateJob, Measuring
from ....runs.folder import parse_label
from ....runs.unfinished import InterruptedMeasurement
from ...jobs import Jobs
from ...widgets.background import Background
from ...widgets.banner import Banner

Offer = tuple[InterruptedMeasurement, Measuring]


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
        self._offer: Offer | None = None
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
        """Look at other runs."""
        if tuple(folders) != self._folders:
            self._folders = tuple(folders)
            self.reload()

    def reload(self) -> None:
        """Read the folders again, in the background."""
        folders = self._folders
        self._background.start(lambda: [offer for folder in folders for offer in continuations(folder)])

    def retranslate(self) -> None:
        """Every text."""
        self.discard_button.setText(self.tr("Discard"))
        self.discard_button.setToolTip(self.tr("Forget what it has found so far"))

    def _on_read(self, offers: list[Offer]) -> None:
        waiting = [row.job for row in self._jobs.rows if not row.status.is_over]
        is_open = lambda offer: offer[0].file not in self._dismissed and offer[1] not in waiting  # noqa: E731
        self._offer = next(filter(is_open, offers), None)
        self.retranslate()
        self.say("" if self._offer is None else self._sentence, lambda: self.tr("Continue"))

    def _sentence(self) -> str:
        if self._offer is None:
            return ""
        measurement, job = self._offer
        words = self.tr("{measurement} was interrupted. {count} results are stored; it continues where it stopped.")
        return words.format(measurement=self._name(job), count=measurement.results)

    def _name(self, job: Measuring) -> str:
        folders = job.folders if isinstance(job, EvaluateJob) else (job.folder,)
        runs = ", ".join(parse_label(Path(folder)) for folder in folders)
        if isinstance(job, EvaluateJob):
            return self.tr("The evaluation of {runs}").format(runs=runs)
        if isinstance(job, AuditJob):
            return self.tr("The evaluation audit of {runs}").format(runs=runs)
        return self.tr("The cross-check of {runs}").format(runs=runs)

    def _on_continue(self) -> None:
        if self._offer is None:
            return
        job = self._offer[1]
        self.say("")
        self.continued.emit(self._jobs.submit(job, lambda: self._name(job)))

    def _on_discard(self) -> None:
        if self._offer is not None:
            with suppress(OSError):
                self._offer[0].discard()
            self.reload()

    def _on_dismissed(self) -> None:
        if self._offer is not None:
            self._dismissed.add(self._offer[0].file)
