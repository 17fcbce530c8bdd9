"""The events of a run on disk: one JSON object a line, append only, readable after any accident."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
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
        return merge_repeated(found)


def merge_repeated(events: Iterable[Event]) -> list[Event]:
    """`events` with each step and each epoch once, in rising order, and with no ending that a resume took back.

    A resumed run starts at its checkpoint and repeats what lay behind it. A repetition takes the place of what it
    repeats; what is not repeated yet stays: a resume that is killed at once hides no finished epoch.
    """
    kept: list[Event] = []
    repeatable: dict[tuple[type, int], int] = {}  # steps and epochs behind the last resume, and their places in `kept`
    for event in events:
        if isinstance(event, RunStarted) and kept:
            kept = [earlier for earlier in kept if not isinstance(earlier, Ending)]
            repeatable = {key: place for place, key in _behind(kept, event)}
        place = repeatable.get(key) if (key := _key(event)) is not None else None
        if place is None:
            kept.append(event)
        else:
            kept[place] = event
    return _sorted(kept) if repeatable else kept


def _sorted(events: list[Event]) -> list[Event]:
    """Steps and epochs in rising order, in the places of each other: a damaged line may have left one out before."""
    places = [place for place, event in enumerate(events) if isinstance(event, StepDone | EpochDone)]
    numbered = sorted((events[place] for place in places), key=_order)
    for place, event in zip(places, numbered, strict=True):
        events[place] = event
    return events


def _order(event: Event) -> tuple[int, float]:
    """An epoch comes behind its steps."""
    match event:
        case StepDone():
            return event.epoch, event.step
        case EpochDone():
            return event.epoch, float("inf")
        case _:
            raise TypeError(f"{type(event).__name__} has no number")


def _behind(events: list[Event], resumed: RunStarted) -> Iterator[tuple[int, tuple[type, int]]]:
    """Places and keys of the steps and epochs of `events` that the resumed run will repeat."""
    for place, event in enumerate(events):
        key = _key(event)
        if key is not None and key[1] > (resumed.step if isinstance(event, StepDone) else resumed.epoch):
            yield place, key


def _key(event: Event) -> tuple[type, int] | None:
    """What a repetition of `event` has in common with it; None: it is no step and no epoch."""
    match event:
        case StepDone():
            return StepDone, event.step
        case EpochDone():
            return EpochDone, event.epoch
        case _:
            return None


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
