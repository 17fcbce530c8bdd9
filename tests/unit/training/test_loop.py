"""The training loop: one step against plain torch, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from robustgui.base.errors import Interrupted, RunError
from robustgui.base.interrupts import no_cancel
from robustgui.base.seeding import seed_generators
from robustgui.data import load
from robustgui.data.batch_order import split_shuffled
from robustgui.models.batch import to_batch
from robustgui.runs.building import build_network
from robustgui.runs.spec import RunSpec
from robustgui.training.loop import Trainer


def trainer(spec: RunSpec, changes: dict[str, Any] | None = None, stop: Callable[[], bool] = no_cancel) -> Trainer:
    spec = spec.replace_paths(changes or {})
    data = load(spec.data)
    network = build_network(spec, data, "cpu")
    return Trainer(network, data.train, spec.training, spec.defence, spec.regularisers, seed=spec.seed, stop=stop)


def weights(of: Trainer) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in of.network.module.parameters()])


def test_that_a_step_is_what_plain_torch_computes(tiny_spec: RunSpec) -> None:
    """SGD by hand: clipped gradient of cross entropy plus half the squared weights."""
    changes = {
        "defence": "none", "training.optimiser": "sgd", "training.momentum": 0.0, "training.l2": 0.1,
        "training.clip": 0.5,
    }  # fmt: skip
    ours, other = trainer(tiny_spec, changes), trainer(tiny_spec, changes)
    event = ours.train_step()
    module, part = other.network.module, load(tiny_spec.data).train
    order = next(iter(split_shuffled(len(part), 8, 0, 1)))
    x, y, mask = to_batch(part, order, other.network.space)
    clean = torch.nn.functional.cross_entropy(module(x, mask), y)
    squares = sum(p.square().sum() for n, p in module.named_parameters() if "bias" not in n)
    total = clean + 0.05 * squares
    total.backward()
    gradient = torch.cat([p.grad.flatten() for p in module.parameters() if p.grad is not None])
    norm = gradient.norm()
    after = weights(other) - 0.02 * gradient * min(1.0, 0.5 / norm.item())
    assert event.loss == pytest.approx(total.item(), rel=1e-5)
    assert event.parts == (
        ("clean", pytest.approx(clean.item(), rel=1e-5)), ("l2", pytest.approx(0.05 * squares.item(), rel=1e-5)),
    )  # fmt: skip
    assert event.gradient_norm == pytest.approx(norm.item(), rel=1e-5)
    torch.testing.assert_close(weights(ours), after, rtol=1e-5, atol=1e-6)


def test_that_zero_does_not_clip(tiny_spec: RunSpec) -> None:
    changes = {"defence": "none", "training.optimiser": "sgd", "training.momentum": 0.0}
    free = trainer(tiny_spec, changes | {"training.clip": 0.0})
    before = weights(free)
    norm = free.train_step().gradient_norm
    assert (weights(free) - before).norm().item() == pytest.approx(0.02 * norm, rel=1e-4)


def test_that_adversarial_training_reports_both_losses(tiny_spec: RunSpec) -> None:
    event = trainer(tiny_spec).train_step()
    (_, clean), (_, adversarial) = event.parts
    assert adversarial > clean
    assert event.loss == pytest.approx(clean + adversarial, rel=1e-5)


def test_that_the_same_seed_gives_the_same_weights(tiny_spec: RunSpec) -> None:
    changes = {"model.dropout": 0.5, "model.layers": 2}
    one, two = trainer(tiny_spec, changes), trainer(tiny_spec, changes)
    for _ in range(4):
        one.train_step()
        torch.rand(3)  # what others draw in between does not matter
        two.train_step()
    assert torch.equal(weights(one), weights(two))


def test_that_another_seed_gives_other_weights(tiny_spec: RunSpec) -> None:
    assert not torch.equal(weights(trainer(tiny_spec)), weights(trainer(tiny_spec, {"seed": 1})))


def test_that_the_global_random_state_is_left_alone(tiny_spec: RunSpec) -> None:
    torch.manual_seed(5)
    before = torch.get_rng_state()
    trainer(tiny_spec, {"model.dropout": 0.5}).train_step()
    assert torch.equal(torch.get_rng_state(), before)


def test_that_an_interrupted_step_changes_nothing(tiny_spec: RunSpec) -> None:
    asked = iter([False, False, True])
    one = trainer(tiny_spec, stop=lambda: next(asked, True))
    before = weights(one)
    with pytest.raises(Interrupted):
        one.train_step()
    assert one.step == 0
    assert torch.equal(weights(one), before)
    assert one.network.module.training


def test_that_divergence_is_said_before_it_spoils_the_weights(tiny_spec: RunSpec) -> None:
    one = trainer(tiny_spec, {"defence": "none"})
    one.train_step()
    before = weights(one)
    with torch.no_grad():
        broken = next(one.network.module.parameters())
        kept = broken.clone()
        broken.fill_(float("nan"))
    with pytest.raises(RunError, match=r"diverged: at step 2.*Lower the learning rate"):
        one.train_step()
    with torch.no_grad():
        broken.copy_(kept)
    assert torch.equal(weights(one), before)
    assert one.step == 1


@pytest.mark.gpu
def test_that_mixed_precision_learns_and_leaves_attacks_alone(tiny_spec: RunSpec) -> None:
    data = load(tiny_spec.data)
    network = build_network(tiny_spec, data, "cuda")
    one = Trainer(network, data.train, tiny_spec.training, tiny_spec.defence, seed=0, mixed_precision=True)
    losses = [one.train_step().loss for _ in range(9)]
    assert np.mean(losses[-3:]) < np.mean(losses[:3])
    assert all(p.dtype == torch.float32 for p in network.module.parameters())


@pytest.mark.skipif(torch.cuda.is_initialized(), reason="a device that is awake files nothing")
def test_that_seeding_files_nothing_for_devices_that_are_asleep() -> None:
    before = len(torch.cuda._queued_calls)
    for seed in range(10):
        with seed_generators(seed, "cpu"):
            pass
    assert len(torch.cuda._queued_calls) == before
