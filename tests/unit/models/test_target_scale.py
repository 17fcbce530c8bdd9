"""Targets in their own units: learned alike at any scale, and stored with the network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from support.networks import bumps, rising

from robustgui.data import Dataset, SequenceSet
from robustgui.models.batch import to_batch
from robustgui.models.fronts import FRONTS
from robustgui.models.nets.target_scale import TargetScale
from robustgui.models.network import Network
from robustgui.models.network_file import load_network, save_network
from robustgui.runs.building import build_network
from robustgui.runs.spec import RunSpec
from robustgui.training.loop import Trainer

SPEC = RunSpec().replace_paths(
    {"model.hidden": 6, "training.epochs": 20, "training.lr": 0.02, "training.batch_size": 16, "defence": "none"}
)


def targets(scale: float, shift: float) -> SequenceSet:
    data = rising(48, seed=0)
    return replace(data, labels=(data.labels.astype(np.float64) * scale + shift).astype(np.float32))


def built(train: SequenceSet, spec: RunSpec = SPEC) -> Network:
    return build_network(spec, Dataset(train=train, test=train), "cpu")


def share_left(scale: float, shift: float) -> float:
    """Error after training as a share of the variance."""
    train = targets(scale, shift)
    network = built(train)
    trainer = Trainer(network, train, SPEC.training, SPEC.defence, seed=0)
    for _ in range(SPEC.training.epochs * trainer.steps_per_epoch):
        trainer.train_step()
    x, y, mask = to_batch(train, np.arange(len(train)), network.space)
    with network.evaluating(), torch.no_grad():
        return float((network.outputs(x, mask) - y).double().square().mean() / y.double().var())


@pytest.mark.parametrize(("scale", "shift"), [(1.0, 0.0), (1e6, 3e7), (1e-6, 0.0)])
def test_that_targets_are_learned_whatever_their_unit(scale: float, shift: float) -> None:
    assert share_left(scale, shift) < 0.5


def test_that_a_fresh_network_answers_around_the_mean_of_the_targets() -> None:
    train = targets(100.0, 5000.0)
    network = built(train)
    x, _, mask = to_batch(train, np.arange(8), network.space)
    with network.evaluating(), torch.no_grad():
        answers = network.outputs(x, mask)
    assert (answers - 5000).abs().max() < 200


def test_that_a_constant_target_is_only_shifted() -> None:
    module = TargetScale(built(targets(1.0, 0.0)).module, 2)
    module.fit(torch.tensor([[3.0, 1e-7], [3.0, 3e-7]]))
    torch.testing.assert_close(module.mean, torch.tensor([3.0, 2e-7]))
    torch.testing.assert_close(module.std, torch.tensor([1.0, 1e-7]))


def test_that_answers_at_every_step_have_the_units_of_the_last() -> None:
    train = targets(100.0, 5000.0)
    network = built(train)
    x, _, mask = to_batch(train, np.arange(4), network.space)
    states = network.states(x, mask)
    last = states.step_outputs[torch.arange(4), mask.sum(1) - 1]
    torch.testing.assert_close(last, states.outputs)
    with network.evaluating(), torch.no_grad():
        torch.testing.assert_close(network.outputs(x, mask), states.outputs)


@pytest.mark.parametrize("front", [(), (FRONTS["difference"](), FRONTS["normalise"]())], ids=["plain", "fronted"])
def test_that_the_scale_is_stored_with_the_network(front: tuple, tmp_path: Path) -> None:
    train = targets(100.0, 5000.0)
    network = built(train, SPEC.copy_with(front=front))
    save_network(network, tmp_path / "n.safetensors", epoch=1)
    again = load_network(tmp_path / "n.safetensors")
    assert again.error_unit == network.error_unit != 1.0
    x, _, mask = to_batch(train, np.arange(4), network.space)
    with network.evaluating(), torch.no_grad():
        assert torch.equal(again.outputs(x, mask), network.outputs(x, mask))


def test_that_classes_have_no_scale() -> None:
    train = bumps(12, seed=0)
    assert not any(isinstance(part, TargetScale) for part in built(train).module.modules())
