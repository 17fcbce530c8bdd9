"""Scores of networks that read text: accuracy, bits a token, baselines, curves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from robustgui.attacks.hotflip import HotFlip
from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.base.generators import run_to_end
from robustgui.data import Dataset
from robustgui.evaluation.curve import robustness_curve
from robustgui.evaluation.events import Confusion, CurvePoint
from robustgui.evaluation.numeric_metrics import compute_baseline, compute_skill
from robustgui.evaluation.predictions import choose_metric, score_outputs
from robustgui.evaluation.scores import score_attacked, score_clean
from robustgui.models.network import Network
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions

Case = tuple[Network, Dataset]


def bits_of(network: Network, text: np.ndarray) -> list[float]:
    """-log2 of the probability of each token but the first, one text at a time and in double precision."""
    tokens = torch.from_numpy(text.astype(np.int64))[None]
    with network.evaluating(), torch.no_grad():
        logits = network.outputs(tokens[:, :-1], torch.ones(1, len(text) - 1, dtype=torch.bool))[0].double()
    return (-logits.log_softmax(1)[torch.arange(len(text) - 1), tokens[0, 1:]] / np.log(2)).tolist()


def test_that_bits_a_token_are_the_mean_over_all_tokens_that_are_asked_for(writer: Case) -> None:
    network, data = writer
    found = run_to_end(score_clean(network, data.test))
    each = [bits_of(network, text) for text in data.test]
    np.testing.assert_allclose(found.errors, [np.mean(bits) for bits in each], rtol=1e-4)
    np.testing.assert_array_equal(found.weights, [len(bits) for bits in each])
    assert found.metric == choose_metric("next_token") == "bits"
    assert found.value == pytest.approx(np.mean(np.concatenate(each)), rel=1e-4)
    low, high = found.interval()
    assert 0 <= low < found.value < high
    assert not found.right.any()


def test_that_a_trained_writer_beats_the_frequencies_which_are_near_the_entropy(writer: Case) -> None:
    network, data = writer
    baseline = compute_baseline(data.test)
    assert baseline == pytest.approx(np.log2(11), abs=0.05)  # the eleven letters are equally frequent
    assert run_to_end(score_clean(network, data.test)).value < baseline - 1


def test_that_an_attack_raises_the_bits_of_each_text_and_never_lowers_them(writer: Case) -> None:
    network, data = writer
    clean = run_to_end(score_clean(network, data.test))
    for attack, threat in ((PGD(steps=3), Linf(eps=0.3)), (HotFlip(tries=3), Substitutions(eps=0.2))):
        found = run_to_end(score_attacked(network, data.test, attack, threat, seed=0))
        assert (found.errors >= clean.errors).all()
        assert found.value > clean.value + 0.1
        assert found.predicted.shape == (140, 0)


def test_that_a_broken_language_model_has_infinite_bits(writer: Case) -> None:
    _, data = writer
    found = score_outputs("next_token", data.test, np.array([0, 1]), torch.full((2, 13, 12), torch.nan))
    assert np.isinf(found.errors).all()
    assert found.value == np.inf
    assert found.interval() == (0.0, np.inf)


def test_that_no_texts_have_no_score(writer: Case) -> None:
    network, data = writer
    found = run_to_end(score_clean(network, data.test, np.empty(0, np.int64)))
    assert np.isnan(found.value)
    assert compute_baseline(data.test, np.empty(0, np.int64)) is None


def test_that_a_curve_of_replaced_tokens_falls(reader: Case) -> None:
    network, data = reader
    events = list(robustness_curve(network, data.test, HotFlip(tries=3), Substitutions(), [0.0, 0.1, 0.3]))
    points = [event for event in events if isinstance(event, CurvePoint)]
    assert [point.unit for point in points] == ["share"] * 3
    assert points[0].value > points[1].value > points[2].value
    assert len([event for event in events if isinstance(event, Confusion)]) == 3


def test_that_a_curve_of_bits_rises_and_has_no_confusion(writer: Case) -> None:
    network, data = writer
    events = list(robustness_curve(network, data.test, Noise(), Substitutions(), [0.3, 0.0], samples=60))
    points = [event for event in events if isinstance(event, CurvePoint)]
    assert [point.metric for point in points] == ["bits", "bits"]
    assert points[0].value < points[1].value
    assert points[0].low < points[0].value < points[0].high
    assert not [event for event in events if isinstance(event, Confusion)]


def test_that_persistence_is_scored_on_the_same_sequences_as_the_network(regressor: Case) -> None:
    _, data = regressor
    guess = np.full_like(data.test.labels, 0.25)
    part = replace(data.test, baseline=guess)
    chosen = np.array([3, 5])
    assert compute_baseline(part, chosen) == pytest.approx(float(((0.25 - part.labels[chosen]) ** 2).mean()))
    assert compute_baseline(data.test) is None
    assert compute_skill(0.25, 0.5) == 0.5
    assert compute_skill(1.0, 0.5) == -1.0
    assert np.isnan(compute_skill(0.1, 0.0))
