"""Events on disk: every kind comes back, and damage costs no more than the damaged line."""

from __future__ import annotations

import errno
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from robustgui.base.errors import Sentence
from robustgui.base.events import DataWarned, Event, Progress, RunFailed, RunStopped
from robustgui.evaluation.audit.events import AuditCheck, AuditVerdict
from robustgui.evaluation.events import (
    AttackMeasured,
    CleanMeasured,
    Confusion,
    CurvePoint,
    Measure,
    NotCompared,
    RunsCompared,
    SequencesMeasured,
)
from robustgui.evaluation.peers.events import PeerResult
from robustgui.evaluation.training_overlap import TrainingOverlap
from robustgui.measurements.events import MeasurementContinued, MeasurementFinished
from robustgui.poisons.events import DataPoisoned, TriggerMeasured
from robustgui.runs.event_json import event_types, from_dict, from_json, to_dict, to_json
from robustgui.runs.event_log import EventLog
from robustgui.runs.events import RestartedFromNetwork, RunFinished, RunStarted
from robustgui.training.events import EpochDone, StepDone, TrainingLearns, TrainingStalled

STARTED = RunStarted("n", "/f", "cpu", 10, 3, 4, 20, 10, "test", "accuracy")
ALL: list[Event] = [
    STARTED,
    RestartedFromNetwork(3),
    StepDone(1, 1, 0.1 + 0.2, (("clean", 1e-300), ("é \"", 2.0)), 2.0, 0.01, 3),
    EpochDone(1, 0.3, 0.9, 0.7, "accuracy", 10, 1.5),
    TrainingStalled(3, 0.5, 0.48, 100),
    TrainingLearns(4),
    Progress(Sentence("Reading {what}", {"what": "日本"}), 1, 2),
    CurvePoint("r", 0.1, "std", "mse", math.nan, -math.inf, math.inf, 5, (("a", 1, 2), ("b", 0, 3))),
    Confusion("r", 0.1, ("a", "b"), ((1, 2), (3, 4)), (0, 1), (1, 1)),
    RunFinished(0.9, 0.7, "accuracy", 10, 3.0),
    RunStopped(4, 1),
    RunFailed(Sentence("{file}: no", {"file": "x"}), "Traceback", True),
    RunFailed(Sentence("no checkpoint"), "", network_epoch=3),
    MeasurementFinished(("a", "b"), "evaluate", 1.0),
    DataWarned(Sentence("{file}: half is missing.", {"file": "x"}, severity="warning"), "trained_on"),
    MeasurementContinued("r", 7),
    CleanMeasured(
        "r", "accuracy", 1.0, 1.0, 1.0, 2, (), None, None, None, None, "ab", (3, 7), (0.0, 0.0),
        overlap=TrainingOverlap(2, 1, 1, duplicates=True),
    ),
    CleanMeasured(
        "r", "mse", 0.5, 0.25, 0.75, 2, (), 0.5, math.nan, 2.0, 1.0, "ab", (3, 7), (math.inf, 1.0), (1.0, 2.0)
    ),
    AttackMeasured(
        "r", "pgd-2", 0.5, 3, 2, 10, 20, 0.5, 3, 1, None, None, None, (Measure("snr", 20.0, -math.inf, 2),),
        (("a", 0.25),),
    ),
    SequencesMeasured("r", "", True, (1, 2), (0.0, math.inf), (3, 4), (0, 1), ((0.5, (1.0, math.inf)),)),
    RunsCompared("r", "s", "clean", 0.0, "accuracy", 10, 0.5, 0.75, 0.25, -0.125, 0.5, 0.375, 2, 3),
    NotCompared("r", "s", Sentence("other {what}", {"what": "data"})),
    AuditCheck(
        "r", "noise", Sentence("t"), "warning", Sentence("{n} of 3", {"n": 2}), Sentence("m"), Sentence(""),
        (("noise", 0.5), ("attack", 1.0)), 3, 0.5,
    ),
    AuditVerdict("r", "doubtful", Sentence("s"), ("noise",), "PGD", "L-inf", 0.1, "std", "accuracy",
                 1.0, 0.5, 0.2, 0.8, 0.4, 9, 1.0),
    PeerResult("r", "art", "1", "pgd", "PGD", "missing", None, None, None, None, 0, 0, 0, None, Sentence("n")),
    PeerResult("r", "art", "1", "pgd", "PGD", "measured", 0.5, 0.4, 0.6, 0.1, 3, 1, 9, 2.0, Sentence("n")),
    DataPoisoned("label_flips", 2, 20),
    TriggerMeasured("a", 0.95, 0.9, 0.99, 0.01, 80),
]  # fmt: skip


