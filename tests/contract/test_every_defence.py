"""What every defence owes."""

from __future__ import annotations

import pytest
import torch
from support import contracts
from support.networks import network_of
from support.steps import step_of

from robustgui.base.errors import Interrupted
from robustgui.defences import DEFENCES
from robustgui.defences.base import StepLoss
from robustgui.models.gru import GRU
from robustgui.models.network import Network

DATA = ["values", "text"]
TASKS = [("classification", "values"), ("regression", "values")]
TASKS += [("classification", "text"), ("regression", "text"), ("next_token", "text")]


def loss_of(
    name: str, *, task: str = "classification", data: str = "values", seed: int = 0, **settings: object
) -> tuple[Network, StepLoss]:
    network = contracts.network_for(data == "text", task=task)
    network.module.train()
    return network, DEFENCES[name](**settings).loss(step_of(network, seed=seed))


def check_learns(network: Network, loss: StepLoss) -> None:
    """The loss reaches every weight, its parts are plain numbers, and the network is left in training mode."""
    assert all(weights.grad is None for weights in network.module.parameters())
    loss.total.backward()
    assert all(weights.grad is not None and weights.grad.isfinite().all() for weights in network.module.parameters())
    assert loss.parts
    for _, part in loss.parts:
        assert part.shape == ()
        assert not part.requires_grad
    assert network.module.training


@pytest.mark.parametrize("name", DEFENCES)
def test_that_a_defence_is_documented(name: str) -> None:
    contracts.check_documented(DEFENCES[name], with_source=True)
    contracts.check_key(DEFENCES, name)


@pytest.mark.parametrize("name", DEFENCES)
def test_that_a_defence_survives_the_way_through_toml(name: str) -> None:
    contracts.check_toml("defence", DEFENCES[name]())


@pytest.mark.parametrize(("task", "data"), TASKS)
@pytest.mark.parametrize("name", DEFENCES)
def test_that_the_loss_reaches_every_weight_and_its_parts_are_plain_numbers(name: str, task: str, data: str) -> None:
    check_learns(*loss_of(name, task=task, data=data))


@pytest.mark.parametrize(
    ("name", "settings"),
    [("adversarial_training", {"attack": "hotflip"}), ("noise_augmentation", {})],
)
def test_that_a_defence_can_train_on_replaced_tokens(name: str, settings: dict[str, object]) -> None:
    network, loss = loss_of(name, data="text", threat={"name": "substitutions", "eps": 0.3}, **settings)
    (_, clean), (_, perturbed) = loss.parts
    assert perturbed != clean
    check_learns(network, loss)


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("name", DEFENCES)
def test_that_the_seed_of_the_step_decides(name: str, data: str) -> None:
    assert torch.equal(loss_of(name, data=data, seed=4)[1].total, loss_of(name, data=data, seed=4)[1].total)


@pytest.mark.parametrize("name", [name for name in DEFENCES if name != "none"])
def test_that_a_stop_is_noticed_inside_a_step(name: str) -> None:
    network = network_of(GRU(hidden=6))
    with pytest.raises(Interrupted):
        DEFENCES[name]().loss(step_of(network, stop=lambda: True))
