"""Numbers as they are typed, written and stepped."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robustgui.gui.forms.numbers import (
    is_decimal_comma,
    read_number,
    read_numbers,
    step_by_digit,
    step_by_factor,
    write_number,
    write_numbers,
)


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53))
def test_that_a_number_is_read_back_as_it_was_written(value):
    assert read_number(write_number(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e-5", 1e-5), ("0.10", 0.1), (" 7 ", 7), ("1e3", 1000), ("-.5", -0.5), ("０．５", 0.5), ("−2", -2), ("5.", 5)],
)
def test_that_every_usual_way_to_write_a_number_is_read(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["abc", "1,5", "", "1_000", "0x10", "1 2", "--1"])
def test_that_what_is_no_number_stays_the_text_that_it_is(text):
    assert read_number(text) == text


def test_that_nan_equals_itself_inside_a_draft():
    assert read_numbers("nan, 1") == read_numbers("NaN,1")
    assert math.isnan(read_number("nan"))


def test_that_a_list_takes_commas_semicolons_and_spaces():
    assert read_numbers("0, .05;0.1  0.2,") == (0, 0.05, 0.1, 0.2)
    assert read_numbers("") == ()
    assert read_numbers("0,,x") == (0, "", "x")


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)).map(tuple))
def test_that_a_list_is_read_back_as_it_was_written(values):
    assert read_numbers(write_numbers(values)) == values


def test_that_a_decimal_comma_is_recognised():
    assert is_decimal_comma("1,5")
    assert is_decimal_comma("-0，25")
    assert not is_decimal_comma("1,2,3")
    assert not is_decimal_comma("1.5")


def test_that_factors_walk_along_one_two_five():
    walk = [0.001]
    for _ in range(4):
        walk.append(step_by_factor(walk[-1], 1))
    assert walk == [0.001, 0.002, 0.005, 0.01, 0.02]
    assert step_by_factor(0.02, -4) == 0.001
    assert step_by_factor(3, 1) == 5
    assert step_by_factor(3, -1) == 2


def test_that_digits_step_without_binary_dust():
    assert step_by_digit(0.1, 1) == 0.11
    assert step_by_digit(0.1, -1) == 0.099
    assert step_by_digit(0, 1) == 0.01
    assert step_by_digit(0.3, -1) == 0.29
    assert step_by_digit(-0.1, 1) == -0.099
