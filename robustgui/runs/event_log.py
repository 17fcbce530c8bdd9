"""The events of a run on disk: one JSON object a line, append only, readable after any accident."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from ..base.events import Ending, Event, Progress
from ..base.files import append_line, open_regular
from ..training.events import EpochDone, StepDone
from .event_json import from_json, to_json
from .events import RunStarted
from .recorded_events import RecordedEvents, merge_repeated
from .step_columns import StepCollector

_BLOCK = 1 << 20  # bytes that are read at a time
_LONGEST = 1 << 20  # bytes of a line; the longest ever written has the traceback of a bug
_MOST_DAMAGED = 1 << 26  # bytes of damaged lines: what comes behind so many is not read
_STEP = '{"event":"StepDone"'
_FORMER = '"clean_loss":'  # a field of steps of earlier versions, which had the parts "clean" and "adversarial" alone
# possessive, as what a number matched is never given back: twice as fast
_EXACT = r"[\d.e+-]{1,24}+"
_ROUNDED = rf"[\d.]{{1,15}}+(?=\d*+[,}}\]])|{_EXACT}"  # 15 digits are converted at thrice the speed of more
_WHOLE = r"[1-9]\d{0,8}+"


@cache
def _step_lines(number: str, names: tuple[str, ...] | None) -> re.Pattern[str]:
    """Lines of `StepDone` as `to_json` writes them, with a group for each number.

    Args:
        number: what a number is.
        names: of parts that a line may have, in this order; None: as earlier versions wrote them.
    """
    real = f"({number})\\d*+"
    missing = f'({number}|"nan")\\d*+'
    if names is None:
        parts, updates = f'"clean_loss":{real},"attacked_loss":({number}|null)\\d*+', ""
    else:
        written = (re.escape(json.dumps(name, ensure_ascii=False).encode().decode("latin-1")) for name in names)
        parts = "".join(f"(?:\\[{name},{missing}\\](?:,(?=\\[)|(?=\\])))?+" for name in written)
        parts, updates = f'"parts":\\[{parts}\\]', f',"updates":(0|{_WHOLE})'
    fields = f'"step":({_WHOLE}),"epoch":({_WHOLE}),"loss":{missing},{parts},"gradient_norm":{missing},"lr":{real}'
    return re.compile(f"^{_STEP},{fields}{updates}}}\n", re.ASCII | re.MULTILINE)


class EventLog:
    """`events.jsonl` of one run folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, event: Event) -> None:
        """Add one event; `Progress` is not stored. Start and end of the run and each epoch are on the disk at return.

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
        reading = _Reading(None if not steps else _EXACT if exact else _ROUNDED)
        with suppress(FileNotFoundError), open_regular(self.path) as file:  # nothing was reported yet
            reading.read(file)
        return reading.to_events()


class _Reading:
    """One pass over a log."""

    def __init__(self, number: str | None) -> None:
        """`number`: the pattern of a number of a step; None: without steps."""
        self._number = number
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
        if self._number is None:
            for line in text.split("\n"):
                if not (line.startswith(_STEP) and line.endswith("}")):
                    self._take_line(line)
            return
        before = len(self._steps)
        try:
            between = self._take_steps(text, self._number)
        except ValueError:
            for line in text.split("\n"):
                self._take_line(line, len(self._steps))
        else:
            for place, others in between.items():
                for line in others.split("\n"):
                    self._take_line(line, before + place)

    def _take_steps(self, text: str, number: str) -> dict[int, str]:
        """Steps among whole lines, all at once; returns the other lines by how many of the steps come before them.

        Raises:
            ValueError: the line of a step is damaged, or not written as `to_json` does.
        """
        first = text.find(_STEP)
        is_former = _FORMER in text[first : text.find("\n", first)]
        while True:
            names = None if is_former else self._steps.names
            pattern = _step_lines(number, names)
            size = 1 + pattern.groups
            pieces = pattern.split(text)  # what lies between two lines of steps, and the numbers of each
            between = {place: others for place, others in enumerate(pieces[::size]) if others}
            unread = next((others for others in between.values() if _STEP in others), None)
            if unread is None:
                break
            step = from_json(unread[unread.index(_STEP) :].partition("\n")[0].encode("latin-1"))
            self._steps.add_names([name for name, _ in step.parts] if isinstance(step, StepDone) else ())
            if names is None or names == self._steps.names:
                raise ValueError("the line of a step is not written as usual")
        columns = [pieces[place::size] for place in range(1, size)]
        parts = dict(zip(names if names is not None else ("clean", "adversarial"), columns[3:], strict=False))
        fields = dict(zip(("step", "epoch", "loss"), columns, strict=False))
        fields |= dict(zip(("gradient_norm", "lr", "updates"), columns[3 + len(parts) :], strict=False))
        self._steps.extend(fields, parts)
        return between

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
        elif self._number is not None:
            try:
                self._steps.append([event])
            except ValueError:
                self._leave_out(len(content))

    def _leave_out(self, length: int, count: int = 1) -> None:
        self._left_out += count
        self._damaged += length
