"""Geometry of hidden states: principal plane, and distance between trajectories."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Plane:
    """The plane of the first two principal components of hidden states.

    Attributes:
        mean: mean of the fitted states, (H,).
        axes: two orthonormal rows, (2, H); zeros for axes without variance.
        explained: share of the variance along each axis.
    """

    mean: Array
    axes: Array
    explained: tuple[float, float]

    def project(self, states: NDArray[np.floating]) -> NDArray[np.float32]:
        """Coordinates in the plane, (..., H) -> (..., 2)."""
        coordinates: NDArray[np.float32] = ((states - self.mean) @ self.axes.T).astype(np.float32)
        return coordinates


def fit_principal_plane(states: NDArray[np.floating]) -> Plane:
    """The plane of the first two principal components of `states` (N, H).

    Computed by the singular values of the centred states' triangular factor, which has as many rows as there are units.
    The sign of an axis makes its largest entry positive, so that the result is deterministic.
    """
    exact = np.asarray(states, np.float64)
    mean = exact.mean(0)
    _, singular, rows = np.linalg.svd(np.linalg.qr(exact - mean, mode="r"), full_matrices=False)
    axes, variance = np.zeros((2, exact.shape[1])), np.zeros(2)
    rank = min(2, int((singular > 1e-7 * np.linalg.norm(exact)).sum()))  # below lies the rounding of float32 states
    axes[:rank], variance[:rank] = rows[:rank], singular[:rank] ** 2
    largest = np.abs(axes).argmax(1)
    axes *= np.where(axes[[0, 1], largest] < 0, -1.0, 1.0)[:, None]
    share = variance / max(float((singular**2).sum()), np.finfo(np.float64).tiny)
    return Plane(mean, axes, (float(share[0]), float(share[1])))


def compute_divergence(clean: NDArray[np.floating], attacked: NDArray[np.floating]) -> NDArray[np.float32]:
    """Distance ||h'_t - h_t|| at each step, for `clean` (T, H) and `attacked` (I, T, H): (I, T)."""
    distance: NDArray[np.float32] = np.linalg.norm(attacked - clean, axis=-1).astype(np.float32)
    return distance


def thin_iterations(count: int, returned: int, limit: int = 60) -> NDArray[np.int64]:
    """At most `limit` of `count` iterations, evenly spaced, including the first, the last and `chosen`; sorted."""
    if count <= limit:
        return np.arange(count)
    spread = np.linspace(0, count - 1, limit - 1).round().astype(np.int64)
    return np.union1d(spread, [returned])


def project_search(points: NDArray[np.floating], clean: NDArray[np.floating], returned: int) -> NDArray[np.float32]:
    """Projection of the iterates `points` (I, N) of an attack around `clean` (N,) onto a plane, (I, 2).

    The clean point is the origin, and the first axis points to the iterate `chosen`. The second is the orthogonal
    direction of largest variance. Distances along both axes are preserved.
    """
    moved = np.asarray(points, np.float64) - np.asarray(clean, np.float64)
    length = float(np.linalg.norm(moved[returned]))
    along = moved[returned] / length if length > 0 else np.zeros(moved.shape[1])
    ahead = moved @ along  # (I,)
    across = moved - ahead[:, None] * along
    values, vectors = np.linalg.eigh(across @ across.T)  # (I, I): far smaller than (N, N)
    spread = vectors[:, -1] * np.sqrt(max(float(values[-1]), 0.0))
    spread *= np.sign(spread[np.abs(spread).argmax()]) or 1.0  # the same search always gives the same picture
    path: NDArray[np.float32] = np.stack([ahead, spread], axis=1).astype(np.float32)
    return path