def step(number: int) -> StepDone:
    return StepDone(number, (number - 1) // 4 + 1, 1.0, (("clean", 1.0),), 1.0, 0.1)


def epoch(number: int) -> EpochDone:
    return EpochDone(number, 1.0, 0.5, 0.5, "accuracy", 10, 1.0)


def recorded(folder: Path, events: list[Event]) -> list[Event]:
    """What is read again once `events` are written."""
    log = EventLog(folder / "events.jsonl")
    for event in events:
        log.append(event)
    return list(log.read())


def test_that_every_kind_of_event_is_tried_here() -> None:
    assert {type(event).__name__ for event in ALL} == set(event_types())


@pytest.mark.parametrize("event", ALL, ids=lambda event: type(event).__name__)
def test_that_every_kind_of_event_comes_back_the_same(event: Event) -> None:
    line = to_json(event)
    json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is no strict JSON"))
    assert repr(from_json(line)) == repr(event)  # by text, for NaN differs from itself


def test_that_a_truncated_last_line_costs_only_itself(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.jsonl")
    for event in (STARTED, step(1), step(2)):
        log.append(event)
    whole = log.path.read_bytes()
    for cut in range(1, 20):
        log.path.write_bytes(whole[:-cut])
        assert list(log.read()) in ([STARTED, step(1)], [STARTED, step(1), step(2)])


def test_that_writing_goes_on_behind_a_truncated_line(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.jsonl")
    log.append(step(1))
    log.append(step(2))
    log.path.write_bytes(log.path.read_bytes()[:-9])
    log.append(step(3))
    assert list(log.read()) == [step(1), step(3)]


@pytest.mark.parametrize("garbage", [b"\xff\xfe\x00\n", b"[1]\n", b'{"event": "Party"}\n', b'{"event": "StepDone"}\n'])
def test_that_garbage_in_the_middle_is_left_out(tmp_path: Path, garbage: bytes) -> None:
    log = EventLog(tmp_path / "events.jsonl")
    log.append(step(1))
    with log.path.open("ab") as file:
        file.write(garbage)
    log.append(step(2))
    assert list(log.read()) == [step(1), step(2)]


def test_that_a_failed_write_leaves_the_log_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = EventLog(tmp_path / "events.jsonl")
    log.append(step(1))
    before = log.path.read_bytes()
    opened = Path.open

    class Full:
        """A file on a disk with room for ten more bytes."""

        def __init__(self, file: object) -> None:
            self._file = file

        def __getattr__(self, name: str) -> object:
            return getattr(self._file, name)

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()  # type: ignore[attr-defined]

        def write(self, line: bytes) -> int:
            return int(self._file.write(line[:10]))  # type: ignore[attr-defined]

    def open_full(self: Path, mode: str = "r", *args: int, **options: int) -> object:
        file = opened(self, mode, *args, **options)  # type: ignore[call-overload]
        return Full(file) if mode == "ab" else file

    monkeypatch.setattr(Path, "open", open_full)
    with pytest.raises(OSError, match="No space") as caught:
        log.append(step(2))
    assert caught.value.errno == errno.ENOSPC
    monkeypatch.undo()
    assert log.path.read_bytes() == before


RESUMED = RunStarted("n", "/f", "cpu", 10, 3, 4, 20, 10, "test", "accuracy", step=4, epoch=0)


def test_that_what_a_resumed_run_repeats_counts_once(tmp_path: Path) -> None:
    before = [STARTED, *map(step, range(1, 5)), epoch(1), step(5), step(6), RunStopped(6, 1)]
    again, fifth = replace(epoch(1), seconds=9.0), replace(step(5), loss=0.5)
    after = [RESUMED, again, fifth]
    assert recorded(tmp_path, [*before, *after]) == [STARTED, *map(step, range(1, 5)), again, fifth, step(6), RESUMED]


@pytest.mark.parametrize("reported", range(4))
def test_that_a_resume_killed_at_any_moment_hides_no_finished_epoch(tmp_path: Path, reported: int) -> None:
    before = [STARTED, *map(step, range(1, 9)), epoch(1), epoch(2), RunStopped(8, 2)]
    after = [RESUMED, epoch(1), step(5), step(6)][: reported + 1]
    merged = recorded(tmp_path, [*before, *after])
    assert [event.epoch for event in merged if isinstance(event, EpochDone)] == [1, 2]
    assert [event.step for event in merged if isinstance(event, StepDone)] == list(range(1, 9))
    assert not any(isinstance(event, RunStopped) for event in merged)


def test_that_a_repeated_epoch_whose_first_line_was_damaged_stands_in_its_place(tmp_path: Path) -> None:
    merged = recorded(tmp_path, [STARTED, epoch(1), epoch(3), RESUMED, epoch(1), epoch(2)])
    assert [event.epoch for event in merged if isinstance(event, EpochDone)] == [1, 2, 3]


def test_that_steps_can_be_left_out(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.jsonl")
    for event in (STARTED, step(1), epoch(1)):
        log.append(event)
    assert list(log.read(steps=False)) == [STARTED, epoch(1)]


def test_that_no_log_holds_no_events(tmp_path: Path) -> None:
    assert list(EventLog(tmp_path / "none").read()) == []


def test_that_checks_and_verdicts_of_earlier_versions_are_read() -> None:
    check = next(event for event in ALL if isinstance(event, AuditCheck))
    old = to_dict(check) | {"event": "AuditLight", "colour": "amber"}
    del old["status"]
    assert from_dict(old) == check
    verdict = next(event for event in ALL if isinstance(event, AuditVerdict))
    assert from_dict(to_dict(verdict) | {"verdict": "doubt"}) == verdict
