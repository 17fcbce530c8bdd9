"""NES and SPSA: the estimate against the true gradient, exact counts, and CleverHans."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from support.networks import attacked, bumps, network_of, ragged, trained
from torch import Tensor

from robustgui.attacks.cost import Cost
from robustgui.attacks.gradient_estimation import GradientEstimation
from robustgui.attacks.nes import NES
from robustgui.attacks.noise import Noise
from robustgui.attacks.problem import Problem
from robustgui.attacks.run import build_region, run_attack
from robustgui.attacks.spsa import SPSA
from robustgui.attacks.trace import Trace
from robustgui.base.seeding import torch_stream
from robustgui.models.batch import Batch
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.models.network import Network
from robustgui.threats import THREATS
from robustgui.threats.linf import Linf

BOTH = pytest.mark.parametrize("attack", [NES, SPSA])


@pytest.fixture(scope="module")
def learned() -> tuple[Network, Batch]:
    """A small LSTM, and 30 sequences of 12 steps that it has not seen."""
    network = trained(LSTM(hidden=12, readout="last"), bumps(300, seed=0))
    test = bumps(30, seed=1)
    x = torch.from_numpy(network.space.to_network(np.stack([test[i][:12] for i in range(30)])))
    return network, Batch(x, torch.from_numpy(test.labels), torch.ones(30, 12, dtype=torch.bool))


def accuracy(network: Network, x: Tensor, batch: Batch) -> float:
    with network.evaluating(), torch.no_grad():
        return float((network.outputs(x, batch.mask).argmax(1) == batch.y).float().mean())


@BOTH
def test_that_the_estimate_comes_close_to_the_true_gradient(attack: type[GradientEstimation]) -> None:
    network = network_of(GRU(hidden=6, readout="last"))
    x, y, mask = ragged((5, 4), padding=1)
    start, region = build_region(network, Linf(eps=0.01, box=False), x, mask)
    problem = Problem(
        network=network, x=start, y=y, mask=mask, region=region, target=None, goal="maximise",
        generator=torch_stream(0), stop=lambda: False,
    )  # fmt: skip
    network.module.eval()
    _, exact = problem.gradient(x)
    slope = attack(radius=1.0)._slope(problem, x, 6000)
    for one, other in zip(slope, exact, strict=True):
        assert float(torch.cosine_similarity(one.flatten(), other.flatten(), dim=0)) > 0.98
        assert float(one.norm() / other.norm()) == pytest.approx(1.0, abs=0.05)
    assert not slope[~mask].any()


@BOTH
def test_that_no_sequence_is_asked_more_often_than_allowed(
    learned: tuple[Network, Batch], attack: type[GradientEstimation]
) -> None:
    network, batch = learned
    for queries in (1, 20, 53):
        cost = Cost()
        run_attack(attack(queries=queries), network, *batch, Linf(eps=1e-6), seed=0, goal="maximise", cost=cost)
        assert queries - 2 <= cost.queries / 30 <= queries
        assert cost.gradients == 0


@BOTH
@pytest.mark.parametrize("name", ["linf", "l2"])
def test_that_an_estimate_beats_as_many_random_draws(
    learned: tuple[Network, Batch], attack: type[GradientEstimation], name: str
) -> None:
    network, batch = learned
    threat = THREATS[name](eps={"linf": 0.5, "l2": 2.0}[name])
    found, noise = (
        accuracy(network, attacked(each, network, batch, threat), batch)
        for each in (attack(queries=300), Noise(draws=300))
    )
    assert found < noise


@BOTH
def test_that_predicted_numbers_go_where_they_are_wanted(attack: type[GradientEstimation]) -> None:
    network = network_of(GRU(hidden=6, readout="last"), outputs=2, task="regression")
    x, _, mask = ragged((6, 4, 5))
    targets = torch.zeros(3, 2)
    with network.evaluating(), torch.no_grad():
        before = network.outputs(x, mask).mean(1)
    for aim, sign in (("up", 1), ("down", -1)):
        found = run_attack(attack(queries=120), network, x, targets, mask, Linf(eps=0.3, aim=aim, box=False), seed=0)
        with network.evaluating(), torch.no_grad():
            after = network.outputs(found.x, mask).mean(1)
        assert (sign * (after - before) > 0).all()


@BOTH
def test_that_the_trace_shows_every_step_with_its_queries(attack: type[GradientEstimation]) -> None:
    network, trace = network_of(GRU(hidden=6, readout="last")), Trace()
    attacked(attack(queries=100, samples=10), network, ragged((6,)), Linf(eps=0.3), goal="maximise", trace=trace)
    assert [queries for queries, _ in trace.costs] == [1, *range(12, 101, 11)]


def test_that_spsa_is_not_weaker_than_that_of_cleverhans(learned: tuple[Network, Batch]) -> None:
    spsa = pytest.importorskip("cleverhans.torch.attacks.spsa").spsa
    network, batch = learned
    network.module.eval()

    def model(x: Tensor) -> Tensor:
        return network.module(x, torch.ones(x.shape[:2], dtype=torch.bool))

    for eps in (0.3, 0.6):
        with torch.random.fork_rng():
            torch.manual_seed(0)
            theirs = spsa(
                model, batch.x, eps, 12, y=batch.y, learning_rate=0.2 * eps, spsa_samples=10, sanity_checks=False
            )
        ours = attacked(SPSA(queries=12 * 21), network, batch, Linf(eps=eps, box=False))
        assert accuracy(network, ours, batch) <= accuracy(network, theirs, batch)
