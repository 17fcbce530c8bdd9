"""What every defence owes."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from support import contracts
from support.networks import network_of
from support.rising_lines import write_rising_lines
from support.steps import step_of

from robustgui.base.errors import Interrupted
from robustgui.defences import DEFENCES
from robustgui.defences.base import StepLoss
from robustgui.models.gru import GRU
from robustgui.models.network import Network
from robustgui.models.network_file import load_network
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun

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


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("name", [name for name in DEFENCES if name != "none"])
def test_that_another_seed_gives_another_loss(name: str, data: str) -> None:
    assert not torch.equal(loss_of(name, data=data, seed=4)[1].total, loss_of(name, data=data, seed=5)[1].total)


@pytest.mark.parametrize("name", DEFENCES)
def test_that_another_seed_trains_other_weights(name: str, tmp_path: Path) -> None:
    spec = RunSpec(model=GRU(hidden=4), defence=DEFENCES[name]()).replace_paths(
        {
            "data.train": str(write_rising_lines(tmp_path, 20, 12)), "training.epochs": 1, "training.batch_size": 8,
            "watch.attack.steps": 1, "device.device": "cpu", "device.threads": 1,
        }
    )  # fmt: skip
    weights = []
    for place, seed in enumerate((0, 0, 1)):
        run = TrainingRun(spec.replace_paths({"seed": seed}), tmp_path / str(place))
        list(run.events())
        assert run.folder is not None
        module = load_network(run.folder.path / "model.safetensors").module
        weights.append(torch.nn.utils.parameters_to_vector(module.parameters()))
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])


@pytest.mark.parametrize("name", [name for name in DEFENCES if name != "none"])
def test_that_a_stop_is_noticed_inside_a_step(name: str) -> None:
    network = network_of(GRU(hidden=6))
    with pytest.raises(Interrupted):
        DEFENCES[name]().loss(step_of(network, stop=lambda: True))
