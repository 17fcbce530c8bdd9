"""Cells to numbers: equal to float(), and exact about the cell that is to blame."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robustgui.data.formats.sequences.numbers import BadCell, numbers

FLOATS = st.floats(-3e38, 3e38, allow_nan=False)


@settings(max_examples=100)
@given(st.lists(FLOATS, min_size=1), st.sampled_from(",;\t"), st.sampled_from(["{!r}", " {!r}", "{:.17e}", "{:+f}"]))
def test_that_numbers_are_those_of_float(values, delimiter, form):
    cells = [form.format(value) for value in values]
    np.testing.assert_array_equal(numbers(delimiter.join(cells), delimiter), [float(cell) for cell in cells])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_that_a_line_of_any_length_is_read_in_pieces_without_loss(delimiter):
    cells = [repr(v) for v in np.random.default_rng(0).normal(size=30_000).tolist()]
    cells[20_000] = "NA"
    wanted = [np.nan if cell == "NA" else float(cell) for cell in cells]
    np.testing.assert_array_equal(numbers(delimiter.join(cells), delimiter), wanted)


@pytest.mark.parametrize("marker", ["?", "NA", "N/A", "nan", "NaN", "null", "None", "", "  "])
@pytest.mark.parametrize("line", ["{},1,2", "1,{},2", "1,2,{}", "{},{},{}", "{}"])
def test_that_missing_values_are_nan_wherever_they_stand(line, marker):
    wanted = [np.nan if cell == "{}" else float(cell) for cell in line.split(",")]
    np.testing.assert_array_equal(numbers(line.replace("{}", marker)), wanted)


@pytest.mark.parametrize("bad", ["x", "1 2", "1.2.3", "1-2", "1_0", "0x10", "1e", "--1", "１", "nan(1)", "NAN1", "1\0"])
@pytest.mark.parametrize("index", [0, 1, 2, 9_999])
def test_that_the_first_bad_cell_is_named(bad, index):
    cells = ["1.25"] * 30_000
    cells[index] = bad
    cells[-1] = "also bad"
    with pytest.raises(BadCell) as caught:
        numbers(",".join(cells))
    assert (caught.value.index, caught.value.text) == (index, bad)


@pytest.mark.parametrize("bad", ["inf", "-Infinity", "1e39", "-1e400"])
def test_that_what_float32_cannot_hold_is_refused(bad):
    with pytest.raises(BadCell) as caught:
        numbers(f"1,2,{bad},4")
    assert caught.value.index == 2


def test_that_an_empty_cell_is_bad_where_it_may_not_be_missing():
    with pytest.raises(BadCell):
        numbers("1,,2", empty_is_missing=False)
