"""What a process that runs functions for another one is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

TOO_LARGE = 86  # exit code of a process that found itself above its memory limit


@dataclass(frozen=True)
class Request:
    """Run `function(*arguments)` within `seconds` and within `memory` bytes above what the process has now."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float
    memory: float


@dataclass(frozen=True)
class Begun:
    """Everything is imported, and the function was called: its time runs from here."""


@dataclass(frozen=True)
class Progress:
    """The function reported `value`."""

    value: Any


@dataclass(frozen=True)
class Warned:
    """A Python warning was issued."""

    text: str
    category: type[Warning]


@dataclass(frozen=True)
class Returned:
    """The function returned `value`."""

    value: Any
    warnings: tuple[Warned, ...]


@dataclass(frozen=True)
class Raised:
    """The function raised `error`; `trace` is the traceback of a bug, else nothing."""

    error: BaseException
    trace: str
    warnings: tuple[Warned, ...]


@dataclass(frozen=True)
class OutOfMemory:
    """The memory limit was reached."""


Answer = Begun | Progress | Returned | Raised | OutOfMemory
_report: list[Callable[[Any], None]] = []  # in a process that runs functions for another one: sends a `Progress`


def is_apart() -> bool:
    """Whether this process runs functions for another one, and may crash without harm."""
    return bool(_report)


def report_progress(value: object) -> None:
    """In a function that runs apart: tell the other process how far it is; elsewhere nothing happens."""
    for report in _report:
        report(value)


def set_report(report: Callable[[Any], None]) -> None:
    """From now on this process runs functions for another one, and `report` sends what they report."""
    _report[:] = [report]
