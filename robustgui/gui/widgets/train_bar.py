"""The buttons of a run: train, pause or go on, stop (and force it), resume."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ..icons import icon
from ..jobs import JobStatus


class TrainBar(QWidget):
    """Knows which button makes sense when; what they do is wired by the page.

    Signals:
        train_wanted, pause_wanted, go_on_wanted, stop_wanted, force_stop_wanted, resume_wanted: a button was pressed.
    """

    train_wanted = Signal()
    pause_wanted = Signal()
    go_on_wanted = Signal()
    stop_wanted = Signal()
    force_stop_wanted = Signal()
    resume_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.train, self.pause, self.stop, self.resume = (QPushButton() for _ in range(4))
        self.train.setProperty("role", "primary")
        for button, name in zip(self._buttons(), ("play", "pause", "stop", "resume"), strict=True):
            button.setIcon(icon(name, "on_accent" if name == "play" else "text"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for button in self._buttons():
            layout.addWidget(button)
        self.train.clicked.connect(self.train_wanted)
        self.resume.clicked.connect(self.resume_wanted)
        self.pause.clicked.connect(self._on_pause)
        self.stop.clicked.connect(self._on_stop)
        self._status: JobStatus | None = None
        self._overdue = False
        self._problem = ""
        self._shown: tuple[JobStatus | None, str, bool, bool] | None = None

    def retranslate(self) -> None:
        """Every text, for the present state."""
        paused = self._status is JobStatus.PAUSED
        self.train.setText(self.tr("Train"))
        queued = self.tr("Train with the current settings; queued behind the running job")
        ready = self.tr("Train with the current settings")
        self.train.setToolTip(self._problem or (queued if self._status else ready))
        self.pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self.pause.setToolTip(self.tr("Resume the paused run") if paused else self.tr("Pause after the current step"))
        self.stop.setText(self.tr("Force stop") if self._overdue else self.tr("Stop"))
        self.stop.setToolTip(
            self.tr("End the engine; the run can be resumed from its last checkpoint")
            if self._overdue
            else self.tr("Stop and keep a checkpoint, so that the run can be resumed")
        )
        self.resume.setText(self.tr("Resume"))
        self.resume.setToolTip(self.tr("Resume the run shown here from its checkpoint"))

    def show_state(self, status: JobStatus | None, *, problem: str, resumable: bool, overdue: bool) -> None:
        """The state of the job that is going on (None: there is none), and of the run that is shown."""
        now = (status, problem, resumable, overdue)
        if now == self._shown:
            return  # setting the same texts again would lay out the page anew
        self._shown = now
        self._status, self._problem, self._overdue = status, problem, overdue
        self.train.setEnabled(not problem)
        self.pause.setEnabled(status in (JobStatus.RUNNING, JobStatus.PAUSED))
        self.stop.setEnabled(status in (JobStatus.RUNNING, JobStatus.PAUSED) or overdue)
        self.resume.setEnabled(resumable)
        self.retranslate()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.train, self.pause, self.stop, self.resume

    def _on_pause(self) -> None:
        (self.go_on_wanted if self._status is JobStatus.PAUSED else self.pause_wanted).emit()

    def _on_stop(self) -> None:
        (self.force_stop_wanted if self._overdue else self.stop_wanted).emit()
