"""The thread that owns the device: it executes jobs and, between two steps, handles requests."""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from ..base.allocator import release_freed_memory
from ..base.errors import Interrupted, Sentence
from ..base.events import Ending, Event, RunFailed, RunStopped
from ..base.lazy import torch
from ..runs.execution import describe_failure
from ..runs.folder import RunFolder
from ..training.events import EpochDone
from .messages import (
    CancelRun,
    Command,
    FollowRequest,
    Job,
    PauseRun,
    Reply,
    Report,
    Request,
    RequestDone,
    RequestFailed,
    RunEvent,
    RunPaused,
    Shutdown,
    SubmitJob,
    SubmitRequest,
)
from .request_handler import FollowedRequests, RequestHandler
from .work import MakeRun, Run, Stop, make_run

LOST = "CUDA error"  # in a traceback: a kernel failed, and every later call of this process will fail too
REPLACED_AFTER_S = 0.5  # a request that is handled faster is never replaced, so that a dragged slider gets replies


@dataclass
class _Task:
    """A job with its state, which is changed by the commanding thread and read by the thread of the device."""

    run: str
    job: Job
    stop: threading.Event = field(default_factory=threading.Event)
    paused: bool = False


class GpuThread:
    """Lives in the engine process; the same class runs in-process for tests and notebooks.

    Args:
        report: takes every report, in order, from the thread of the device; must not block.
        make_run: makes the run of a job.
        handle_request: gives the reply to a request about a run or a stored one.
        warm_up: is done first, in the thread; what it returns is the first report.
        on_fatal: is called when this process can compute no more, after the job's ending was reported.
    """

    def __init__(
        self,
        report: Callable[[Report], None],
        make_run: MakeRun = make_run,
        handle_request: Callable[[Request, Run | None, Stop], Reply] | None = None,
        *,
        warm_up: Callable[[], Report] | None = None,
        on_fatal: Callable[[], None] = lambda: None,
    ) -> None:
        self._report = report
        self._make_run = make_run
        self._handle_request = handle_request or RequestHandler()
        self._warm_up = warm_up
        self._on_fatal = on_fatal
        self._followed = FollowedRequests()
        self._changed = threading.Condition()  # guards the next four
        self._tasks: deque[_Task] = deque()  # the first one is being executed
        self._requests: dict[str, SubmitRequest] = {}  # the newest of each topic, in order of arrival
        self._closing = False
        self._run: Run | None = None  # of this job, or the last one
        self._thread = threading.Thread(target=self._run_loop, name="gpu", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def handle(self, command: Command) -> None:
        """Take a command, from any thread; returns at once."""
        with self._changed:
            match command:
                case SubmitJob(run, job):
                    self._tasks.append(_Task(run, job))
                case CancelRun(run):
                    for task in self._find(run):
                        task.stop.set()
                case PauseRun(run, paused):
                    for task in self._find(run):
                        task.paused = paused
                case SubmitRequest():
                    self._requests.pop(command.topic, None)
                    self._requests[command.topic] = command
                case FollowRequest(topic, request):
                    self._followed.set(topic, request)
                case Shutdown():
                    self._closing = True
                    for task in self._tasks:
                        task.stop.set()
            self._changed.notify_all()

    def close(self, patience_s: float | None = None) -> bool:
        """Stop the job with its checkpoint and end the thread; False if it did not end within `patience_s`."""
        self.handle(Shutdown())
        self._thread.join(patience_s)
        return not self._thread.is_alive()

    def _find(self, run: str) -> list[_Task]:
        return [task for task in self._tasks if task.run == run]

    # ---- everything below happens in the thread of the device

    def _run_loop(self) -> None:
        if self._warm_up is not None:
            self._report(self._warm_up())
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._tasks or self._requests or self._closing)
                task = self._tasks[0] if self._tasks else None
                if task is None and self._closing:
                    return
            if task is None:
                self._handle_waiting(None)
                continue
            ending = self._execute(task)
            release_freed_memory()
            with self._changed:
                self._tasks.popleft()
            self._report(RunEvent(task.run, ending))
            if isinstance(ending, RunFailed) and LOST in ending.details:
                self._on_fatal()

    def _execute(self, task: _Task) -> Event:
        """Execute one job; whatever happens, it has one ending, which is returned."""
        self._run = None
        try:
            return RunStopped(0, 0) if task.stop.is_set() else self._report_events(task)
        except Interrupted:
            return self._make_stopped()
        except Exception as error:
            return describe_failure(error, self._resumable())

    def _report_events(self, task: _Task) -> Event:
        """Report every event but the ending, which is returned."""
        self._run = run = self._make_run(task.job, task.stop.is_set)
        events = run.events()
        is_stopping = False
        try:
            for event in events:
                if isinstance(event, Ending):
                    return event
                self._report(RunEvent(task.run, event))
                if isinstance(event, EpochDone):
                    self._handle_followed(task, run)
                if is_stopping:  # it did not end by itself, although it was asked to
                    break
                self._between_steps(task)
                is_stopping = task.stop.is_set()
        finally:
            if isinstance(events, Generator):
                events.close()  # saves the checkpoint
        if is_stopping or task.stop.is_set():
            return self._make_stopped()
        return RunFailed(Sentence("Internal error: the run ended without a result."), "", self._resumable())

    def _between_steps(self, task: _Task) -> None:
        """Handle the requests that wait; while the run is paused, stay here and handle those that come."""
        self._handle_waiting(task)
        if not task.paused or task.stop.is_set():
            return
        self._report(RunPaused(task.run, paused=True))
        while task.paused and not task.stop.is_set():
            with self._changed:
                self._changed.wait_for(lambda: self._requests or not task.paused or task.stop.is_set())
            self._handle_waiting(task)
        self._report(RunPaused(task.run, paused=False))

    def _handle_waiting(self, task: _Task | None) -> None:
        """Handle each topic's newest request once; a stop of the job comes first."""
        for _ in range(len(self._requests)):
            with self._changed:
                if not self._requests or (task is not None and task.stop.is_set()) or self._closing:
                    return
                command = self._requests.pop(next(iter(self._requests)))
            self._handle_one(command, task)

    def _handle_followed(self, task: _Task, run: Run) -> None:
        """Handle the requests that follow measurements; a stop of the job comes first."""
        for command in self._followed.due(run):
            if task.stop.is_set() or self._closing:
                return
            self._handle_one(command, task)

    def _handle_one(self, command: SubmitRequest, task: _Task | None) -> None:
        began = time.monotonic()

        def stop() -> bool:
            if self._closing or (task is not None and task.stop.is_set()):
                return True
            return command.topic in self._requests and time.monotonic() - began > REPLACED_AFTER_S

        try:
            with preserve_rng_state():
                reply = self._handle_request(command.request, self._run, stop)
        except Interrupted:
            with self._changed:
                self._requests.setdefault(command.topic, command)  # for later; a newer one replaces it
        except Exception as error:
            failure = describe_failure(error, resumable=False)
            self._report(RequestFailed(command.request_id, command.topic, failure.message, failure.details))
            if LOST in failure.details:
                self._on_fatal()
        else:
            self._report(RequestDone(command.request_id, command.topic, reply))

    def _make_stopped(self) -> RunStopped:
        return RunStopped(0, 0) if self._run is None else RunStopped(self._run.step, self._run.epoch)

    def _resumable(self) -> bool:
        folder = None if self._run is None else self._run.folder
        return isinstance(folder, RunFolder) and folder.has_checkpoint()


@contextmanager
def preserve_rng_state() -> Iterator[None]:
    """Restores the state of all global generators, the number of threads and the gradient mode at the end."""
    python, legacy = random.getstate(), np.random.get_state()  # noqa: NPY002 (the global state is what is guarded)
    threads, recording = torch.get_num_threads(), torch.is_grad_enabled()
    devices = range(torch.cuda.device_count()) if torch.cuda.is_initialized() else ()  # type: ignore[no-untyped-call]
    try:
        with torch.random.fork_rng(devices=devices):
            yield
    finally:
        random.setstate(python)
        np.random.set_state(legacy)  # noqa: NPY002
        torch.set_grad_enabled(recording)
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
