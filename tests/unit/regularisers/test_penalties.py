"""Penalties against what autograd says of their definition, and how they are added to a loss."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import torch

from robustgui.base.errors import SettingError
from robustgui.data import DataSettings
from robustgui.defences.base import StepLoss
from robustgui.models.gru import GRU
from robustgui.regularisers.base import Regulariser, add_penalties, iterate_weights
from robustgui.regularisers.l1 import L1Penalty
from robustgui.regularisers.l2 import L2Penalty
from robustgui.runs.spec import RunSpec


def module() -> torch.nn.Module:
    torch.manual_seed(0)
    return GRU(hidden=4, layers=2, bidirectional=True).build(3, 2)


def step_of(net: torch.nn.Module) -> Any:
    return SimpleNamespace(network=SimpleNamespace(module=net))


def total(net: torch.nn.Module, *regularisers: Regulariser) -> StepLoss:
    loss = torch.tensor(2.0)
    return add_penalties(StepLoss(loss, clean=loss), step_of(net), regularisers)


def test_that_biases_carry_no_penalty() -> None:
    net = module()
    penalised = {id(w) for w in iterate_weights(net)}
    for name, parameter in net.named_parameters():
        assert (id(parameter) in penalised) == ("bias" not in name)


def test_that_the_l2_gradient_is_the_weight_itself() -> None:
    net = module()
    penalty = L2Penalty(coefficient=0.3).penalty(step_of(net))
    for gradient, weight in zip(
        torch.autograd.grad(penalty, list(iterate_weights(net))), iterate_weights(net), strict=True
    ):
        torch.testing.assert_close(gradient, 0.3 * weight)


def test_that_the_l1_gradient_is_the_sign_of_the_weight() -> None:
    net = module()
    penalty = L1Penalty(coefficient=0.2).penalty(step_of(net))
    for gradient, weight in zip(
        torch.autograd.grad(penalty, list(iterate_weights(net))), iterate_weights(net), strict=True
    ):
        torch.testing.assert_close(gradient, 0.2 * weight.sign())


def test_that_penalties_add_up_to_their_definition_and_are_parts_of_the_loss() -> None:
    net = module()
    loss = total(net, L1Penalty(coefficient=0.2), L2Penalty(coefficient=0.3))
    flat = torch.cat([p.detach().double().flatten() for n, p in net.named_parameters() if "bias" not in n])
    expected = 2 + 0.2 * flat.abs().sum() + 0.15 * (flat @ flat)
    torch.testing.assert_close(loss.total.double(), expected, rtol=1e-5, atol=0)
    assert [name for name, _ in loss.parts] == ["clean", "l1", "l2"]
    torch.testing.assert_close(loss.parts[1][1].double(), 0.2 * flat.abs().sum(), rtol=1e-5, atol=0)


def test_that_the_same_regulariser_twice_has_two_parts() -> None:
    loss = total(module(), L1Penalty(), L1Penalty())
    assert [name for name, _ in loss.parts] == ["clean", "l1", "l1 2"]


def test_that_no_regulariser_leaves_the_loss_alone() -> None:
    loss = StepLoss(torch.tensor(2.0))
    assert add_penalties(loss, step_of(module()), ()) is loss


def test_that_penalties_of_earlier_versions_are_regularisers() -> None:
    l1, l2 = L1Penalty(coefficient=0.1), L2Penalty(coefficient=0.2)
    assert RunSpec.from_toml("[training]\nl1 = 0.1\nl2 = 0.2\nclip = 3.0").regularisers == (l1, l2)
    assert RunSpec.from_toml("[training]\nl1 = 0.0\nl2 = 0.2").regularisers == (l2,)
    spec = RunSpec(data=DataSettings(), regularisers=(l1, l2))
    assert spec.replace_paths({"training.l1": 0.3}).regularisers == (L1Penalty(coefficient=0.3), l2)
    assert spec.replace_paths({"training.l1": 0.0}).regularisers == (l2,)
    assert RunSpec().replace_paths({"training.l2": 0.2}).regularisers == (l2,)
    assert RunSpec.from_toml(spec.to_toml()) == spec


def test_that_a_coefficient_of_earlier_versions_is_still_checked() -> None:
    with pytest.raises(SettingError, match="coefficient"):
        RunSpec().replace_paths({"training.l2": -1.0})
