"""A log of any length in compact form: the same events, each step and epoch once, damage counted."""

from __future__ import annotations

import json
import math
import os
import random
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from robustgui.base.events import Event
from robustgui.runs.event_json import to_json
from robustgui.runs.event_log import EventLog
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.recorded_events import RecordedEvents
from robustgui.runs.step_columns import MOST_PARTS
from robustgui.training.events import EpochDone, StepDone

STARTED = RunStarted("n", "/f", "cpu", 10, 3, 100, 20, 10, "test", "accuracy")


def events(epochs: int, *, attacked: bool = True) -> list[Event]:
    luck = random.Random(0)
    made: list[Event] = [STARTED]
    for number in range(1, epochs + 1):
        for step in range(100 * (number - 1) + 1, 100 * number + 1):
            parts = (("clean", luck.random() * 1e-9), *((("adversarial", luck.random() * 1e20),) if attacked else ()))
            made.append(StepDone(step, number, luck.random(), parts, luck.random() * 3, 0.005 * luck.random()))
        made.append(EpochDone(number, luck.random(), 0.5, 0.4, "accuracy", 10, 1.5, 0.5))
    return made


def write(folder: Path, *lines: str | bytes) -> EventLog:
    log = EventLog(folder / "events.jsonl")
    log.path.write_bytes(b"".join(line if isinstance(line, bytes) else line.encode() + b"\n" for line in lines))
    return log


@pytest.mark.parametrize("attacked", [True, False])
def test_that_events_come_back_exactly_and_in_order(tmp_path: Path, attacked: bool) -> None:
    made = events(30, attacked=attacked)
    found = write(tmp_path, *map(to_json, made)).read()
    assert list(found) == made
    assert len(found) == len(made)
    assert [found[place] for place in range(len(found))] == made
    assert (found[-1], found[5:205]) == (made[-1], made[5:205])
    with pytest.raises(IndexError):
        found[len(made)]


def test_that_rounded_numbers_are_as_good_as_exact_ones_for_a_plot(tmp_path: Path) -> None:
    log = write(tmp_path, *map(to_json, events(30)))
    exact, rounded = log.read().steps, log.read(exact=False).steps
    for name in ("loss", "clean_loss", "attacked_loss", "gradient_norm", "lr"):
        np.testing.assert_allclose(getattr(rounded, name), getattr(exact, name), rtol=1e-12, atol=1e-11)
    np.testing.assert_array_equal(rounded.step, exact.step)


def test_that_steps_that_are_not_finite_come_back(tmp_path: Path) -> None:
    made = [StepDone(n, 1, math.inf, (("clean", -math.inf),), 1e300, 0.1) for n in range(1, 4)]
    assert list(write(tmp_path, *map(to_json, made)).read()) == made


def test_that_parts_that_come_and_go_are_columns_in_the_order_of_the_loss(tmp_path: Path) -> None:
    def step(number: int, *names: str) -> StepDone:
        return StepDone(number, 1, 0.5, tuple((name, number / 7) for name in names), 1.5, 0.01, number % 3)

    made = [step(n, "clean", "l2") for n in range(1, 9)]
    made += [step(n, *("clean", "é", "l2")[n % 2 :]) for n in range(9, 40)]
    made += [step(40), step(41, "last")]
    found = write(tmp_path, *map(to_json, made)).read()
    assert list(found) == made
    assert list(found.steps.parts) == ["clean", "é", "l2", "last"]
    assert found.steps[-1] == made[-1]


def test_that_a_step_without_an_update_is_read_like_others(tmp_path: Path) -> None:
    lines = [to_json(StepDone(n, 1, math.nan if n == 4 else 0.5, (), 1.0, 0.1, int(n != 4))) for n in range(1, 9)]
    steps = write(tmp_path, *lines).read().steps
    assert np.isnan(steps.loss).tolist() == [n == 4 for n in range(1, 9)]
    assert steps.updates.tolist() == [1, 1, 1, 0, 1, 1, 1, 1]


FORMER = (
    '{{"event":"StepDone","step":{},"epoch":1,"loss":0.5,"clean_loss":0.25,"attacked_loss":{},'
    '"gradient_norm":1.5,"lr":0.1}}'
)


@pytest.mark.parametrize("exact", [True, False])
def test_that_steps_of_earlier_versions_are_read_also_before_others(tmp_path: Path, exact: bool) -> None:
    lines = [FORMER.format(n, "null" if n < 5 else 0.75) for n in range(1, 9)]
    made = [
        StepDone(n, 1, 0.5, (("clean", 0.25), ("adversarial", 0.75))[: 1 + (n >= 5)], 1.5, 0.1) for n in range(1, 9)
    ]
    assert list(write(tmp_path, *lines[:4]).read(exact=exact)) == made[:4]
    assert list(write(tmp_path, *lines).read(exact=exact)) == made
    later = [StepDone(n, 1, 0.5, (("clean", 0.25), ("l2", 0.5)), 1.5, 0.1) for n in range(9, 12)]
    assert list(write(tmp_path, *lines, *map(to_json, later)).read(exact=exact)) == [*made, *later]


