"""What every regulariser owes."""

from __future__ import annotations

import pytest
import torch
from support import contracts
from support.steps import step_of

from robustgui.regularisers import REGULARISERS
from robustgui.runs.spec import RunSpec

on_every = pytest.mark.parametrize("name", REGULARISERS)


@on_every
def test_that_a_regulariser_is_documented(name: str) -> None:
    contracts.check_documented(REGULARISERS[name], with_source=True)
    contracts.check_key(REGULARISERS, name)
    spec = RunSpec(regularisers=(REGULARISERS[name](),))
    assert RunSpec.from_toml(spec.to_toml()) == spec


@on_every
@pytest.mark.parametrize("tokens", [False, True], ids=["values", "text"])
def test_that_a_penalty_is_a_number_with_a_gradient_that_its_seed_decides(name: str, tokens: bool) -> None:
    network = contracts.network_for(tokens)
    network.module.train()
    penalties = [REGULARISERS[name]().penalty(step_of(network, seed=4)) for _ in range(2)]
    assert penalties[0].shape == ()
    assert torch.equal(*penalties)
    gradients = torch.autograd.grad(penalties[0], list(network.module.parameters()), allow_unused=True)
    assert any(gradient is not None and gradient.any() for gradient in gradients)
    assert network.module.training
