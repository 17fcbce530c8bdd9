"""An engine that is stopped but not dead is noticed, and told from one that is busy."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.fake_runs import MAKE_RUN, job

from robustgui.engine import silence
from robustgui.engine.client import EngineClient
from robustgui.engine.messages import RunEvent, SubmitJob
from robustgui.engine.silence import Silence, SilenceWatch
from robustgui.training.events import StepDone

TESTS = Path(__file__).parents[2]
PATIENCE_S = 60.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals that stop a process are of POSIX systems")


class Clock:
    """A client without a process, at a time that the test sets."""

    pid, running, signs = os.getpid(), True, 0


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[EngineClient]:
    """An engine that carries out fake runs, and whose silence is noticed soon."""
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    monkeypatch.setattr(silence, "STOPPED_S", 1.5)
    monkeypatch.setattr(silence, "SILENT_S", 3.0)
    client = EngineClient(MAKE_RUN, warm=False)
    client.start()
    yield client
    client.close(1)  # a job of a test need not come to its checkpoint


def run_until_step(client: EngineClient, name: str, number: int) -> None:
    client.send(SubmitJob("1", job(name)))
    until(
        lambda: any(
            isinstance(r, RunEvent) and isinstance(r.event, StepDone) and r.event.step >= number
            for r in client.poll(0.1)
        )
    )


def until(wanted: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not wanted():
        assert time.monotonic() < end


def look_until(watch: SilenceWatch, wanted: Callable[[Silence | None], bool]) -> Silence | None:
    found: list[Silence | None] = []

    def look() -> bool:
        time.sleep(0.01)
        found.append(watch.look(time.monotonic(), warm=True))
        return wanted(found[-1])

    until(look)
    return found[-1]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says that a process is stopped")
def test_that_a_stopped_engine_is_told_and_recovers(client: EngineClient) -> None:
    run_until_step(client, "deaf", 3)
    watch = SilenceWatch(client)
    os.kill(client.pid, signal.SIGSTOP)
    found = look_until(watch, lambda told: told is not None)
    assert found is not None
    assert (found.state, found.pid) == ("stopped", client.pid)
    assert f"process {client.pid} is stopped" in str(found.sentence)
    assert f"kill -CONT {client.pid}" in str(found.advice)
    os.kill(client.pid, signal.SIGCONT)
    look_until(watch, lambda told: told is None)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says that a process is busy")
def test_that_an_engine_that_computes_without_the_interpreter_is_called_busy(client: EngineClient) -> None:
    run_until_step(client, "seizing", 3)
    found = look_until(SilenceWatch(client), lambda told: told is not None and told.state == "busy")
    assert "busy" in str(found.sentence)


def test_that_an_idle_engine_and_one_that_waits_in_python_are_not_silent(client: EngineClient) -> None:
    run_until_step(client, "deaf", 3)
    watch, before = SilenceWatch(client), client.signs
    told = [look_until(watch, lambda _: True) for _ in range(20)]
    until(lambda: told.append(watch.look(time.monotonic(), warm=True)) or client.signs > before + 2)  # type: ignore[func-returns-value]
    assert told.count(None) == len(told)


def test_that_a_window_that_stood_still_blames_nobody() -> None:
    watch = SilenceWatch(Clock())  # type: ignore[arg-type]
    assert watch.look(0.0, warm=True) is None
    assert watch.look(0.1, warm=True) is None
    assert watch.look(1000.0, warm=True) is None
    assert watch.look(1000.1, warm=True) is None


def test_that_an_engine_that_starts_slowly_is_not_called_silent() -> None:
    watch = SilenceWatch(Clock())  # type: ignore[arg-type]
    assert not [told for tenth in range(600) if (told := watch.look(tenth / 10, warm=False)) is not None]
    assert watch.look(60.1, warm=True) is not None


@pytest.mark.parametrize("state", ["stopped", "busy", "waiting", "unknown"])
def test_that_every_silence_says_how_long_and_which_process(state: silence.State) -> None:
    told = Silence(12, 4711, state)
    assert "12 s" in str(told.sentence)
    assert "4711" in str(told.sentence)
    assert "Force stop" in str(told.advice)
