"""What each defence minimises, term by term."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from support.networks import attacked, network_of, ragged, ragged_tokens, token_network
from torch import Tensor

from robustgui.attacks.hotflip import HotFlip
from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import mean_loss
from robustgui.base.errors import SettingError
from robustgui.base.interrupts import no_cancel
from robustgui.defences import Defence
from robustgui.defences.adversarial_training import AdversarialTraining
from robustgui.defences.base import Step, StepLoss
from robustgui.defences.noise_augmentation import NoiseAugmentation
from robustgui.defences.none import NoDefence
from robustgui.models.batch import Batch
from robustgui.models.gru import GRU
from robustgui.models.network import Network
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions

BATCH = ragged((7, 2, 5, 7), seed=1)


def network() -> Network:
    found = network_of(GRU(hidden=6))
    found.module.train()
    return found


def loss_of(defence: Defence, network: Network, *, epoch: int = 1, done: float = 1.0, seed: int = 3) -> StepLoss:
    step = Step(
        network=network, x=BATCH.x, y=BATCH.y, mask=BATCH.mask, loss=lambda out, y: mean_loss(network, out, y),
        indices=np.arange(len(BATCH.y)), number=1,
        epoch=epoch, epochs=9, done=done, seed=seed, stop=no_cancel,
    )  # fmt: skip
    return defence.loss(step)


def gradient(loss: Tensor, network: Network) -> Tensor:
    return torch.cat([g.flatten() for g in torch.autograd.grad(loss, list(network.module.parameters()))])


def plain(network: Network, x: Tensor) -> Tensor:
    return torch.nn.functional.cross_entropy(network.outputs(x, BATCH.mask), BATCH.y)


def test_that_no_defence_is_the_plain_loss() -> None:
    net = network()
    found = loss_of(NoDefence(), net)
    assert [name for name, _ in found.parts] == ["clean"]
    torch.testing.assert_close(gradient(found.total, net), gradient(plain(net, BATCH.x), net))


@pytest.mark.parametrize(("clean_weight", "weight"), [(1.0, 1.0), (0.0, 1.0), (0.5, 2.0)])
def test_that_the_gradient_of_adversarial_training_is_the_sum_of_both(clean_weight: float, weight: float) -> None:
    net = network()
    attack, threat = PGD(steps=3), Linf(eps=0.2)
    found = loss_of(AdversarialTraining(attack=attack, threat=threat, weight=weight, clean_weight=clean_weight), net)
    x_adv = attacked(attack, net, BATCH, threat, seed=3, goal="maximise")
    clean, hit = plain(net, BATCH.x), plain(net, x_adv)
    torch.testing.assert_close(found.total, clean_weight * clean + weight * hit)
    total = gradient(found.total, net)
    torch.testing.assert_close(total, clean_weight * gradient(clean, net) + weight * gradient(hit, net))
    torch.testing.assert_close(found.clean, clean.detach())
    torch.testing.assert_close(found.adversarial, hit.detach())
    assert found.adversarial > found.clean


def test_that_the_budget_grows_over_the_warm_up() -> None:
    net = network()
    attack = PGD(steps=3, random_start=False)
    defence = AdversarialTraining(attack=attack, threat=L2(eps=1.2), warmup=3)
    for epoch, eps in ((1, 0.3), (2, 0.6), (3, 0.9), (4, 1.2), (8, 1.2)):
        x_adv = attacked(attack, net, BATCH, L2(eps=eps), seed=3, goal="maximise")
        torch.testing.assert_close(loss_of(defence, net, epoch=epoch).adversarial, plain(net, x_adv).detach())


def test_that_adversarial_training_begins_on_clean_data_and_then_raises_the_budget() -> None:
    net = network()
    attack = PGD(steps=3, random_start=False)
    defence = AdversarialTraining(attack=attack, threat=L2(eps=1.0), clean_share=0.5, growth=0.2)
    early = loss_of(defence, net, done=0.49)
    assert [name for name, _ in early.parts] == ["clean"]
    torch.testing.assert_close(early.total, plain(net, BATCH.x))
    for done, eps in ((0.5, 0.1), (0.6, 0.5), (0.7, 1.0), (0.99, 1.0)):
        x_adv = attacked(attack, net, BATCH, L2(eps=eps), seed=3, goal="maximise")
        torch.testing.assert_close(loss_of(defence, net, done=done).adversarial, plain(net, x_adv).detach())


def test_that_sequences_already_wrong_are_attacked_too() -> None:
    """The inner maximum is of the loss: it does not stop where the decision is wrong."""
    net = network()
    with net.evaluating(), torch.no_grad():
        wrong = (net.outputs(BATCH.x, BATCH.mask).argmax(1) + 1) % 4
    x_adv = attacked(PGD(steps=3), net, BATCH._replace(y=wrong), Linf(eps=0.2), goal="maximise")
    assert (x_adv != BATCH.x).flatten(1).any(1).all()


def test_that_training_against_nothing_is_refused_at_its_field() -> None:
    with pytest.raises(SettingError) as caught:
        AdversarialTraining(threat=Linf(eps=0))
    assert list(caught.value.problems) == ["threat.eps"]


def test_that_noise_augmentation_adds_the_loss_on_one_fresh_draw() -> None:
    net = network()
    noise, threat = Noise(kind="gaussian"), Linf(eps=0.3)
    found = loss_of(NoiseAugmentation(noise=noise, threat=threat, weight=2.0, clean_weight=0.5), net)
    noisy = attacked(noise, net, BATCH, threat, seed=3, goal="maximise")
    torch.testing.assert_close(found.total, 0.5 * plain(net, BATCH.x) + 2 * plain(net, noisy))
    assert not torch.equal(found.total, loss_of(NoiseAugmentation(noise=noise, threat=threat), net, seed=4).total)


def test_that_one_draw_of_noise_asks_the_network_nothing() -> None:
    net = network()
    calls: list[None] = []
    inner = net.module.forward
    net.module.forward = lambda *args: (calls.append(None), inner(*args))[1]
    loss_of(NoiseAugmentation(), net)
    assert len(calls) == 2  # the clean and the noisy loss


def text_step(net: Network, *, seed: int = 3) -> Step:
    x, y, mask = ragged_tokens((7, 2, 5, 7), seed=1)
    return Step(
        network=net, x=x, y=y, mask=mask, loss=lambda out, y: mean_loss(net, out, y),
        indices=np.arange(len(y)), number=1,
        epoch=1, epochs=9, done=1.0, seed=seed, stop=no_cancel,
    )  # fmt: skip


def test_that_the_embedding_learns_from_attacked_embeddings_as_if_the_attack_were_a_constant() -> None:
    net = token_network(GRU(hidden=6))
    step = text_step(net)
    attack, threat = PGD(steps=3), Linf(eps=0.3)
    x_adv = attacked(attack, net, Batch(step.x, step.y, step.mask), threat, seed=3, goal="maximise")
    found = AdversarialTraining(attack=attack, threat=threat, clean_weight=0.0).loss(step).total
    delta = x_adv - net.embed(step.x, step.mask).detach()
    true = mean_loss(net, net.outputs(net.embed(step.x, step.mask) + delta, step.mask), step.y)
    torch.testing.assert_close(found, true)
    torch.testing.assert_close(gradient(found, net), gradient(true, net))
    (table,) = torch.autograd.grad(mean_loss(net, net.outputs(step.x, step.mask), step.y), net.table)
    assert table[step.x[step.mask].unique()].abs().sum(1).all()


def test_that_training_on_replaced_tokens_is_the_plain_loss_of_those_texts() -> None:
    net = token_network(GRU(hidden=6))
    step = text_step(net)
    threat = Substitutions(eps=0.3)
    for defence, attack in (
        (AdversarialTraining(attack=HotFlip(), threat=threat, clean_weight=0.0), HotFlip()),
        (NoiseAugmentation(threat=threat, clean_weight=0.0), Noise(kind="gaussian")),
    ):
        x_adv = attacked(attack, net, Batch(step.x, step.y, step.mask), threat, seed=3, goal="maximise")
        assert x_adv.dtype == torch.int64
        true = torch.nn.functional.cross_entropy(net.outputs(x_adv, step.mask), step.y)
        torch.testing.assert_close(gradient(defence.loss(step).total, net), gradient(true, net))


def test_that_a_loss_may_be_written_as_in_earlier_versions() -> None:
    clean, hit = torch.tensor(1.0), torch.tensor(2.0)
    former = [StepLoss(clean, clean, hit), StepLoss(total=clean, clean=clean, attacked=hit)]
    for loss in former:
        assert (
            loss.parts
            == (("clean", clean), ("adversarial", hit))
            == StepLoss(clean, clean=clean, adversarial=hit).parts
        )
        assert (loss.clean, loss.attacked) == (clean, hit)
    assert StepLoss(clean, clean=clean).attacked is None
