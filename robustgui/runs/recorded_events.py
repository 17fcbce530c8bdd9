"""What a run recorded, in order: its steps as columns, everything else as events, and what could not be read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..base.errors import Sentence
from ..base.events import Ending, Event
from ..base.versions import newer_than_this
from ..training.events import EpochDone
from .events import RunStarted
from .step_columns import StepColumns


@dataclass(frozen=True, eq=False)
class RecordedEvents(Sequence[Event]):
    """A sequence of events that makes each `StepDone` when it is asked for.

    Attributes:
        others: all but the steps, in order.
        places: of each of `others` how many of `steps` come before it; never falling.
        steps: in rising order.
        left_out: lines of the log that were damaged, or of kinds that this version does not know.
    """

    others: tuple[Event, ...]
    places: tuple[int, ...]
    steps: StepColumns
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.others) + len(self.steps)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        before = bisect_right(range(len(self.others)), place, key=lambda i: self.places[i] + i)
        if before and self.places[before - 1] + before - 1 == place:
            return self.others[before - 1]
        return self.steps[place - before]

    def __iter__(self) -> Iterator[Event]:
        done = 0
        for event, place in zip(self.others, self.places, strict=True):
            yield from self.steps[done:place]
            done = place
            yield event
        yield from self.steps[done:]

    def problem(self, file: str) -> Sentence | None:
        """The warning that lines of `file` were left out; None: none were."""
        if not self.left_out:
            return None
        facts = {"file": file, "count": self.left_out}
        version = max((event.version for event in self.others if isinstance(event, RunStarted)), default="")
        if newer_than_this(version):
            return Sentence(
                "{count} {count:line|lines} of {file} {count:is|are} excluded: they are damaged, or of a kind "
                "that this version does not know (they were written by robustgui {version}).",
                facts | {"version": version},
                "warning",
            )
        return Sentence("{count} damaged lines of {file} are excluded.", facts, "warning")


def merge_repeated(events: Sequence[Event]) -> list[tuple[int, Event]]:
    """`events`, which are no steps, with each epoch once, in rising order, and no ending that a resume took back.

    A resumed run starts at its checkpoint and repeats what lay behind it. A repetition takes the place of what it
    repeats; what is not repeated yet stays: a resume that is killed at once hides no finished epoch.

    Returns: with each event the place that it had, or that of the one that it repeats.
    """
    valid: list[tuple[int, Event]] = []
    for place, event in enumerate(events):
        if isinstance(event, RunStarted):
            valid = [entry for entry in valid if not isinstance(entry[1], Ending)]
        valid.append((place, event))
    epochs: dict[int, int] = {}
    merged: list[tuple[int, Event]] = []
    for place, event in valid:
        if isinstance(event, EpochDone) and event.epoch in epochs:
            before = epochs[event.epoch]
            merged[before] = (merged[before][0], event)
            continue
        if isinstance(event, EpochDone):
            epochs[event.epoch] = len(merged)
        merged.append((place, event))
    slots = sorted(epochs.values())
    rising = [merged[epochs[epoch]][1] for epoch in sorted(epochs)]
    for slot, event in zip(slots, rising, strict=True):
        merged[slot] = (merged[slot][0], event)
    return merged
