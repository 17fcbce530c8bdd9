"""Distances between sequences under alignment: dynamic time warping of values, edit distance of tokens."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Lengths = NDArray[np.integer]


def compute_dtw(
    x: NDArray[np.floating], y: NDArray[np.floating], x_lengths: Lengths, y_lengths: Lengths, window: int
) -> Floats:
    """Dynamic time warping distances of B pairs: the root of the minimal sum of squared distances along an alignment.

    Exact for alignments within `window` steps (Sakoe & Chiba 1978, IEEE TASSP 26(1)), or within the difference of the
    lengths. The table is filled along its antidiagonals, for all pairs at once.

    Args:
        x, y: (B, T, F) and (B, S, F).
        x_lengths, y_lengths: (B,), valid steps, at least one each.
        window: in steps.

    Returns:
        (B,).
    """
    x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
    count, T, S = len(x), x.shape[1], y.shape[1]
    band = np.maximum(window, np.abs(x_lengths - y_lengths))[:, None]  # (B, 1)
    widest = int(band.max(initial=0))
    backwards = y[:, ::-1]
    distances = np.full(count, np.nan)
    # Along antidiagonal d lie the cells (i, d - i); each array holds those with i from 0 to T.
    last, before = np.full((count, T + 1), np.inf), np.full((count, T + 1), np.inf)
    before[:, 0] = 0.0  # (0, 0), on antidiagonal 0
    for d in range(2, T + S + 1):
        first = max(1, d - S, -(-(d - widest) // 2))
        end = min(T, d - 1, (d + widest) // 2) + 1
        here = np.full((count, T + 1), np.inf) if d <= 3 else np.empty_like(last)
        if first < end:
            steps = x[:, first - 1 : end - 1]
            others = backwards[:, S - d + first : S - d + end]  # steps d - i - 1 for i from `first`
            cost = np.square(steps - others).sum(2)  # (B, cells)
            cheapest = np.minimum(before[:, first - 1 : end - 1], last[:, first - 1 : end - 1])
            cell = cost + np.minimum(cheapest, last[:, first:end])
            i = np.arange(first, end)
            here[:, first:end] = np.where(np.abs(2 * i - d) <= band, cell, np.inf)
        here[:, max(first - 1, 0)] = np.inf
        if end <= T:
            here[:, end] = np.inf
        ends = np.flatnonzero(x_lengths + y_lengths == d)
        distances[ends] = here[ends, x_lengths[ends]]
        before, last = last, here
    return cast(Floats, np.sqrt(distances))


def count_edits(
    x: NDArray[np.integer], y: NDArray[np.integer], x_lengths: Lengths, y_lengths: Lengths
) -> NDArray[np.int64]:
    """Levenshtein distance of B pairs: minimal number of insertions, deletions and substitutions, (B,).

    Row by row, for all pairs at once.

    Args:
        x, y: tokens, (B, T) and (B, S).
        x_lengths, y_lengths: (B,).
    """
    columns = np.arange(y.shape[1] + 1)
    row = np.broadcast_to(columns, (len(x), len(columns))).copy()  # from no token of x to the first j of y
    distances = np.where(x_lengths == 0, y_lengths, 0).astype(np.int64)
    for i in range(1, x.shape[1] + 1):
        replaced = row[:, :-1] + (y != x[:, i - 1 : i])
        above = np.minimum(row[:, 1:] + 1, replaced)
        row = np.concatenate([np.full((len(x), 1), i), above], 1)
        row = np.minimum.accumulate(row - columns, 1) + columns  # a token of y inserted after any cell to the left
        ends = np.flatnonzero(x_lengths == i)
        distances[ends] = row[ends, y_lengths[ends]]
    return distances
