"""Damaged run folders in the window: listed with their reasons, and opened on every page in sentences."""

from __future__ import annotations

import contextlib
import shutil

import pytest
from PySide6.QtCore import Qt
from support.damaged_runs import DAMAGES, sound_run

from robustgui.base.errors import RobustGuiError
from robustgui.gui.pages.evaluate.curves import list_curves, load_runs
from robustgui.gui.pages.runs.page import RunsPage
from robustgui.gui.pages.runs.runs_model import Column
from robustgui.gui.pages.train.page import TrainPage
from robustgui.gui.training_curves import compared_runs
from robustgui.measurements.store import load_all
from robustgui.runs.folder import RunFolder


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    """A folder of runs, in which each run has another damage; and their folders by damage."""
    runs = tmp_path_factory.mktemp("damaged")
    sound = sound_run(tmp_path_factory.mktemp("sound"))
    for number, damage in enumerate(DAMAGES.values()):
        place = runs / f"{number:03d}"
        shutil.copytree(sound, place / sound.name)
        with contextlib.suppress(OSError):  # not every file system takes every name
            damage(place / sound.name)
        for run in place.iterdir():
            run.rename(runs / f"{run.name}-{number}" if len(run.name) < 200 else runs / run.name)
        place.rmdir()
    return runs


@pytest.fixture
def folders(damaged, session):
    """The same as the runs folder of the session."""
    shutil.rmtree(session.runs_folder, ignore_errors=True)
    session.runs_folder.parent.mkdir(parents=True, exist_ok=True)
    session.runs_folder.symlink_to(damaged)
    return sorted(path for path in session.runs_folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def test_that_every_damaged_run_is_a_row_with_its_reason(qtbot, session, jobs, dressed, folders):
    page = RunsPage(session, jobs)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: session.stored_runs.is_read, timeout=60_000)
    model = page.table.model()
    assert model.rowCount() == len(folders)
    reasons = 0
    for place in range(model.rowCount()):
        page.table.selectRow(place)
        row = page.table.list_selected()[0]
        for column in Column:
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                model.index(place, column).data(role)
        if row.status == "unreadable":
            assert page.row_problem.isVisible()
            assert page.row_problem.text()
            assert page.row_problem.text() in model.index(place, Column.STATUS).data(Qt.ItemDataRole.ToolTipRole)
            assert not page.actions_bar.use.isEnabled()
            assert page.actions_bar.remove.isEnabled()
            reasons += 1
    assert reasons > 15
    page.table.clearSelection()
    assert not page.row_problem.isVisible()


def test_that_every_damaged_run_opens_on_the_page_train(qtbot, session, jobs, dressed, folders):
    page = TrainPage(session, jobs)
    qtbot.addWidget(page)
    page.resize(760, 690)
    with qtbot.waitExposed(page):
        page.show()
    for folder in folders:
        with qtbot.waitSignal(page.run.changed, timeout=20_000):
            page.run.show_folder(folder)
        qtbot.waitUntil(lambda: page.run.spec is not None or page.run.problem is not None, timeout=20_000)
        page.view.draw()
        page.view.draw_facts()
        assert not page.grab().isNull()
        assert page.run.spec is not None or str(page.run.problem).strip()


def test_that_other_pages_leave_out_what_they_cannot_read(session, dressed, folders):
    assert list_curves(load_runs(folders))
    assert any(compared_runs._read(folder) for folder in folders)
    for folder in folders:
        with contextlib.suppress(RobustGuiError):
            run = RunFolder(folder)
            load_all(run.path), run.epochs()
