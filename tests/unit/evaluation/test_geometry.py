"""Planes and divergence against scikit-learn and brute force."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from sklearn.decomposition import PCA

from robustgui.evaluation.geometry import compute_divergence, fit_principal_plane, project_search, thin_iterations


@pytest.mark.parametrize("shape", [(50, 7), (5, 12), (300, 2)])
def test_that_the_plane_is_that_of_the_principal_components(shape: tuple[int, int]) -> None:
    stream = np.random.default_rng(0)
    states = (stream.normal(size=shape) * np.arange(1, shape[1] + 1) + 3).astype(np.float32)
    plane, true = fit_principal_plane(states), PCA(2).fit(states.astype(np.float64))
    signs = np.sign((plane.axes * true.components_).sum(1))
    np.testing.assert_allclose(plane.axes, true.components_ * signs[:, None], atol=1e-6)
    np.testing.assert_allclose(plane.explained, true.explained_variance_ratio_, atol=1e-6)
    np.testing.assert_allclose(plane.project(states), true.transform(states.astype(np.float64)) * signs, atol=1e-4)


def test_that_the_same_states_give_the_same_picture_in_any_order() -> None:
    states = np.random.default_rng(0).normal(size=(40, 6)) * [5, 3, 1, 1, 1, 1]
    np.testing.assert_allclose(fit_principal_plane(states).axes, fit_principal_plane(states[::-1]).axes, atol=1e-9)
    assert (fit_principal_plane(states).axes.max(1) == np.abs(fit_principal_plane(states).axes).max(1)).all()


def test_that_states_without_spread_lie_in_one_point_or_on_a_line() -> None:
    still = fit_principal_plane(np.full((10, 4), 0.3))
    assert still.explained == (0.0, 0.0)
    np.testing.assert_allclose(still.project(np.full((2, 4), 0.3)), 0, atol=1e-6)
    single = fit_principal_plane(np.arange(10.0)[:, None])
    assert single.explained == pytest.approx((1.0, 0.0))
    np.testing.assert_allclose(single.project(np.array([[4.5], [5.5]])), [[0, 0], [1, 0]], atol=1e-6)


def test_that_divergence_is_the_distance_at_each_step() -> None:
    stream = np.random.default_rng(0)
    clean, attacked = stream.normal(size=(5, 3)), stream.normal(size=(4, 5, 3))
    found = compute_divergence(clean, attacked)
    for i, t in itertools.product(range(4), range(5)):
        assert found[i, t] == pytest.approx(np.sqrt(sum((attacked[i, t, h] - clean[t, h]) ** 2 for h in range(3))))


@pytest.mark.parametrize("count", [1, 2, 59, 60, 61, 62, 500, 10_001])
def test_that_thinning_keeps_first_last_and_chosen(count: int) -> None:
    for chosen in {0, count // 2, count - 1, count // 7}:
        kept = thin_iterations(count, chosen)
        assert len(kept) <= 60
        assert len(kept) >= min(count, 59)
        assert {0, chosen, count - 1} <= set(kept.tolist())
        assert (np.diff(kept) > 0).all()
        assert np.diff(kept).max(initial=0) <= count // 58 + 1


def test_that_the_search_is_seen_from_the_side_with_true_distances() -> None:
    stream = np.random.default_rng(0)
    clean = stream.normal(size=30)
    ahead, across = np.linalg.qr(stream.normal(size=(30, 2)))[0].T
    places = stream.normal(size=(8, 2))
    places[5] = [2.0, 0.0]  # the chosen one lies straight ahead
    path = project_search(clean + places @ [ahead, across], clean, 5)
    np.testing.assert_allclose(path[:, 0], places[:, 0], atol=1e-5)
    np.testing.assert_allclose(np.abs(path[:, 1]), np.abs(places[:, 1]), atol=1e-5)


def test_that_a_search_that_never_left_stays_at_the_origin() -> None:
    assert not project_search(np.ones((4, 6)), np.ones(6), 2).any()
