"""Stepped axis ranges."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from robustgui.gui.plots.ranges import nice_step, round_range

finite = st.floats(-1e9, 1e9)


@given(finite, finite)
def test_that_a_stepped_range_holds_the_data_and_wastes_less_than_two_steps(a: float, b: float) -> None:
    low, high = round_range(a, b)
    small, large = min(a, b), max(a, b)
    assert low < high
    tolerance = 1e-8 * max(1.0, abs(small), abs(large))
    assert low <= small + tolerance
    assert high >= large - tolerance
    if large - small > 1e-6 * max(1.0, abs(large)):
        assert high - low <= (large - small) + 2.001 * nice_step(large - small)


def test_that_a_range_holds_still_while_data_moves_inside_it() -> None:
    assert round_range(0.1, 0.9, (0.0, 1.0)) == (0.0, 1.0)
    assert round_range(0.1, 1.1, (0.0, 1.0)) != (0.0, 1.0)


def test_that_a_range_shrinks_when_data_fills_less_than_half() -> None:
    assert round_range(0.0, 0.3, (0.0, 1.0)) == (0.0, 0.3) or round_range(0.0, 0.3, (0.0, 1.0))[1] < 0.5


def test_that_data_without_a_finite_value_leaves_the_range_alone() -> None:
    assert round_range(math.nan, math.inf, (2.0, 3.0)) == (2.0, 3.0)


def test_that_one_single_value_gets_room_on_both_sides() -> None:
    low, high = round_range(5.0, 5.0)
    assert low < 5.0 < high
