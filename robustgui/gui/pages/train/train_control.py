"""The button that resumes the run which the Train page shows, and whether that makes sense at the moment."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from ....engine.messages import ResumeJob
from ...icons import icon
from ...jobs import JobRow, Jobs, JobStatus
from .followed_run import FollowedRun


class TrainControl(QObject):
    """Knows the job that goes on (`current`), whatever run is looked at."""

    def __init__(self, jobs: Jobs, run: FollowedRun, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._run = jobs, run
        self.resume_button = QPushButton(icon("resume"), "")
        self.resume_button.clicked.connect(self.resume)
        self.current: JobRow | None = None  # found by `look`

    def retranslate(self) -> None:
        """Every text."""
        self.resume_button.setText(self.tr("Resume this run"))
        self.resume_button.setToolTip(self.tr("Continue the run shown here from its checkpoint"))

    def resume(self) -> None:
        """Continue the run that is shown."""
        if self._run.folder is not None:
            self._jobs.submit(ResumeJob(str(self._run.folder)), self._run.label)

    def look(self) -> bool:
        """Read the queue; whether another job goes on than before."""
        row = self._jobs.current()
        changed = row is not self.current
        self.current = row
        return changed

    def show_state(self) -> None:
        """Show the button where there is something to resume."""
        self.resume_button.setVisible(self._is_resumable())

    def _is_resumable(self) -> bool:
        if self._run.folder is None or self.current is not None:
            return False
        row = self._run.row
        return self._run.resumable if row is None else row.resumable or row.status is JobStatus.STOPPED
