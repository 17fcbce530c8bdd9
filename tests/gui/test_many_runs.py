"""Thousands of stored runs: a gesture asks for what can be seen, and the folder is read in slices."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from robustgui.base.slices import REST_S, Slices
from robustgui.gui import stored_runs as stored_runs_module
from robustgui.gui.pages.inspect.run_picker import PickerModel, RunPicker
from robustgui.gui.pages.runs.page import RunsPage
from robustgui.gui.pages.runs.runs_model import Column, RunsModel
from robustgui.runs import index as index_module
from robustgui.runs.events import RunFinished
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.summary import RunRow
from robustgui.training.events import EpochDone

COUNT = 5000
SEEN = 1500  # cells of a table that is 1000 pixels high, asked for a few roles each


def rows(folder: Path) -> list[RunRow]:
    """Runs that exist in memory only, newest first."""
    made = []
    for number in range(COUNT):
        name = f"{datetime(2026, 1, 2) - timedelta(seconds=number):%Y-%m-%d_%H%M%S}_run-{number}"
        created = (datetime(2026, 1, 2) - timedelta(seconds=number)).isoformat()
        clean = (number * 7919) % COUNT / COUNT
        made.append(
            RunRow(
                folder / name, name, f"run {number}", created, "finished", "example:japanese_vowels", "gru", "none",
                3, 3, clean, clean / 2,
            )
        )  # fmt: skip
    return made


@pytest.fixture
def page(qtbot, session, jobs, dressed, monkeypatch: pytest.MonkeyPatch) -> RunsPage:
    """The page with these runs."""
    found = rows(session.runs_folder)
    monkeypatch.setattr(session.stored_runs._cache, "refresh", lambda step: found)
    shown = RunsPage(session, jobs)
    qtbot.addWidget(shown)
    shown.resize(1400, 1000)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: len(shown.table.rows.rows) == COUNT)
    return shown


@pytest.fixture
def count_cells(monkeypatch: pytest.MonkeyPatch, qapp) -> Callable[[Callable[[], object]], int]:
    """How often Qt asks Python about a cell, or about the flags of one, during an act and what it brings about."""
    calls = [0]
    for model in (RunsModel, PickerModel):
        for name in ("data", "flags"):
            real = getattr(model, name)

            def counted(*arguments, _real=real):
                calls[0] += 1
                return _real(*arguments)

            monkeypatch.setattr(model, name, counted)

    def count(act: Callable[[], object]) -> int:
        calls[0] = 0
        act()
        for _ in range(3):
            qapp.processEvents()
        return calls[0]

    return count


GESTURES: dict[str, Callable[[RunsPage], object]] = {
    "sort": lambda page: page.table.sortByColumn(Column.CLEAN, Qt.SortOrder.AscendingOrder),
    "search": lambda page: page.table.search("run 1"),
    "select all": lambda page: page.table.selectAll(),
    "tick": lambda page: page.table.rows.setData(
        page.table.rows.index(0, 0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole
    ),
    "resize": lambda page: page.resize(900, 700),
    "another language": lambda page: page.retranslate(),
    "other rows": lambda page: page.table.set_rows(page.session.stored_runs.rows[1:]),
}


@pytest.mark.parametrize("gesture", GESTURES)
@pytest.mark.parametrize("selected", ["nothing", "everything"])
def test_that_a_gesture_asks_only_for_cells_in_sight(page, count_cells, gesture: str, selected: str) -> None:
    if selected == "everything":
        page.table.selectAll()
    assert count_cells(lambda: GESTURES[gesture](page)) < SEEN


def test_that_sorting_keeps_what_is_selected(page) -> None:
    chosen = {row.folder for row in page.table.rows.rows[10:400]}
    page.table.select(chosen)
    page.table.sortByColumn(Column.CLEAN, Qt.SortOrder.AscendingOrder)
    assert {row.folder for row in page.table.list_selected()} == chosen
    figures = [row.clean for row in page.table.rows.rows]
    assert figures == sorted(figures)


def test_that_a_search_reads_no_folder(page, monkeypatch: pytest.MonkeyPatch, qtbot) -> None:
    monkeypatch.setattr(page.session.stored_runs, "refresh", lambda: pytest.fail("the folder was read"))
    page.search.setText("run 4999")
    qtbot.waitUntil(lambda: [row.label for row in page.table.rows.rows] == ["run 4999"])


def test_that_the_list_of_networks_asks_only_for_what_is_in_sight(qtbot, dressed, tmp_path: Path, count_cells) -> None:
    picker = RunPicker()
    qtbot.addWidget(picker)
    found = rows(tmp_path)
    assert count_cells(lambda: picker.show_rows(found, "example:japanese_vowels")) < SEEN
    assert picker.count() == COUNT + 1
    with qtbot.waitExposed(picker):
        picker.show()
    assert count_cells(picker.showPopup) < SEEN
    picker.hidePopup()
    assert count_cells(lambda: picker.show_run(found[4000].folder, None)) < SEEN
    assert picker.currentData() == found[4000].folder


def store(session, count: int) -> list[Path]:
    """Finished runs on disk."""
    made = []
    for number in range(count):
        folder = RunFolder.create(session.runs_folder, RunSpec(name=f"run {number}"), datetime(2026, 1, 1 + number))
        folder.log.append(EpochDone(1, 1.0, 0.5, 0.4, "accuracy", 10, 1.0))
        folder.log.append(RunFinished(0.5, 0.4, "accuracy", 10, 1.0))
        made.append(folder.path)
    return made


def test_that_the_first_reading_says_how_far_it_is(qtbot, session, jobs, dressed, monkeypatch) -> None:
    monkeypatch.setattr(stored_runs_module, "REPORT_S", 0.0)
    monkeypatch.setattr(index_module, "BATCH", 1)
    store(session, 3)
    page = RunsPage(session, jobs)
    qtbot.addWidget(page)
    reports: list[tuple[int, int]] = []
    session.stored_runs.progressed.connect(lambda *report: reports.append((*report, page.total.text())))
    with qtbot.waitSignal(session.stored_runs.changed):
        page.show()
    assert reports[0] == (1, 3, "Reading the runs: 1 of 3")


def test_that_pages_share_one_reading(qtbot, session, monkeypatch: pytest.MonkeyPatch) -> None:
    store(session, 3)
    read: list[str] = []
    real = index_module.summarise_run
    monkeypatch.setattr(index_module, "summarise_run", lambda path: (read.append(path.name), real(path))[1])
    with qtbot.waitSignal(session.stored_runs.changed):
        for _ in range(5):
            session.stored_runs.refresh()
    qtbot.waitUntil(lambda: not session.stored_runs._background.busy)
    assert len(read) == 3


def test_that_several_runs_are_removed_in_the_background(qtbot, session, jobs, dressed) -> None:
    folders = store(session, 3)
    page = RunsPage(session, jobs)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: len(page.table.rows.rows) == 3)
    page.table.selectAll()
    page.actions_bar.remove.trigger()
    box = page.actions_bar.findChild(QMessageBox)
    remove = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole)
    with qtbot.waitSignal(session.runs_removed) as removed:
        qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert removed.args[0] == frozenset(folders)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)


def test_that_work_in_slices_leaves_the_interpreter_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    now, slept = [0.0], []
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(time, "sleep", slept.append)
    slices = Slices(work_s=0.002)
    for _ in range(100):
        now[0] += 0.0005
        slices.rest()
    assert slept == [REST_S] * 25
