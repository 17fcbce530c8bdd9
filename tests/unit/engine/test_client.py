"""The engine process and the window's end of the line: traffic, deaths of either side, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from support.fake_runs import FINISHED, MAKE_RUN, job, step
from support.stored import same_weights

from robustgui.base.events import Ending, RunFailed, RunStopped
from robustgui.base.wire import pack_message, receive
from robustgui.engine.client import EngineClient
from robustgui.engine.messages import (
    CancelRun,
    EngineCrashed,
    InspectRequest,
    Ready,
    RequestFailed,
    ResumeJob,
    RunEvent,
    SubmitJob,
    SubmitRequest,
    TrainJob,
)
from robustgui.evaluation.events import Confusion
from robustgui.runs.events import RunStarted
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.training.events import StepDone

TESTS = Path(__file__).parents[2]
PATIENCE_S = 60.0


class Line:
    """A client, and everything that it has polled."""

    def __init__(self, make_run: str = MAKE_RUN, *, warm: bool = False) -> None:
        self.client = EngineClient(make_run, warm=warm)
        self.reports: list[Any] = []
        self.batches = 0
        self.client.start()

    def wait_for(self, wanted: Callable[[Any], bool]) -> Any:
        """The first report from now on, or polled before, that is `wanted`."""
        seen, end = 0, time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            for report in self.reports[seen:]:
                if wanted(report):
                    return report
            seen = len(self.reports)
            found = self.client.poll(1.0)
            self.batches += bool(found)
            self.reports += found
        raise TimeoutError(str(self.reports[-5:]))

    def wait_for_event(self, kind: Any, run: str = "1") -> Any:
        return self.wait_for(lambda r: isinstance(r, RunEvent) and r.run == run and isinstance(r.event, kind)).event

    def wait_for_death(self) -> EngineCrashed:
        return self.wait_for(lambda r: isinstance(r, EngineCrashed))

    def events(self, run: str = "1") -> list[Any]:
        return [r.event for r in self.reports if isinstance(r, RunEvent) and r.run == run]


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Line]]:
    """Makes lines to engines that carry out fake runs; they are closed after the test."""
    lines: list[Line] = []
    monkeypatch.setenv("PYTHONPATH", str(TESTS))

    def make(make_run: str = MAKE_RUN) -> Line:
        lines.append(Line(make_run))
        return lines[-1]

    yield make
    for each in lines:
        each.client.close(10)


@pytest.fixture(scope="module")
def shared() -> Iterator[Line]:
    """One warm engine for tests that leave it as it was."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(TESTS))
        line = Line(warm=True)
    yield line
    assert line.client.close(10)


@pytest.fixture
def warm(shared: Line) -> Line:
    ready = shared.wait_for(lambda r: isinstance(r, Ready))
    shared.reports, shared.batches = [ready], 0
    return shared


def written(path: Path, *messages: object) -> Path:
    path.write_bytes(b"".join(piece for message in messages for piece in pack_message(message)))
    return path


def test_that_messages_cross_the_wire_whole(tmp_path: Path) -> None:
    with written(tmp_path / "wire", SubmitRequest(1, "a", None), []).open("rb") as stream:
        assert receive(stream) == SubmitRequest(1, "a", None)
        assert receive(stream) == []
        with pytest.raises(EOFError):
            receive(stream)


@pytest.mark.parametrize("shape", [(), (0, 3), (4, 5, 6), (300_000,)])
def test_that_arrays_cross_the_wire_bit_for_bit_and_can_be_written_to(shape: tuple[int, ...], tmp_path: Path) -> None:
    sent = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
    turned = np.asfortranarray(sent)[::-1] if shape else sent
    with written(tmp_path / "wire", (sent, turned)).open("rb") as stream:
        received = receive(stream)
    for one, other in zip(received, (sent, turned), strict=True):
        np.testing.assert_array_equal(one, other)
        assert one.flags.writeable


def test_that_a_message_cut_short_is_an_end(tmp_path: Path) -> None:
    path = written(tmp_path / "wire", "whole")
    path.write_bytes(path.read_bytes()[:-1])
    with path.open("rb") as stream, pytest.raises(EOFError):
        receive(stream)


def test_that_a_warm_engine_says_what_it_offers(shared: Line) -> None:
    ready = shared.wait_for(lambda r: isinstance(r, Ready))
    assert "cpu" in ready.devices
    assert len(ready.devices) == len(ready.device_names)


def test_that_events_arrive_in_order_and_in_few_batches(warm: Line) -> None:
    warm.client.send(SubmitJob("1", job("count 20000")))
    warm.wait_for_event(Ending)
    assert warm.events()[1:] == [*map(step, range(1, 20001)), FINISHED]
    assert warm.batches < 200


