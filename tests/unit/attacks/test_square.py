"""Square: its windows, its counts, and how strong it is beside torchattacks."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from support.networks import attacked, bumps, network_of, ragged, trained
from torch import Tensor, nn

from robustgui.attacks.cost import Cost
from robustgui.attacks.patches import Patches, Window
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import run_attack
from robustgui.attacks.square import Square, _wave
from robustgui.attacks.trace import Trace
from robustgui.base.seeding import torch_stream
from robustgui.models.batch import Batch
from robustgui.models.lstm import LSTM
from robustgui.models.network import Network
from robustgui.threats import THREATS
from robustgui.threats.linf import Linf


@pytest.fixture(scope="module")
def learned() -> tuple[Network, Batch]:
    """A small LSTM, and 60 sequences of 10 steps that it has not seen."""
    network = trained(LSTM(hidden=12, readout="last"), bumps(300, seed=0, features=10, noise=0.6))
    test = bumps(60, seed=1, features=10, noise=0.6)
    x = torch.from_numpy(network.space.to_network(np.stack([test[i][:10] for i in range(60)])))
    return network, Batch(x, torch.from_numpy(test.labels), torch.ones(60, 10, dtype=torch.bool))


def accuracy(network: Network, x: Tensor, batch: Batch) -> float:
    with network.evaluating(), torch.no_grad():
        return float((network.outputs(x, batch.mask).argmax(1) == batch.y).float().mean())


def test_that_a_patch_is_a_window_of_the_free_steps_and_features() -> None:
    free = torch.zeros(3, 10, 4, dtype=torch.bool)
    free[0, 2:8, 1:3] = True
    free[1] = True
    free[2, 5, 0] = True
    patches = Patches(free)
    generator = torch_stream(0)
    for share in (1.0, 0.25, 0.01):
        found, (_, place, length), _ = patches.draw(share, generator)
        assert not (found & ~free).any()
        assert found.flatten(1).any(1).all()
        for row in range(3):
            steps = found[row].any(1).nonzero()[:, 0]
            assert steps.tolist() == list(range(int(steps[0]), int(steps[-1]) + 1))
            assert len(steps) == int(length[row])
            assert place[row, steps].tolist() == list(range(len(steps)))
    assert torch.equal(patches.draw(1.0, generator).inside, free)


def test_that_each_sequence_has_a_window_of_its_own() -> None:
    found = Patches(torch.ones(50, 30, 2, dtype=torch.bool)).draw(0.05, torch_stream(0)).inside
    assert len({tuple(row.any(1).tolist()) for row in found}) > 10


def whole(length: int) -> Window:
    return Window(torch.ones(1, length, dtype=torch.bool), torch.arange(length)[None], torch.tensor([length]))


def test_that_a_wave_is_the_published_pyramid_up_and_down() -> None:
    """The sums of 1/k^2 of the paper's appendix for pyramids of three steps, one and three features wide."""
    up = [1 / 4, 1 + 1 / 4, 1 / 4]
    assert _wave(whole(6), whole(1))[0, :, 0].tolist() == pytest.approx([*up, *(-height for height in up)])
    wide = _wave(whole(6), whole(3))[0]
    assert wide[:, 1].tolist() == pytest.approx([*up, *(-height for height in up)])
    assert wide[1].tolist() == pytest.approx(up)
    assert wide[:, 0].tolist() == pytest.approx([1 / 4] * 3 + [-1 / 4] * 3)


