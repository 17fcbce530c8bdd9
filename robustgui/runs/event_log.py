"""The events of a run on disk: one JSON object a line, append only, readable after any accident."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..base.events import Ending, EpochDone, Event, Progress, RunStarted, StepDone
from .event_json import from_json, to_json


class EventLog:
    """`events.jsonl` of one run folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, event: Event) -> None:
        """Add one event; `Progress` is not worth a line.

        Raises:
            OSError: it could not be written; the file ends as it did before.
        """
        if isinstance(event, Progress):
            return
        line = (to_json(event) + "\n").encode()
        with self.path.open("ab", buffering=0) as file:
            end = file.tell()
            if end and not _ends_a_line(self.path):
                line = b"\n" + line  # what a killed process left unfinished must not swallow this event
            try:
                written = file.write(line)
                if written != len(line):
                    raise OSError(28, os.strerror(28), str(self.path))
            except OSError:
                file.truncate(end)
                raise

    def read(self, *, steps: bool = True) -> list[Event]:
        """What holds: broken lines left out, and what a resumed run did again only once.

        Args:
            steps: with the `StepDone` events, of which a long run has very many.
        """
        if not self.path.is_file():
            return []
        found = []
        with self.path.open("rb") as file:
            for line in file:
                if not steps and line.startswith(b'{"event":"StepDone"'):
                    continue
                try:
                    found.append(from_json(line))
                except ValueError:  # unfinished when its writer was killed
                    continue
        return holding(found)


def holding(events: Iterable[Event]) -> list[Event]:
    """`events` without what was undone: a resumed run starts at its checkpoint and repeats what lay behind it."""
    kept: list[Event] = []
    for event in events:
        if isinstance(event, RunStarted) and kept:
            kept = [earlier for earlier in kept if not _undone(earlier, event)]
        kept.append(event)
    return kept


def _undone(earlier: Event, resumed: RunStarted) -> bool:
    match earlier:
        case StepDone():
            return earlier.step > resumed.step
        case EpochDone():
            return earlier.epoch > resumed.epoch
        case _:
            return isinstance(earlier, Ending)


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
