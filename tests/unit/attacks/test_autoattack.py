"""AutoAttack: its members by case, what each fells, and its strength beside torchattacks'."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from support.networks import attacked, network_of, ragged
from support.unit_range import Pictures, learned
from torch import Tensor

from robustgui.attacks.apgd import APGD
from robustgui.attacks.autoattack import AutoAttack
from robustgui.attacks.cost import Cost
from robustgui.attacks.problem import Problem
from robustgui.attacks.run import build_region, run_attack
from robustgui.attacks.trace import Trace
from robustgui.base.seeding import torch_stream
from robustgui.models.batch import Batch
from robustgui.models.gru import GRU
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from robustgui.threats import THREATS
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf

SHORT = AutoAttack(steps=10, queries=100)


@pytest.fixture(scope="module")
def subject() -> tuple[Network, Batch, Tensor]:
    return learned(GRU(hidden=12, readout="last"), 100)


def robust(network: Network, x: Tensor, batch: Batch) -> float:
    with network.evaluating(), torch.no_grad():
        return float((network.outputs(x, batch.mask).argmax(1) == batch.y).float().mean())


def members(network: Network, threat: str = "linf", *, target: bool = False, draws: int = 1) -> list[str]:
    x, y, mask = ragged((4, 4))
    start, region = build_region(network, THREATS[threat](eps=0.1), x, mask)
    random = replace(network, samples=draws)
    problem = Problem(random, start, y, mask, region, y if target else None, "succeed", torch_stream(0), lambda: False)
    return [f"{attack.name} {getattr(attack, 'loss', '')}".strip() for attack in AutoAttack().members(problem)]


def test_that_the_members_suit_the_case() -> None:
    classes, numbers = (
        network_of(GRU(hidden=4, readout="last")),
        network_of(GRU(hidden=4, readout="last"), outputs=2, task="regression"),
    )
    assert members(classes) == ["apgd own", "apgd targeted", "fab", "square"]
    assert members(classes, target=True) == ["apgd own", "apgd dlr", "fab", "square"]
    assert members(classes, draws=5) == ["apgd own", "apgd dlr"]
    assert members(classes, "intersection") == ["apgd own", "apgd targeted", "square"]
    assert members(numbers) == ["apgd own", "pgd own", "square"]


def test_that_it_is_never_weaker_than_its_first_member(subject: tuple[Network, Batch, Tensor]) -> None:
    network, batch, _ = subject
    threat = Linf(eps=0.06, unit="data")
    first = robust(network, attacked(APGD(steps=10, loss="own"), network, batch, threat), batch)
    assert robust(network, attacked(SHORT, network, batch, threat), batch) < first


def test_that_going_to_the_end_asks_more_and_finds_no_more(subject: tuple[Network, Batch, Tensor]) -> None:
    network, batch, _ = subject
    threat = Linf(eps=0.03, unit="data")
    left, asked = [], []
    for attack in (SHORT, SHORT.copy_with(exhaustive=True)):
        cost = Cost()
        x = run_attack(attack, network, *batch, threat, seed=0, cost=cost).x
        left.append(robust(network, x, batch))
        asked.append(cost.queries + cost.gradients)
    assert left[0] <= left[1] + 0.011
    assert asked[0] < 0.7 * asked[1]


def test_that_masked_gradients_do_not_save_a_network(subject: tuple[Network, Batch, Tensor]) -> None:
    """Its gradient is turned round, so that the attacks that follow it go astray: Square, which does not, goes on."""
    network, batch, _ = subject
    few = Batch(*(part[:40] for part in batch))

    class Turned(SequenceModule):
        def __init__(self) -> None:
            super().__init__()
            self.inner = network.module

        def forward(self, x: Tensor, mask: Tensor) -> Tensor:
            outputs = self.inner(x, mask)
            return 2 * outputs.detach() - outputs

    turned = replace(network, module=Turned())  # type: ignore[arg-type]
    threat = Linf(eps=0.06, unit="data")
    misled = robust(turned, attacked(APGD(steps=10), turned, few, threat), few)
    found = robust(turned, attacked(AutoAttack(steps=10, queries=500), turned, few, threat), few)
    assert found < misled - 0.1


def test_that_the_trace_names_the_attack_of_every_iteration() -> None:
    network = network_of(GRU(hidden=6, readout="last"))
    trace = Trace()
    attacked(AutoAttack(steps=3, queries=10), network, ragged((7, 5), seed=1), Linf(eps=0.1), trace=trace)
    assert len(trace.sources) == len(trace.inputs)
    assert list(dict.fromkeys(trace.sources)) == [
        "APGD (adaptive step size)", "FAB (fast adaptive boundary)", "Square (random search, score-based)",
    ]  # fmt: skip
    assert all(len(x) == 2 for x in trace.inputs)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("norm", ["linf", "l2"])
def test_that_it_is_as_strong_as_that_of_torchattacks(norm: str) -> None:
    torchattacks = pytest.importorskip("torchattacks")
    network = network_of(
        GRU(hidden=16, readout="last"), 8, 6, seed=2
    )  # theirs needs four classes or more, and as many steps as features
    pictures = torch.rand(60, 1, 8, 8, generator=torch.Generator().manual_seed(0))
    mask = torch.ones(60, 8, dtype=torch.bool)
    model, head = Pictures(network), network.module.get_submodule("head")
    with torch.no_grad():
        head.bias -= model(pictures).mean(0)  # now every class has its share
        batch = Batch(pictures[:, 0], model(pictures).argmax(1), mask)
    eps = {"linf": 0.03, "l2": 0.15}[norm]
    reach = replace(network.space, low=network.space.low * 0, high=network.space.high * 0 + 1)
    threat = {"linf": Linf, "l2": L2}[norm](eps=eps, unit="data")
    ours = robust(
        network, attacked(AutoAttack(steps=10, queries=200), network.copy_with(space=reach), batch, threat), batch
    )
    attack = torchattacks.AutoAttack(model, norm={"linf": "Linf", "l2": "L2"}[norm], eps=eps, n_classes=6, seed=0)
    attack._autoattack.attacks[3].n_queries = 200
    theirs = model.accuracy(attack(pictures, batch.y), batch.y)
    assert 0.05 < theirs < 0.95
    assert ours <= theirs
