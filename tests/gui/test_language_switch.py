"""Switching the language leaves nothing behind: every text that can be seen is looked at, whoever says it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from support.inspections import make_inspection
from support.lively_window import enliven, settle
from support.translated import left_in_chinese, left_in_english
from support.window_texts import visible_texts

OURS = {"English", "中文"}  # each language in its own words


@pytest.fixture
def lively(window, jobs):
    enliven(window, jobs, make_inspection())
    return window


def do(window, command: str) -> None:
    window.commands[command].trigger()
    settle()


def on_every_page(window):
    """(page, where, text) of everything that can be seen."""
    for key in window.contents.pages:
        window.contents.pages.show_page(key)
        settle()
        yield from ((key, where, text) for where, text in visible_texts(window) if text not in OURS)


def test_that_no_english_text_of_the_program_is_left_after_a_switch_to_chinese(lively):
    do(lively, "language")
    assert not {text: (key, where) for key, where, text in on_every_page(lively) if left_in_english(text)}


def test_that_no_chinese_is_left_after_a_switch_there_and_back(lively):
    do(lively, "language")
    assert any(left_in_chinese(text) for _, _, text in on_every_page(lively))
    do(lively, "language")
    assert not {text: (key, where) for key, where, text in on_every_page(lively) if left_in_chinese(text)}


def test_that_what_is_typed_stays_when_language_theme_and_size_change(lively):
    contents = lively.contents
    lines = [line for line in lively.findChildren(QLineEdit) if line.objectName() == "name"]
    lines += [contents.configuration.search, contents.pages.page("runs").search]
    for line in lines:
        line.setText("mine")
    for command in ("language", "theme", "presentation"):
        do(lively, command)
    assert [line.text() for line in lines] == ["mine"] * len(lines)
