"""How visible changes are: closed forms, padding, features without a range, text."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from robustgui.attacks.hotflip import HotFlip
from robustgui.attacks.pgd import PGD
from robustgui.base.units import Space
from robustgui.data import Dataset
from robustgui.evaluation.curve import budgets
from robustgui.evaluation.events import AttackMeasured
from robustgui.evaluation.imperceptibility import (
    compute_norms,
    compute_range_shares,
    compute_snr,
    measure_perturbations,
    summarise,
)
from robustgui.evaluation.table import AttackTable
from robustgui.models.network import Network
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions

MOVED = np.array([[[1.0, -2.0], [0.0, 2.0]], [[3.0, 4.0], [9.0, 9.0]]])
VALID = np.array([[True, True], [True, False]])  # the second sequence has one step
ONE = np.ones(2)
SPACE = Space(mean=0 * ONE, std=ONE, low=np.array([0.0, -1.0]), high=np.array([4.0, 4.0]), spread=ONE)


def test_that_norms_are_those_of_the_valid_steps() -> None:
    found = compute_norms(MOVED, VALID)
    assert found["l1"].tolist() == [5, 7]
    assert found["l2"].tolist() == [3, 5]
    assert found["linf"].tolist() == [2, 4]


def test_that_shares_are_of_the_ranges_of_valid_steps() -> None:
    found = compute_range_shares(MOVED, VALID, SPACE)
    assert found["range_l1"] == pytest.approx([5 / 18, 7 / 9])
    assert found["range_linf"] == pytest.approx([2 / 5, 4 / 5])


def test_that_a_feature_without_a_range_does_not_count() -> None:
    found = compute_range_shares(MOVED, VALID, replace(SPACE, low=np.array([2.0, -1.0]), high=np.array([2.0, 4.0])))
    assert found["range_l1"] == pytest.approx([4 / 10, 4 / 5])
    assert found["range_linf"] == pytest.approx([2 / 5, 4 / 5])
    none = compute_range_shares(MOVED, VALID, replace(SPACE, low=ONE, high=ONE))
    assert np.isnan(none["range_l1"]).all()


def test_that_a_tenth_of_the_amplitude_is_twenty_decibels_down() -> None:
    x = np.random.default_rng(0).standard_normal((2, 2, 2))
    assert compute_snr(x, 0.1 * x, VALID) == pytest.approx([20, 20])
    assert compute_snr(x, 0 * x, VALID).tolist() == [np.inf, np.inf]
    assert np.isnan(compute_snr(0 * x, 0 * x, VALID)).all()


def test_that_only_known_values_are_summarised() -> None:
    values = np.array([[1.0, np.nan], [3.0, np.nan], [np.inf, np.nan], [8.0, np.nan]])
    (found,) = summarise(("l1", "l2"), values)
    assert (found.name, found.mean, found.median, found.count) == ("l1", 4.0, 3.0, 3)


def test_that_changes_are_told_in_the_units_of_the_data(classifier: tuple[Network, Dataset]) -> None:
    network, _ = classifier
    wide = network.copy_with(space=replace(network.space, std=np.array([10.0, 0.5])))
    clean = torch.zeros(1, 3, 2)
    attacked = clean.clone()
    attacked[0, 1] = torch.tensor([0.1, 2.0])
    mask = torch.tensor([[True, True, False]])
    found = measure_perturbations(wide, clean, mask, attacked, mask)
    assert found.measures["l1"].tolist() == pytest.approx([2.0])
    assert found.measures["linf"].tolist() == pytest.approx([1.0])
    width = network.space.high - network.space.low
    assert found.features[0] == pytest.approx(np.array([1.0, 1.0]) / width)


def test_that_changes_of_text_are_told_as_edits_or_in_embeddings(reader: tuple[Network, Dataset]) -> None:
    network, data = reader
    tokens = AttackTable(network, data.test, [HotFlip()], budgets(Substitutions(), [0, 1, 2]), samples=30)
    cell = [event for event in tokens.events() if isinstance(event, AttackMeasured)][-1]
    assert [measure.name for measure in cell.measures] == ["edits"]
    assert 1 <= cell.measures[0].mean <= 2
    assert cell.measures[0].count == cell.misclassified > 0
    vectors = AttackTable(network, data.test, [PGD(steps=3)], budgets(Linf(), [0.5]), samples=30)
    cell = [event for event in vectors.events() if isinstance(event, AttackMeasured)][-1]
    assert [measure.name for measure in cell.measures] == ["l1", "l2", "linf", "range_l1", "range_linf"]
    assert cell.features == ()
    assert cell.measures[2].mean <= 0.5 * network.embedding_space().spread.max() * (1 + 1e-6)
