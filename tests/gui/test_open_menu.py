"""The menu under Open: what was opened lately and is still there, and the examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from robustgui.data import EXAMPLES
from robustgui.gui.shell.toolbar import OpenMenu


@pytest.fixture
def menu(window) -> OpenMenu:
    return window.toolbar.open_menu


def texts(menu: OpenMenu) -> list[str]:
    menu.fill()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_that_all_examples_are_offered(menu):
    assert [text for text in texts(menu) if text in {example.title for example in map(EXAMPLES.__getitem__, EXAMPLES)}]
    assert len(texts(menu)) == 2 + len(EXAMPLES)


def test_that_files_are_remembered_the_last_one_first_and_each_once(menu, tmp_path):
    paths = [tmp_path / name for name in ("a.csv", "b.csv")]
    for path in (*paths, paths[0]):
        path.write_text("1,2\n")
        menu.remember(str(path))
    assert menu.recent() == [str(paths[0]), str(paths[1])]
    assert texts(menu)[2:4] == ["a.csv", "b.csv"]


def test_that_a_file_that_is_gone_is_not_offered_and_an_example_not_remembered(menu, tmp_path):
    menu.remember(str(tmp_path / "away.csv"))
    menu.remember("example:japanese_vowels")
    assert menu.recent() == [str(tmp_path / "away.csv")]
    assert "away.csv" not in texts(menu)


def test_that_an_entry_is_opened(qtbot, menu, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("1,2\n")
    menu.remember(str(path))
    menu.fill()
    with qtbot.waitSignal(menu.chosen) as heard:
        next(action for action in menu.actions() if action.text() == "a.csv").trigger()
    assert Path(heard.args[0]) == path
