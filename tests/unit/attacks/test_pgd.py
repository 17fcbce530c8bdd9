"""PGD's settings against plain loops, and its strength beside the PGD of four other libraries."""

from __future__ import annotations

import pytest
import torch
from support.networks import attacked, network_of, ragged
from support.unit_range import Pictures, learned
from torch import Tensor, nn

from robustgui.attacks import active_set
from robustgui.attacks.apgd import APGD
from robustgui.attacks.cost import Cost
from robustgui.attacks.fgsm import FGSM
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import run_attack
from robustgui.base.seeding import torch_stream
from robustgui.models.batch import Batch
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.models.network import Network
from robustgui.threats.linf import Linf

EPS, STEPS, SHARE = 0.06, 10, 0.2


def plain(network: Network, batch: Batch, lengths: list[float], momentum: float) -> Tensor:
    """MI-FGSM, algorithm 1 of Dong et al. 2018, with steps of given lengths, for L-inf in network units."""
    x, velocity = batch.x.clone(), torch.zeros_like(batch.x)
    for length in lengths:
        x.requires_grad_(True)
        loss = nn.functional.cross_entropy(network.module(x, batch.mask), batch.y, reduction="sum")
        (gradient,) = torch.autograd.grad(loss, x)
        velocity = momentum * velocity + gradient / gradient.abs().sum((1, 2), keepdim=True)
        x = x.detach() + length * 0.3 * velocity.sign()
        x = batch.x + (x - batch.x).clamp(-0.3, 0.3)
    return x.detach()


@pytest.mark.parametrize(
    ("settings", "lengths"),
    [
        ({"momentum": 1.0}, [0.25] * 8),
        ({"momentum": 0.6}, [0.25] * 8),
        ({"schedule": "halving"}, [0.25, 0.25, 0.125, 0.125, 0.0625, 0.0625, 0.03125, 0.03125]),
        ({"schedule": "cosine"}, [0.125 * (1 + float(torch.tensor(i * torch.pi / 8).cos())) for i in range(8)]),
    ],
    ids=["momentum 1", "momentum 0.6", "halving", "cosine"],
)  # fmt: skip
def test_that_momentum_and_schedules_are_those_of_a_plain_loop(settings: dict, lengths: list[float]) -> None:
    network = network_of(GRU(hidden=8, readout="last"))
    x, y, mask = ragged((6, 6, 6, 6, 6), seed=3)
    attack = PGD(steps=8, random_start=False, **settings)
    ours = attacked(attack, network, Batch(x, y, mask), Linf(eps=0.3, box=False), goal="maximise")
    network.module.eval()
    theirs = plain(network, Batch(x, y, mask), lengths, settings.get("momentum", 0.0))
    assert (ours - theirs).abs().gt(1e-4).float().mean() < 0.02  # the sign of a gradient next to 0 is rounding


def test_that_fgsm_from_a_random_start_goes_on_from_there() -> None:
    network = network_of(GRU(hidden=8, readout="last"))
    x, y, mask = ragged((6, 6, 6), seed=3)
    ours = attacked(FGSM(random_start=True), network, Batch(x, y, mask), Linf(eps=0.3, box=False), goal="maximise")
    start = x + 0.3 * (torch.rand(x.shape, generator=torch_stream(0, "fgsm")) * 2 - 1)
    start.requires_grad_(True)
    network.module.eval()
    loss = nn.functional.cross_entropy(network.module(start, mask), y)
    (gradient,) = torch.autograd.grad(loss, start)
    expected = x + (start.detach() + 1.25 * 0.3 * gradient.sign() - x).clamp(-0.3, 0.3)
    torch.testing.assert_close(ours, expected, rtol=1e-4, atol=1e-4)


@pytest.fixture(scope="module")
def subject() -> tuple[Network, Batch, Tensor]:
    return learned(LSTM(hidden=12, readout="last"), 500)


def robust(network: Network, x: Tensor, batch: Batch) -> float:
    with network.evaluating(), torch.no_grad():
        return float((network.outputs(x, batch.mask).argmax(1) == batch.y).float().mean())


