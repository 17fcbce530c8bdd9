"""Transfer from a copy that learns the network's answers, and between two networks."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from support.networks import attacked, bumps, network_of, ragged, rising, token_network, trained
from torch import Tensor

from robustgui.attacks.cost import Cost
from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import run_attack
from robustgui.attacks.transfer import Transfer
from robustgui.base.errors import RunError
from robustgui.base.generators import run_to_end
from robustgui.evaluation.scores import score_attacked, score_clean
from robustgui.evaluation.transfer import score_transfer
from robustgui.models.batch import Batch
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.models.network import Network
from robustgui.threats.linf import Linf
from robustgui.threats.timing import Timing

TRAIN, TEST = bumps(300, seed=0), bumps(60, seed=1)


@pytest.fixture(scope="module")
def learned() -> Network:
    return trained(LSTM(hidden=12, readout="last"), TRAIN)


@pytest.fixture(scope="module")
def batch(learned: Network) -> Batch:
    x = torch.from_numpy(learned.space.to_network(np.stack([TEST[i][:14] for i in range(30)])))
    return Batch(x, torch.from_numpy(TEST.labels[:30]), torch.ones(30, 14, dtype=torch.bool))


def accuracy(network: Network, x: Tensor, batch: Batch) -> float:
    with network.evaluating(), torch.no_grad():
        return float((network.outputs(x, batch.mask).argmax(1) == batch.y).float().mean())


def test_that_a_copy_finds_what_random_points_do_not(learned: Network, batch: Batch) -> None:
    threat = Linf(eps=0.4)
    copied, drawn = (
        accuracy(learned, attacked(each, learned, batch, threat), batch)
        for each in (Transfer(queries=60, rounds=4, training=60), Noise(draws=60))
    )
    assert copied < drawn - 0.1


def test_that_no_sequence_is_asked_more_often_than_allowed(learned: Network, batch: Batch) -> None:
    for queries in (2, 13, 30):
        cost = Cost.by_sequence(30, "cpu")
        attack = Transfer(queries=queries, training=3, steps=2)
        run_attack(attack, learned, *batch, Linf(eps=1e-6), seed=0, goal="maximise", cost=cost)
        assert cost.each is not None
        assert cost.each[0].tolist() == [queries] * 30
        assert cost.gradients == 0


def test_that_numbers_are_raised_through_a_copy() -> None:
    network = trained(GRU(hidden=8, readout="last"), rising(200, seed=0))
    x = torch.randn(6, 12, 2, generator=torch.Generator().manual_seed(0))
    mask = torch.ones(6, 12, dtype=torch.bool)
    found = run_attack(
        Transfer(queries=20, rounds=2, training=60),
        network,
        x,
        torch.zeros(6, 1),
        mask,
        Linf(eps=0.3, aim="up", box=False),
        seed=0,
    )
    with network.evaluating(), torch.no_grad():
        assert (network.outputs(found.x, mask) > network.outputs(x, mask)).all()


def test_that_an_attack_carried_over_to_itself_is_that_attack(learned: Network) -> None:
    attack, threat = PGD(steps=8, random_start=False), Linf(eps=0.3)
    own = run_to_end(score_attacked(learned, TEST, attack, threat, seed=0))
    carried = run_to_end(score_transfer(learned, learned, TEST, attack, threat, seed=0))
    assert carried.value == pytest.approx(own.value, abs=1.5 / 60)  # it goes on where the other one stops


def test_that_another_network_falls_for_it_less_than_the_own_but_more_than_for_noise(learned: Network) -> None:
    other = trained(GRU(hidden=20, readout="last"), bumps(300, seed=5), seed=3)
    attack, threat = PGD(steps=15), Linf(eps=0.4)
    clean = run_to_end(score_clean(learned, TEST)).value
    carried = run_to_end(score_transfer(other, learned, TEST, attack, threat, seed=0)).value
    own = run_to_end(score_attacked(learned, TEST, attack, threat, seed=0)).value
    noise = run_to_end(score_attacked(learned, TEST, Noise(), threat, seed=0)).value
    assert own <= carried < noise <= clean


def test_that_the_target_is_asked_for_answers_only_after_the_attack(learned: Network) -> None:
    """Twice a group: clean, and carried over."""
    other, calls = trained(GRU(hidden=6, readout="last"), TRAIN, epochs=1), []
    inner = learned.module.forward
    learned.module.forward = lambda *args: calls.append(None) or inner(*args)  # type: ignore[assignment, func-returns-value]
    try:
        run_to_end(score_transfer(other, learned, TEST, PGD(steps=4), Linf(eps=0.1), seed=0))
    finally:
        learned.module.forward = inner  # type: ignore[method-assign]
    assert len(calls) == 2


def test_that_shifts_in_time_carry_over(learned: Network) -> None:
    other = trained(GRU(hidden=20, readout="last"), bumps(300, seed=5), seed=3)
    carried = run_to_end(score_transfer(other, learned, TEST, PGD(steps=15), Timing(eps=4), seed=0)).value
    assert carried < run_to_end(score_clean(learned, TEST)).value


def test_that_networks_of_other_data_are_refused(learned: Network) -> None:
    with pytest.raises(RunError, match="same kind of data"):
        run_to_end(score_transfer(network_of(GRU(hidden=4, readout="last")), learned, TEST, PGD(), Linf(), seed=0))


def test_that_embeddings_of_one_network_are_refused_for_another() -> None:
    one, other = (token_network(GRU(hidden=4, readout="last"), seed=seed) for seed in (0, 1))
    with pytest.raises(RunError, match="replaces tokens"):
        run_to_end(score_transfer(one, other, TEST, PGD(), Linf(), seed=0))


def test_that_a_ragged_batch_keeps_its_padding() -> None:
    network, batch = network_of(GRU(hidden=4, readout="last")), ragged((7, 3), padding=2)
    x = attacked(Transfer(queries=10, training=5), network, batch, Linf(eps=0.2), goal="maximise")
    assert torch.equal(x[~batch.mask], batch.x[~batch.mask])
