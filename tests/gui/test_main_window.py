"""The window: pages, commands, training, notices, closing, what it remembers, and how light it starts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from support.measuring import evaluate_job

from robustgui.attacks.pgd import PGD
from robustgui.base.errors import Sentence
from robustgui.base.events import RunFailed
from robustgui.data import DataSettings, load
from robustgui.engine.messages import ResumeJob, TrainJob
from robustgui.engine.silence import Silence
from robustgui.gui.jobs import JobStatus
from robustgui.gui.main_window import MainWindow
from robustgui.gui.pages import PAGES
from robustgui.gui.session import Session
from robustgui.gui.settings_store import SettingsStore
from robustgui.runs.events import RunStarted
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf

from .conftest import HandJobs


def _navigation_words(window: MainWindow) -> list[str]:
    return [window.navigation.item(row).text() for row in range(window.navigation.count())]


def test_that_the_pages_are_listed_in_the_order_of_the_work(window):
    assert _navigation_words(window) == ["Data", "Model & defence", "Train", "Inspect", "Evaluate", "Runs"]


def test_that_only_the_first_page_is_built_at_the_start(window):
    assert [page.name for page in window.contents.pages.built()] == ["data"]


def test_that_the_titles_of_unbuilt_pages_are_those_of_built_ones(window):
    pages = window.contents.pages
    before = [pages.title(key) for key in pages]
    for key in pages:
        pages.page(key)
    assert [pages.title(key) for key in pages] == before


def test_that_ctrl_and_a_digit_open_a_page(window):
    window.commands["page.runs"].trigger()
    assert window.contents.pages.current_key == "runs"
    assert window.navigation.currentItem().text() == "Runs"
    assert [window.commands[f"page.{key}"].shortcut().toString() for key in window.contents.pages] == [
        f"Ctrl+{place}" for place in range(1, len(PAGES) + 1)
    ]


def test_that_a_language_switch_changes_every_text_of_the_window_live(window):
    english = [window.commands[name].text() for name in window.commands]
    window.commands["language"].trigger()
    QApplication.processEvents()
    chinese = [window.commands[name].text() for name in window.commands]
    assert not set(english) & set(chinese)
    assert _navigation_words(window)[0] == "数据"
    assert window.contents.queue.windowTitle() == "队列"
    window.commands["language"].trigger()
    QApplication.processEvents()
    assert [window.commands[name].text() for name in window.commands] == english


def test_that_a_theme_switch_recolours_the_window_and_is_remembered(window):
    before = QApplication.palette().window().color()
    window.commands["theme"].trigger()
    assert QApplication.palette().window().color().lightness() < 60 < before.lightness()
    assert window.store.text("theme") == "dark"


def test_that_presentation_size_enlarges_the_text_and_goes_back(window):
    before = QApplication.font().pointSizeF()
    window.commands["presentation"].trigger()
    assert QApplication.font().pointSizeF() == pytest.approx(1.4 * before)
    window.commands["presentation"].trigger()
    assert QApplication.font().pointSizeF() == pytest.approx(before)


def test_that_train_submits_the_configuration_of_the_forms(window, session, jobs):
    window.commands["train"].trigger()
    assert jobs.rows[0].job == TrainJob(session.spec, str(session.runs_folder))
    assert window.contents.pages.current_key == "train"


def test_that_train_is_disabled_while_the_forms_are_wrong_and_says_why(window, session, jobs):
    session.set_problem("Budget eps: must be 0 or more, got -1")
    action = window.commands["train"]
    assert not action.isEnabled()
    assert "must be 0 or more" in action.toolTip()
    window.contents.controls.train()
    assert jobs.rows == []
    session.set_spec(session.spec)
    assert action.isEnabled()


def test_that_the_run_that_starts_becomes_the_run_that_is_looked_at(window, session, jobs, tmp_path):
    row = jobs.submit(TrainJob(session.spec, str(tmp_path)), "one")
    folder = tmp_path / "2026-01-02_101500_one"
    jobs.report(row, RunStarted("one", str(folder), "cpu", 10, 2, 3, 270, 200, "test", "accuracy"))
    assert session.run == folder
    assert window.windowTitle().startswith("one")


def test_that_pause_gives_way_to_go_on_while_a_job_is_paused(window, session, jobs):
    row = jobs.submit(TrainJob(session.spec, ""), "one")
    jobs.become(row, JobStatus.RUNNING)
    assert window.commands["pause"].isEnabled()
    jobs.become(row, JobStatus.PAUSED)
    assert not window.commands["pause"].isVisible()
    window.commands["go_on"].trigger()
    assert jobs.calls[-1] == "go_on"


def test_that_a_failed_run_offers_to_resume_from_its_checkpoint(window, session, jobs, tmp_path):
    row = jobs.submit(TrainJob(session.spec, ""), "vowels")
    row.folder = tmp_path
    jobs.become(row, JobStatus.FAILED, reason=Sentence("The memory is full."), resumable=True)
    (notice,) = window.contents.notices.list_notices()
    assert "vowels" in notice.text()
    assert "The memory is full." in notice.text()
    notice.buttons[0].click()
    assert jobs.rows[-1].job == ResumeJob(str(tmp_path))
    assert window.contents.notices.list_notices() == []


def test_that_a_run_without_a_checkpoint_offers_to_continue_from_its_stored_network(window, session, jobs, tmp_path):
    row = jobs.submit(ResumeJob(str(tmp_path)), "vowels")
    row.add(RunFailed(Sentence("its checkpoint is missing."), "", network_epoch=12), 0.0)
    jobs.become(row, JobStatus.FAILED, reason=row.message)
    (notice,) = window.contents.notices.list_notices()
    assert "12" in notice.buttons[0].text()
    notice.buttons[0].click()
    assert jobs.rows[-1].job == ResumeJob(str(tmp_path), from_network=True)
    assert window.contents.notices.list_notices() == []


def test_that_a_measurement_that_was_cut_is_offered_to_continue_until_it_does(window, jobs, tmp_path):
    job = evaluate_job((str(tmp_path),), (PGD(),), Linf(), (0.1,))
    row = jobs.submit(job, "Evaluate vowels")
    jobs.become(row, JobStatus.FAILED, reason=Sentence("it was killed"), resumable=True)
    (notice,) = window.contents.notices.list_notices()
    notice.buttons[0].click()
    assert jobs.rows[-1].job == job
    assert jobs.rows[-1] is not row
    assert window.contents.notices.list_notices() == []


def test_that_the_notice_of_a_failed_run_goes_when_the_run_is_resumed_elsewhere(window, session, jobs, tmp_path):
    row = jobs.submit(TrainJob(session.spec, ""), "vowels")
    row.folder = tmp_path
    jobs.become(row, JobStatus.FAILED, reason=Sentence("The memory is full."), resumable=True)
    jobs.submit(ResumeJob(str(tmp_path / "another")), "another")
    assert len(window.contents.notices.list_notices()) == 1
    again = jobs.submit(ResumeJob(str(tmp_path)), "vowels")
    assert window.contents.notices.list_notices() == []
    jobs.become(again, JobStatus.FAILED, reason=Sentence("The memory is full."), resumable=True)
    assert len(window.contents.notices.list_notices()) == 1


def test_that_an_engine_that_does_not_answer_is_told_with_a_way_out_until_it_answers(window, jobs):
    jobs._executor.silence = Silence(12, 4711, "stopped")
    jobs.silence_changed.emit()
    (notice,) = window.contents.notices.list_notices()
    assert "12 s: process 4711 is stopped" in notice.text()
    status = window.contents.status.engine
    assert "12 s: process 4711 is stopped" in status.toolTip() + status.text()
    jobs._executor.silence = Silence(13, 4711, "stopped")
    jobs.silence_changed.emit()
    assert "13 s" in notice.text()
    assert window.commands["stop"].isEnabled()
    notice.buttons[0].click()
    assert jobs.calls[-1] == "force_stop"
    jobs._executor.silence = None
    jobs.silence_changed.emit()
    assert window.contents.notices.list_notices() == []
    assert not window.commands["stop"].isEnabled()


def test_that_a_window_that_is_told_to_close_does_not_wait_for_a_stopped_engine(window, session, jobs):
    row = jobs.submit(TrainJob(session.spec, ""), "one")
    jobs.become(row, JobStatus.RUNNING)
    window.close()
    closing = window.contents.closing
    closing.stop_button.click()
    jobs._executor.silence = Silence(3, 4711, "stopped")
    jobs.silence_changed.emit()
    assert jobs.calls[-1] == "force_stop"
    jobs.become(row, JobStatus.FAILED, reason=Sentence("forced"))


def test_that_a_dead_engine_is_reported_with_its_reason(window, jobs):
    jobs.engine_crashed.emit(Sentence("it was killed (signal {signal}).", {"signal": 9}))
    (notice,) = window.contents.notices.list_notices()
    assert "killed (signal 9)" in notice.text()


def test_that_one_notice_is_enough_when_the_engine_dies_with_its_job(window, session, jobs):
    reason = Sentence("it was killed (signal {signal}).", {"signal": 9})
    row = jobs.submit(TrainJob(session.spec, ""), "vowels")
    jobs.become(row, JobStatus.FAILED, reason=reason)
    jobs.engine_crashed.emit(reason)
    assert len(window.contents.notices.list_notices()) == 1


def test_that_an_overdue_stop_offers_force(window, session, jobs):
    row = jobs.submit(TrainJob(session.spec, ""), "slow")
    jobs.become(row, JobStatus.STOPPING)
    jobs.stop_overdue.emit(row)
    window.contents.notices.list_notices()[0].buttons[0].click()
    assert jobs.calls[-1] == "force_stop"


def test_that_closing_while_a_job_runs_asks_and_cancel_keeps_the_window(window, session, jobs, qtbot):
    window.show()
    row = jobs.submit(TrainJob(session.spec, ""), "one")
    jobs.become(row, JobStatus.RUNNING)
    window.close()
    assert window.isVisible()
    closing = window.contents.closing
    assert "one" in closing.box.text()
    closing.cancel_button.click()
    assert window.isVisible()
    assert "stop" not in jobs.calls


def test_that_stop_and_close_waits_for_the_checkpoint_and_drops_the_queue(window, session, jobs, qtbot):
    window.show()
    row = jobs.submit(TrainJob(session.spec, ""), "one")
    jobs.submit(TrainJob(session.spec, ""), "two")
    jobs.become(row, JobStatus.RUNNING)
    window.close()
    assert "1" in window.contents.closing.box.informativeText()
    window.contents.closing.stop_button.click()
    assert jobs.calls[-1] == "stop"
    assert [r.label for r in jobs.rows] == ["one"]
    assert window.isVisible()
    jobs.become(row, JobStatus.STOPPED)
    assert not window.isVisible()
    assert jobs.calls[-1] == "shutdown"


def test_that_let_it_finish_closes_after_the_last_job(window, session, jobs, qtbot):
    window.show()
    row = jobs.submit(TrainJob(session.spec, ""), "one")
    jobs.become(row, JobStatus.RUNNING)
    window.close()
    window.contents.closing.finish_button.click()
    assert jobs.calls == []
    jobs.become(row, JobStatus.FINISHED)
    assert jobs.calls[-1] == "shutdown"


def test_that_docks_and_page_are_restored(dressed, tmp_path, jobs, qtbot):
    first = MainWindow(SettingsStore())
    contents = first.fill(Session(tmp_path), HandJobs())
    first.show()
    contents.pages.show_page("model")
    contents.configuration.hide()
    first.close()
    second = MainWindow(SettingsStore())
    contents = second.fill(Session(tmp_path), jobs)
    second.show()
    assert contents.pages.current_key == "model"
    assert not contents.configuration.isVisible()
    second.commands["layout"].trigger()
    assert contents.configuration.isVisible()
    second.close()
    for window in (first, second):
        window.deleteLater()


@pytest.mark.parametrize("place", [(40, 30, 700, 500), (500, 200, 900, 700), (-60, 20, 711, 533)])
def test_that_a_window_returns_to_the_pixel_it_was_at(dressed, place):
    store = SettingsStore(remembers=False)
    for _ in range(3):
        window = MainWindow(store)
        window.show()
        if not store.text("place"):
            window.setGeometry(*place)
        assert window.geometry().getRect() == place
        window.close()
        window.deleteLater()


def test_that_a_window_whose_screen_is_gone_is_seen_again(dressed):
    store = SettingsStore(remembers=False)
    store.set("place", "9000 9000 700 500")
    window = MainWindow(store)
    assert window.screen().availableGeometry().intersects(window.geometry())
    window.deleteLater()


def test_that_a_dropped_file_is_opened_and_a_broken_one_explained(window, session, tmp_path, qtbot):
    file = tmp_path / "broken.npz"
    file.write_bytes(b"nonsense")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(drop)
    assert window.contents.pages.current_key == "data"
    sheet = window.contents.pages.page("data").sheet
    qtbot.waitUntil(lambda: bool(sheet.problem.text()))
    assert "broken.npz" in sheet.problem.text()
    assert session.dataset is None


def test_that_data_are_read_again_as_they_were_imported_last_time(dressed, tmp_path, jobs, qtbot):
    imported = DataSettings(train="example:digits").replace_paths({"split.share": 0.5})
    store = SettingsStore(remembers=False)
    first = MainWindow(store)
    contents = first.fill(Session(tmp_path), HandJobs())
    contents.session.spec_proposed.emit(RunSpec(data=imported))
    contents.session.set_dataset(load(imported))
    contents.leave()
    second = MainWindow(store)
    session = Session(tmp_path)
    again = second.fill(session, jobs)
    with qtbot.waitSignal(session.data_requested) as heard:
        again.start(store.text("dataset"))
    assert heard.args == [imported]
    qtbot.waitUntil(lambda: not again.loader.busy)
    for window in (first, second):
        window.close()
        window.deleteLater()


def test_that_plugin_or_forgotten_pages_are_ignored_at_the_start(dressed, tmp_path, jobs):
    store = SettingsStore(remembers=False)
    store.set("page", "gone")
    window = MainWindow(store)
    assert window.fill(Session(tmp_path), jobs).pages.current_key == "data"
    window.close()
    window.deleteLater()


_START = """
import sys
from robustgui.gui import app as program
from robustgui.gui.settings_store import SettingsStore
from robustgui.gui.shell.appearance import dress
app = program.make_application()
dress(app, SettingsStore(), "light", "en")
window = program.MainWindow(SettingsStore())
early = [name for name in ("numpy", "pydantic", "pyqtgraph", "torch") if name in sys.modules]
assert not early, early
from robustgui.gui.jobs import Jobs
Jobs.start = lambda self: None
contents = program.fill(window)
window.show()
contents.session.dataset_changed.connect(lambda _: app.quit())
app.exec()
for key in contents.pages:
    contents.pages.show_page(key)
    app.processEvents()
assert "torch" not in sys.modules
before = sys.getrefcount(None), sys.getrefcount(True)
for _ in range(3):
    for key in contents.pages:
        contents.pages.show_page(key)
        app.processEvents()
for _ in range(300):
    window.commands.retranslate()
    contents.queue.model.follow()
    contents.status.retranslate()
after = sys.getrefcount(None), sys.getrefcount(True)
assert abs(after[0] - before[0]) < 300 and abs(after[1] - before[1]) < 300, (before, after)
window.close()
"""


def test_that_the_window_never_imports_torch_and_loses_no_references_to_none():
    done = subprocess.run([sys.executable, "-c", _START], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_that_the_runs_folder_is_the_one_that_was_asked_for(dressed, tmp_path):
    from robustgui.gui.app import arguments

    assert arguments(["--runs", str(tmp_path), "--lang", "zh"]).runs == Path(tmp_path)
