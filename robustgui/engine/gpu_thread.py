"""One thread owns the device: it carries out a job and, between two steps, answers questions."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from ..base.errors import Interrupted, Sentence
from ..base.events import Ending, Event, RunFailed, RunStopped
from ..runs.failures import describe_failure
from ..runs.folder import RunFolder
from ..training.events import EpochDone
from .messages import (
    Answer,
    Ask,
    Command,
    Control,
    Follow,
    Job,
    JobEvent,
    JobState,
    Question,
    Refusal,
    Reply,
    Report,
    Shutdown,
    Submit,
)
from .request_handler import FollowedRequests, RequestHandler
from .rng_guard import preserve_rng_state
from .work import MakeRun, Run, Stop, make_run

LOST = "CUDA error"  # in a traceback: a kernel failed, and every later call of this process will fail too
REPLACED_AFTER_S = 0.5  # a quicker answer is finished even if a newer question waits: a dragged slider is never starved


@dataclass
class _Task:
    """A job, and what was asked of it; changed by the commanding thread, read by the thread of the device."""

    job_id: int
    job: Job
    stop: threading.Event = field(default_factory=threading.Event)
    paused: bool = False


class GpuThread:
    """Lives in the engine process; the same class runs in-process for tests and notebooks.

    Args:
        report: takes every report, in order, from the thread of the device; must not block.
        make_run: from a job to what carries it out.
        answer: answers a question about a run or a stored one.
        warm_up: is done first, in the thread; what it returns is the first report.
        on_fatal: is called when this process can compute no more, after the job's ending was reported.
    """

    def __init__(
        self,
        report: Callable[[Report], None],
        make_run: MakeRun = make_run,
        answer: Callable[[Question, Run | None, Stop], Reply] | None = None,
        *,
        warm_up: Callable[[], Report] | None = None,
        on_fatal: Callable[[], None] = lambda: None,
    ) -> None:
        self._report = report
        self._make_run = make_run
        self._answer = answer or RequestHandler()
        self._warm_up = warm_up
        self._on_fatal = on_fatal
        self._followed = FollowedRequests()
        self._changed = threading.Condition()  # guards the next four
        self._tasks: deque[_Task] = deque()  # the first one is being carried out
        self._questions: dict[str, Ask] = {}  # the newest of each topic, in the order of asking
        self._closing = False
        self._run: Run | None = None  # of this job, or the last one
        self._thread = threading.Thread(target=self._live, name="gpu", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def handle(self, command: Command) -> None:
        """Take a command, from any thread; returns at once."""
        with self._changed:
            match command:
                case Submit(job_id, job):
                    self._tasks.append(_Task(job_id, job))
                case Control(job_id, what):
                    for task in self._tasks:
                        if task.job_id == job_id:
                            self._control(task, what)
                case Ask():
                    self._questions.pop(command.topic, None)
                    self._questions[command.topic] = command
                case Follow(topic, question):
                    self._followed.set(topic, question)
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

    @staticmethod
    def _control(task: _Task, what: str) -> None:
        if what == "stop":
            task.stop.set()
        else:
            task.paused = what == "pause"

    # ---- everything below happens in the thread of the device

    def _live(self) -> None:
        if self._warm_up is not None:
            self._report(self._warm_up())
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._tasks or self._questions or self._closing)
                task = self._tasks[0] if self._tasks else None
                if task is None and self._closing:
                    return
            if task is None:
                self._answer_waiting(None)
                continue
            ending = self._carry_out(task)
            with self._changed:
                self._tasks.popleft()
            self._report(JobEvent(task.job_id, ending))
            if isinstance(ending, RunFailed) and LOST in ending.details:
                self._on_fatal()

    def _carry_out(self, task: _Task) -> Event:
        """Do one job; whatever happens, it has one ending, which is returned."""
        self._run = None
        try:
            return RunStopped(0, 0) if task.stop.is_set() else self._drive(task)
        except Interrupted:
            return self._stopped()
        except Exception as error:
            return describe_failure(error, self._resumable())

    def _drive(self, task: _Task) -> Event:
        """Report every event but the ending, which is returned."""
        self._run = run = self._make_run(task.job, task.stop.is_set)
        events = run.events()
        asked_to_stop = False
        try:
            for event in events:
                if isinstance(event, Ending):
                    return event
                self._report(JobEvent(task.job_id, event))
                if isinstance(event, EpochDone):
                    self._answer_followed(task, run)
                if asked_to_stop:  # it had its chance to end by itself
                    break
                self._between_steps(task)
                asked_to_stop = task.stop.is_set()
        finally:
            if isinstance(events, Generator):
                events.close()  # saves the checkpoint
        if asked_to_stop or task.stop.is_set():
            return self._stopped()
        return RunFailed(Sentence("Internal error: the run ended without a result."), "", self._resumable())

    def _between_steps(self, task: _Task) -> None:
        """Answer what was asked; while the job is paused, stay here and go on answering."""
        self._answer_waiting(task)
        if not task.paused or task.stop.is_set():
            return
        self._report(JobState(task.job_id, paused=True))
        while task.paused and not task.stop.is_set():
            with self._changed:
                self._changed.wait_for(lambda: self._questions or not task.paused or task.stop.is_set())
            self._answer_waiting(task)
        self._report(JobState(task.job_id, paused=False))

    def _answer_waiting(self, task: _Task | None) -> None:
        """Answer each topic's newest question once; a stop of the job comes first."""
        for _ in range(len(self._questions)):
            with self._changed:
                if not self._questions or (task is not None and task.stop.is_set()) or self._closing:
                    return
                ask = self._questions.pop(next(iter(self._questions)))
            self._answer_one(ask, task)

    def _answer_followed(self, task: _Task, run: Run) -> None:
        """Answer what follows the measurements; a stop of the job comes first."""
        for ask in self._followed.due(run):
            if task.stop.is_set() or self._closing:
                return
            self._answer_one(ask, task)

    def _answer_one(self, ask: Ask, task: _Task | None) -> None:
        began = time.monotonic()

        def stop() -> bool:
            if self._closing or (task is not None and task.stop.is_set()):
                return True
            return ask.topic in self._questions and time.monotonic() - began > REPLACED_AFTER_S

        try:
            with preserve_rng_state():
                reply = self._answer(ask.question, self._run, stop)
        except Interrupted:
            with self._changed:
                self._questions.setdefault(ask.topic, ask)  # when the job has ended; or never, if a newer one is there
        except Exception as error:
            broken = describe_failure(error, resumable=False)
            self._report(Refusal(ask.question_id, ask.topic, broken.message, broken.details))
            if LOST in broken.details:
                self._on_fatal()
        else:
            self._report(Answer(ask.question_id, ask.topic, reply))

    def _stopped(self) -> RunStopped:
        return RunStopped(0, 0) if self._run is None else RunStopped(self._run.step, self._run.epoch)

    def _resumable(self) -> bool:
        folder = None if self._run is None else self._run.folder
        return isinstance(folder, RunFolder) and folder.has_checkpoint()
