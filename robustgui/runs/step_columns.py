"""Training steps of a run as columns of numbers: a million of them take 56 MB, as events ten times as much."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..training.events import StepDone

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
MOST_PARTS = 32  # names of parts in a log
WHOLE = ("step", "epoch", "updates")  # columns of whole numbers
REAL = ("loss", "gradient_norm", "lr")
_AT_ONCE = 4096
_MISSING = ('"nan"', "null", None)  # texts of a number that is not there


@dataclass(frozen=True, eq=False)
class StepColumns:
    """S steps in rising order, as the fields of `StepDone`: whole numbers (S,) int32, the others (S,) float64.

    Attributes:
        parts: of the loss by name, in order; NaN at steps that did not report the part.
    """

    step: Ints
    epoch: Ints
    loss: Floats
    parts: dict[str, Floats]
    gradient_norm: Floats
    lr: Floats
    updates: Ints

    def __len__(self) -> int:
        return len(self.step)

    def __getitem__(self, place: Any) -> Any:
        """The step at `place`, or of a slice their columns."""
        if not isinstance(place, slice):
            place = range(len(self))[place]
            return next(iter(self[place : place + 1]))
        parts = {name: values[place] for name, values in self.parts.items()}
        return StepColumns(**{name: getattr(self, name)[place] for name in (*WHOLE, *REAL)}, parts=parts)

    def __iter__(self) -> Iterator[StepDone]:
        names = tuple(self.parts)
        for start in range(0, len(self), _AT_ONCE):
            chunk = slice(start, start + _AT_ONCE)
            rows = zip(*(self.parts[name][chunk].tolist() for name in names), strict=True) if names else ()
            parts = [tuple(part for part in zip(names, row, strict=True) if not math.isnan(part[1])) for row in rows]
            step, epoch, updates = (getattr(self, name)[chunk].tolist() for name in WHOLE)
            loss, norm, lr = (getattr(self, name)[chunk].tolist() for name in REAL)
            yield from map(StepDone, step, epoch, loss, parts or [()] * len(step), norm, lr, updates)

    @property
    def clean_loss(self) -> Floats:
        """The part "clean", (S,); NaN where there is none."""
        return self.parts.get("clean", np.full(len(self), np.nan))

    @property
    def attacked_loss(self) -> Floats:
        """The part "adversarial", (S,); NaN where there is none."""
        return self.parts.get("adversarial", np.full(len(self), np.nan))


def merge_names(names_before: Sequence[str], names: Iterable[str]) -> tuple[str, ...]:
    """`known` with those of `names` that are new, each before the known name that follows it, else at the end."""
    merged, place = list(names_before), len(names_before)
    for name in reversed(list(names)):
        if name not in merged:
            merged.insert(place, name)
        place = merged.index(name)
    return tuple(merged)


class StepCollector:
    """Columns that grow while a log is read.

    Attributes:
        names: of the parts of the loss, in order.
    """

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()
        self._columns = {name: array("i") for name in WHOLE} | {name: array("d") for name in REAL}
        self._parts: dict[str, array[float]] = {}

    def __len__(self) -> int:
        return len(self._columns["step"])

    def add_names(self, names: Sequence[str]) -> None:
        """Columns of more parts; raises `ValueError` if that are too many for one log."""
        merged = merge_names(self.names, names)
        if len(merged) > MOST_PARTS:
            raise ValueError("a loss has too many parts")
        self.names = merged
        for name in merged:
            self._parts.setdefault(name, array("d", [math.nan]) * len(self))

    def extend(self, columns: Mapping[str, Sequence[str]], parts: Mapping[str, Sequence[str | None]]) -> None:
        """More steps, as columns of the texts that write their numbers, whole ones in digits alone.

        Raises:
            ValueError: a text writes no number, or one that is too large; then no step was added.
        """
        count = len(columns["step"])
        values = {name: _read_numbers(name, texts) for name, texts in columns.items()}
        values.setdefault("updates", np.ones(count, np.int32))
        read = {name: _read_numbers(name, texts) for name, texts in parts.items()}
        if any(np.isinf(numbers).any() for numbers in (*values.values(), *read.values())):
            raise ValueError("a number is too large")
        self.add_names([name for name, numbers in read.items() if not np.isnan(numbers).all()])
        for name, column in self._columns.items():
            column.frombytes(values[name].tobytes())
        for name, column in self._parts.items():
            column.frombytes((read[name] if name in read else np.full(count, np.nan)).tobytes())

    def append(self, steps: Iterable[StepDone]) -> None:
        """More steps, with numbers that may be infinite or NaN; raises `ValueError` as `add_names`."""
        for names, same in groupby(steps, lambda step: [name for name, _ in step.parts]):
            group = list(same)
            self.add_names(names)
            for name, column in self._columns.items():
                column.extend(map(attrgetter(name), group))
            for name, column in self._parts.items():
                if name in names:
                    place = names.index(name)
                    column.extend([step.parts[place][1] for step in group])
                else:
                    column.extend([math.nan] * len(group))

    def columns(self) -> tuple[StepColumns, Ints]:
        """Each step once, as it was reported last, and how many of them come before each of the rows, (rows + 1,)."""
        columns = {name: np.frombuffer(column, column.typecode) for name, column in self._columns.items()}
        parts = {name: np.frombuffer(self._parts[name]) for name in self.names}
        all_steps = StepColumns(**columns, parts=parts)
        steps = all_steps.step
        if np.all(steps[1:] > steps[:-1]):
            return all_steps, np.arange(len(steps) + 1, dtype=np.int32)
        unique, from_behind = np.unique(steps[::-1], return_index=True)
        last = len(steps) - 1 - from_behind
        before = np.searchsorted(unique, np.maximum.accumulate(steps), side="right")
        parts = {name: values[last] for name, values in parts.items()}
        last_columns = StepColumns(**{name: values[last] for name, values in columns.items()}, parts=parts)
        return last_columns, np.concatenate([[0], before])


def to_columns(steps: Iterable[StepDone]) -> StepColumns:
    """`steps` as columns, each step once, as it was reported last."""
    collector = StepCollector()
    collector.append(steps)
    return collector.columns()[0]


def _read_numbers(name: str, texts: Sequence[str | None]) -> Ints | Floats:
    """The numbers of the column `name`; raises `ValueError` where a text writes none."""
    if name == "updates" and texts.count("1") == len(texts):
        return np.ones(len(texts), np.int32)  # nearly always: one update a step
    if name in WHOLE:
        return np.fromstring(",".join(texts), np.int32, sep=",")  # type: ignore[arg-type]  # five times as fast as `int`
    try:
        return np.fromiter(map(float, texts), np.float64, len(texts))  # type: ignore[arg-type]
    except (ValueError, TypeError):  # looking for missing numbers first would take as long as reading them
        numbers = ("nan" if text in _MISSING else text for text in texts)
        return np.fromiter(map(float, numbers), np.float64, len(texts))
