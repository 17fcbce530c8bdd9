"""The Runs page: the table, ticks, differences, and what can be done with a run."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from robustgui.base.events import RunStopped
from robustgui.defences import DEFENCES
from robustgui.defences.none import NoDefence
from robustgui.engine.messages import TrainJob
from robustgui.gui import language
from robustgui.gui.i18n.titles import short_title
from robustgui.gui.pages.runs.page import RunsPage
from robustgui.gui.pages.runs.runs_model import Column
from robustgui.models import MODELS
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.training.events import EpochDone


def make_run(session, spec, ending, clean=0.9, hour=9):
    folder = RunFolder.create(session.runs_folder, spec, datetime(2026, 1, 2, hour))
    folder.log.append(RunStarted(folder.name, str(folder.path), "cpu", 10, 4, 3, 30, 20, "test", "accuracy"))
    folder.log.append(EpochDone(1, 1.0, clean, clean / 2, "accuracy", 20, 2.0))
    folder.log.append(ending)
    return folder.path


@pytest.fixture
def folders(session):
    """Three runs, oldest first."""
    return [
        make_run(session, RunSpec(name="alpha", model=GRU()), RunFinished(0.9, 0.6, "accuracy", 20, 61.0), hour=9),
        make_run(session, RunSpec(name="beta", model=LSTM()), RunStopped(3, 1), 0.8, hour=10),
        make_run(session, RunSpec(name="gamma", defence=NoDefence()), RunStopped(3, 1), 0.95, hour=11),
    ]


@pytest.fixture
def page(qtbot, session, jobs, dressed):
    shown = RunsPage(session, jobs)
    qtbot.addWidget(shown)
    shown.resize(760, 690)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: session.stored_runs.is_read)
    return shown


def names(page):
    model = page.table.model()
    return [model.index(row, Column.NAME).data() for row in range(model.rowCount())]


def test_that_without_runs_the_page_offers_to_train(qtbot, session, jobs, page):
    assert page.stack.currentWidget() is page.empty
    with qtbot.waitSignal(session.page_requested):
        qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert isinstance(jobs.rows[0].job, TrainJob)


def test_that_train_on_the_empty_page_queues_one_run_a_double_click_and_none_of_impossible_settings(
    qtbot, session, jobs, page
):
    session.set_problem("The learning rate must be positive.")
    page.empty.pressed.emit()
    assert jobs.rows == []
    session.set_spec(session.spec)
    page.empty.pressed.emit()
    page.empty.pressed.emit()
    assert len(jobs.rows) == 1


def test_that_runs_are_listed_with_their_figures_newest_first(folders, page):
    assert names(page) == ["gamma", "beta", "alpha"]
    model = page.table.model()
    row = [model.index(2, column).data() for column in Column]
    epochs = "1 / 4"
    assert row == [
        "alpha", "finished", "90.0 %", "60.0 %", "", epochs, "GRU", "Adversarial training", "Japanese Vowels", "1:01",
        "01-02 09:00" if datetime.now().year == 2026 else "2026-01-02",
    ]  # fmt: skip


def test_that_a_baseline_has_a_column_only_where_there_is_one(qtbot, session, folders, page):
    page.resize(1600, 690)
    assert page.table.isColumnHidden(Column.BASELINE)
    make_run(session, RunSpec(name="forecast"), RunFinished(0.25, 0.3, "mse", 20, 61.0, 0.5), hour=12)
    session.runs_changed.emit()
    qtbot.waitUntil(lambda: names(page)[0] == "forecast")
    assert not page.table.isColumnHidden(Column.BASELINE)
    assert page.table.model().index(0, Column.BASELINE).data() == "0.5 MSE"


def test_that_columns_sort_by_value_and_not_by_text(folders, page):
    page.table.sortByColumn(Column.CLEAN, Qt.SortOrder.AscendingOrder)
    assert names(page) == ["beta", "alpha", "gamma"]


def test_that_the_search_finds_by_network(qtbot, folders, page):
    page.search.setText("lstm")
    qtbot.waitUntil(lambda: len(names(page)) < 3)
    assert names(page) == ["beta"]


def test_that_a_run_that_appears_is_listed(qtbot, session, page):
    make_run(session, RunSpec(name="late"), RunStopped(3, 1))
    session.runs_changed.emit()
    qtbot.waitUntil(lambda: bool(names(page)))
    assert names(page) == ["late"]


def test_that_a_tick_goes_to_the_session_and_brings_the_curve_and_its_colour(qtbot, session, folders, page):
    index = page.table.model().index(0, Column.NAME)
    page.table.model().setData(index, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert session.ticks == (folders[2],)
    qtbot.waitUntil(lambda: any(layer.name == "gamma" and len(layer.y) for layer in page.plot.layers))
    curve = next(layer for layer in page.plot.layers if layer.name == "gamma")
    assert index.data(Qt.ItemDataRole.DecorationRole).name() == curve._pen.color().name()


def test_that_the_legend_of_ticked_runs_says_what_solid_and_dashed_mean(qtbot, session, folders, page):
    assert not page.plot.header.keys
    session.set_ticks(folders[:2])
    qtbot.waitUntil(lambda: len(page.plot.header.keys) > 0)
    drawn = {key.name: key.pen.style() for key in page.plot.header.keys}
    assert drawn == {
        "alpha": Qt.PenStyle.SolidLine, "beta": Qt.PenStyle.SolidLine,
        "clean": Qt.PenStyle.SolidLine, "robust": page.plot._others[1]._pen.style(),
    }  # fmt: skip
    assert drawn["robust"] != Qt.PenStyle.SolidLine
    session.set_ticks([])
    qtbot.waitUntil(lambda: not page.plot.header.keys)


def test_that_two_selected_runs_show_what_differs(folders, page):
    page.table.select({folders[0], folders[1]})
    table = page.differences.table
    shown = {table.item(r, 0).text(): (table.item(r, 1).text(), table.item(r, 2).text()) for r in range(2)}
    assert table.rowCount() == 2
    assert shown == {"name": ("beta", "alpha"), "model.name": ("lstm", "gru")}


def test_that_a_configuration_is_proposed_to_the_forms(qtbot, session, folders, page):
    page.table.select({folders[1]})
    with qtbot.waitSignal(session.spec_proposed) as proposed:
        page.actions_bar.use.trigger()
    assert proposed.args[0] == RunSpec(name="beta", model=LSTM())


def test_that_a_double_click_shows_the_run_on_the_train_page(qtbot, session, folders, page):
    with qtbot.waitSignal(session.page_requested) as asked:
        page.table.doubleClicked.emit(page.table.model().index(2, 0))
    assert (asked.args, session.run) == (["train"], folders[0])


def test_that_a_new_name_is_written_into_the_run(qtbot, folders, page):
    index = page.table.model().index(2, Column.NAME)
    page.table.model().setData(index, "first one")
    assert RunFolder(folders[0]).spec().name == "first one"
    qtbot.waitUntil(lambda: "first one" in names(page))


def test_that_an_impossible_name_is_explained(folders, page):
    page.table.model().setData(page.table.model().index(2, Column.NAME), "a/b")
    assert "must not contain" in page.banner.text()
    assert RunFolder(folders[0]).spec().name == "alpha"


def test_that_the_toml_on_the_clipboard_is_that_of_the_run(folders, page):
    page.table.select({folders[2]})
    page.actions_bar.copy_toml.trigger()
    assert RunSpec.from_toml(QGuiApplication.clipboard().text()) == RunFolder(folders[2]).spec()


def test_that_removing_asks_first_and_keeps_the_run_in_the_trash(qtbot, session, folders, page):
    session.set_ticks(folders)
    page.table.select({folders[0]})
    page.actions_bar.remove.trigger()
    box = page.actions_bar.findChild(QMessageBox)
    assert folders[0].exists()
    remove = next(b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole)
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(page) == ["gamma", "beta"])
    assert session.ticks == (folders[1], folders[2])
    assert (session.runs_folder / ".trash" / folders[0].name).is_dir()


def test_that_a_run_without_a_checkpoint_cannot_be_resumed(folders, page):
    page.table.select({folders[1]})
    assert not page.actions_bar.resume.isEnabled()


def test_that_nothing_can_be_done_with_no_run(folders, page):
    assert not any(action.isEnabled() for action in page.actions_bar.actions_for_menu())


def test_that_columns_fit_without_scrolling_and_all_are_there_in_a_wide_table(qtbot, folders, page):
    page.resize(840, 690)
    qtbot.waitUntil(lambda: page.table.model().rowCount() == 3)
    assert not page.table.horizontalScrollBar().isVisible()
    shown = [column for column in Column if not page.table.isColumnHidden(column)]
    assert {Column.NAME, Column.CLEAN, Column.ATTACKED, Column.DEFENCE} <= set(shown)
    assert sum(page.table.columnWidth(column) for column in shown) == page.table.viewport().width()
    page.resize(1400, 690)
    qtbot.waitUntil(lambda: [c for c in Column if page.table.isColumnHidden(c)] == [Column.BASELINE])


def test_that_the_plot_without_ticks_says_what_to_do(folders, page):
    assert "Tick runs" in page.plot._empty.text()


def test_that_a_title_is_short_in_both_languages(qapp, dressed):
    assert short_title(MODELS, "gru") == "GRU"
    language.install(qapp, "zh")
    assert short_title(MODELS, "gru") == "GRU"
    assert short_title(DEFENCES, "adversarial_training") == "对抗训练"
    assert short_title(MODELS, "of_a_plug_in") == "of a plug in"