def test_that_no_sequence_is_asked_more_often_than_allowed(learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    cost = Cost()
    run_attack(Square(queries=25), network, *batch, Linf(eps=1e-6), seed=0, goal="maximise", cost=cost)
    assert (cost.queries, cost.gradients) == (25 * 60, 0)


def test_that_fallen_sequences_are_not_asked_again(learned: tuple[Network, Batch]) -> None:
    """Each of them is asked once before the attack, and then until it falls."""
    network, batch = learned
    costs = []
    for queries in (1, 2, 30):
        cost = Cost()
        x = attacked_counted(Square(queries=queries), network, batch, Linf(eps=0.4), cost)
        costs.append((cost.queries, accuracy(network, x, batch)))
    standing = round(costs[0][1] * 60)
    assert costs[1][0] == costs[0][0] + standing
    assert costs[2][0] < 60 + 30 * round(60 * accuracy(network, batch.x, batch))


def attacked_counted(attack: Square, network: Network, batch: Batch, threat: Linf, cost: Cost) -> Tensor:
    return run_attack(attack, network, *batch, threat, seed=3, cost=cost).x


@pytest.mark.parametrize("name", ["linf", "l2", "l1"])
def test_that_more_queries_find_at_least_as_much_as_gradients_nearly_do(
    learned: tuple[Network, Batch], name: str
) -> None:
    network, batch = learned
    threat = THREATS[name](eps={"linf": 0.3, "l2": 2.0, "l1": 8.0}[name])
    few, many = (
        accuracy(network, attacked(Square(queries=queries), network, batch, threat), batch) for queries in (5, 400)
    )
    gradient = accuracy(network, attacked(PGD(steps=30, step_size=0.1), network, batch, threat), batch)
    assert many < few
    assert many <= gradient + 0.15


def test_that_the_budget_is_spent_within_l2_and_l1(learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    for name in ("l2", "l1"):
        threat = THREATS[name](eps=1.0, box=False)
        found = run_attack(Square(queries=40), network, *batch, threat, seed=0, goal="maximise")
        assert found.size.tolist() == pytest.approx([1.0] * 60, rel=1e-4)


def test_that_the_trace_shows_every_improvement_with_its_queries() -> None:
    network, trace = network_of(LSTM(hidden=6, readout="last")), Trace()
    attacked(Square(queries=80), network, ragged((7,)), Linf(eps=0.5), goal="maximise", trace=trace)
    scores = [float(score) for score in trace.scores]
    assert scores == sorted(scores)
    assert len(set(scores)) == len(scores) > 3
    queries = [queries for queries, _ in trace.costs]
    assert queries[0] == 1
    assert queries[-1] <= 80
    assert queries == sorted(set(queries))


class _Picture(nn.Module):
    """A network of sequences for those who know pictures with values in [0, 1] only."""

    def __init__(self, network: Network, low: float, high: float) -> None:
        super().__init__()
        self.module, self.low, self.scale = network.module, low, high - low

    def forward(self, pictures: Tensor) -> Tensor:
        x = pictures[:, 0] * self.scale + self.low  # (B, 1, T, F) -> (B, T, F)
        return self.module(x, torch.ones(x.shape[:2], dtype=torch.bool))


@pytest.mark.parametrize(("name", "theirs", "eps"), [("linf", "Linf", 0.4), ("l2", "L2", 2.0)])
def test_that_square_is_not_weaker_than_that_of_torchattacks(
    learned: tuple[Network, Batch], name: str, theirs: str, eps: float
) -> None:
    """The same network, budget and queries."""
    torchattacks = pytest.importorskip("torchattacks")
    network, batch = learned
    low, high = float(batch.x.min()) - 1, float(batch.x.max()) + 1
    model = _Picture(network, low, high).eval()
    attack = torchattacks.Square(model, norm=theirs, eps=eps / (high - low), n_queries=150, seed=0)
    with torch.random.fork_rng():
        found = attack((batch.x[:, None] - low) / (high - low), batch.y)[:, 0] * (high - low) + low
    network.module.eval()
    weight = torch.from_numpy(network.space.std / network.space.spread)
    assert weight.tolist() == pytest.approx([1.0] * 10)  # both count in the same unit
    ours = attacked(Square(queries=150), network, batch, THREATS[name](eps=eps, box=False))
    assert accuracy(network, ours, batch) <= accuracy(network, found, batch)
