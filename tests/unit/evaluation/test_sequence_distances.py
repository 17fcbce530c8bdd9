"""Dynamic time warping and edits, against the plain recursions and against libraries."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from robustgui.evaluation.sequence_distances import compute_dtw, count_edits

Floats = NDArray[np.float64]


def plain_dtw(x: Floats, y: Floats, window: int) -> float:
    """The definition, cell by cell."""
    reach = max(window, abs(len(x) - len(y)))

    @cache
    def cell(i: int, j: int) -> float:
        if i < 0 or j < 0 or abs(i - j) > reach:
            return np.inf
        best = 0.0 if i == j == 0 else min(cell(i - 1, j), cell(i, j - 1), cell(i - 1, j - 1))
        return float(np.square(x[i] - y[j]).sum()) + best

    return float(np.sqrt(cell(len(x) - 1, len(y) - 1)))


def plain_edits(x: tuple[int, ...], y: tuple[int, ...]) -> int:
    if not x or not y:
        return len(x) + len(y)
    rest = plain_edits(x[1:], y[1:]) + (x[0] != y[0])
    return min(rest, plain_edits(x[1:], y) + 1, plain_edits(x, y[1:]) + 1)


@pytest.mark.parametrize("window", [0, 1, 3, 50])
def test_that_warping_distances_of_ragged_pairs_are_those_of_the_definition(window: int) -> None:
    stream = np.random.default_rng(window)
    x, y = stream.standard_normal((7, 9, 2)), stream.standard_normal((7, 11, 2))
    lengths = np.array([9, 1, 4, 9, 5, 1, 2]), np.array([11, 1, 4, 3, 6, 11, 1])
    found = compute_dtw(x, y, *lengths, window)
    for pair, (t, s) in enumerate(zip(*lengths, strict=True)):
        assert found[pair] == pytest.approx(plain_dtw(x[pair, :t], y[pair, :s], window), rel=1e-12)


def test_that_a_shifted_bump_is_near_when_it_may_be_warped() -> None:
    steps = np.arange(40.0)
    bump, later = (np.exp(-np.square(steps - at) / 8)[None, :, None] for at in (15, 18))
    all_of = np.array([40])
    assert compute_dtw(bump, later, all_of, all_of, 0) == pytest.approx(np.linalg.norm(bump - later))
    assert compute_dtw(bump, later, all_of, all_of, 4) < 0.1 * np.linalg.norm(bump - later)


@pytest.mark.parametrize("window", [2, 30])
def test_that_warping_distances_are_those_of_a_library(window: int) -> None:
    tslearn = pytest.importorskip("tslearn.metrics")
    stream = np.random.default_rng(0)
    x, y = stream.standard_normal((3, 30, 3)), stream.standard_normal((3, 30, 3))
    found = compute_dtw(x, y, np.full(3, 30), np.full(3, 30), window)
    theirs = [tslearn.dtw(a, b, sakoe_chiba_radius=window) for a, b in zip(x, y, strict=True)]
    assert found == pytest.approx(theirs)


def test_that_edits_of_ragged_pairs_are_those_of_the_definition() -> None:
    stream = np.random.default_rng(1)
    x, y = stream.integers(0, 3, (40, 5)), stream.integers(0, 3, (40, 6))
    lengths = stream.integers(0, 6, 40), stream.integers(0, 7, 40)
    found = count_edits(x, y, *lengths)
    for pair, (t, s) in enumerate(zip(*lengths, strict=True)):
        assert found[pair] == plain_edits(tuple(x[pair, :t].tolist()), tuple(y[pair, :s].tolist()))
