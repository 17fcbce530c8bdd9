"""The events of a run on disk: one JSON object a line, append only, readable after any accident."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ..base.append import append_line
from ..base.events import Ending, Event, Progress
from ..base.files import open_regular
from ..training.events import EpochDone, StepDone
from .event_json import from_json, to_json
from .events import RunStarted
from .recorded_events import RecordedEvents, merge_repeated
from .step_columns import COLUMNS, StepCollector

_BLOCK = 1 << 20  # bytes that are read at a time
_LONGEST = 1 << 20  # bytes of a line; the longest ever written has the traceback of a bug
_MOST_DAMAGED = 1 << 26  # bytes of damaged lines: what comes behind so many is not read
_STEP = '{"event":"StepDone"'
_GROUPS = 1 + len(COLUMNS)  # parts of a text for each line at which it is split


def _step_lines(number: str) -> re.Pattern[str]:
    """Lines of `StepDone` as `to_json` writes them, with a group for each field."""
    whole = "([1-9]\\d{0,8})"
    numbers = [f',"{name}":({number}{"|null" * (name == "attacked_loss")})\\d*' for name in COLUMNS[2:]]
    return re.compile(f'^{_STEP},"step":{whole},"epoch":{whole}{"".join(numbers)}}}\n', re.ASCII | re.MULTILINE)


_EXACT = r"[\d.e+-]{1,24}"
_ROUNDED = rf"[\d.]{{1,15}}(?=\d*[,}}])|{_EXACT}"  # 15 digits are converted at thrice the speed of more
_EXACT_STEPS, _ROUNDED_STEPS = _step_lines(_EXACT), _step_lines(_ROUNDED)


class EventLog:
    """`events.jsonl` of one run folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, event: Event) -> None:
        """Add one event; `Progress` is not worth a line. Start and end of the run and each epoch survive a power cut.

        Raises:
            OSError: it could not be written; the file ends as it did before.
        """
        if isinstance(event, Progress):
            return
        line = to_json(event).encode(errors="replace")  # the path of its folder may be no text
        append_line(self.path, line, durable=isinstance(event, RunStarted | EpochDone | Ending))

    def read(self, *, steps: bool = True, exact: bool = True) -> RecordedEvents:
        """What is recorded, each step and epoch once; lines that hold no event are left out and counted.

        A last line without an end is not counted: it is being written, or its writer was killed.

        Args:
            steps: with the `StepDone` events, of which a long run has very many.
            exact: their numbers as they were reported; else to 1e-11, which takes less time.

        Raises:
            FileError: it is no regular file.
            OSError: it cannot be read.
        """
        reading = _Reading(None if not steps else _EXACT_STEPS if exact else _ROUNDED_STEPS)
        with suppress(FileNotFoundError), open_regular(self.path) as file:  # nothing was reported yet
            reading.read(file)
        return reading.to_events()


class _Reading:
    """One pass over a log."""

    def __init__(self, step_lines: re.Pattern[str] | None) -> None:
        """`step_lines`: None: without steps."""
        self._step_lines = step_lines
        self._steps = StepCollector()
        self._others: list[Event] = []
        self._places: list[int] = []  # of each of these how many steps were read before
        self._left_out = 0
        self._damaged = 0  # bytes

    def read(self, file: BinaryIO) -> None:
        """All lines of `file`, a block at a time."""
        tail, too_long = b"", False  # what follows the last end of a line, and whether its beginning was left out
        while self._damaged <= _MOST_DAMAGED and (block := file.read(_BLOCK)):
            whole, end, tail = (tail + block).rpartition(b"\n")
            if end:
                if too_long:
                    whole, too_long = whole.partition(b"\n")[2], False
                self._take_lines(whole + end)
            if too_long or len(tail) > _LONGEST:
                self._leave_out(len(tail), 0 if too_long else 1)
                tail, too_long = b"", True
        if not too_long and tail.endswith(b"}"):  # else it is being written, or its writer was killed
            self._take_lines(tail + b"\n")

    def to_events(self) -> RecordedEvents:
        """What was read, in order."""
        steps, before = self._steps.columns()
        merged = merge_repeated(self._others)
        places = tuple(int(before[self._places[place]]) for place, _ in merged)
        return RecordedEvents(tuple(event for _, event in merged), places, steps, self._left_out)

    def _take_lines(self, lines: bytes) -> None:
        """Whole lines of the log, in order."""
        text = lines.decode("latin-1")  # a character for each byte
        if self._step_lines is None:
            for line in text.split("\n"):
                if not (line.startswith(_STEP) and line.endswith("}")):
                    self._take_line(line)
            return
        parts = self._step_lines.split(text)  # what lies between two lines of steps, and the numbers of each
        between = {place: others for place, others in enumerate(parts[::_GROUPS]) if others}
        try:
            if any(_STEP in others for others in between.values()):
                raise ValueError("a line of a step is not written as usual, or damaged")
            before = len(self._steps)
            self._steps.extend([parts[column::_GROUPS] for column in range(1, _GROUPS)])
        except ValueError:
            for line in text.split("\n"):
                self._take_line(line, len(self._steps))
        else:
            for place, others in between.items():
                for line in others.split("\n"):
                    self._take_line(line, before + place)

    def _take_line(self, line: str, place: int = 0) -> None:
        """A line that comes behind `place` steps."""
        if line in ("", "\r"):
            return
        content = line.encode("latin-1")
        try:
            event = from_json(content)
        except ValueError:
            self._leave_out(len(content))
            return
        if not isinstance(event, StepDone):
            self._others.append(event)
            self._places.append(place)
        elif self._step_lines is not None:
            self._steps.append(event)

    def _leave_out(self, length: int, count: int = 1) -> None:
        self._left_out += count
        self._damaged += length
