"""Attacks on values, let loose on the embeddings of tokens."""

from __future__ import annotations

import pytest
import torch
from support.networks import attacked, network_around, network_of, plain_space, ragged, ragged_tokens, token_network
from torch import Tensor, nn

from robustgui.attacks import ATTACKS, Attack
from robustgui.attacks.fgsm import FGSM
from robustgui.attacks.hotflip import HotFlip
from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import run_attack
from robustgui.base.errors import RunError
from robustgui.models.batch import Batch
from robustgui.models.gru import GRU
from robustgui.models.nets.front_module import FrontChain, TokenEmbedding
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from robustgui.threats import THREATS, Threat
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions


class Linear(SequenceModule):
    """Logits are weighted sums of all values of the sequence."""

    def __init__(self, T: int, E: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(T, E, 2, generator=torch.Generator().manual_seed(0)))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return torch.einsum("bte,tek->bk", x * mask[:, :, None], self.weight)


def linear_text() -> Network:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        embedded = TokenEmbedding(12, 3, 0.0)
        with torch.no_grad():
            embedded.table.weight.mul_(torch.tensor([0.1, 1.0, 20.0]))  # deviations that differ between dimensions
    module = FrontChain([embedded], Linear(5, 3))
    names = tuple("abcdefghijkl")
    return network_around(module, plain_space(1), features=("token",), vocabulary=names)


@pytest.mark.parametrize("attack", [FGSM(), PGD(steps=10, random_start=False)], ids=["fgsm", "pgd"])
def test_that_linear_logits_of_embeddings_are_attacked_as_the_closed_form_says(attack: Attack) -> None:
    """In deviations s of the vocabulary, z_y - z_k falls fastest along s sign(w) in L-inf and along s^2 w in L2."""
    network = linear_text()
    x, _, mask = ragged_tokens((5, 5, 5, 5), seed=2)
    y = torch.tensor([0, 1, 0, 1])
    weight = network.module.body.weight.detach()
    apart = (weight[..., 0] - weight[..., 1]) * torch.where(y == 0, 1.0, -1.0)[:, None, None]  # (B, T, E)
    spread = network.table.detach().std(0, unbiased=False)
    scaled = apart * spread
    vectors = network.table.detach()[x]
    for threat, step in (
        (Linf(eps=0.1, box=False), 0.1 * spread * apart.sign()),
        (L2(eps=0.1, box=False), 0.1 * spread * scaled / scaled.flatten(1).norm(dim=1)[:, None, None]),
    ):
        found = attacked(attack, network, Batch(x, y, mask), threat, goal="maximise")
        torch.testing.assert_close(found, vectors - step, rtol=1e-4, atol=1e-4)


def test_that_pgd_on_embeddings_is_a_plain_one_through_autograd() -> None:
    network = token_network(GRU(hidden=6, readout="last"), seed=2)
    x, y, mask = ragged_tokens((6, 6, 6, 6))
    found = attacked(
        PGD(steps=5, random_start=False), network, Batch(x, y, mask), Linf(eps=0.2, box=False), goal="maximise"
    )
    spread = network.table.detach().std(0, unbiased=False)
    vectors = network.table.detach()[x]
    plain = vectors.clone()
    for _ in range(5):
        plain.requires_grad_(True)
        loss = nn.functional.cross_entropy(network.module.body(plain, mask), y)
        (gradient,) = torch.autograd.grad(loss, plain)
        plain = plain.detach() + 0.25 * 0.2 * spread * gradient.sign()
        plain = vectors + (plain - vectors).clamp(-0.2 * spread, 0.2 * spread)
    torch.testing.assert_close(found, plain.detach(), rtol=1e-4, atol=1e-5)


def test_that_larger_embeddings_do_not_make_the_same_budget_smaller() -> None:
    """Scaling all vectors up and the first layer down leaves the network, and what the attack achieves, the same."""
    found = []
    for scale in (1.0, 50.0):
        network = token_network(GRU(hidden=6, readout="last"), seed=2)
        with torch.no_grad():
            network.table.mul_(scale)
            network.module.body.layers[0].forwards.weight_ih_l0.div_(scale)
        x, y, mask = ragged_tokens((6, 6, 6, 6))
        x_adv = attacked(PGD(random_start=False), network, Batch(x, y, mask), Linf(eps=0.3), goal="maximise")
        with torch.no_grad():
            found.append(network.losses(network.outputs(x_adv, mask), y))
    torch.testing.assert_close(found[0], found[1], rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("tokens", [False, True], ids=["values", "text"])
def test_that_attack_threat_and_data_that_do_not_go_together_are_explained(tokens: bool) -> None:
    network = token_network(GRU(hidden=4, readout="last")) if tokens else network_of(GRU(hidden=4, readout="last"))
    batch = ragged_tokens() if tokens else ragged()
    for attack in (ATTACKS[name]() for name in ATTACKS):
        for threat in (THREATS[name](eps=0.1) for name in THREATS):
            if threat.acts_on in attack.acts_on and (tokens or threat.acts_on == "values"):
                continue
            with pytest.raises(RunError, match="Choose another") as caught:
                run_attack(attack, network, *batch, threat, seed=0)
            parts = getattr(threat, "parts", ())
            assert any(named.title in str(caught.value) for named in (threat, *parts))


@pytest.mark.gpu
@pytest.mark.parametrize(
    ("attack", "threat"),
    [(PGD(random_start=False), Linf(eps=0.3)), (HotFlip(beam=2), Substitutions(eps=0.4)), (Noise(), Substitutions())],
    ids=["pgd", "hotflip", "noise"],
)
def test_that_text_is_attacked_on_a_gpu_as_on_the_processor(attack: Attack, threat: Threat) -> None:
    batch = ragged_tokens((7, 2, 5, 7), padding=2)
    here = attacked(attack, token_network(GRU(hidden=6, readout="last")), batch, threat, goal="maximise")
    network = token_network(GRU(hidden=6, readout="last"))
    network.module.cuda()
    there = attacked(attack, network, Batch(*(part.cuda() for part in batch)), threat, goal="maximise")
    torch.testing.assert_close(there.cpu(), here, rtol=1e-3, atol=1e-4)
