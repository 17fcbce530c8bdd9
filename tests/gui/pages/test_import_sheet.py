"""The import preview of the Data page: look, correct, import or cancel; nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from robustgui.data import Dataset, DataSettings, load
from robustgui.gui.dataset_loader import DatasetLoader
from robustgui.gui.pages.data.import_sheet import ImportSheet
from robustgui.gui.pages.data.import_table import ImportTable
from robustgui.gui.pages.data.page import DataPage
from robustgui.gui.theme import current_theme

ROWS = (f"a day like number {i} again,{'ab'[i % 2]},{'gb'[i // 2 % 2]}\n" for i in range(24))
TABLE = "text,who,mark\n" + "".join(ROWS)


@pytest.fixture(scope="module")
def vowels() -> Dataset:
    return load(DataSettings())


@pytest.fixture
def source(tmp_path) -> str:
    file = tmp_path / "made.npz"
    np.savez(file, x=np.random.default_rng(0).normal(size=(20, 6)), y=np.arange(20) % 2)
    return str(file)


@pytest.fixture
def sheet(qtbot, dressed):
    shown = ImportSheet()
    qtbot.addWidget(shown)
    shown.resize(760, 600)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


@pytest.fixture
def opened(qtbot, sheet):
    """`opened(path)` shows a source and waits until it was read."""

    def open_(path: str | Path, **changes: Any) -> ImportSheet:
        sheet.open(DataSettings(train=str(path), **changes))
        qtbot.waitUntil(lambda: not sheet.busy)
        return sheet

    return open_


@pytest.fixture
def page(qtbot, session, jobs, dressed):
    shown = DataPage(session, jobs)
    qtbot.addWidget(shown)
    shown.resize(760, 690)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_that_a_source_is_shown_with_its_reader_and_its_facts(opened, source):
    sheet = opened(source)
    assert sheet.form.value().format.name == "npz"
    assert sheet.table.rows.rowCount() == 20
    assert sheet.facts.strip.strip.value("sequences") == "14 + 6"
    assert sheet.facts.balance.isVisible()
    assert sheet.confirm_button.isEnabled()


def test_that_enter_imports_what_is_shown(qtbot, opened, source):
    sheet = opened(source)
    with qtbot.waitSignal(sheet.confirmed) as heard:
        qtbot.keyClick(sheet.confirm_button, Qt.Key.Key_Return)
    settings = heard.args[0]
    assert (settings.train, settings.format.name) == (source, "npz")
    assert load(settings).train.classes == ("0", "1")


def test_that_enter_before_the_source_is_read_imports_as_soon_as_it_is(qtbot, sheet, source):
    sheet.open(DataSettings(train=source))
    with qtbot.waitSignal(sheet.confirmed) as heard:
        qtbot.keyClick(sheet.confirm_button, Qt.Key.Key_Return)
    assert heard.args[0].format.name == "npz"


def test_that_a_changed_setting_is_looked_at_again_and_imported(qtbot, opened, source):
    sheet = opened(source)
    sheet.form.set_value(sheet.form.value().replace_paths({"split.share": 0.5}))
    qtbot.waitUntil(lambda: not sheet.busy)
    assert sheet.facts.strip.strip.value("sequences") == "10 + 10"
    with qtbot.waitSignal(sheet.confirmed) as heard:
        sheet.accept()
    assert heard.args[0].split.share == 0.5


def test_that_the_newest_of_several_changes_wins(qtbot, opened, source):
    sheet = opened(source)
    for share in (0.2, 0.3, 0.4):
        sheet.form.set_value(sheet.form.value().replace_paths({"split.share": share}))
        sheet._read_again()
    qtbot.waitUntil(lambda: not sheet.busy)
    assert sheet.facts.strip.strip.value("sequences") == "12 + 8"


def test_that_a_broken_source_is_explained_in_place_and_cannot_be_imported(qtbot, opened, tmp_path):
    file = tmp_path / "broken.tsv"
    file.write_text("1\t0.5\t1\n2\t0.5\tx\n1\t1\t2\n")
    sheet = opened(file)
    assert "line 2" in sheet.problem.text()
    assert not sheet.confirm_button.isEnabled()
    with qtbot.assertNotEmitted(sheet.confirmed):
        qtbot.keyClick(sheet, Qt.Key.Key_Return)


def test_that_another_format_can_be_chosen_and_says_what_it_makes_of_it(qtbot, opened, source):
    sheet = opened(source)
    box = sheet.form.editor("format")
    box.setCurrentIndex(box.findData("ts"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: not sheet.busy)
    assert sheet.problem.text()
    sheet.form.undo_stack.undo()
    qtbot.waitUntil(lambda: not sheet.busy)
    assert not sheet.problem.text()


def test_that_an_impossible_setting_is_explained_at_the_field_and_stops_the_import(opened, source):
    sheet = opened(source)
    line = sheet.form.editor("split.share")
    line.setText("2")
    line.textEdited.emit("2")
    assert not sheet.confirm_button.isEnabled()
    assert "must be less than 1" in sheet.confirm_button.toolTip()


def test_that_escape_is_the_sheets_own_key_and_cancels(qtbot, opened, source):
    sheet = opened(source)
    claim = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    claim.ignore()
    QApplication.sendEvent(sheet, claim)
    assert claim.isAccepted()
    with qtbot.waitSignal(sheet.cancelled):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_that_a_column_gets_another_role_by_its_chip(qtbot, opened, tmp_path):
    file = tmp_path / "texts.csv"
    file.write_text(TABLE)
    sheet = opened(file, format={"name": "text_table", "label": "mark"})
    assert sheet.table.rows.preview.roles[1:] == ("", "label")
    menu = sheet.table.menu_for(1)
    assert [action.text() for action in menu.actions()] == ["text", "label", "group", "excluded"]
    next(action for action in menu.actions() if action.text() == "label").trigger()
    qtbot.waitUntil(lambda: not sheet.busy)
    assert sheet.form.value().format.label == "who"
    assert sheet.table.rows.preview.roles[1] == "label"


def test_that_pressing_a_chip_is_not_pressing_the_name_of_its_column(qtbot, opened, tmp_path):
    file = tmp_path / "texts.csv"
    file.write_text(TABLE)
    header = opened(file, format={"name": "text_table"}).table.header
    seen: list[int] = []
    header.pressed.disconnect()
    header.pressed.connect(seen.append)
    chip = header.chip(0)
    for point in (chip.center(), chip.bottomLeft().__class__(chip.center().x(), header.height() - 3)):
        header.mousePressEvent(
            QMouseEvent(
                QEvent.Type.MouseButtonPress, QPointF(point), QPointF(point), Qt.MouseButton.LeftButton,
                Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            )
        )  # fmt: skip
    assert seen == [0]


def test_that_formats_without_such_settings_have_chips_that_only_tell(opened, source):
    table: ImportTable = opened(source).table
    assert table.roles == ()
    assert not table.header.is_choosable


def test_that_a_split_by_group_is_offered_and_done_by_one_button(qtbot, opened, tmp_path):
    file = tmp_path / "texts.csv"
    file.write_text(TABLE)
    sheet = opened(file, format={"name": "text_table", "group": "who", "label": "mark"})
    banner = sheet.suggestions[0]
    assert banner.isVisible()
    assert banner.button.text() == "Split by who"
    qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not sheet.busy)
    assert sheet.form.value().split.name == "group"
    assert not banner.isVisible()


def test_that_a_preview_on_the_page_leaves_the_open_data_until_it_is_imported(qtbot, session, page, vowels, source):
    session.set_dataset(vowels)
    session.preview_requested.emit(source)
    qtbot.waitUntil(lambda: not page.sheet.busy)
    assert session.dataset is vowels
    assert not page.body.isVisible()
    qtbot.mouseClick(page.sheet.cancel_button, Qt.MouseButton.LeftButton)
    assert page.body.isVisible()
    assert page.table.rows.rowCount() == 640


def test_that_an_import_is_read_and_saved_in_the_configuration(qtbot, session, page, source):
    loader = DatasetLoader(session)
    session.preview_requested.emit(source)
    qtbot.waitUntil(lambda: not page.sheet.busy)
    with qtbot.waitSignal(session.spec_proposed) as heard:
        page.sheet.accept()
    data = heard.args[0].data
    assert (data.train, data.format.name) == (source, "npz")
    assert type(heard.args[0]).from_toml(heard.args[0].to_toml()).data == data
    assert len(session.dataset.train) == 14
    assert page.body.isVisible()
    qtbot.waitUntil(lambda: not loader.busy)


def test_that_another_source_takes_the_place_of_the_one_that_is_previewed(qtbot, session, page, source, tmp_path):
    session.preview_requested.emit(source)
    session.preview_requested.emit(str(tmp_path / "gone.csv"))
    qtbot.waitUntil(lambda: not page.sheet.busy)
    assert "gone.csv" in page.sheet.problem.text()
    assert "gone.csv" in page.sheet.title.text()


def test_that_an_example_closes_the_preview(qtbot, session, page, source):
    session.preview_requested.emit(source)
    session.dataset_requested.emit("example:digits")
    assert page.sheet.isHidden()
    assert not page.sheet.busy


@pytest.fixture
def uneven(tmp_path) -> Path:
    """A table of which every fifth line ends early."""
    path = tmp_path / "uneven.csv"
    rows = (f"{i}.5,{i + 1},{'' if i % 5 == 0 else 3},{'ab'[i % 2]}\n" for i in range(20))
    path.write_text("t0,t1,t2,label\n" + "".join(rows))
    return path


def test_that_what_must_be_seen_stands_in_warning_colour_above_the_preview(opened, uneven):
    sheet = opened(uneven)
    assert sheet.warning.isVisible()
    assert "2 to 3 steps" in sheet.warning.text()
    below = sheet.left.mapTo(sheet, sheet.left.rect().topLeft())
    assert sheet.warning.geometry().bottom() < below.y()
    edge = sheet.warning.grab().toImage().pixelColor(sheet.warning.width() // 2, 0)
    assert edge.name() == current_theme().warning.lower()


def test_that_what_must_be_seen_stays_on_the_data_page_until_it_is_dismissed(qtbot, page, session, uneven):
    session.set_dataset(load(DataSettings(train=str(uneven))))
    assert page.warning.isVisible()
    assert "2 to 3 steps" in page.warning.text()
    page.warning.close_button.click()
    page.retranslate()
    assert not page.warning.isVisible()
    qtbot.waitUntil(lambda: "2 to 3 steps" in page.details.notes.text())