def test_that_heavy_traffic_both_ways_loses_nothing(warm: Line) -> None:
    asked = InspectRequest(None, None, "test", 0, None, None)
    warm.client.send(SubmitJob("2", job("heavy")))
    for number in range(3000):  # nobody polls meanwhile
        warm.client.send(SubmitRequest(number, f"topic {number}" + "." * 500, asked))
    warm.wait_for_event(Ending, run="2")
    assert sum(isinstance(event, Confusion) for event in warm.events("2")) == 50
    warm.wait_for(lambda r: isinstance(r, RequestFailed) and r.request_id == 2999)
    assert sorted(r.request_id for r in warm.reports if isinstance(r, RequestFailed)) == list(range(3000))


def test_that_a_stop_reaches_a_job_in_the_process(warm: Line, tmp_path: Path) -> None:
    warm.client.send(SubmitJob("3", job("stubborn", tmp_path)))
    warm.wait_for_event(StepDone, run="3")
    warm.client.send(CancelRun("3"))
    ending = warm.wait_for_event(Ending, run="3")
    assert isinstance(ending, RunStopped)
    assert (tmp_path / "saved").read_text() == str(ending.step)


def test_that_a_broken_job_keeps_its_traceback_over_the_pipe(warm: Line) -> None:
    warm.client.send(SubmitJob("4", job("raise")))
    ending = warm.wait_for_event(Ending, run="4")
    assert isinstance(ending, RunFailed)
    assert 'raise ValueError("a broken defence")' in ending.details


def test_that_a_crash_inside_a_job_is_told_with_its_place(line: Callable[..., Line]) -> None:
    engine = line()
    engine.client.send(SubmitJob("1", job("abort")))
    died = engine.wait_for_death()
    assert died.reason.facts == {"signal": "SIGABRT"}
    assert "fake_runs.py" in died.details
    assert [event.step for event in engine.events() if isinstance(event, StepDone)] in ([], [1, 2, 3])
    assert not psutil.pid_exists(engine.client.pid)


def test_that_an_engine_that_cannot_start_says_why(line: Callable[..., Line]) -> None:
    died = line("support.no_such_module:make_run").wait_for_death()
    assert "no_such_module" in str(died.reason)


def test_that_a_hanging_engine_is_killed_when_it_is_closed(line: Callable[..., Line]) -> None:
    engine = line()
    engine.client.send(SubmitJob("1", job("deaf")))
    engine.wait_for(lambda r: isinstance(r, RunEvent) and isinstance(r.event, StepDone) and r.event.step == 3)
    assert not engine.client.close(0.2)
    assert not psutil.pid_exists(engine.client.pid)


def test_that_a_frozen_engine_blocks_neither_sending_nor_closing(line: Callable[..., Line]) -> None:
    engine = line()
    os.kill(engine.client.pid, signal.SIGSTOP)
    for number in range(2000):  # far more than a pipe holds
        engine.client.send(SubmitRequest(number, "." * 1000, InspectRequest(None, None, "test", 0, None, None)))
    assert not engine.client.close(0.2)
    assert not psutil.pid_exists(engine.client.pid)


def test_that_the_engine_saves_and_ends_when_the_window_dies(tmp_path: Path) -> None:
    window = f"""
import os, sys
from support.fake_runs import MAKE_RUN, job
from robustgui.engine.client import EngineClient
from robustgui.engine.messages import RunEvent, SubmitJob
client = EngineClient(MAKE_RUN, warm=False)
client.start()
client.send(SubmitJob("1", job("stubborn", {str(tmp_path)!r})))
while not any(isinstance(report, RunEvent) for report in client.poll(1.0)):
    pass
print(client.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    paths = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    done = subprocess.run(
        [sys.executable, "-c", window], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": paths}
    )
    assert done.returncode == -signal.SIGKILL
    with suppress(psutil.NoSuchProcess):
        psutil.Process(int(done.stdout)).wait(PATIENCE_S)
    assert int((tmp_path / "saved").read_text()) >= 1


def test_that_a_killed_run_resumes_to_the_same_weights(
    line: Callable[..., Line], warm: Line, tiny_spec: RunSpec, tmp_path: Path
) -> None:
    spec = tiny_spec.replace_paths({"training.epochs": 4})  # 12 steps
    broken = line()
    broken.client.send(SubmitJob("1", TrainJob(spec, str(tmp_path / "broken"))))
    broken.wait_for(lambda r: isinstance(r, RunEvent) and isinstance(r.event, StepDone) and r.event.step >= 8)
    broken.client.kill()
    assert broken.wait_for_death().forced
    folder = Path(broken.wait_for_event(RunStarted).folder)
    assert RunFolder(folder).has_checkpoint()
    whole, resumed = "whole", "resumed"
    warm.client.send(SubmitJob(whole, TrainJob(spec, str(tmp_path / "whole"))))
    warm.client.send(SubmitJob(resumed, ResumeJob(str(folder))))
    first, second = warm.wait_for_event(Ending, whole), warm.wait_for_event(Ending, resumed)
    assert (first.clean, first.attacked) == (second.clean, second.attacked)
    assert same_weights(folder, Path(warm.wait_for_event(RunStarted, whole).folder))
