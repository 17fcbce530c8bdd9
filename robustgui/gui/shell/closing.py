"""Asks what happens to running and waiting jobs when the window is closed; no finished epoch is lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from ...base.templates import fill_in
from ..jobs import Jobs, JobStatus
from ..literal import literal


class Closing(QObject):
    """Asks at most once, then closes the window when it may be closed.

    Signals:
        may_close: nothing stands in the way any more.
        minimise_wanted: the jobs go on, and the window closes itself after the last.
    """

    may_close = Signal()
    minimise_wanted = Signal()

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window
        self._leaves = False  # stop, then close
        self._after_last = False  # finish, then close
        self.box: QMessageBox | None = None
        jobs.job_ended.connect(lambda _row: self._look())
        jobs.queue_changed.connect(self._look)
        jobs.silence_changed.connect(self._on_silence)

    def free(self) -> bool:
        """Whether the window may close at once."""
        return self._jobs.current() is None and (self._leaves or not self._waiting())

    def ask(self) -> None:
        """Open the question, unless it is open already."""
        if self.box is not None:
            self.box.raise_()
            return
        self._after_last = False
        row, waiting = self._jobs.current(), len(self._waiting())
        box = self.box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(self.tr("Close the window"))
        if row is not None:
            box.setText(literal(self.tr("“{name}” is still running.").format(name=row.label)))
            sentence = self.tr("Stopped, it can be resumed from its checkpoint at any time.")
        else:
            box.setText(self.tr("Jobs are waiting in the queue."))
            sentence = ""
        if waiting:
            dropped = fill_in(self.tr("{count} waiting {count:job is|jobs are} removed from the queue."), count=waiting)
            sentence = f"{sentence}\n{dropped}".strip()
        box.setInformativeText(sentence)
        self.stop_button = box.addButton(
            self.tr("Stop, save and close") if row else self.tr("Remove them and close"),
            QMessageBox.ButtonRole.AcceptRole,
        )
        self.finish_button = box.addButton(self.tr("Let it finish, then close"), QMessageBox.ButtonRole.YesRole)
        self.cancel_button = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(self.cancel_button)
        box.setEscapeButton(self.cancel_button)
        box.finished.connect(self._on_answered)
        box.open()

    def _on_answered(self) -> None:
        box, self.box = self.box, None
        assert box is not None  # it was asked before it was answered
        answer = box.clickedButton()
        box.deleteLater()
        if answer is self.stop_button:
            self._leaves = True
            for row in self._waiting():
                self._jobs.remove(row)
            if self._jobs.current() is not None:
                self._jobs.stop()
            self._on_silence()
            self._look()
        elif answer is self.finish_button:
            self._after_last = True
            self.minimise_wanted.emit()
            self._look()

    def _on_silence(self) -> None:
        """A stopped engine does not stop its job: while the window waits for that, it is ended."""
        silence = self._jobs.silence
        if self._leaves and silence is not None and silence.state == "stopped":
            self._jobs.force_stop()

    def _waiting(self) -> list:
        return [row for row in self._jobs.rows if row.status is JobStatus.WAITING]

    def _look(self) -> None:
        if (self._leaves or self._after_last) and self._jobs.current() is None and not self._waiting():
            self._leaves = self._after_last = False
            self.may_close.emit()
