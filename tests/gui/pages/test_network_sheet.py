"""Networks of others in the window: looked at, corrected, opened as a run; code only after a yes; ours written out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from robustgui.base.errors import Sentence
from robustgui.engine.messages import ExportRequest, IdentifyRequest, ImportJob
from robustgui.gui.pages.runs.network_sheet import TOPIC, NetworkSheet
from robustgui.gui.pages.runs.page import RunsPage
from robustgui.gui.pages.runs.run_actions import EXPORT
from robustgui.importing.report import Hypothesis, HypothesisResult, Identification
from robustgui.importing.settings import NetworkImport
from robustgui.models.exports.write import Exported
from robustgui.models.user_code import review_entry
from robustgui.runs.folder import MODEL, RunFolder
from robustgui.runs.spec import RunSpec


def reply(request: NetworkImport, *, apart: bool = True) -> Identification:
    results = [
        HypothesisResult(
            Hypothesis((("readout", readout),), "as_is"), (0, 1), ("1", "2"), True, score, 1 - score, score - 0.5,
            is_informative=score > 0.5, is_plausible=place == 0 or not apart, samples=200,
        )
        for place, (readout, score) in enumerate((("position", 0.97), ("last", 0.61), ("mean", 0.5)))
    ]  # fmt: skip
    facts = (
        Sentence("{name}: linear layer from {inputs} to {outputs} values.", {"name": "fc", "inputs": 8, "outputs": 2}),
    )
    return Identification(request, facts, tuple(results), "accuracy", 200, 300, 0.5)


@pytest.fixture
def sheet(qtbot, jobs, dressed):
    shown = NetworkSheet(jobs)
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


@pytest.fixture
def looked(sheet, jobs):
    """The sheet with an answer of the engine."""
    sheet.open(NetworkImport(weights="/data/net.pt"), seed=3)
    jobs.request_done.emit(TOPIC, reply(jobs.requests[-1][1].network))
    return sheet


def test_that_the_engine_is_asked_what_a_file_is(sheet, jobs):
    sheet.open(NetworkImport(weights="/data/net.pt"), seed=3)
    assert jobs.requests == [(TOPIC, IdentifyRequest(NetworkImport(weights="/data/net.pt"), 3))]
    assert not sheet.confirm_button.isEnabled()
    assert sheet.state.text() == "Identifying the network…"


def test_that_every_reading_is_shown_with_its_accuracy_and_the_best_selected(looked):
    assert looked.facts.text() == "fc: linear layer from 8 to 2 values."
    assert [looked.table.item(row, 2).text() for row in range(3)] == ["97.0 %", "61.0 %", "50.0 %"]
    assert looked.table.item(0, 0).text() == "last position (out[:, -1])"
    assert looked.table.currentRow() == 0
    assert looked.confirm_button.isEnabled()


def test_that_the_selected_reading_is_opened(qtbot, looked):
    looked.table.selectRow(2)
    with qtbot.waitSignal(looked.confirmed) as heard:
        qtbot.mouseClick(looked.confirm_button, Qt.MouseButton.LeftButton)
    request = heard.args[0]
    assert (request.readout, request.values, request.classes) == ("mean", "as_is", ("1", "2"))


def test_that_a_correction_asks_again_and_the_old_answer_no_longer_counts(qtbot, looked, jobs):
    looked.form.set_value(looked.form.value().copy_with(readout="max"))
    qtbot.waitUntil(lambda: len(jobs.requests) == 2)
    assert jobs.requests[-1][1].network.readout == "max"
    assert not looked.confirm_button.isEnabled()


def test_that_a_refusal_says_why(looked, jobs):
    looked.open(NetworkImport(weights="/data/other.pt"))
    jobs.request_failed.emit(TOPIC, Sentence("{file} contains no weights.", {"file": "other.pt"}), "")
    assert looked.problem.text() == "other.pt contains no weights."
    assert not looked.confirm_button.isEnabled()


def test_that_the_user_decides_between_readings_that_cannot_be_told_apart(looked, jobs):
    assert not looked.ambiguity.isVisible()
    looked.open(NetworkImport(weights="/data/other.pt"))
    jobs.request_done.emit(TOPIC, reply(jobs.requests[-1][1].network, apart=False))
    assert looked.ambiguity.text().startswith("3 interpretations of these weights")
    assert not looked.confirm_button.isEnabled()
    looked.table.selectRow(1)
    assert looked.confirm_button.isEnabled()


@pytest.fixture
def code(tmp_path):
    """A file of code that imports another one."""
    (tmp_path / "helpers.py").write_text("", encoding="utf-8")
    file = tmp_path / "mine.py"
    file.write_text("import helpers\ndef make(): ...\n", encoding="utf-8")
    return file


def test_that_code_is_not_asked_about_before_it_is_allowed(qtbot, sheet, jobs, code):
    sheet.open(NetworkImport(entry=f"{code}:make"))
    qtbot.waitUntil(sheet.consent.isVisible)
    assert jobs.requests == []
    assert f"Files of {code.parent} that would run: helpers.py, mine.py." in sheet.consent.text()
    assert "robustgui allow" not in sheet.consent.text()  # there is a button for it
    assert "runs these files on your machine" in sheet.consent.text()
    sheet.consent.button.click()
    qtbot.waitUntil(lambda: len(jobs.requests) == 1)
    assert review_entry(f"{code}:make").refusal is None
    assert jobs.requests[-1][1].network.entry == f"{code}:make"
    assert not sheet.consent.isVisible()


def test_that_an_entry_that_names_no_function_is_said_and_the_next_one_is_looked_at(qtbot, sheet, jobs, code):
    sheet.open(NetworkImport(entry=str(code)))
    assert f"'{code}' does not name a function" in sheet.problem.text()
    sheet.open(NetworkImport(entry=f"{code}:make"))
    assert sheet.problem.text() == ""
    qtbot.waitUntil(sheet.consent.isVisible)
    assert jobs.requests == []


def test_that_only_what_was_shown_is_allowed(qtbot, sheet, jobs, code):
    sheet.open(NetworkImport(entry=f"{code}:make"))
    qtbot.waitUntil(sheet.consent.isVisible)
    code.with_name("helpers.py").write_text("import os\n", encoding="utf-8")
    sheet.consent.button.click()
    qtbot.waitUntil(lambda: "changed: helpers.py" in sheet.consent.text())
    assert jobs.requests == []


@pytest.fixture
def page(qtbot, session, jobs, dressed):
    shown = RunsPage(session, jobs)
    qtbot.addWidget(shown)
    shown.resize(900, 690)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: session.stored_runs.is_read)
    return shown


def test_that_opening_a_network_puts_a_job_into_the_queue(page, session, jobs):
    session.network_requested.emit("/data/net.pt")
    assert page.sheet.isVisible()
    assert not page.stack.isVisible()
    jobs.request_done.emit(TOPIC, reply(jobs.requests[-1][1].network))
    page.sheet.accept()
    (row,) = jobs.rows
    assert isinstance(row.job, ImportJob)
    assert (row.job.request.readout, row.label) == ("position", "net")
    assert page.stack.isVisible()
    assert not page.sheet.isVisible()


def test_that_cancelling_shows_the_runs_again(page, session):
    session.network_requested.emit("/data/net.pt")
    page.sheet.cancel()
    assert page.stack.isVisible()


def test_that_a_network_that_is_dropped_on_the_window_is_looked_at(qtbot, window, jobs, tmp_path):
    with qtbot.waitExposed(window):
        window.show()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "net.onnx"))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, button, none))
    assert window.contents.pages.current_key == "runs"
    assert jobs.requests[-1][1].network.weights == str(tmp_path / "net.onnx")


def test_that_a_run_is_exported_where_and_how_the_user_says(qtbot, page, session, jobs, tmp_path, monkeypatch):
    folder = RunFolder.create(session.runs_folder, RunSpec(name="mine"))
    (folder.path / MODEL).write_bytes(b"")
    session.runs_changed.emit()
    qtbot.waitUntil(lambda: len(page.table.rows.rows) == 1)
    page.table.selectRow(0)
    answer = (str(tmp_path / "net"), "ONNX (*.onnx)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    page.actions_bar.export.trigger()
    assert jobs.requests == [(EXPORT, ExportRequest(str(folder.path), str(tmp_path / "net.onnx"), "onnx"))]
    jobs.request_done.emit(EXPORT, Exported("onnx", (tmp_path / "net.onnx",)))
    assert page.note.text().endswith("net.onnx")
    jobs.request_failed.emit(EXPORT, Sentence("No."), "")
    assert page.banner.text() == "No."
