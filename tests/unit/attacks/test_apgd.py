"""APGD: its schedule, its strength beside PGD and the implementations of others, and L1."""

from __future__ import annotations

import pytest
import torch
from support.networks import attacked, network_of, ragged
from support.unit_range import Pictures, learned
from torch import Tensor

from robustgui.attacks import Attack
from robustgui.attacks.apgd import APGD
from robustgui.attacks.apgd_step_sizes import list_checkpoints
from robustgui.attacks.cost import Cost
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import run_attack
from robustgui.models.batch import Batch
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.models.network import Network
from robustgui.threats.l1 import L1
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf
from robustgui.threats.value_threat import ValueThreat

STEPS = 20
THREATS = {
    "linf": Linf(eps=0.06, unit="data"),
    "l2": L2(eps=0.25, unit="data"),
    "l1": L1(eps=1.0, unit="data"),
}


@pytest.fixture(scope="module")
def subject() -> tuple[Network, Batch, Tensor]:
    return learned(LSTM(hidden=12, readout="last"), 200)


def robust(network: Network, batch: Batch, attack: Attack, threat: ValueThreat) -> float:
    x = attacked(attack, network, batch, threat)
    with network.evaluating(), torch.no_grad():
        return float((network.outputs(x, batch.mask).argmax(1) == batch.y).float().mean())


def test_that_the_checkpoints_are_those_of_the_paper() -> None:
    """p_0 = 0, p_1 = 0.22, p_(j+1) = p_j + max(p_j - p_(j-1) - 0.03, 0.06); w_j = ceil(p_j N)."""
    assert sorted(list_checkpoints(100)) == [22, 41, 57, 70, 80, 87, 93, 99]
    assert sorted(list_checkpoints(10)) == [3, 5, 6, 7, 8, 9, 10]


@pytest.mark.parametrize("norm", THREATS)
def test_that_apgd_is_never_weaker_than_pgd_with_as_many_steps(
    norm: str, subject: tuple[Network, Batch, Tensor]
) -> None:
    network, batch, _ = subject
    ours = robust(network, batch, APGD(steps=STEPS), THREATS[norm])
    assert 0.05 < ours < 0.75
    for size in (0.05, 0.25):
        assert ours <= robust(network, batch, PGD(steps=STEPS, step_size=size), THREATS[norm])


@pytest.mark.parametrize("loss", ["mixed", "own", "margin", "dlr", "targeted"])
def test_that_every_loss_is_about_as_strong(loss: str, subject: tuple[Network, Batch, Tensor]) -> None:
    network, batch, _ = subject
    found = robust(network, batch, APGD(steps=STEPS, loss=loss), THREATS["linf"])
    assert found == pytest.approx(robust(network, batch, APGD(steps=STEPS, loss="own"), THREATS["linf"]), abs=0.05)


def test_that_going_aside_fells_more_with_as_many_gradients(subject: tuple[Network, Batch, Tensor]) -> None:
    network, batch, _ = subject
    costs, left = [], []
    for loss in ("own", "mixed"):
        cost = Cost()
        x = run_attack(APGD(steps=STEPS, loss=loss), network, *batch, THREATS["linf"], seed=0, cost=cost).x
        with network.evaluating(), torch.no_grad():
            left.append(int((network.outputs(x, batch.mask).argmax(1) == batch.y).sum()))
        costs.append(cost.gradients)
    assert left[1] < left[0]
    assert costs[1] <= costs[0]


def test_that_scaled_logits_do_not_hide_from_the_ratio(subject: tuple[Network, Batch, Tensor]) -> None:
    network, batch, _ = subject
    before = robust(network, batch, APGD(steps=STEPS, loss="dlr"), THREATS["linf"])
    head = network.module.get_submodule("head")
    try:
        for weights in head.parameters():
            weights.data.mul_(1e4)
        assert robust(network, batch, APGD(steps=STEPS, loss="dlr"), THREATS["linf"]) == pytest.approx(before, abs=0.01)
    finally:
        for weights in head.parameters():
            weights.data.div_(1e4)


