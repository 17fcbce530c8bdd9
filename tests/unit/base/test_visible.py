"""What steers a terminal or hides text is written as escapes; everything else stays."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robustgui.base.visible import visible, visible_json, visible_lines

SHOWN = {
    "\x1b[31m": r"\x1b[31m", "a\nb": r"a\nb", "\r": r"\r", "\x9b2J": r"\x9b2J", "\u202eabc": r"\u202eabc",
    "\udc80": r"\udc80", "\u200b": r"\u200b", "\U000e0041": r"\U000e0041",
}  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), SHOWN.items())
def test_that_steering_characters_are_written_as_escapes(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["walking", "步行", "جلوس", "é", "👩\u200d🔬", "[bold]", "a\\nb", "ε ≤ 0.1"])
def test_that_text_of_every_language_stays(text: str) -> None:
    assert visible(text) == text


def test_that_lines_that_are_meant_stay_lines() -> None:
    assert visible_lines("a\tb\nc\x1b") == "a\tb\nc\\x1b"


@given(st.text())
def test_that_nothing_steers_and_json_is_the_same(text: str) -> None:
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in visible(text))
    written = visible_json(json.dumps([text], ensure_ascii=False))
    assert json.loads(written) == [text]
    assert not any(unicodedata.category(character) == "Cc" for character in written)
