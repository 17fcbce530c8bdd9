"""HopSkipJump and Boundary: what decisions alone give away, against closed forms, exact counts and Foolbox."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from support.networks import bumps, network_of, trained
from torch import Tensor, nn

from robustgui.attacks.boundary import Boundary
from robustgui.attacks.cost import Cost
from robustgui.attacks.decision_oracle import DecisionOracle
from robustgui.attacks.hop_skip_jump import HopSkipJump
from robustgui.attacks.minimum_norm import MinimumNorm
from robustgui.attacks.problem import Problem
from robustgui.attacks.run import build_region, minimise_perturbation, run_attack
from robustgui.attacks.trace import Trace
from robustgui.base.seeding import torch_stream
from robustgui.models.batch import Batch
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from robustgui.threats import THREATS
from robustgui.threats.l2 import L2

NORMS = [(HopSkipJump, "l2"), (HopSkipJump, "linf"), (Boundary, "l2")]


@pytest.fixture(scope="module")
def learned() -> tuple[Network, Batch]:
    """A small LSTM, and 20 sequences of 12 steps that it has not seen and answers rightly."""
    network = trained(LSTM(hidden=12, readout="last"), bumps(300, seed=0))
    test = bumps(60, seed=1)
    x = torch.from_numpy(network.space.to_network(np.stack([test[i][:12] for i in range(60)])))
    y, mask = torch.from_numpy(test.labels), torch.ones(60, 12, dtype=torch.bool)
    with network.evaluating(), torch.no_grad():
        right = (network.outputs(x, mask).argmax(1) == y).nonzero()[:20, 0]
    return network, Batch(x[right], y[right], mask[right])


class _Plane(SequenceModule):
    """Class 1 where w . x > 1."""

    def __init__(self, w: Tensor) -> None:
        super().__init__()
        self.w = nn.Parameter(w)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rise = (x * self.w).sum((1, 2)) - 1
        return torch.stack([-rise, rise], 1)


def linear() -> tuple[Network, Batch, Tensor]:
    w = torch.randn(6, 2, generator=torch.Generator().manual_seed(0))
    network = network_of(GRU(hidden=2, readout="last"), features=2, outputs=2)
    object.__setattr__(network, "module", _Plane(w))
    batch = Batch(torch.zeros(3, 6, 2), torch.zeros(3, dtype=torch.int64), torch.ones(3, 6, dtype=torch.bool))
    return network, batch, w


@pytest.mark.parametrize(("attack", "name"), NORMS)
def test_that_the_nearest_point_of_a_plane_is_nearly_found(attack: type[MinimumNorm], name: str) -> None:
    network, batch, w = linear()
    exact = 1 / float(w.norm() if name == "l2" else w.abs().sum())
    size = minimise_perturbation(attack(queries=800), network, *batch, THREATS[name](eps=1, box=False), seed=0).size
    assert (size >= exact * (1 - 1e-5)).all()
    assert (size <= exact * (1.1 if attack is HopSkipJump else 1.2)).all()


@pytest.mark.parametrize(("attack", "name"), NORMS)
def test_that_no_sequence_is_asked_more_often_than_allowed(
    learned: tuple[Network, Batch], attack: type[MinimumNorm], name: str
) -> None:
    """One question before the attack and one after it are not its own."""
    network, batch = learned
    for queries in (1, 7, 150):
        cost = Cost.by_sequence(20, "cpu")
        minimise_perturbation(attack(queries=queries), network, *batch, THREATS[name](), seed=0, cost=cost)
        assert cost.gradients == 0
        assert cost.each is not None
        assert (cost.each[0] <= queries + 2).all()
        assert (cost.each[0] >= min(queries, 100)).all()


def test_that_questions_beyond_the_count_are_not_asked(learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    decisions = DecisionOracle(problem_of(network, batch), 3)
    far = torch.full((5, decisions.coords.low.shape[1]), 9.0)
    rows = torch.tensor([2, 0, 2, 2, 2])
    found = decisions.is_adversarial(far, rows)
    assert decisions.left[:3].tolist() == [2, 3, 0]
    assert decisions.coords.problem.cost.queries == 4
    assert bool(found[0]) == bool(found[2]) == bool(found[3])
    assert not bool(found[4])


def problem_of(network: Network, batch: Batch) -> Problem:
    x, region = build_region(network, L2(eps=1, box=False), batch.x, batch.mask)
    return Problem(
        network=network, x=x, y=batch.y, mask=batch.mask, region=region.with_eps(float("inf")), target=None,
        goal="succeed", generator=torch_stream(0), stop=lambda: False, needs="labels",
    )  # fmt: skip


@pytest.mark.parametrize(("attack", "name"), NORMS)
def test_that_more_questions_find_smaller_changes(
    learned: tuple[Network, Batch], attack: type[MinimumNorm], name: str
) -> None:
    network, batch = learned
    sizes = [
        minimise_perturbation(attack(queries=queries), network, *batch, THREATS[name](), seed=0).size
        for queries in (60, 500)
    ]
    assert (sizes[1] <= sizes[0]).all()
    assert float(sizes[1].median()) < 0.9 * float(sizes[0].median())


@pytest.mark.parametrize("attack", [HopSkipJump, Boundary])
def test_that_one_sequence_alone_finds_a_start(learned: tuple[Network, Batch], attack: type[MinimumNorm]) -> None:
    network, batch = learned
    alone = Batch(batch.x[:1], batch.y[:1], batch.mask[:1])
    assert minimise_perturbation(attack(queries=200), network, *alone, L2(), seed=0).size.isfinite().all()


def test_that_the_trace_shows_the_path_of_the_search(learned: tuple[Network, Batch]) -> None:
    network, batch = learned
    trace = Trace()
    run_attack(HopSkipJump(queries=400), network, *batch, L2(), seed=0, trace=trace)
    queries = [queries for queries, _ in trace.costs]
    assert queries == sorted(queries)
    assert len(trace.sizes) > 3
    assert float(trace.sizes[-1].median()) < float(trace.sizes[0].median())


class _Unit(nn.Module):
    """The network for values in [0, 1], and how often it was asked."""

    def __init__(self, network: Network, low: float, high: float) -> None:
        super().__init__()
        self.module, self.low, self.scale, self.asked = network.module, low, high - low, 0

    def forward(self, x: Tensor) -> Tensor:
        self.asked += len(x)
        return self.module(x * self.scale + self.low, torch.ones(x.shape[:2], dtype=torch.bool))


@pytest.mark.parametrize(
    ("attack", "name", "theirs", "settings"),
    [
        (HopSkipJump, "l2", "HopSkipJumpAttack", {"steps": 4, "constraint": "l2"}),
        (HopSkipJump, "linf", "HopSkipJumpAttack", {"steps": 4, "constraint": "linf"}),
        (Boundary, "l2", "BoundaryAttack", {"steps": 300}),
    ],
)
def test_that_the_median_change_is_no_larger_than_foolboxs_with_as_many_questions(
    learned: tuple[Network, Batch], attack: type[MinimumNorm], name: str, theirs: str, settings: dict[str, object]
) -> None:
    foolbox = pytest.importorskip("foolbox")
    network, batch = learned
    low, high = float(batch.x.min()) - 1, float(batch.x.max()) + 1
    network.module.eval()
    model = _Unit(network, low, high).eval()
    state = np.random.get_state()  # noqa: NPY002 - Foolbox draws from the global one
    with torch.random.fork_rng():
        torch.manual_seed(0)
        np.random.seed(0)  # noqa: NPY002
        wrapped = foolbox.PyTorchModel(model, bounds=(0, 1), device="cpu")
        start = (batch.x - low) / (high - low)
        found = getattr(foolbox.attacks, theirs)(**settings).run(
            wrapped, start, foolbox.criteria.Misclassification(batch.y)
        )
    np.random.set_state(state)  # noqa: NPY002
    moved = ((found - start) * (high - low)).flatten(1)
    size = moved.norm(dim=1) if name == "l2" else moved.abs().amax(1)
    ours = minimise_perturbation(
        attack(queries=model.asked // 20), network, *batch, THREATS[name](box=False), seed=0
    ).size
    assert float(ours.median()) <= 1.1 * float(size.median())
    for eps in size.quantile(torch.tensor([0.25, 0.5, 0.75])).tolist():
        assert int((ours > eps).sum()) <= int((size > eps).sum()) + 1