@pytest.mark.parametrize("attack", [PGD(steps=STEPS, random_start=False, momentum=0.9), APGD(steps=STEPS, loss="own")])
def test_that_looking_seldom_at_who_stands_changes_no_answer(
    attack: PGD | APGD, subject: tuple[Network, Batch, Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a device that would have to be waited for; there more is asked."""
    network, batch, _ = subject
    batch = Batch(*(part[:100] for part in batch))
    looked = active_set.ActiveSet.__init__

    def seldom(self: active_set.ActiveSet, *arguments: object) -> None:
        looked(self, *arguments)  # type: ignore[arg-type]
        self._interval = active_set.PATIENCE

    found, costs = [], []
    for init in (looked, seldom):
        monkeypatch.setattr(active_set.ActiveSet, "__init__", init)
        cost = Cost()
        found.append(run_attack(attack, network, *batch, Linf(eps=EPS, unit="data"), seed=0, cost=cost).x)
        costs.append(cost.gradients)
    with network.evaluating(), torch.no_grad():
        fallen = [network.outputs(x, batch.mask).argmax(1) != batch.y for x in found]
    assert torch.equal(*fallen)
    torch.testing.assert_close(found[0][fallen[0]], found[1][fallen[0]], rtol=1e-4, atol=1e-4)
    assert costs[0] < costs[1]


def test_that_fallen_sequences_are_asked_no_more(subject: tuple[Network, Batch, Tensor]) -> None:
    network, batch, _ = subject
    cost, wide = Cost(), Linf(eps=1.0, unit="data")
    x = run_attack(PGD(steps=100), network, *batch, wide, seed=0, cost=cost).x
    assert robust(network, x, batch) < 0.02
    assert cost.gradients < 10 * len(batch.x)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("library", ["foolbox", "torchattacks", "art", "cleverhans"])
def test_that_pgd_is_as_strong_as_that_of_other_libraries(
    library: str, subject: tuple[Network, Batch, Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the clean sequence, 500 of them: within half a point, and never weaker but by rounding."""
    pytest.importorskip(library)
    monkeypatch.setattr("tqdm.tqdm.monitor_interval", 0, raising=False)
    network, batch, pictures = subject
    model = Pictures(network)
    if library == "foolbox":
        import foolbox

        attack = foolbox.attacks.LinfPGD(steps=STEPS, rel_stepsize=SHARE, random_start=False)
        _, found, _ = attack(foolbox.PyTorchModel(model, bounds=(0, 1), device="cpu"), pictures, batch.y, epsilons=EPS)
    elif library == "torchattacks":
        import torchattacks

        found = torchattacks.PGD(model, EPS, SHARE * EPS, STEPS, random_start=False)(pictures, batch.y)
    elif library == "art":
        from art.attacks.evasion import ProjectedGradientDescent
        from art.estimators.classification import PyTorchClassifier

        shape = tuple(pictures.shape[1:])
        classifier = PyTorchClassifier(model, nn.CrossEntropyLoss(), shape, 3, clip_values=(0.0, 1.0))
        theirs = ProjectedGradientDescent(
            classifier, eps=EPS, eps_step=SHARE * EPS, max_iter=STEPS, batch_size=500, verbose=False
        )
        found = torch.from_numpy(theirs.generate(pictures.numpy(), batch.y.numpy()))
    else:
        from cleverhans.torch.attacks.projected_gradient_descent import projected_gradient_descent

        found = projected_gradient_descent(
            model, pictures, EPS, SHARE * EPS, STEPS, float("inf"), 0.0, 1.0, batch.y, rand_init=False,
            sanity_checks=False,
        ).detach()  # fmt: skip
    ours = attacked(PGD(steps=STEPS, step_size=SHARE, random_start=False), network, batch, Linf(eps=EPS, unit="data"))
    left = robust(network, ours, batch)
    assert 0.2 < left < 0.8
    assert left <= model.accuracy(found, batch.y) + 0.0021
    assert left == pytest.approx(model.accuracy(found, batch.y), abs=0.0051)
