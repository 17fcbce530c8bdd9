"""A run keeps its colour, whatever else is compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from robustgui.gui import run_colours
from robustgui.gui.plots import plot_style
from robustgui.gui.run_colours import places_of

RUNS = [Path(f"/runs/{name}") for name in "abcdefghijkl"]


@pytest.fixture(autouse=True)
def forgotten(monkeypatch, qapp):
    monkeypatch.setattr(run_colours, "_places", {})


def test_that_a_run_keeps_its_colour_when_others_are_ticked_and_unticked():
    first = places_of(RUNS[:3])
    assert len(set(first)) == 3
    assert places_of([RUNS[2]]) == [first[2]]
    assert places_of([RUNS[5], RUNS[2], RUNS[0]])[1:] == [first[2], first[0]]


def test_that_no_two_compared_runs_have_one_colour_while_there_are_enough():
    colours = len(plot_style().theme.series)
    for start in range(len(RUNS) - colours + 1):
        chosen = RUNS[start : start + colours]
        assert len({place % colours for place in places_of(chosen)}) == colours


def test_that_more_runs_than_colours_still_have_a_place_each():
    assert len(places_of(RUNS)) == len(RUNS)
