"""Text of others never becomes a formula, numbers stay numbers, and what was written is read back."""

from __future__ import annotations

import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robustgui.base.csv_text import format_csv, neutralise, restore

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "=cmd|'/c calc'!A1",
    "'=1",
    "-",
    "--1",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_that_text_that_begins_as_a_formula_is_behind_an_apostrophe(text: str) -> None:
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize(
    "cell",
    [-1, -1.5, 0, math.inf, -math.inf, None, True, "-1", "+2.5", "-1e-3", "-.5", "-inf", "walking", "", "a=b", "'s"],
)
def test_that_numbers_and_plain_text_stay_as_they_are(cell: object) -> None:
    assert neutralise(cell) == cell


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n 1.ea＝"), max_size=8) | st.text(max_size=20))
def test_that_every_text_is_restored(text: str) -> None:
    written = neutralise(text)
    assert restore(written) == text
    assert not written.startswith(("\t", "\r", "\n"))
    assert not written.lstrip().startswith(("=", "@"))


@pytest.mark.parametrize("text", ["a\r=1", "a\n=1", "\r\n=1", 'a"=1', "a,=1"])
def test_that_no_cell_begins_another_line(text: str) -> None:
    written = format_csv(["name", "value"], [[text, 1]])
    assert [[restore(cell) for cell in row] for row in csv.reader(io.StringIO(written, newline=""))][1] == [text, "1"]
    assert written.endswith("\n")
    assert not written.endswith("\r\n")


def test_that_headers_and_cells_are_neutralised() -> None:
    text = format_csv(["=name", "value"], [["+x", -1.5], ["a,b", None]])
    assert list(csv.reader(io.StringIO(text))) == [["'=name", "value"], ["'+x", "-1.5"], ["a,b", ""]]
