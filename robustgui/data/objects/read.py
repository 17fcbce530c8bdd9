"""Objects in memory to SequenceSets, by the same rules as the arrays of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from ..formats.arrays.named_arrays import Arrays, Outline, as_text, whole
from ..formats.arrays.roles import Roles
from ..formats.arrays.sequences import read_labels, sequences_of
from ..formats.sequences.collector import offsets_of
from ..formats.sequences.labels import Labels
from ..formats.texts.collector import TextCollector
from ..load import arrange
from ..sequence_set import Calendar, Dataset, SequenceSet
from ..settings import DataSettings
from .arrays import is_frame, is_from, to_array, to_seconds, to_sequences, unpack
from .description import Description, Part
from .frames import part_of_frame

_MOST_TARGETS = 2  # dimensions


class _Objects(Arrays):
    """Arrays in memory in place of those of a file."""

    def __init__(self, name: str, arrays: dict[str, Any]) -> None:
        self.path = Path(name)
        self._arrays = arrays

    @property
    def outlines(self) -> dict[str, Outline]:
        """See `Arrays.outlines`."""
        return {
            name: Outline((len(array),), "cells") if isinstance(array, list) else Outline(array.shape, array.dtype.kind)
            for name, array in self._arrays.items()
        }

    def read(self, name: str) -> NDArray[Any]:
        """See `Arrays.read`."""
        array: NDArray[Any] = self._arrays[name]
        return array

    def cells(self, name: str) -> list[NDArray[Any]]:
        """See `Arrays.cells`."""
        for index, cell in enumerate(self._arrays[name]):
            if cell.dtype.kind not in "biuf":
                raise DataError(
                    "{file}: sequence {index} (counted from 0) does not consist of numbers, but of {type}. Give each "
                    "as an array (T, F).",
                    file=self.path.name, index=index, type=str(cell.dtype),
                )  # fmt: skip
        return list(self._arrays[name])


@dataclass(frozen=True)
class SequenceObjects:
    """The parts as they were given, before task, split and preprocessing.

    Attributes:
        parts: by name: "train", and where they were given "test" and "validation".
    """

    parts: dict[str, SequenceSet]

    def arrange(self, settings: DataSettings) -> Dataset:
        """Task, split and preprocessing, as for a file; see `data.load`."""
        return arrange(settings, self.parts["train"], self.parts.get("test"), None, self.parts.get("validation"))


def read_objects(parts: dict[str, Part], about: Description) -> SequenceObjects:
    """The sequences of all parts; those of the later ones have the classes of the first.

    Raises:
        DataError: objects of another kind or shape, labels that are missing or do not fit, values that are infinite.
    """
    read: dict[str, SequenceSet] = {}
    for name, part in parts.items():
        read[name] = _read_part(part, about)
        first = read["train"]
        if not about.features:
            about = replace(about, features=first.features if not first.symbolic else ())
    return SequenceObjects(read)


def _read_part(part: Part, about: Description) -> SequenceSet:
    if isinstance(part.x, SequenceSet):
        return part.x
    part = unpack(part, about.name)
    if is_frame(part.x):
        part, about = part_of_frame(part, about)
    x = to_sequences(part.x, about.name)
    if isinstance(x, np.ndarray) and x.dtype.kind in "US":
        data = _read_texts(x, about)
    elif about.vocabulary:
        data = _read_tokens(x, part, about)
    else:
        data = _read_values(x, part, about)
    labels, classes = _read_labels(part.y, len(data), about)
    data = replace(data, labels=labels, classes=classes)
    if labels.dtype.kind != "i" and about.targets:
        data = replace(data, targets=about.targets)
    if part.groups is not None:
        data = _with_groups(data, part.groups, about)
    if part.times is not None:
        data = replace(data, times=_times(part.times, len(data), about))
    if part.dates is not None:
        data = replace(data, calendar=Calendar(data.values, part.dates))
    return data


def _read_values(x: NDArray[Any] | list[NDArray[Any]], part: Part, about: Description) -> SequenceSet:
    if isinstance(x, np.ndarray) and x.ndim == 1 and about.is_unlabelled:
        x = x[None]  # one series, (T,) -> (1, T)
    arrays: dict[str, Any] = {"x": x, "name": np.array([about.name])}
    arrays |= {
        key: to_array(value) for key, value in (("lengths", part.lengths), ("mask", part.mask)) if value is not None
    }
    arrays |= {
        key: np.array(names) for key, names in (("feature_names", about.features), ("units", about.units)) if names
    }
    if about.sample_rate is not None:
        arrays["sample_rate"] = np.array(about.sample_rate)
    if isinstance(x, list) and part.lengths is not None:
        lengths = whole(_Objects(about.name, arrays), "lengths", len(x), 1, max(map(len, x)))
        arrays["x"] = [each[:length] for each, length in zip(x, lengths.tolist(), strict=True)]
    data = sequences_of(_Objects(about.name, arrays), Roles("x", ""), "ntf")
    return replace(data, source="")


def _read_texts(texts: NDArray[Any], about: Description) -> SequenceSet:
    if texts.ndim != 1:
        raise DataError(
            "{file}: texts must be a list of N texts, not an array of the shape {shape}. Join the words of each text, "
            "or give token numbers with vocabulary=.",
            file=about.name, shape=str(texts.shape),
        )  # fmt: skip
    collector = TextCollector(Path(about.name))
    for place, text in enumerate(texts.tolist()):
        collector.add(as_text(text), None, place)
    return replace(collector.finish(name=about.name), source="")


def _read_tokens(x: NDArray[Any] | list[NDArray[Any]], part: Part, about: Description) -> SequenceSet:
    """Sequences of token numbers, padded with `lengths` or a `mask`, or of unequal lengths."""
    if isinstance(x, np.ndarray) and x.ndim == 2:
        lengths = np.full(len(x), x.shape[1])
        if part.mask is not None:
            lengths = to_array(part.mask).astype(bool).sum(1)
        if part.lengths is not None:
            lengths = whole(_Objects(about.name, {"lengths": to_array(part.lengths)}), "lengths", len(x), 1, x.shape[1])
        x = [row[:length] for row, length in zip(x, lengths.tolist(), strict=True)]
    size = len(about.vocabulary)
    rows = list(x)
    if not rows or not all(row.ndim == 1 and len(row) and row.dtype.kind in "iu" for row in rows):
        raise DataError(
            "{file}: with a vocabulary each sequence must be an array (T,) of whole numbers.", file=about.name
        )
    tokens = np.concatenate(rows)
    if tokens.min() < 0 or tokens.max() >= size:
        raise DataError(
            "{file}: tokens must be whole numbers from 0 to {last}, one for each entry of the vocabulary.",
            file=about.name, last=size - 1,
        )  # fmt: skip
    return SequenceSet.pack(
        name=about.name, values=tokens.astype(np.int32), offsets=offsets_of([len(row) for row in rows]), kind="text",
        labels=np.zeros((len(rows), 0), np.float32), classes=(), features=("token",), vocabulary=about.vocabulary,
    )  # fmt: skip


def _read_labels(y: Any, count: int, about: Description) -> tuple[Labels, tuple[str, ...]]:
    """Class indices (N,) with names, or targets (N, K); without labels (N, 0)."""
    if y is None:
        return np.zeros((count, 0), np.float32), ()
    classes = about.classes
    if is_from(y, "pandas") and not classes and hasattr(y, "cat"):
        classes = tuple(map(str, y.cat.categories))
        y = y.astype(object)
    labels = to_array(y)
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if labels.ndim not in (1, _MOST_TARGETS) or len(labels) != count:
        raise DataError(
            "{file}: y has the shape {shape}, but there are {count} {count:sequence|sequences}, each with one label or "
            "one row of targets.",
            file=about.name, shape=str(labels.shape), count=count,
        )  # fmt: skip
    gaps = _gaps(labels)
    if gaps.any():
        raise DataError(
            "{file}: the label of sequence {index} (counted from 0) is missing or infinite. Give it one, or leave the "
            "sequence out.",
            file=about.name, index=int(np.argmax(gaps.reshape(count, -1).any(axis=1))),
        )  # fmt: skip
    if about.has_targets and labels.dtype.kind in "biuf":
        return labels.reshape(count, -1).astype(np.float32), ()  # (N,) -> (N, 1)
    labels = labels.astype(str) if labels.dtype == object else labels
    if classes and labels.dtype.kind == "f" and (labels == np.floor(labels)).all():
        labels = labels.astype(np.int64)
    if classes and labels.dtype.kind == "U" and (unknown := sorted(set(labels.tolist()) - set(classes))):
        raise DataError(
            "{file}: y has the class '{name}', which is not among classes={classes}.",
            file=about.name, name=unknown[0], classes=", ".join(classes[:20]),
        )  # fmt: skip
    arrays = {"y": labels} | ({"class_names": np.array(classes)} if classes else {})
    return read_labels(_Objects(about.name, arrays), Roles("", "y"), count, None)


def _gaps(labels: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a label is missing or infinite."""
    if labels.dtype.kind == "f":
        return np.asarray(~np.isfinite(labels))
    if labels.dtype != object:
        return np.zeros(labels.shape, bool)
    return np.array([_is_missing(item) for item in labels.ravel().tolist()]).reshape(labels.shape)


