"""Wires the buttons of the Train page to the queue, and keeps them to what makes sense at the moment."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ...engine.messages import ResumeJob, TrainJob
from ..jobs import JobRow, Jobs, JobStatus
from ..session import Session
from .followed_run import FollowedRun
from .train_bar import TrainBar


class TrainControl(QObject):
    """Knows the job that goes on (`current`), whatever run is looked at."""

    def __init__(self, session: Session, jobs: Jobs, bar: TrainBar, run: FollowedRun) -> None:
        super().__init__(bar)
        self._session, self._jobs, self._bar, self._run = session, jobs, bar, run
        self.current: JobRow | None = None  # found by `look`
        self._overdue = False
        bar.train_wanted.connect(self.train)
        bar.resume_wanted.connect(self.resume)
        bar.pause_wanted.connect(jobs.pause)
        bar.go_on_wanted.connect(jobs.go_on)
        bar.stop_wanted.connect(jobs.stop)
        bar.force_stop_wanted.connect(jobs.force_stop)
        jobs.stop_overdue.connect(self._on_overdue)
        session.spec_changed.connect(lambda _: self.show_state())
        session.spec_invalidated.connect(lambda _: self.show_state())

    def train(self) -> None:
        """Put a run with the present settings into the queue."""
        spec = self._session.spec
        self._jobs.submit(TrainJob(spec, str(self._session.runs_folder)), spec.label)

    def resume(self) -> None:
        """Go on with the run that is shown."""
        if self._run.folder is not None:
            self._jobs.submit(ResumeJob(str(self._run.folder)), self._run.label)

    def look(self) -> bool:
        """Read the queue; whether another job goes on than before."""
        row = self._jobs.current()
        changed = row is not self.current
        if changed:
            self.current, self._overdue = row, False
        return changed

    def show_state(self) -> None:
        """Enable the buttons that make sense."""
        self._bar.show_state(
            self.current.status if self.current is not None else None,
            problem=self._session.problem,
            resumable=self._resumable(),
            overdue=self._overdue and self.current is not None,
        )

    def _resumable(self) -> bool:
        if self._run.folder is None or self.current is not None:
            return False
        row = self._run.row
        return self._run.resumable if row is None else row.resumable or row.status is JobStatus.STOPPED

    def _on_overdue(self, row: JobRow) -> None:
        self._overdue = row is self.current
        self.show_state()
