"""Checkpoints survive damage, and bring everything back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from robustgui.base import files
from robustgui.base.errors import RunError
from robustgui.models.tensor_file import read_tensors
from robustgui.training import checkpoint
from robustgui.training.checkpoint import Checkpoints, Position, Restored


def learner(optimiser: str = "adam") -> tuple[torch.nn.Module, torch.optim.Optimizer]:
    torch.manual_seed(0)
    module = torch.nn.GRU(2, 3)
    if optimiser == "adam":
        return module, torch.optim.Adam(module.parameters())
    return module, torch.optim.SGD(module.parameters(), lr=0.1, momentum=0.9)


def step(module: torch.nn.Module, optimiser: torch.optim.Optimizer) -> None:
    optimiser.zero_grad()
    module(torch.ones(4, 1, 2))[0].square().sum().backward()
    optimiser.step()


def weights(module: torch.nn.Module) -> torch.Tensor:
    return torch.cat([p.detach().flatten().clone() for p in module.parameters()])


@pytest.mark.parametrize("name", ["adam", "sgd"])
def test_that_training_goes_on_from_a_checkpoint_bit_for_bit(tmp_path: Path, name: str) -> None:
    module, optimiser = learner(name)
    step(module, optimiser)
    Checkpoints(tmp_path).save(module, optimiser, Position(step=1, loss_sum=0.1 + 0.2))
    step(module, optimiser)
    other, its_optimiser = learner(name)
    assert Checkpoints(tmp_path).load(other, its_optimiser) == Restored(Position(step=1, loss_sum=0.1 + 0.2))
    step(other, its_optimiser)
    assert torch.equal(weights(other), weights(module))


def test_that_a_fresh_momentum_is_stored_as_none(tmp_path: Path) -> None:
    module, optimiser = learner("sgd")
    Checkpoints(tmp_path).save(module, optimiser, Position())
    assert Checkpoints(tmp_path).load(*learner("sgd")) == Restored(Position())


def test_that_two_generations_are_kept(tmp_path: Path) -> None:
    module, optimiser = learner()
    store = Checkpoints(tmp_path)
    for number in (3, 12, 100):
        store.save(module, optimiser, Position(step=number))
    assert [file.name for file in store.files()] == ["step_000000100.safetensors", "step_000000012.safetensors"]


@pytest.mark.parametrize("damage", ["truncated", "flipped", "emptied", "garbage"])
def test_that_a_damaged_checkpoint_gives_way_to_the_one_before(tmp_path: Path, damage: str) -> None:
    module, optimiser = learner()
    store = Checkpoints(tmp_path)
    store.save(module, optimiser, Position(step=1))
    store.save(module, optimiser, Position(step=2))
    newest = store.files()[0]
    content = bytearray(newest.read_bytes())
    match damage:
        case "truncated":
            content = content[:-7]
        case "flipped":
            content[-1] ^= 1
        case "emptied":
            content = bytearray()
        case _:
            content = bytearray(b"\xff" * 100)
    newest.write_bytes(content)
    assert store.load(*learner()) == Restored(Position(step=1), damaged=(newest,))


def test_that_a_damaged_newer_one_does_not_outlive_the_next_save(tmp_path: Path) -> None:
    module, optimiser = learner()
    store = Checkpoints(tmp_path)
    for number in (1, 9):
        store.save(module, optimiser, Position(step=number))
    store.files()[0].write_bytes(b"")
    store.save(module, optimiser, Position(step=2))
    assert store.load(*learner()) == Restored(Position(step=2))
    assert len(store.files()) == 2


def test_that_nothing_readable_at_all_is_said(tmp_path: Path) -> None:
    module, optimiser = learner()
    store = Checkpoints(tmp_path)
    store.save(module, optimiser, Position(step=1))
    store.files()[0].write_bytes(b"nothing")
    with pytest.raises(RunError, match=r"No checkpoint in .* can be read"):
        store.load(*learner())


def test_that_no_checkpoint_means_the_beginning(tmp_path: Path) -> None:
    assert Checkpoints(tmp_path / "none").load(*learner()) is None


def test_that_a_full_disk_leaves_the_last_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module, optimiser = learner()
    store = Checkpoints(tmp_path)
    store.save(module, optimiser, Position(step=1))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.save(module, optimiser, Position(step=2))
    assert store.load(*learner()) == Restored(Position(step=1))
    assert [file.name for file in tmp_path.iterdir()] == ["step_000000001.safetensors"]


def test_that_a_checkpoint_of_another_network_is_explained(tmp_path: Path) -> None:
    store = Checkpoints(tmp_path)
    store.save(*learner(), Position(step=1))
    wider = torch.nn.GRU(2, 4)
    with pytest.raises(RunError, match="is of another network"):
        store.load(wider, torch.optim.Adam(wider.parameters()))


def rewritten(file: Path, change: Callable[[dict[str, str], dict[str, torch.Tensor]], None]) -> None:
    """Change the content of a checkpoint and give it the check sum that goes with it."""
    tensors, metadata = read_tensors(file)
    change(metadata, tensors)
    metadata["digest"] = checkpoint._digest(metadata, tensors)
    file.write_bytes(save(tensors, metadata))


@pytest.mark.parametrize(
    "state",
    ["", "[" * 5000, "null", "{", '{"step": "2"}', '{"step": -1}', '{"step": 1.5}', '{"step": true}', '{"step": 1e999}',
     '{"seconds": NaN}', '{"seconds": 1e999}', '{"step": 2, "more": 1}', '{"step": ' + "9" * 400 + "}"],
)  # fmt: skip
def test_that_a_position_that_is_none_makes_a_checkpoint_damaged(tmp_path: Path, state: str) -> None:
    store = Checkpoints(tmp_path)
    store.save(*learner(), Position(step=1))
    store.save(*learner(), Position(step=2))
    rewritten(store.files()[0], lambda metadata, _: metadata.update(state=state))
    loaded = store.load(*learner())
    assert loaded is not None
    assert loaded.position == Position(step=1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("optimiser.0.exp_avg", torch.zeros(3)),
        ("optimiser.99.exp_avg", torch.zeros(())),
        ("optimiser.first.exp_avg", torch.zeros(())),
        ("weights.weight_ih_l0", torch.zeros(9, 2, dtype=torch.int64)),
        ("weights.weight_ih_l0", torch.zeros(9, 2, dtype=torch.bfloat16).to(torch.complex64)),
        ("weights.more", torch.zeros(1)),
        ("optimiser.0.more", torch.zeros(())),
    ],
)
def test_that_states_of_another_network_are_explained(tmp_path: Path, name: str, value: torch.Tensor) -> None:
    module, optimiser = learner()
    step(module, optimiser)
    store = Checkpoints(tmp_path)
    store.save(module, optimiser, Position(step=1))
    rewritten(store.files()[0], lambda _, tensors: tensors.update({name: value}))
    with pytest.raises(RunError, match="is of another network"):
        store.load(*learner())


@pytest.mark.parametrize("loss", [float("nan"), float("inf"), -3.0])
def test_that_a_training_that_diverged_can_be_resumed(tmp_path: Path, loss: float) -> None:
    Checkpoints(tmp_path).save(*learner(), Position(step=1, loss_sum=loss))
    loaded = Checkpoints(tmp_path).load(*learner())
    assert loaded is not None
    assert repr(loaded.position.loss_sum) == repr(loss)


def test_that_a_checkpoint_of_half_precision_keeps_its_check_sum(tmp_path: Path) -> None:
    module, optimiser = learner("sgd")
    Checkpoints(tmp_path).save(module.bfloat16(), optimiser, Position(step=1))
    other, its_optimiser = learner("sgd")
    assert Checkpoints(tmp_path).load(other.bfloat16(), its_optimiser) == Restored(Position(step=1))


def test_that_a_named_pipe_in_the_place_of_a_checkpoint_gives_way_to_the_one_before(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("a system without named pipes")
    store = Checkpoints(tmp_path)
    store.save(*learner(), Position(step=1))
    os.mkfifo(tmp_path / "step_000000002.safetensors")
    loaded = store.load(*learner())
    assert loaded is not None
    assert loaded.position == Position(step=1)
    assert "step_000000002.safetensors is damaged" in str(loaded.warning)


def test_that_a_state_without_its_moments_is_explained(tmp_path: Path) -> None:
    module, optimiser = learner()
    step(module, optimiser)
    store = Checkpoints(tmp_path)
    store.save(module, optimiser, Position(step=1))
    rewritten(store.files()[0], lambda _, tensors: tensors.pop("optimiser.0.exp_avg"))
    with pytest.raises(RunError, match="is of another network"):
        store.load(*learner())


def test_that_an_old_checkpoint_that_cannot_be_deleted_does_not_end_the_training(tmp_path: Path) -> None:
    store = Checkpoints(tmp_path)
    (tmp_path / "step_000000001.safetensors" / "file").mkdir(parents=True)
    for number in (2, 3, 4):
        store.save(*learner(), Position(step=number))
    assert store.load(*learner()) == Restored(Position(step=4))
