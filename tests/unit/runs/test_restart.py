"""A run whose checkpoint is gone loses no finished epoch, and can continue from its newest stored network."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from robustgui.base.events import Event, RunFailed
from robustgui.runs.events import RestartedFromNetwork, RunFinished, RunStarted
from robustgui.runs.folder import CHECKPOINTS, MODEL, SNAPSHOTS, RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.training.events import EpochDone, StepDone


@pytest.fixture
def killed(tiny_spec: RunSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunFolder:
    """A run of 3 epochs whose process was killed in the third."""
    return kill_at(tiny_spec, tmp_path, lambda event: isinstance(event, StepDone) and event.step == 8, monkeypatch)


def kill_at(
    spec: RunSpec, runs: Path, when: Callable[[Event], bool], monkeypatch: pytest.MonkeyPatch, **more: object
) -> RunFolder:
    """Carry a run out until `when`; then nothing of it is saved any more."""
    run = TrainingRun(spec, runs)
    events = run.events()
    next(event for event in events if when(event))
    monkeypatch.setattr(run, "_end_stopped", lambda: None)
    events.close()  # type: ignore[attr-defined]
    assert run.folder is not None
    return run.folder


def resume(folder: RunFolder, *, from_network: bool = False) -> list[Event]:
    return list(TrainingRun(None, resume=folder.path, from_network=from_network).events())


def remove_checkpoints(folder: RunFolder) -> None:
    shutil.rmtree(folder.path / CHECKPOINTS)


def damage_checkpoints(folder: RunFolder) -> None:
    for file in (folder.path / CHECKPOINTS).iterdir():
        content = bytearray(file.read_bytes())
        content[-5] ^= 0xFF
        file.write_bytes(content)


def epochs(folder: RunFolder) -> list[int]:
    return [event.epoch for event in folder.events() if isinstance(event, EpochDone)]


@pytest.mark.parametrize("spoil", [remove_checkpoints, damage_checkpoints])
def test_that_a_lost_checkpoint_is_said_with_the_stored_network_and_changes_nothing(
    killed: RunFolder, spoil: Callable[[RunFolder], None]
) -> None:
    spoil(killed)
    before = {file: file.read_bytes() for file in killed.path.rglob("*") if file.is_file()}
    ending = resume(killed)[-1]
    assert isinstance(ending, RunFailed)
    assert ending.network_epoch == 2
    assert "the network of epoch 2" in str(ending.message)
    assert {file: file.read_bytes() for file in killed.path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("spoil", [remove_checkpoints, damage_checkpoints])
def test_that_a_run_continues_from_its_stored_network_where_that_is_allowed(
    killed: RunFolder, spoil: Callable[[RunFolder], None]
) -> None:
    spoil(killed)
    weights = killed.load_network(2).module.state_dict()
    run = TrainingRun(None, resume=killed.path, from_network=True)
    events = run.events()
    started = next(event for event in events if isinstance(event, RunStarted))
    assert (started.step, started.epoch) == (6, 2)
    assert run.network is not None
    assert all(torch.equal(value, weights[name]) for name, value in run.network.module.state_dict().items())
    assert isinstance(list(events)[-1], RunFinished)
    assert epochs(killed) == [1, 2, 3]
    assert RestartedFromNetwork(2) in killed.events()
    assert isinstance(killed.events()[-1], RunFinished)


def test_that_a_restarted_run_has_a_checkpoint_before_its_next_step(killed: RunFolder) -> None:
    remove_checkpoints(killed)
    events = TrainingRun(None, resume=killed.path, from_network=True).events()
    next(event for event in events if isinstance(event, StepDone))
    assert killed.has_checkpoint()
    events.close()  # type: ignore[attr-defined]
    assert isinstance(resume(killed)[-1], RunFinished)


def test_that_a_stored_network_whose_measurement_was_cut_is_measured_first(
    tiny_spec: RunSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = kill_at(tiny_spec, tmp_path, lambda e: isinstance(e, EpochDone) and e.epoch == 2, monkeypatch)
    lines = folder.log.path.read_bytes().splitlines(keepends=True)
    before = [event for event in folder.events() if isinstance(event, EpochDone)]
    folder.log.path.write_bytes(b"".join(line for line in lines if b'"EpochDone","epoch":2' not in line))
    remove_checkpoints(folder)
    events = resume(folder, from_network=True)
    measured = next(event for event in events if isinstance(event, EpochDone))
    assert (measured.epoch, measured.clean, measured.attacked) == (2, before[1].clean, before[1].attacked)
    assert measured.loss == pytest.approx(before[1].loss)
    assert not [event for event in events if isinstance(event, StepDone) and event.epoch == 2]


def test_that_a_damaged_newest_network_gives_way_to_the_one_before(killed: RunFolder) -> None:
    remove_checkpoints(killed)
    (killed.path / MODEL).write_bytes(b"damaged")
    killed.snapshots.path(2).write_bytes(b"damaged")
    events = resume(killed, from_network=True)
    assert RestartedFromNetwork(1) in events
    assert epochs(killed) == [1, 2, 3]


def test_that_the_newest_network_alone_is_enough(killed: RunFolder) -> None:
    remove_checkpoints(killed)
    shutil.rmtree(killed.path / SNAPSHOTS)
    assert RestartedFromNetwork(2) in resume(killed, from_network=True)


def test_that_without_any_network_finished_epochs_are_not_trained_over(killed: RunFolder) -> None:
    remove_checkpoints(killed)
    shutil.rmtree(killed.path / SNAPSHOTS)
    (killed.path / MODEL).unlink()
    for from_network in (False, True):
        ending = resume(killed, from_network=from_network)[-1]
        assert isinstance(ending, RunFailed)
        assert ending.network_epoch == 0
        assert "no network is stored" in str(ending.message)
    assert epochs(killed) == [1, 2]


def test_that_a_sound_checkpoint_is_preferred_to_a_stored_network(killed: RunFolder) -> None:
    events = resume(killed, from_network=True)
    assert not any(isinstance(event, RestartedFromNetwork) for event in events)
    assert isinstance(events[-1], RunFinished)
