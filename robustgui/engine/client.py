"""The window's end of the connection to one engine process: sends commands, collects reports, notices a crash."""

from __future__ import annotations

import time
from queue import Empty

from ..base.child_process import ChildProcess, UnreadableMessage, signal_name
from ..base.errors import Sentence
from .messages import Command, EngineCrashed, LogLine, Report, Shutdown

# exit codes of the process, beside 0
CANNOT_START = 70  # warming up failed; the reason is the last line of standard error
DEVICE_LOST = 71  # a failed kernel made the graphics card unusable for this process


def describe_crash(exit_code: int, forced: bool, written: str) -> EngineCrashed:
    """The report on a process that ended with `exit_code`.

    Args:
        exit_code: negative: the number of the signal that ended it.
        forced: whether it was killed on request.
        written: the end of its standard error.
    """
    lines = [line for line in written.splitlines() if line.strip()]
    facts = {"code": exit_code, "problem": lines[-1].strip() if lines else "-"}
    if forced:
        return EngineCrashed(Sentence("The engine was stopped by force."), written, True)
    if exit_code == CANNOT_START:
        return EngineCrashed(Sentence("The engine could not start: {problem}.", facts), written, False)
    if exit_code == DEVICE_LOST:
        reason = Sentence("The GPU failed; a new engine is started.")
    elif exit_code in (-9, 137):
        reason = Sentence(
            "The system ended the engine (SIGKILL). Most often this means that memory ran out: make the batches or "
            "the network smaller, or close other programs."
        )
    elif exit_code < 0:
        reason = Sentence("The engine crashed ({signal}).", {"signal": signal_name(-exit_code)})
    elif exit_code > 0:
        reason = Sentence("The engine ended unexpectedly (code {code}: {problem}).", facts)
    else:
        reason = Sentence("The engine exited.")
    return EngineCrashed(reason, written, False)


MAKE_RUN = "robustgui.engine.work:make_run"


class EngineClient:
    """One engine process, from `start` to `close`. For another one make another client. No Qt and no torch.

    Args:
        make_run: "module:function" that makes a run of a job in the process.
        warm: False: it is `Ready` at once, and the first job pays for torch; for one short job only.
    """

    def __init__(self, make_run: str = MAKE_RUN, *, warm: bool = True) -> None:
        self._arguments = [make_run, "warm" if warm else "cold"]
        self._process: ChildProcess | None = None
        self._is_closing = False
        self._is_forced = False
        self._has_ended = False  # and that was reported

    @property
    def pid(self) -> int:
        """Of the process; 0 before `start`."""
        return self._process.pid if self._process is not None else 0

    @property
    def running(self) -> bool:
        """Whether reports may still come."""
        return self._process is not None and self._process.is_running

    @property
    def signs(self) -> int:
        """Messages that have come; an engine that lives sends one a second at least."""
        return self._process.received if self._process is not None else 0

    def start(self) -> None:
        """Start the process; it reports `Ready` when it is warm. Raises `OSError` if the system refuses."""
        self._process = ChildProcess("robustgui.engine.process", *self._arguments, name="engine", background=True)

    def send(self, command: Command) -> None:
        """Send a command; never blocks. One sent to an engine that has ended is lost."""
        if self._process is not None:
            self._process.send(command)

    def poll(self, patience_s: float = 0.0) -> list[Report]:
        """What has arrived since the last call, in order; `EngineCrashed` is the last thing that ever arrives.

        Args:
            patience_s: if there is nothing yet, wait for so long.
        """
        reports: list[Report] = []
        deadline = time.monotonic() + patience_s
        while self._process is not None and not self._has_ended:
            try:
                reports += self._process.receive(0.0 if reports else deadline - time.monotonic())
            except Empty:
                break
            except UnreadableMessage as error:
                reports.append(LogLine("ERROR", f"A report of the engine could not be read: {error}", time.time()))
            except EOFError:
                self._has_ended = True
                if not self._is_closing or self._is_forced:
                    code = self._process.exit_code or 0
                    reports.append(describe_crash(code, self._is_forced, self._process.error_text()))
        return reports

    def kill(self) -> None:
        """End the process at once; `EngineCrashed` with `forced` follows."""
        if self._process is not None:
            self._is_forced = True
            self._process.kill()

    def close(self, patience_s: float) -> bool:
        """Stop the job with its checkpoint and end the process; kill it if it takes longer than `patience_s`.

        Afterwards no process and no thread is left; `poll` still gives the last reports.

        Returns:
            Whether it ended in time.
        """
        self._is_closing = True
        if self._process is None:
            return True
        self._process.send(Shutdown())
        in_time = self._process.close(patience_s)
        self._process.join()
        return in_time
