"""The actions Train, Pause, Continue and Stop, and when they are enabled."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from ...base.events import Event
from ...data.by_name.base import is_same_source
from ...engine.messages import MeasureJob, ResumeJob, TrainJob
from ...runs.events import RunStarted
from ...runs.spec import RunSpec
from ..commands import Commands
from ..jobs import JobRow, Jobs, JobStatus
from ..session import Session
from ..submission import submit_spec, submit_training


class RunControls(QObject):
    """Turns commands into jobs, and follows the run that starts."""

    def __init__(self, session: Session, jobs: Jobs, commands: Commands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._commands = session, jobs, commands
        self._overdue = False  # the running job was asked to stop and has not
        commands.on("train", self.train)
        commands.on("pause", jobs.pause)
        commands.on("go_on", jobs.go_on)
        commands.on("stop", self.stop)
        jobs.stop_overdue.connect(lambda _: self.update_commands(overdue=True))
        jobs.queue_changed.connect(self.update_commands)
        jobs.silence_changed.connect(self.update_commands)
        jobs.events_arrived.connect(self._on_events)
        jobs.job_ended.connect(lambda _: session.runs_changed.emit())
        session.spec_changed.connect(lambda _: self.update_commands())
        session.spec_invalidated.connect(lambda _: self.update_commands())
        self.update_commands()

    def train(self) -> None:
        """Put the configuration of the forms into the queue and watch it."""
        if not self._session.problem:
            submit_training(self._session, self._jobs)
            self._session.page_requested.emit("train")

    def train_spec(self, spec: RunSpec) -> None:
        """Queue a run of `spec`, whatever the forms hold, and watch it."""
        submit_spec(self._session, self._jobs, spec)
        self._session.page_requested.emit("train")

    def resume(self, folder: Path, label: str, *, from_network: bool = False) -> None:
        """Continue a stored run from its checkpoint, or where none can be read from its newest stored network."""
        self._jobs.submit(ResumeJob(str(folder), from_network), label)
        self._session.page_requested.emit("train")

    def stop(self) -> None:
        """Stop the running job; end the engine where that takes too long."""
        row = self._jobs.current()
        if self._jobs.silence is not None or (row is not None and row.status is JobStatus.STOPPING):
            self._jobs.force_stop()
        else:
            self._jobs.stop()

    def update_commands(self, *, overdue: bool = False) -> None:
        """Enable what can be done now; a disabled Train says why; Stop becomes Force stop when it is overdue."""
        problem = self._session.problem
        row = self._jobs.current()
        status = row.status if row else None
        self._commands["train"].setEnabled(not problem)
        self._commands.explain("train", problem)
        self._commands["pause"].setEnabled(status is JobStatus.RUNNING and self._jobs.can_pause)
        self._commands["pause"].setVisible(status is not JobStatus.PAUSED)
        self._commands["go_on"].setEnabled(status is JobStatus.PAUSED)
        self._commands["go_on"].setVisible(status is JobStatus.PAUSED)
        stopping = status is JobStatus.STOPPING
        self._overdue = stopping and (overdue or self._overdue)
        by_force = self._overdue or self._jobs.silence is not None
        self._commands["stop"].setEnabled(status in (JobStatus.RUNNING, JobStatus.PAUSED) or by_force)
        self._commands.use("stop", "force_stop" if by_force else "stop")

    def _on_events(self, row: JobRow, events: list[Event]) -> None:
        if isinstance(row.job, MeasureJob):
            return
        for event in events:
            if isinstance(event, RunStarted):
                if self._has_open_data(row):  # no other data were opened while it waited
                    self._session.set_run(Path(event.folder))
                self._session.runs_changed.emit()

    def _has_open_data(self, row: JobRow) -> bool:
        return not isinstance(row.job, TrainJob) or is_same_source(
            row.job.spec.data.train, self._session.spec.data.train
        )
