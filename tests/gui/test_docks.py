"""Queue and log: what they show, in both languages, and what can be done from them."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from robustgui.base.errors import Sentence
from robustgui.engine.messages import TrainJob
from robustgui.gui import language
from robustgui.gui.docks import queue_model
from robustgui.gui.docks.log_dock import LogDock
from robustgui.gui.docks.queue_dock import QueueDock
from robustgui.gui.jobs import JobStatus
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.spec import RunSpec
from robustgui.training.events import EpochDone


@pytest.fixture
def dock(dressed, session, jobs, qtbot):
    dock = QueueDock(session, jobs)
    qtbot.addWidget(dock)
    return dock


def _texts(dock: QueueDock, row: int) -> list[str]:
    return [dock.model.index(row, column).data() for column in range(dock.model.columnCount())]


def _job() -> TrainJob:
    return TrainJob(RunSpec(), "")


def test_that_an_empty_queue_says_what_fills_it(dock, jobs):
    assert "Train" in dock.empty.text()
    assert dock.widget().currentWidget() is dock.empty
    jobs.submit(_job(), "one")
    assert dock.widget().currentWidget() is dock.table


def test_that_a_row_shows_state_share_and_the_scores_of_the_last_epoch(dock, jobs):
    row = jobs.submit(_job(), "one")
    jobs.become(row, JobStatus.RUNNING)
    row.started = time.monotonic() - 65
    row.add(RunStarted("one", "", "cpu", 10, 2, 50, 270, 200, "test", "accuracy", step=25), time.monotonic())
    row.add(EpochDone(1, 0.5, 0.9432, 0.7113, "accuracy", 200, 1.0), time.monotonic())
    jobs.queue_changed.emit()
    state, name, _, elapsed, _, clean, attacked = _texts(dock, 0)
    assert (state, name, elapsed, clean, attacked) == ("running", "one", "1:05", "94.3 %", "71.1 %")
    assert dock.model.index(0, queue_model.PROGRESS).data(queue_model.SHARE) == 0.25


def test_that_a_finished_run_shows_its_final_scores(dock, jobs):
    row = jobs.submit(_job(), "one")
    row.add(EpochDone(1, 0.5, 0.9432, 0.7113, "accuracy", 200, 1.0), time.monotonic())
    row.add(RunFinished(0.95, 0.7, "accuracy", 370, 60.0), time.monotonic())
    jobs.queue_changed.emit()
    assert _texts(dock, 0)[-2:] == ["95.0 %", "70.0 %"]


def test_that_states_and_headers_change_with_the_language(dock, jobs, qapp):
    jobs.submit(_job(), "one")
    language.install(qapp, "zh")
    qapp.processEvents()
    dock.retranslate()
    header = [
        dock.model.headerData(i, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        for i in range(dock.model.columnCount())
    ]
    assert all(any("\u4e00" <= c <= "\u9fff" for c in word) for word in header)
    assert _texts(dock, 0)[0] == "等待中"


def test_that_the_marked_job_stays_marked_when_rows_move(dock, jobs):
    first, second, third = (jobs.submit(_job(), name) for name in ("one", "two", "three"))
    dock.select(third)
    dock.actions_["up"].trigger()
    assert [row.label for row in jobs.rows] == ["one", "three", "two"]
    assert dock.current() is third
    jobs.remove(first)
    assert dock.current() is third
    assert second in jobs.rows


def test_that_only_waiting_and_ended_jobs_can_be_removed(dock, jobs):
    row = jobs.submit(_job(), "one")
    jobs.become(row, JobStatus.RUNNING)
    dock.select(row)
    assert not dock.actions_["remove"].isEnabled()
    jobs.become(row, JobStatus.STOPPED)
    assert dock.actions_["remove"].isEnabled()
    dock.actions_["remove"].trigger()
    assert jobs.rows == []


def test_that_a_stopped_run_with_a_checkpoint_can_be_resumed(dock, jobs, qtbot, tmp_path):
    row = jobs.submit(_job(), "one")
    row.folder = tmp_path
    jobs.become(row, JobStatus.STOPPED, resumable=True)
    dock.select(row)
    with qtbot.waitSignal(dock.resume_requested) as heard:
        dock.actions_["resume"].trigger()
    assert heard.args == [row]


def test_that_a_failure_gives_its_reason_as_tooltip(dock, jobs):
    row = jobs.submit(_job(), "one")
    jobs.become(row, JobStatus.FAILED, reason=Sentence("The memory is full."))
    assert dock.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "The memory is full."


def test_that_return_shows_the_run_of_the_marked_job(dock, session, jobs, qtbot):
    row = jobs.submit(_job(), "one")
    row.folder = Path("/runs/one")
    dock.select(row)
    with qtbot.waitSignal(session.page_requested):
        dock.actions_["look"].trigger()
    assert session.run == Path("/runs/one")


def test_that_the_clock_ticks_only_while_a_job_runs(dock, jobs):
    row = jobs.submit(_job(), "one")
    assert not dock._tick.isActive()
    jobs.become(row, JobStatus.RUNNING)
    assert dock._tick.isActive()
    jobs.become(row, JobStatus.FINISHED)
    assert not dock._tick.isActive()


@pytest.fixture
def log(dressed, qtbot):
    dock = LogDock()
    qtbot.addWidget(dock)
    dock.listen()
    yield dock
    dock.forget()


def test_that_log_lines_of_other_threads_arrive_in_the_window(log, qtbot):
    thread = threading.Thread(target=lambda: logging.getLogger("robustgui.engine").warning("engine is late"))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: "engine is late" in log.text.toPlainText())
    assert log.text.toPlainText().count("engine is late") == 1


def test_that_the_level_filters_what_is_shown_and_not_what_is_kept(log, qtbot):
    logger = logging.getLogger("robustgui.test")
    logger.debug("detail")
    logger.error("trouble")
    qtbot.waitUntil(lambda: "trouble" in log.text.toPlainText())
    assert "detail" not in log.text.toPlainText()
    log.level.setCurrentIndex(0)
    assert "detail" in log.text.toPlainText()
    log.level.setCurrentIndex(3)
    assert "detail" not in log.text.toPlainText()


def test_that_the_log_is_copied_as_text(log, qtbot):
    logging.getLogger("robustgui").info("to be copied")
    qtbot.waitUntil(lambda: "to be copied" in log.text.toPlainText())
    log.copy_button.click()
    assert "to be copied" in QGuiApplication.clipboard().text()


def test_that_a_log_line_after_the_end_of_the_window_is_no_error(dressed, qtbot, capsys):
    dock = LogDock()
    dock.listen()
    handler = dock.handler.handler
    dock.handler.deleteLater()
    dock.deleteLater()
    qtbot.wait(1)
    logging.getLogger("robustgui").info("too late")
    logging.getLogger("robustgui").removeHandler(handler)
    assert "Logging error" not in capsys.readouterr().err
