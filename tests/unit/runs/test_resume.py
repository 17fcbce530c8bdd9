"""A run that is stopped or killed and resumed repeats on a CPU, bit for bit, what it would have done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from robustgui.base.events import DataWarned, Event, RunFailed, RunStopped
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.folder import CHECKPOINTS, RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.training.events import EpochDone, StepDone

VARIANTS: list[dict[str, Any]] = [
    {},
    {"model.layers": 2, "model.dropout": 0.5},
    {"model.layers": 2, "model.dropout": 0.5, "training.optimiser": "sgd", "training.schedule": "cosine"},
    {"defence": "noise_augmentation", "model": "lstm", "training.l1": 0.001, "watch.every": 2},
]


def weights(run: TrainingRun) -> torch.Tensor:
    assert run.network is not None
    return torch.cat([p.detach().flatten() for p in run.network.module.parameters()])


def plain(events: list[Event]) -> list[Event]:
    """What must not depend on when and in how many pieces it was computed."""
    steps = [e for e in events if isinstance(e, StepDone)]
    epochs = [(e.epoch, e.loss, e.clean, e.attacked, e.samples) for e in events if isinstance(e, EpochDone)]
    ends = [(e.clean, e.attacked, e.samples) for e in events if isinstance(e, RunFinished)]
    return [*steps, *epochs, *ends]  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("changes", "when"), [*((variant, 5) for variant in VARIANTS), *(({}, step) for step in (2, 3, 9))]
)
def test_that_a_run_closed_after_some_steps_goes_on_bit_for_bit(
    tiny_spec: RunSpec, tmp_path: Path, changes: dict[str, Any], when: int
) -> None:
    spec = tiny_spec.replace_paths(changes)
    whole = TrainingRun(spec)
    reference = list(whole.events())
    first = TrainingRun(spec, tmp_path)
    events = first.events()
    for event in events:
        if isinstance(event, StepDone) and event.step == when:
            break
    events.close()  # type: ignore[attr-defined]
    assert first.folder is not None
    assert isinstance(first.folder.events()[-1], RunStopped)
    second = TrainingRun(None, resume=first.folder.path)
    list(second.events())
    assert torch.equal(weights(second), weights(whole))
    assert plain(first.folder.events()) == plain(reference)


@pytest.mark.parametrize("asked", [0, 4, 11, 23, 40])
def test_that_a_stop_request_anywhere_loses_only_the_step_in_progress(
    tiny_spec: RunSpec, tmp_path: Path, asked: int
) -> None:
    """`stop` is asked inside of attacks and measurements too."""
    reference = list(TrainingRun(tiny_spec).events())
    count = iter(range(10_000))
    first = TrainingRun(tiny_spec, tmp_path, stop=lambda: next(count) >= asked)
    ending = list(first.events())[-1]
    assert isinstance(ending, RunStopped)
    assert first.folder is not None
    assert ending.step == first.step
    list(TrainingRun(None, resume=first.folder.path).events())
    assert plain(first.folder.events()) == plain(reference)


@pytest.mark.parametrize("event_kind", [StepDone, EpochDone])
def test_that_a_killed_run_goes_on_from_the_last_finished_epoch(
    tiny_spec: RunSpec, tmp_path: Path, event_kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed process saves nothing any more: its last checkpoint is the one of the epoch."""
    reference = list(TrainingRun(tiny_spec).events())
    killed = TrainingRun(tiny_spec, tmp_path)
    events = killed.events()
    for event in events:
        if isinstance(event, event_kind) and event.epoch == 2:
            break
    monkeypatch.setattr(killed, "_end_stopped", lambda: None)
    events.close()  # type: ignore[attr-defined]
    assert killed.folder is not None
    resumed = TrainingRun(None, resume=killed.folder.path)
    started = next(e for e in resumed.events() if isinstance(e, RunStarted))
    assert started.step == (3 if event_kind is StepDone else 6)
    list(TrainingRun(None, resume=killed.folder.path).events())
    assert plain(RunFolder(killed.folder.path).events()) == plain(reference)


def test_that_a_run_killed_before_its_first_checkpoint_begins_anew(tiny_spec: RunSpec, tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path, tiny_spec)
    ending = list(TrainingRun(None, resume=folder.path).events())[-1]
    assert isinstance(ending, RunFinished)


def test_that_a_finished_run_is_not_resumed_and_stays_finished(tiny_spec: RunSpec, tmp_path: Path) -> None:
    run = TrainingRun(tiny_spec, tmp_path)
    list(run.events())
    assert run.folder is not None
    ending = list(TrainingRun(None, resume=run.folder.path).events())[-1]
    assert isinstance(ending, RunFailed)
    assert "is finished" in str(ending.message)
    assert isinstance(run.folder.events()[-1], RunFinished)


def test_that_two_cannot_work_on_one_run(tiny_spec: RunSpec, tmp_path: Path) -> None:
    run = TrainingRun(tiny_spec, tmp_path)
    events = run.events()
    next(e for e in events if isinstance(e, StepDone))
    assert run.folder is not None
    assert run.folder.is_running()
    ending = list(TrainingRun(None, resume=run.folder.path).events())[-1]
    assert isinstance(ending, RunFailed)
    assert "already running" in str(ending.message)
    events.close()  # type: ignore[attr-defined]
    assert not run.folder.is_running()


def test_that_changed_data_are_noticed_at_a_resume(tiny_spec: RunSpec, tiny_file: Path, tmp_path: Path) -> None:
    own = tmp_path / "Own_TRAIN.tsv"
    own.write_bytes(tiny_file.read_bytes())
    (tmp_path / "Own_TEST.tsv").write_bytes(tiny_file.with_name("Tiny_TEST.tsv").read_bytes())
    run = TrainingRun(tiny_spec.replace_paths({"data.train": str(own)}), tmp_path / "runs")
    events = run.events()
    next(e for e in events if isinstance(e, StepDone))
    events.close()  # type: ignore[attr-defined]
    own.write_text("".join(own.read_text().splitlines(keepends=True)[:-2]))
    assert run.folder is not None
    ending = list(TrainingRun(None, resume=run.folder.path).events())[-1]
    assert isinstance(ending, RunFailed)
    assert "18 sequences instead of 20" in str(ending.message)


def test_that_a_damaged_newest_checkpoint_is_said_and_the_one_before_is_taken(
    tiny_spec: RunSpec, tmp_path: Path
) -> None:
    first = TrainingRun(tiny_spec, tmp_path)
    events = first.events()
    for event in events:
        if isinstance(event, StepDone) and event.step == 8:
            break
    events.close()  # type: ignore[attr-defined]
    assert first.folder is not None
    newest, older = sorted((first.folder.path / CHECKPOINTS).glob("*.safetensors"), reverse=True)
    newest.write_bytes(newest.read_bytes()[:-3])
    second = TrainingRun(None, resume=first.folder.path)
    resumed = list(second.events())
    (warned,) = [event for event in resumed if isinstance(event, DataWarned) and event.about == "checkpoint"]
    assert warned.message.severity == "warning"
    assert newest.name in str(warned.message)
    assert next(event.step for event in resumed if isinstance(event, RunStarted)) == int(older.stem.split("_")[1])
    whole = TrainingRun(tiny_spec)
    list(whole.events())
    assert torch.equal(weights(second), weights(whole))
