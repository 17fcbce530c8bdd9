"""The life of a run: order of events, what is on disk when, and how it breaks."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from robustgui.base.errors import RunError
from robustgui.base.events import Ending, Event, Progress, RunFailed
from robustgui.data import DataSettings
from robustgui.runs import event_log, training_run
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.training.events import EpochDone, StepDone
from robustgui.training.loop import Trainer


def failure(run: TrainingRun) -> RunFailed:
    ending = list(run.events())[-1]
    assert isinstance(ending, RunFailed)
    return ending


def test_that_a_run_reports_start_steps_epochs_and_one_ending(tiny_spec: RunSpec, tmp_path: Path) -> None:
    events = [e for e in TrainingRun(tiny_spec, tmp_path).events() if not isinstance(e, Progress)]
    kinds = [type(e) for e in events]
    assert kinds == [RunStarted, *([StepDone] * 3 + [EpochDone]) * 3, RunFinished]


def test_that_every_event_is_on_disk_before_it_is_seen(tiny_spec: RunSpec, tmp_path: Path) -> None:
    run = TrainingRun(tiny_spec, tmp_path)
    for event in run.events():
        if isinstance(event, Progress):
            continue
        assert run.folder is not None
        assert run.folder.events()[-1] == event
        if isinstance(event, EpochDone):
            assert run.folder.epochs()[-1] == event.epoch
            assert run.folder.has_checkpoint()


def test_that_measurements_give_others_a_turn(tiny_spec: RunSpec) -> None:
    events = list(TrainingRun(tiny_spec).events())
    first = next(i for i, e in enumerate(events) if isinstance(e, EpochDone))
    assert isinstance(events[first - 1], Progress)


def test_that_without_a_folder_nothing_is_written(tiny_spec: RunSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RunFolder, "create", lambda *_: pytest.fail("a folder was made"))
    run = TrainingRun(tiny_spec)
    assert isinstance(list(run.events())[-1], RunFinished)
    assert run.folder is None


def test_that_the_epoch_loss_is_the_mean_of_its_steps(tiny_spec: RunSpec) -> None:
    events = list(TrainingRun(tiny_spec).events())
    for epoch in (e for e in events if isinstance(e, EpochDone)):
        steps = [e.loss for e in events if isinstance(e, StepDone) and e.epoch == epoch.epoch]
        assert epoch.loss == pytest.approx(np.mean(steps), rel=1e-12)


def test_that_validation_data_are_watched_where_there_are_some(tiny_spec: RunSpec) -> None:
    events = list(TrainingRun(tiny_spec.replace_paths({"data.validation_share": 0.3})).events())
    started = next(e for e in events if isinstance(e, RunStarted))
    assert (started.watched_split, started.watched_samples, started.train_samples) == ("validation", 6, 14)
    ending = events[-1]
    assert isinstance(ending, RunFinished)
    assert ending.samples == 12


def test_that_measuring_seldom_still_measures_the_last_epoch(tiny_spec: RunSpec) -> None:
    events = list(TrainingRun(tiny_spec.replace_paths({"watch.every": 2})).events())
    assert [e.epoch for e in events if isinstance(e, EpochDone)] == [2, 3]


def test_that_the_stored_spec_names_its_data_from_anywhere(
    tiny_spec: RunSpec, tiny_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny_file.parent)
    run = TrainingRun(tiny_spec.replace_paths({"data.train": tiny_file.name}), tmp_path)
    list(run.events())
    assert run.folder is not None
    assert run.folder.spec().data.train == str(tiny_file)


def test_that_unreadable_data_leave_no_folder(tiny_spec: RunSpec, tmp_path: Path) -> None:
    ending = failure(TrainingRun(tiny_spec.copy_with(data=DataSettings(train="/nowhere/x.tsv")), tmp_path))
    assert "x.tsv" in str(ending.message)
    assert ending.details == ""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"defence.threat.features": [0, 5]}, "perturbs feature 5"),
        ({"watch.threat.features": [1]}, "perturbs feature 1"),
    ],
)
def test_that_a_threat_to_features_that_are_not_there_is_refused(
    tiny_spec: RunSpec, tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    assert words in str(failure(TrainingRun(tiny_spec.replace_paths(changes), tmp_path)).message)


def test_that_cross_entropy_on_numbers_is_refused(tiny_spec: RunSpec, tmp_path: Path) -> None:
    file = tmp_path / "numbers.tsv"
    file.write_text("".join(f"{i / 7:.3f}\t{i}\t{i + 1}\n" for i in range(12)))
    spec = tiny_spec.replace_paths({"data.train": str(file), "training.loss": "cross_entropy"})
    assert "Cross entropy needs classes" in str(failure(TrainingRun(spec)).message)
    assert isinstance(list(TrainingRun(spec.replace_paths({"training.loss": "auto"})).events())[-1], RunFinished)


def test_that_an_unwritable_runs_folder_is_named(tiny_spec: RunSpec, tmp_path: Path) -> None:
    file = tmp_path / "a file, no folder"
    file.touch()
    ending = failure(TrainingRun(tiny_spec, file / "runs"))
    assert str(file) in str(ending.message)
    assert ending.details == ""


def test_that_a_bug_keeps_its_traceback(tiny_spec: RunSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Trainer) -> StepDone:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(Trainer, "train_step", broken)
    ending = failure(TrainingRun(tiny_spec, tmp_path))
    assert "in broken" in ending.details
    assert "a bug" in str(ending.message)


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        torch.OutOfMemoryError("CUDA out of memory"),
        RuntimeError("DefaultCPUAllocator: no memory"),
    ],
)
def test_that_missing_memory_gives_advice(
    tiny_spec: RunSpec, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Trainer) -> StepDone:
        raise error

    monkeypatch.setattr(Trainer, "train_step", broken)
    ending = failure(TrainingRun(tiny_spec))
    assert "smaller batch size" in str(ending.message)
    assert ending.details == ""


def test_that_a_diverged_run_keeps_its_last_checkpoint(
    tiny_spec: RunSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_step = Trainer.train_step

    def diverging(self: Trainer) -> StepDone:
        if self.step == 4:
            raise RunError("Training diverged")
        return train_step(self)

    monkeypatch.setattr(Trainer, "train_step", diverging)
    run = TrainingRun(tiny_spec, tmp_path)
    ending = failure(run)
    assert ending.resumable
    assert run.folder is not None
    assert run.folder.epochs() == (1,)
    monkeypatch.undo()
    assert isinstance(list(TrainingRun(None, resume=run.folder.path).events())[-1], RunFinished)


WRITES = [
    ("robustgui.runs.folder.write_whole", (0, 1)),  # the spec, the environment
    ("robustgui.models.network_file.write_whole", (0, 1, 4, 5)),  # snapshot and newest network of each epoch
    ("robustgui.training.checkpoint.write_whole", (0, 1, 2)),
    ("robustgui.runs.event_log.EventLog.append", (0, 1, 4, 12)),  # start, first step, first epoch, last epoch
]


@pytest.mark.parametrize(("target", "number"), [(target, call) for target, calls in WRITES for call in calls])
def test_that_a_full_disk_at_any_write_loses_no_finished_epoch(
    tiny_spec: RunSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, number: int
) -> None:
    module, _, name = target.rpartition(".")
    owner: Any = event_log.EventLog if "EventLog" in module else __import__(module, fromlist=[name])
    write = getattr(owner, name)
    calls = iter(range(1000))

    def full(*arguments: Any, **options: Any) -> Any:
        if any(isinstance(a, Progress | Ending) for a in arguments):
            return write(*arguments, **options)
        if next(calls) >= number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(*arguments, **options)

    monkeypatch.setattr(owner, name, full)
    run = TrainingRun(tiny_spec, tmp_path)
    seen: list[Event] = list(run.events())
    ending = seen[-1]
    assert isinstance(ending, RunFailed)
    assert str(tmp_path) in str(ending.message)
    assert "No space left" in str(ending.message)
    assert not list(tmp_path.rglob("*.part"))
    monkeypatch.undo()
    if run.folder is None:
        assert not list(tmp_path.iterdir())
        return
    finished = [e.epoch for e in seen if isinstance(e, EpochDone)]
    resumed = [e for e in TrainingRun(None, resume=run.folder.path).events() if not isinstance(e, Progress)]
    started = resumed[0]
    assert isinstance(started, RunStarted)
    assert started.step >= 3 * max(finished, default=0)
    assert isinstance(resumed[-1], RunFinished)


def test_that_reading_data_twice_is_spared(tiny_spec: RunSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    run = TrainingRun(tiny_spec)
    list(run.events())
    monkeypatch.setattr(training_run, "load_data", lambda *_: pytest.fail("the data were read again"))
    assert isinstance(list(TrainingRun(tiny_spec, dataset=run.dataset).events())[-1], RunFinished)


@pytest.mark.slow
def test_that_the_default_network_learns_japanese_vowels() -> None:
    """Plain training for 12 epochs: at least 94 % of the 370 test sequences."""
    changes = {"defence": "none", "training.epochs": 12, "watch.every": 100, "watch.attack": "fgsm"}
    ending = list(TrainingRun(RunSpec().replace_paths(changes)).events())[-1]
    assert isinstance(ending, RunFinished)
    assert ending.samples == 370
    assert ending.clean >= 0.94
