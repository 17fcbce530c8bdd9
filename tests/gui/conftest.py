"""What window tests share: a session on a private folder, a queue conducted by hand, a dressed application."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool
from pytestqt.qtbot import QtBot
from support.inspections import make_inspection

from robustgui.base.errors import Sentence
from robustgui.base.events import Event
from robustgui.engine.messages import Job, Ready, Request
from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui.jobs import JobRow, Jobs, JobStatus
from robustgui.gui.session import Session

if TYPE_CHECKING:
    from robustgui.gui.main_window import MainWindow


class HandJobs(Jobs):
    """A queue without an engine: the test says what happens, and reads what was asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[JobRow] = []
        self.ready: Ready | None = None
        self.requests: list[tuple[str, Request]] = []
        self.followed: dict[str, Request | None] = {}
        self.calls: list[str] = []

    def start(self) -> None:
        self.calls.append("start")

    def shutdown(self, patience_s: float = 5.0) -> None:
        self.calls.append("shutdown")

    def submit(self, job: Job, label: str) -> JobRow:
        row = JobRow(len(self.rows) + 1, job, label)
        self.rows.append(row)
        self.queue_changed.emit()
        return row

    def current(self) -> JobRow | None:
        busy = (JobStatus.RUNNING, JobStatus.PAUSED, JobStatus.STOPPING)
        return next((row for row in self.rows if row.status in busy), None)

    def pause(self) -> None:
        self.calls.append("pause")

    def go_on(self) -> None:
        self.calls.append("go_on")

    def stop(self) -> None:
        self.calls.append("stop")

    def force_stop(self) -> None:
        self.calls.append("force_stop")

    def remove(self, row: JobRow) -> None:
        self.rows.remove(row)
        self.queue_changed.emit()

    def move(self, row: JobRow, places: int) -> None:
        at = self.rows.index(row)
        self.rows.insert(max(0, at + places), self.rows.pop(at))
        self.queue_changed.emit()

    def request(self, topic: str, request: Request) -> None:
        self.requests.append((topic, request))

    def follow(self, topic: str, request: Request | None) -> None:
        self.followed[topic] = request

    def become(
        self, row: JobRow, status: JobStatus, *, reason: Sentence | None = None, resumable: bool = False
    ) -> None:
        """The engine reports a new status of `row`."""
        row.status, row.message, row.resumable = status, reason, resumable
        if status is JobStatus.RUNNING and row.started is None:
            row.started = 0.0
        self.queue_changed.emit()
        if status in (JobStatus.FINISHED, JobStatus.STOPPED, JobStatus.FAILED):
            self.job_ended.emit(row)

    def report(self, row: JobRow, *events: Event) -> None:
        """The engine reports events of `row`."""
        row.keep(events)
        self.events_arrived.emit(row, list(events))


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Session:
    """A session whose runs lie in a private folder."""
    return Session(tmp_path / "runs")


@pytest.fixture
def jobs(qtbot: QtBot) -> HandJobs:
    """A queue that the test conducts."""
    return HandJobs()


@pytest.fixture
def dressed(qapp) -> Iterator[None]:
    """Light theme and English before the test, and nothing of the theme after it."""
    from robustgui.gui import language, theme
    from robustgui.gui.palette import LIGHT

    theme.apply(qapp, LIGHT)
    language.install(qapp, "en")
    yield
    QThreadPool.globalInstance().waitForDone()
    language.install(qapp, "en")
    theme.apply(qapp, LIGHT)


@pytest.fixture
def window(dressed: None, session: Session, jobs: HandJobs, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole window on the fixture's session and queue, not shown."""
    from robustgui.gui.main_window import MainWindow
    from robustgui.gui.settings_store import SettingsStore

    window = MainWindow(SettingsStore(remembers=False))
    window.fill(session, jobs)
    yield window
    jobs.rows.clear()
    window.close()
    QThreadPool.globalInstance().waitForDone()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@pytest.fixture
def inspection() -> Callable[..., Inspection]:
    """`make_inspection`, for tests."""
    return make_inspection