def _is_missing(item: Any) -> bool:
    """Whether an object is None, NaN, NaT or NA."""
    try:
        return item is None or bool(item != item)
    except TypeError:  # NA of pandas
        return True


def _with_groups(data: SequenceSet, groups: Any, about: Description) -> SequenceSet:
    values = to_array(groups).ravel()
    _check_count("groups", len(values), len(data), about)
    if _gaps(values).any():
        raise DataError("{file}: the group of a sequence is missing. Give each one a group.", file=about.name)
    names = [str(group) for group in values.tolist()]
    number = {name: i for i, name in enumerate(dict.fromkeys(names))}
    codes = np.array([number[name] for name in names], np.int64)
    return replace(data, groups=codes, group_names=tuple(number), group_title=about.group_title or "group")


def _times(times: Any, count: int, about: Description) -> NDArray[np.float64]:
    """Begin and end of each sequence, (N, 2)."""
    seconds = to_seconds(times, about.name)
    _check_count("times", len(seconds), count, about)
    return np.stack([seconds, seconds], axis=1) if seconds.ndim == 1 else seconds[:, :2]  # (N,) -> (N, 2)


def _check_count(name: str, entries: int, count: int, about: Description) -> None:
    if entries != count:
        raise DataError(
            "{file}: {name} has {given} {given:entry|entries}, but there are {count} {count:sequence|sequences}.",
            file=about.name, name=name, given=entries, count=count,
        )  # fmt: skip


def to_names(value: str | Sequence[Any] | None, name: str) -> tuple[str, ...]:
    """Names as texts; none for None. Raises `DataError` for anything else."""
    if value is None:
        return ()
    if not isinstance(value, Iterable):
        raise DataError("{name} must be a list of names, not {value}.", name=name, value=repr(value)[:80])
    return (value,) if isinstance(value, str) else tuple(map(str, value))