def test_that_a_log_of_countless_names_costs_no_memory(tmp_path: Path) -> None:
    lines = [to_json(StepDone(n, 1, 0.5, ((f"part {n}", 1.0),), 1.5, 0.1)) for n in range(1, 101)]
    found = write(tmp_path, *lines).read()
    assert (len(found.steps), found.left_out) == (MOST_PARTS, 100 - MOST_PARTS)


@pytest.mark.parametrize("exact", [True, False])
def test_that_damaged_lines_are_counted_among_thousands(tmp_path: Path, exact: bool) -> None:
    lines = [to_json(event) for event in events(50)]
    damaged = [
        '{"event":"StepDone","step":7,"epoch":1,"loss":1.2.3,"clean_loss":1.0,"attacked_loss":1,"gradient_norm":1,"lr":1}',
        '{"event":"StepDone","step":7,"epoch":1,"loss":1e999,"clean_loss":1.0,"attacked_loss":1,"gradient_norm":1,"lr":1}',
        '{"event":"StepDone","step":0,"epoch":1,"loss":1.0,"clean_loss":1.0,"attacked_loss":1.0,"gradient_norm":1.0,"lr":1.0}',
        '{"event":"StepDone","step":99999999999,"epoch":1,"loss":1,"clean_loss":1,"attacked_loss":1,"gradient_norm":1,"lr":1}',
        '{"event":"StepDone","step":7,"epoch":1,"loss":1.0,"parts":[["a",1.2.3]],"gradient_norm":1,"lr":1,"updates":1}',
        '{"event":"StepDone","step":7,"epoch":1,"loss":1.0,"parts":[["a"]],"gradient_norm":1,"lr":1,"updates":1}',
        '{"event":"StepDone","st', '{"event":"EpochDone","epoch":"two"}', '{"event":["EpochDone"]}', "[" * 5000, "null",
        '{"event":"RunFailed","message":{"template":"{x}","facts":{"y":1}},"details":""}', "x" * 3_000_000,
    ]  # fmt: skip
    luck = random.Random(1)
    for line in damaged:
        lines.insert(luck.randrange(len(lines)), line)
    found = write(tmp_path, *lines).read(exact=exact)
    assert found.left_out == len(damaged)
    assert len(found.steps) == 5000
    assert len(found.others) == 51
    problem = found.problem("events.jsonl")
    assert problem is not None
    assert str(problem) == f"{len(damaged)} damaged lines of events.jsonl are excluded."


def test_that_a_last_line_that_is_being_written_is_no_damage(tmp_path: Path) -> None:
    log = write(tmp_path, to_json(STARTED), b'{"event":"EpochDone","ep')
    assert log.read().left_out == 0
    assert log.read().problem("events.jsonl") is None


def test_that_line_ends_of_other_systems_and_blank_lines_cost_nothing(tmp_path: Path) -> None:
    made = events(2)
    text = "\r\n\r\n".join(map(to_json, made)).encode()
    found = write(tmp_path, text).read()
    assert list(found) == made
    assert found.left_out == 0


def test_that_a_file_without_lines_costs_little_memory(tmp_path: Path) -> None:
    log = write(tmp_path, to_json(STARTED))
    os.truncate(log.path, 1 << 41)  # terabytes that take no room
    tracemalloc.start()
    try:
        found = log.read()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(found, RecordedEvents)
    assert found.left_out == 1
    assert peak < 10_000_000


def test_that_repeated_steps_and_epochs_count_once(tmp_path: Path) -> None:
    made = events(4)
    resumed = RunStarted("n", "/f", "cpu", 10, 3, 100, 20, 10, "test", "accuracy", step=200, epoch=2)
    lines = [*made, resumed, *events(4)[203:], RunFinished(0.5, 0.4, "accuracy", 10, 9.0)]
    found = write(tmp_path, *map(to_json, lines)).read()
    assert [event.step for event in found if isinstance(event, StepDone)] == list(range(1, 401))
    assert [event.epoch for event in found if isinstance(event, EpochDone)] == [1, 2, 3, 4]
    assert isinstance(found[-1], RunFinished)


def test_that_a_long_log_takes_a_tenth_of_its_events(tmp_path: Path) -> None:
    line = json.loads(to_json(StepDone(1, 1, 0.1234567890123456, (("clean", 0.25), ("adversarial", 0.5)), 1.5, 0.005)))
    texts = [json.dumps(line | {"step": n}, separators=(",", ":")) for n in range(1, 100_001)]
    log = write(tmp_path, *texts)
    del texts
    tracemalloc.start()
    try:
        found = log.read(exact=False)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(found) == 100_000
    assert peak < 25_000_000  # of which the columns are 5 MB
