"""Penalties against what autograd says of their definition."""

from __future__ import annotations

import torch

from robustgui.models.gru import GRU
from robustgui.training.penalties import penalty, weights


def module() -> torch.nn.Module:
    torch.manual_seed(0)
    return GRU(hidden=4, layers=2, bidirectional=True).build(3, 2)


def test_that_biases_carry_no_penalty() -> None:
    net = module()
    penalised = {id(w) for w in weights(net)}
    for name, parameter in net.named_parameters():
        assert (id(parameter) in penalised) == ("bias" not in name)


def test_that_the_l2_gradient_is_the_weight_itself() -> None:
    net = module()
    cost = penalty(net, 0.0, 0.3)
    assert cost is not None
    found = torch.autograd.grad(cost, list(weights(net)))
    for gradient, weight in zip(found, weights(net), strict=True):
        torch.testing.assert_close(gradient, 0.3 * weight)


def test_that_the_l1_gradient_is_the_sign_of_the_weight() -> None:
    net = module()
    cost = penalty(net, 0.2, 0.0)
    assert cost is not None
    found = torch.autograd.grad(cost, list(weights(net)))
    for gradient, weight in zip(found, weights(net), strict=True):
        torch.testing.assert_close(gradient, 0.2 * weight.sign())


def test_that_both_penalties_add_up_to_their_definition() -> None:
    net = module()
    cost = penalty(net, 0.2, 0.3)
    flat = torch.cat([p.detach().double().flatten() for n, p in net.named_parameters() if "bias" not in n])
    assert cost is not None
    torch.testing.assert_close(cost.double(), 0.2 * flat.abs().sum() + 0.15 * (flat @ flat), rtol=1e-5, atol=0)


def test_that_no_penalty_costs_nothing() -> None:
    assert penalty(module(), 0.0, 0.0) is None
