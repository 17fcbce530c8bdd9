"""Functions in a process of their own: values and errors come back, crashes and limits become errors, nothing stays."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from support import apart_functions as there

from robustgui.base.apart import iterate_apart, run_apart, share_process
from robustgui.base.errors import ApartCrashed, ApartTooLarge, ApartTooSlow, DataError, DataWarning, Interrupted

TESTS = Path(__file__).parents[2]
MIB = 1 << 20
GIB = 1 << 30


@pytest.fixture(autouse=True)
def no_process_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The functions can be imported there, and every process is gone afterwards, with its threads."""
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    before = set(psutil.Process().children(recursive=True))
    yield
    assert not set(psutil.Process().children(recursive=True)) - before
    threads = [thread for thread in threading.enumerate() if thread.name.startswith("apart-")]
    for thread in threads:
        thread.join(5)  # one that is just ending may end
    assert not [thread for thread in threads if thread.is_alive()]


def run(function: Callable[..., Any], *arguments: Any, seconds: float = 60, memory: float = GIB, **rest: Any) -> Any:
    return run_apart(function, *arguments, seconds=seconds, memory=memory, **rest)


def wait_for_pid(file: Path) -> psutil.Process:
    deadline = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)
    return psutil.Process(int(file.read_text()))


def test_that_a_value_comes_from_another_process():
    values, pid, apart = run(there.double, np.arange(3.0))
    assert values.tolist() == [0, 2, 4]
    assert pid != os.getpid()
    assert apart


def test_that_large_arrays_travel_both_ways():
    values = np.random.default_rng(0).random(4 * MIB)
    np.testing.assert_array_equal(run(there.double, values)[0], values * 2)


@pytest.mark.parametrize(
    ("function", "arguments", "reason"),
    [
        (there.abort, (), "SIGABRT"),
        (there.end_by_signal, (signal.SIGSEGV,), "SIGSEGV"),
        (there.end_by_signal, (signal.SIGKILL,), "SIGKILL"),
        (there.read_from_null, (), "SIGSEGV"),
        (there.leave, (0,), "exit code 0"),
        (there.leave, (3,), "exit code 3"),
    ],
)
def test_that_a_crash_there_is_an_error_here(function, arguments, reason):
    with pytest.raises(ApartCrashed) as raised:
        run(function, *arguments)
    assert raised.value.sentence.facts["reason"] == reason


def test_that_a_crash_prints_nothing_and_keeps_its_last_words(capfd):
    with pytest.raises(ApartCrashed) as raised:
        run(there.abort)
    assert capfd.readouterr() == ("", "")
    assert "std::out_of_range" in raised.value.detail
    assert "apart_functions.py" in raised.value.detail  # where it was
    assert "std::out_of_range" in pickle.loads(pickle.dumps(raised.value)).detail


