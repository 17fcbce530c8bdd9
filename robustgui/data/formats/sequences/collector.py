"""Collects sequences while a reader parses them, and builds a SequenceSet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError, Sentence
from ...sequence_set import SequenceSet
from .labels import Labels, encode_labels
from .numbers import AT_ONCE, parse_lines
from .precision import to_float32
from .sequence_buffer import sequence_buffer

_PART = re.compile(r"[_\-. ](?:train|test)$", re.IGNORECASE)

_BETWEEN = "\x1f"  # the columns of a label that has several: no text that is read holds it

Parse = Callable[[int, str], NDArray[np.float64]]
Label = str | tuple[str, ...]  # a tuple: several columns, the last of them the group where there is one


class Collector:
    """Sequences of one file with their labels, in the file's order.

    A large file is read by a child process, which may be killed: then the next Collector of the same file resumes from
    what was committed, and `remaining` skips the lines that need not be read again.
    """

    def __init__(
        self,
        path: Path,
        limit: int | None = None,
        *,
        parse: Parse | None = None,
        delimiter: str = ",",
        padded: bool = True,
    ) -> None:
        """Sequences of `path`, no more than `limit`.

        Args:
            path: of the file.
            limit: None: all.
            parse: for `add_text`: the steps of a univariate sequence, (T,), from its line and text; raises `DataError`.
            delimiter: for `add_text`: what stands between two values.
            padded: for `add_text`: whether NaN at the end pads a shorter sequence.
        """
        self.path = path
        self._limit = limit
        self._parse = parse
        self._delimiter = delimiter
        self._padded = padded
        self._buffer = sequence_buffer(path)
        self._last_line = self._buffer.lines[-1] if len(self._buffer) else 0  # lines up to this one are there already
        self._unparsed: list[tuple[str, str, int]] = []  # texts that are parsed together

    @property
    def full(self) -> bool:
        """Whether the limit is reached."""
        return self._limit is not None and len(self._buffer) + len(self._unparsed) >= self._limit

    def remaining(self, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """`lines` without those that were read before a break; the first comes again, to compare others with."""
        walk = iter(lines)
        if self._last_line:
            first = self._buffer.lines[0]
            return (item for item in walk if item[0] > self._last_line or item[0] == first)
        return walk

    def add(self, values: NDArray[np.floating], label: Label, line: int) -> None:
        """One sequence (T, F) from `line`; raises `DataError` if T is 0, or if F is another than before."""
        if line <= self._last_line:
            return
        self._parse_waiting()
        self._check(values, line)
        self._buffer.put(to_float32(values), (len(values),), (_one(label),), (line,))

    def add_text(self, text: str, label: Label, line: int) -> None:
        """One univariate sequence from `line`, as the text of its values.

        Many are parsed together, which takes a third of the time; where that fails `parse` parses them one by one and
        names the invalid cell, perhaps some lines later.
        """
        if line <= self._last_line:
            return
        self._unparsed.append((text, _one(label), line))
        if len(self._unparsed) >= AT_ONCE:
            self._parse_waiting()

    def label_texts(self) -> tuple[str, ...]:
        """The distinct labels so far, as they are written."""
        self._parse_waiting()
        return tuple(self._buffer.labels)

    def finish(
        self,
        *,
        classes: Sequence[str] = (),
        targets: bool = False,
        name: str = "",
        notes: tuple[Sentence, ...] = (),
        labelled: bool = True,
        outputs: Sequence[str] = (),
        group: str = "",
    ) -> SequenceSet:
        """All of it; raises `DataError` if there is nothing or if a label makes no sense.

        Args:
            classes: in their order, where the file declares them.
            targets: whether the labels are numbers to be predicted, even if they are whole.
            name: of the dataset; else that of the file.
            notes: of the reader.
            labelled: False: there are no labels, and (N, 0) targets.
            outputs: names of targets, one for each column of the labels.
            group: what the last column of the labels is the name of, such as "speaker"; none: there is no such column.
        """
        self._parse_waiting()
        buffer = self._buffer
        if not len(buffer):
            raise DataError("{file} contains no sequences. Choose another file.", file=self.path.name)
        names: tuple[str, ...] = ()
        labels: Labels = np.zeros((len(buffer), 0), np.float32)
        if outputs:
            labels = np.concatenate([self._column(i, targets=True)[0] for i in range(len(outputs))], axis=1)  # (N, K)
        elif labelled:
            labels, names = self._column(0, classes=classes, targets=targets)
        texts, codes, _ = self._texts(-1) if group else ([], None, [])
        return SequenceSet.pack(
            name=name or dataset_name(self.path),
            values=buffer.finish(),
            offsets=offsets_of(np.array(buffer.lengths, np.int64)),
            labels=labels,
            classes=names,
            targets=tuple(outputs),
            groups=codes,
            group_names=tuple(texts),
            group_title=group,
            features=feature_names(buffer.columns),
            source=str(self.path),
            notes=notes,
        )

    def _column(
        self, index: int, *, classes: Sequence[str] = (), targets: bool = False
    ) -> tuple[Labels, tuple[str, ...]]:
        """Column `index` of the labels as classes or targets, and the names of the classes."""
        texts, codes, lines = self._texts(index)
        labels, names = encode_labels(texts, lines, self.path.name, classes=classes, targets=targets)
        return labels[codes], names

    def _texts(self, index: int) -> tuple[list[str], NDArray[np.int64], list[int]]:
        """The distinct texts in column `index` of the labels, the number of that of each sequence, and first lines."""
        numbers: dict[str, int] = {}
        which = [numbers.setdefault(text.split(_BETWEEN)[index], len(numbers)) for text in self._buffer.labels]
        codes = np.array(which, np.int64)[np.array(self._buffer.codes, np.int64)]  # (N,)
        first = np.full(len(numbers), len(codes))
        np.minimum.at(first, codes, np.arange(len(codes)))
        return list(numbers), codes, np.array(self._buffer.lines, np.int64)[first].tolist()

    def _parse_waiting(self) -> None:
        """Take over the sequences whose texts were kept to be parsed together."""
        waiting, self._unparsed = self._unparsed, []
        if not waiting:
            return
        texts, labels, lines = zip(*waiting, strict=True)
        values = parse_lines(texts, self._delimiter) if len(waiting) > 1 else None  # (B, T)
        if values is not None and self._buffer.columns in (0, 1):
            steps = values.shape[1]
            lengths = count_steps_to_last(~np.isnan(values)) if self._padded else np.full(len(values), steps)
            if lengths.all():
                inside = np.arange(steps) < lengths[:, None]  # (B, T)
                self._buffer.put(values[inside][:, None], lengths.tolist(), labels, lines)  # (B, T) -> (S, 1)
                return
        if self._parse is None:
            raise ValueError("texts can be added only to a Collector that can parse them")
        for text, label, line in waiting:
            sequence = self._parse(line, text)[:, None]  # (T, 1)
            if self._padded:
                sequence = sequence[: without_padding(sequence)]
            self._check(sequence, line)
            self._buffer.put(to_float32(sequence), (len(sequence),), (label,), (line,))

    def _check(self, values: NDArray[np.floating], line: int) -> None:
        if not len(values):
            raise DataError(
                "{file}, line {line}: the sequence has no values. Remove the line, or add its values.",
                file=self.path.name, line=line,
            )  # fmt: skip
        if self._buffer.columns not in (0, values.shape[1]):
            raise DataError(
                "{file}, line {line}: {features} {features:feature|features}, {declared} in the lines above. "
                "Correct the line.",
                file=self.path.name, line=line, features=values.shape[1], declared=self._buffer.columns,
            )  # fmt: skip


def _one(label: Label) -> str:
    return label.strip() if isinstance(label, str) else _BETWEEN.join(text.strip() for text in label)


def dataset_name(path: Path) -> str:
    """The file's name without its ending and without _TRAIN or _TEST."""
    return _PART.sub("", path.stem) or path.stem


def feature_names(count: int, word: str = "feature") -> tuple[str, ...]:
    """Names for features that the file does not name."""
    return ("value",) if count == 1 else tuple(f"{word} {i + 1}" for i in range(count))


def offsets_of(lengths: Sequence[int] | NDArray[np.integer]) -> NDArray[np.int64]:
    """Where each of N sequences begins in the flat array, and where the last ends, (N + 1,)."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def count_steps_to_last(valid: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Steps of each sequence up to the last valid one, (N, T) -> (N,)."""
    behind = valid[:, ::-1].argmax(axis=1)
    return np.where(valid.any(axis=1), valid.shape[1] - behind, 0).astype(np.int64)


def without_padding(values: NDArray[np.floating]) -> int:
    """Length of a sequence (T, F) up to its last step with any value that is not NaN."""
    if len(values) and not np.isnan(values[-1]).all():
        return len(values)  # almost always, and much cheaper
    valid = np.flatnonzero(~np.isnan(values).all(axis=1))
    return int(valid[-1]) + 1 if len(valid) else 0
