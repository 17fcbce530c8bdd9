"""The camouflage coefficient, against its definition written out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from robustgui.data.class_shapes import class_shapes, compute_camouflage


def column(*values: float) -> np.ndarray:
    return np.array(values, float)[:, None]


CLEAN = [column(0, 0), column(2, 0), column(10, 10), column(10, 14)]
LABELS = np.array([0, 0, 1, 1])


def test_that_a_tiny_case_is_as_the_definition_says() -> None:
    """Means (1, 0) and (10, 12); mean distances to them 1 and 2, summed over the two steps."""
    shapes = class_shapes(CLEAN, LABELS, 2)
    sequence = column(4, 3)
    own, other = (3 + 3) / 1, (6 + 9) / 2
    found = compute_camouflage([sequence, sequence], np.array([0, 1]), np.array([1, 0]), shapes)
    assert found.tolist() == pytest.approx([own / other, other / own])


def test_that_features_are_taken_together_at_each_step() -> None:
    clean = [np.array([[0.0, 0.0]]), np.array([[2.0, 0.0]]), np.array([[0.0, 8.0]]), np.array([[0.0, 4.0]])]
    found = compute_camouflage([np.array([[4.0, 4.0]])], np.array([0]), np.array([1]), class_shapes(clean, LABELS, 2))
    assert found[0] == pytest.approx((5.0 / 1.0) / (np.hypot(4, 2) / 2.0))  # means (1, 0) and (0, 6)


def test_that_no_unit_matters() -> None:
    sequence = [column(4, 3)]
    labels = np.array([0]), np.array([1])
    plain = compute_camouflage(sequence, *labels, class_shapes(CLEAN, LABELS, 2))
    scaled = compute_camouflage([7 * sequence[0]], *labels, class_shapes([7 * x for x in CLEAN], LABELS, 2))
    assert scaled == pytest.approx(plain)


def test_that_a_step_counts_for_those_that_have_it() -> None:
    clean = [column(0, 4, 9), column(2), column(5, 5), column(7, 7)]
    first, second = class_shapes(clean, LABELS, 2)
    assert first.mean[:, 0].tolist() == [1, 4, 9]
    assert first.spread == pytest.approx((1 / 3 + 1) / 2)
    assert second.distance(column(6, 6, 100)) == 0


def test_that_there_is_none_for_what_is_not_taken_for_another_class() -> None:
    shapes = class_shapes(CLEAN, LABELS, 3)
    found = compute_camouflage([column(1, 1)] * 4, np.array([0, 0, 0, 0]), np.array([0, 2, 5, -1]), shapes)
    assert np.isnan(found).all()


def test_that_a_class_without_spread_gives_none() -> None:
    shapes = class_shapes([column(1, 1), *CLEAN[2:]], np.array([0, 1, 1]), 2)
    assert np.isnan(compute_camouflage([column(1, 2)], np.array([0]), np.array([1]), shapes)).all()