def test_that_a_crash_leaves_no_core_dump(tmp_path, monkeypatch):
    resource = pytest.importorskip("resource")
    monkeypatch.chdir(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        with pytest.raises(ApartCrashed):
            run(there.abort)
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("function", [there.spin, there.spin_with_the_lock])
def test_that_what_takes_too_long_is_ended(function, tmp_path):
    with pytest.raises(ApartTooSlow) as raised:
        run(function, str(tmp_path / "pid"), seconds=0.2)
    assert raised.value.sentence.facts["seconds"] == 0.2


def test_that_an_allocation_beyond_the_limit_is_an_error():
    assert run(there.allocate, 64 * MIB, memory=256 * MIB) == 64 * MIB
    with pytest.raises(ApartTooLarge):
        run(there.allocate, 512 * MIB, memory=256 * MIB)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_that_a_process_above_a_limit_which_the_system_lacks_is_ended():
    with pytest.raises(ApartTooLarge):
        run(there.exceed_a_watched_limit, 64 * MIB, 256 * MIB)


def test_that_a_library_which_aborts_for_lack_of_memory_needs_too_much():
    with pytest.raises(ApartTooLarge):
        run(there.abort_for_memory)


def test_that_an_expected_error_is_raised_here_with_its_warnings():
    with pytest.warns(DataWarning, match="a guess"), pytest.raises(DataError) as raised:
        run(there.refuse, "a.mat")
    assert str(raised.value) == "a.mat is damaged."
    assert raised.value.__cause__ is None


def test_that_a_bug_keeps_its_traceback():
    with pytest.raises(ZeroDivisionError) as raised:
        run(there.divide_by_zero)
    assert "in divide_by_zero" in str(raised.value.__cause__)


def test_that_a_bug_of_another_librarys_kind_is_told_in_words():
    with pytest.raises(RuntimeError, match="Strange: odd") as raised:
        run(there.raise_strange)
    assert "in raise_strange" in str(raised.value.__cause__)


def test_that_a_value_which_cannot_travel_is_a_bug():
    with pytest.raises(RuntimeError, match="cannot pickle"):
        run(there.return_a_lock)


def test_that_warnings_come_back_and_standard_input_and_output_are_empty(capfd):
    with pytest.warns(DataWarning, match="half of it"):
        assert run(there.warn, "half of it") == ""
    assert capfd.readouterr() == ("", "")


def test_that_progress_comes_in_order():
    values = []

    def drain() -> Iterator[int]:
        values.append((yield from iterate_apart(there.count_to, 5, seconds=60, memory=GIB)))

    assert [*drain(), *values] == [0, 1, 2, 3, 4, 5]


def test_that_closing_the_steps_ends_the_process():
    with closing(iterate_apart(there.count_to, 10**9, seconds=60, memory=GIB)) as steps:
        assert next(steps) == 0


def test_that_it_is_stopped_on_request(tmp_path):
    file = tmp_path / "pid"
    with pytest.raises(Interrupted):
        run(there.spin, str(file), stop=file.exists)
    assert not psutil.pid_exists(int(file.read_text()))


def test_that_a_process_which_ignores_a_request_to_end_is_ended():
    with pytest.raises(ApartTooSlow):
        run(there.ignore_terminate, seconds=0.2)


def test_that_it_runs_from_any_thread():
    results: list[float] = []
    threads = [
        threading.Thread(target=lambda i=i: results.append(run(there.double, np.array([i * 1.0]))[0][0]))
        for i in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [0, 2, 4]


def test_that_a_shared_process_serves_several_calls_and_is_replaced_after_a_crash():
    with share_process():
        first, second = (run(there.double, np.zeros(1))[1] for _ in range(2))
        with pytest.raises(DataError), pytest.warns(DataWarning):
            run(there.refuse, "a.mat")
        with pytest.raises(ZeroDivisionError):
            run(there.divide_by_zero)
        third = run(there.double, np.zeros(1))[1]
        with pytest.raises(ApartCrashed):
            run(there.abort)
        with share_process():
            fourth = run(there.double, np.zeros(1))[1]
        fifth = run(there.double, np.zeros(1))[1]
    assert first == second == third != fourth == fifth


def test_that_the_limits_of_one_call_do_not_bind_the_next():
    with share_process():
        with pytest.raises(ApartTooLarge):
            run(there.allocate, 128 * MIB, memory=64 * MIB)
        assert run(there.allocate, 128 * MIB, memory=256 * MIB) == 128 * MIB


@pytest.mark.parametrize("function", ["spin", "spin_with_the_lock"])
def test_that_it_ends_with_its_parent(function, tmp_path):
    file = tmp_path / "pid"
    code = (
        "from robustgui.base.apart import run_apart; from support import apart_functions as f; "
        f"run_apart(f.{function}, {str(file)!r}, seconds=1, memory=1 << 30)"
    )
    variables = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])}
    parent = subprocess.Popen([sys.executable, "-c", code], env=variables)
    process = wait_for_pid(file)
    parent.kill()
    parent.wait()
    process.wait(timeout=30)
    assert not process.is_running()