def test_that_narrowing_down_asks_less_and_finds_no_less(subject: tuple[Network, Batch, Tensor]) -> None:
    network = network_of(GRU(hidden=8, readout="last"), 3, 8, seed=2)
    x = torch.randn(60, 6, 3, generator=torch.Generator().manual_seed(0))
    mask = torch.ones(60, 6, dtype=torch.bool)
    with network.evaluating(), torch.no_grad():
        y = network.outputs(x, mask).argmax(1)
    left, costs = [], []
    for narrow in (False, True):
        cost = Cost()
        threat = Linf(eps=0.15, box=False)
        found = run_attack(
            APGD(steps=50, loss="targeted", narrow=narrow), network, x, y, mask, threat, seed=0, cost=cost
        )
        with network.evaluating(), torch.no_grad():
            left.append(int((network.outputs(found.x, mask).argmax(1) == y).sum()))
        costs.append(cost.gradients)
    assert 5 < left[0] < 55
    assert left[1] <= left[0] + 1
    assert costs[1] < 0.75 * costs[0]


def test_that_the_best_point_of_the_way_is_returned() -> None:
    network = network_of(GRU(hidden=6, readout="last"))
    batch = ragged((7, 2, 5, 7), seed=1)
    losses = []
    for steps in (1, 5, 25, 100):
        x = attacked(APGD(steps=steps), network, batch, L2(eps=1.0), goal="maximise")
        with torch.no_grad():
            losses.append(network.losses(network.outputs(x, batch.mask), batch.y))
    assert (losses[3] >= losses[0] - 1e-6).all()
    assert losses[3].mean() > losses[0].mean()


def test_that_more_restarts_are_never_weaker(subject: tuple[Network, Batch, Tensor]) -> None:
    network, batch, _ = subject
    once, often = (robust(network, batch, APGD(steps=4, restarts=n), THREATS["linf"]) for n in (1, 5))
    assert often <= once


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("norm", ["linf", "l2"])
def test_that_apgd_is_as_strong_as_that_of_torchattacks(norm: str, subject: tuple[Network, Batch, Tensor]) -> None:
    torchattacks = pytest.importorskip("torchattacks")
    network, batch, pictures = subject
    model, threat = Pictures(network), THREATS[norm]
    theirs = []
    for loss in ("ce", "dlr"):
        attack = torchattacks.APGD(
            model, norm={"linf": "Linf", "l2": "L2"}[norm], eps=threat.eps, steps=STEPS, loss=loss
        )
        theirs.append(model.accuracy(attack(pictures, batch.y), batch.y))
    ours = [robust(network, batch, APGD(steps=STEPS, loss=loss), threat) for loss in ("mixed", "own", "dlr")]
    assert ours[0] <= min(theirs)
    assert ours[1] <= theirs[0] + 0.0051  # one sequence: the starts differ
    assert ours[2] <= theirs[1] + 0.0051


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("norm", ["linf", "l2"])
def test_that_apgd_is_as_strong_as_that_of_art(
    norm: str, subject: tuple[Network, Batch, Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("art")
    monkeypatch.setattr("tqdm.tqdm.monitor_interval", 0)  # no thread for its bars
    from art.attacks.evasion import AutoProjectedGradientDescent
    from art.estimators.classification import PyTorchClassifier

    network, batch, pictures = subject
    model, threat = Pictures(network), THREATS[norm]
    classifier = PyTorchClassifier(
        model, torch.nn.CrossEntropyLoss(), tuple(pictures.shape[1:]), len(network.classes), clip_values=(0.0, 1.0)
    )  # fmt: skip
    theirs = AutoProjectedGradientDescent(
        classifier, norm={"linf": "inf", "l2": 2}[norm], eps=threat.eps, eps_step=2 * threat.eps, max_iter=STEPS,
        nb_random_init=1, batch_size=200, loss_type="cross_entropy", verbose=False,
    )  # fmt: skip
    found = torch.from_numpy(theirs.generate(pictures.numpy(), batch.y.numpy()))
    assert robust(network, batch, APGD(steps=STEPS), threat) <= model.accuracy(found, batch.y)
