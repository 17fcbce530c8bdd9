"""The events of a run on disk: one JSON object a line, append only, readable after any accident."""

from __future__ import annotations

import math
import os
import re
from dataclasses import astuple
from pathlib import Path
from typing import BinaryIO

from ..base.append import append_line
from ..base.events import Ending, EpochDone, Event, Progress, StepDone
from ..base.files import open_regular, sync_folder
from .event_json import from_json, to_json
from .recorded_events import RecordedEvents, merge_repeated
from .step_columns import StepCollector

_BLOCK = 1 << 20  # bytes that are read at a time
_LONGEST = 1 << 20  # bytes of a line; the longest ever written has the traceback of a bug
_MOST_DAMAGED = 1 << 26  # bytes of damaged lines: what comes behind so many is not read
_STEP = b'{"event":"StepDone"'
_NUMBER = rb"(-?\d{1,20}(?:\.\d{1,20})?(?:e(?:\+\d\d|-\d{1,3}))?)"
_STEP_LINE = re.compile(  # as `to_json` writes it
    _STEP + rb',"step":([1-9]\d{0,8}),"epoch":([1-9]\d{0,8}),"loss":' + _NUMBER + rb',"clean_loss":' + _NUMBER
    + rb',"attacked_loss":' + _NUMBER.replace(b"(-", b"(null|-", 1) + rb',"gradient_norm":' + _NUMBER
    + rb',"lr":' + _NUMBER + rb"\}"
)  # fmt: skip


class EventLog:
    """`events.jsonl` of one run folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, event: Event) -> None:
        """Add one event; `Progress` is not worth a line. The end of an epoch or of the run also survives a power cut.

        Raises:
            OSError: it could not be written; the file ends as it did before.
        """
        if isinstance(event, Progress):
            return
        line = to_json(event).encode(errors="replace")  # the path of its folder may be no text
        ends = isinstance(event, EpochDone | Ending)
        append_line(self.path, line, durable=ends)
        if ends:
            sync_folder(self.path.parent)

    def read(self, *, steps: bool = True, most_steps: int | None = None) -> RecordedEvents:
        """What is recorded, each step and epoch once; lines that hold no event are left out and counted.

        A last line without an end is not counted: it is being written, or its writer was killed.

        Args:
            steps: with the `StepDone` events, of which a long run has very many.
            most_steps: of more steps, about as many, evenly spread, and the last one; None: all.

        Raises:
            FileError: it is no regular file.
            OSError: it cannot be read.
        """
        reading = _Reading(steps=steps, most_steps=most_steps)
        try:
            with open_regular(self.path) as file:
                reading.read(file)
        except FileNotFoundError:
            pass
        return reading.recorded()


class _Reading:
    """One pass over a log."""

    def __init__(self, *, steps: bool, most_steps: int | None) -> None:
        self._with_steps, self._most_steps = steps, most_steps
        self._every = 1
        self._seen = 0  # lines of steps
        self._passed_over = b""  # the last of them, unless it was read
        self._steps = StepCollector()
        self._rows: list[tuple[bytes | float | None, ...]] = []  # of steps, not yet in columns
        self._others: list[Event] = []
        self._places: list[int] = []  # of each of these how many steps were read before
        self._left_out = 0
        self._damaged = 0  # bytes

    def read(self, file: BinaryIO) -> None:
        """All lines of `file`, a block at a time."""
        size = os.fstat(file.fileno()).st_size
        rest, too_long = b"", False  # what follows the last end of a line, and whether its beginning was left out
        while self._damaged <= _MOST_DAMAGED and (block := file.read(_BLOCK)):
            *lines, rest = (rest + block).split(b"\n")
            if self._most_steps is not None and not self._seen:
                self._every = _stride(lines, size, self._most_steps)
            for line in lines[too_long:]:
                self._take(line)
            too_long = too_long and not lines
            if too_long or len(rest) > _LONGEST:
                self._leave_out(rest, 0 if too_long else 1)
                rest, too_long = b"", True
            self._steps.add(self._rows)
            self._rows.clear()
        if not too_long and rest.endswith(b"}"):  # else it is being written, or its writer was killed
            self._take(rest)
        if self._passed_over:
            self._take_step(self._passed_over)
        self._steps.add(self._rows)

    def recorded(self) -> RecordedEvents:
        """What was read, in order."""
        steps, before = self._steps.columns(self._every)
        merged = merge_repeated(self._others)
        places = tuple(int(before[self._places[place]]) for place, _ in merged)
        return RecordedEvents(tuple(event for _, event in merged), places, steps, self._left_out)

    def _take(self, line: bytes) -> None:
        if not line.startswith(_STEP):
            if line:
                self._take_other(line)
        elif not line.endswith(b"}"):
            self._leave_out(line)
        elif self._with_steps:
            self._seen += 1
            is_read = self._seen % self._every == 1 or self._every == 1
            self._passed_over = b"" if is_read else line
            if is_read:
                self._take_step(line)

    def _take_step(self, line: bytes) -> None:
        if match := _STEP_LINE.fullmatch(line):
            self._rows.append(match.groups())
        else:
            self._take_other(line)

    def _take_other(self, line: bytes) -> None:
        try:
            event = from_json(line)
        except ValueError:
            self._leave_out(line)
            return
        if isinstance(event, StepDone):
            if self._with_steps:
                self._rows.append(astuple(event))
        else:
            self._others.append(event)
            self._places.append(len(self._steps) + len(self._rows))

    def _leave_out(self, line: bytes, count: int = 1) -> None:
        self._left_out += count
        self._damaged += len(line)


def _stride(lines: list[bytes], size: int, most: int) -> int:
    """One of so many steps makes about `most` of a log of `size` bytes that begins with `lines`."""
    lengths = [len(line) + 1 for line in lines if line.startswith(_STEP)]
    return max(1, math.ceil(size * len(lengths) / sum(lengths) / most)) if lengths else 1
