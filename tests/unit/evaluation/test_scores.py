"""Clean and attacked scores."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.base.errors import Interrupted
from robustgui.base.events import Progress
from robustgui.base.generators import run_to_end
from robustgui.data import Dataset
from robustgui.evaluation.predictions import score_outputs
from robustgui.evaluation.scores import GROUP, choose_group_size, choose_indices, score_attacked, score_clean
from robustgui.models.batch import to_batch
from robustgui.models.network import Network
from robustgui.threats.linf import Linf

Case = tuple[Network, Dataset]


def test_that_clean_accuracy_counts_right_answers(classifier: Case) -> None:
    network, data = classifier
    found = run_to_end(score_clean(network, data.test))
    network.module.eval()
    right = 0
    for i in range(len(data.test)):  # one at a time, without padding
        x, y, mask = to_batch(data.test, np.array([i]), network.space)
        right += int(network.outputs(x, mask).argmax(1) == y)
    assert found.value == right / len(data.test)
    assert found.right.sum() == right
    assert found.interval()[0] < found.value < found.interval()[1]


def test_that_mse_is_the_mean_of_squared_errors(regressor: Case) -> None:
    network, data = regressor
    found = run_to_end(score_clean(network, data.test))
    assert found.metric == "mse"
    assert found.value == pytest.approx(float(np.mean((found.predicted - data.test.labels) ** 2)), rel=1e-5)


def test_that_progress_comes_after_each_group(classifier: Case) -> None:
    network, data = classifier
    seen = list(score_clean(network, data.test))
    assert all(isinstance(event, Progress) for event in seen)
    assert [event.done for event in seen] == [GROUP, 2 * GROUP, len(data.test)]
    assert {event.total for event in seen} == {len(data.test)}


def test_that_an_attack_lowers_accuracy_and_raises_mse(classifier: Case, regressor: Case) -> None:
    for network, data in (classifier, regressor):
        clean = run_to_end(score_clean(network, data.test))
        hit = run_to_end(score_attacked(network, data.test, PGD(steps=5), Linf(eps=0.2), seed=0))
        assert (hit.errors >= clean.errors).all()
        assert hit.errors.mean() > clean.errors.mean() * 1.05


def test_that_doing_nothing_is_open_to_an_attacker(regressor: Case) -> None:
    """Noise often lowers an error by chance; the attacker then does not use it."""
    network, data = regressor
    clean = run_to_end(score_clean(network, data.test))
    hit = run_to_end(score_attacked(network, data.test, Noise(), Linf(eps=0.2), seed=0))
    assert (hit.errors >= clean.errors).all()
    assert (hit.errors == clean.errors).any()


def test_that_the_seed_decides_and_each_group_has_its_own_chance(classifier: Case) -> None:
    network, data = classifier
    first, again, other = (
        run_to_end(score_attacked(network, data.test, Noise(), Linf(eps=0.5), seed=seed)).predicted
        for seed in (0, 0, 1)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_that_a_stop_interrupts_and_leaves_the_network_as_it_was(classifier: Case) -> None:
    network, data = classifier
    network.module.train()
    with pytest.raises(Interrupted):
        run_to_end(score_clean(network, data.test, stop=lambda: True))
    asked = iter([False] * 5 + [True] * 99)
    with pytest.raises(Interrupted):
        run_to_end(score_attacked(network, data.test, PGD(), Linf(eps=0.1), seed=0, stop=lambda: next(asked)))
    assert network.module.training


def test_that_chosen_sequences_are_a_sorted_sample_that_the_seed_decides(classifier: Case) -> None:
    part = classifier[1].test
    chosen = choose_indices(part, 40, 3)
    assert len(np.unique(chosen)) == 40
    assert (np.diff(chosen) > 0).all()
    assert np.array_equal(chosen, choose_indices(part, 40, 3))
    assert not np.array_equal(chosen, choose_indices(part, 40, 4))
    assert np.array_equal(choose_indices(part, 0, 3), np.arange(300))
    assert np.array_equal(choose_indices(part, 9999, 3), np.arange(300))


def test_that_a_broken_answer_is_a_wrong_one(classifier: Case, regressor: Case) -> None:
    part = classifier[1].test
    indices = np.array([np.flatnonzero(part.labels == label)[0] for label in (0, 1)])
    found = score_outputs("classification", part, indices, torch.full((2, 3), torch.nan))
    assert not found.right.any()
    assert found.value == 0
    part = regressor[1].test
    found = score_outputs("regression", part, np.array([0, 1]), torch.tensor([[torch.nan], [0.0]]))
    assert found.value == np.inf
    assert found.interval() == (0.0, np.inf)


def test_that_a_graphics_card_takes_more_sequences_at_once_unless_they_are_long() -> None:
    assert [choose_group_size("cpu", longest) for longest in (1, 28, 16_000)] == [GROUP] * 3
    sizes = [choose_group_size("cuda:0", longest) for longest in (1, 28, 150, 1000, 16_000)]
    assert sizes == [2048, 2048, 1024, 256, GROUP]


def test_that_no_sequences_have_no_score(classifier: Case) -> None:
    network, data = classifier
    found = run_to_end(score_clean(network, data.test, np.empty(0, np.int64)))
    assert np.isnan(found.value)
    assert found.interval() == (0.0, 1.0)
