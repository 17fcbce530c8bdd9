"""Why the engine died, in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..base.child_process import signal_name
from ..base.errors import Sentence
from .exit_codes import CANNOT_START, DEVICE_LOST


@dataclass(frozen=True)
class EngineDied:
    """The engine process ended although nobody asked it to; the last thing that an `EngineClient` reports.

    Attributes:
        reason: for the user.
        details: the end of what it wrote to standard error, such as the place of a crash.
        forced: the window killed it.
    """

    reason: Sentence
    details: str = field(repr=False)
    forced: bool


def describe(exit_code: int, forced: bool, written: str) -> EngineDied:
    """`written`: the end of the process's standard error."""
    lines = [line for line in written.splitlines() if line.strip()]
    facts = {"code": exit_code, "problem": lines[-1].strip() if lines else "-"}
    if forced:
        return EngineDied(Sentence("The engine was stopped by force."), written, True)
    if exit_code == CANNOT_START:
        return EngineDied(Sentence("The engine could not start: {problem}.", facts), written, False)
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
    return EngineDied(reason, written, False)
