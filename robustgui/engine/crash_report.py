"""Why the engine process ended unexpectedly, as a sentence."""

from __future__ import annotations

from ..base.child_process import signal_name
from ..base.errors import Sentence
from .messages import EngineCrashed

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
