"""Next-token prediction at every position of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from ...base.settings import setting
from ..sequence_set import Dataset, SequenceSet
from .base import TASKS, TaskSettings

Indices = NDArray[np.int64]
_SPACES = np.array([9, 10, 11, 12, 13, 32, 133, 160, 8232, 8233, 12288])  # code points that people write between words
_LINE_ENDS = np.array([10, 11, 12, 13, 133, 8232, 8233])
_AT_ONCE = 1024  # sequences


@TASKS.register("next_token")
class NextToken(TaskSettings):
    """Language modelling: long texts are split into pieces, and the network predicts the next token at every step.

    The baseline knows how frequent each token is in the training data, and nothing else.
    """

    title: ClassVar[str] = "Next token (language model)"

    length: int = setting(
        128, ge=2, le=100_000, title="Length", unit="characters", help="Maximum length of a piece of text."
    )
    by: Literal["pieces", "lines"] = setting(
        "pieces",
        title="Split into",
        choices={"pieces": "pieces of that length", "lines": "lines (long ones in pieces)"},
        help="Pieces end after a word if possible; if split into lines, no piece extends over several lines.",
    )

    def pose(self, data: SequenceSet) -> SequenceSet:
        """See `TaskSettings.pose`; the labels in the data are left out."""
        if not data.symbolic:
            raise DataError(
                "{source}: next-token prediction needs text, but these are values. Choose another task.",
                source=data.source or data.name,
            )
        texts, starts, lengths = _join_pieces(self._pieces(data))
        if not len(starts):
            raise DataError(
                "{source}: no text is long enough for next-token prediction. Choose other data, or split into pieces.",
                source=data.source or data.name,
            )
        several = len(data) > 1
        names = data.group_names if data.groups is not None else tuple(f"text {i + 1}" for i in range(len(data)))
        return replace(
            data,
            starts=starts,
            lengths=lengths,
            labels=np.empty((len(starts), 0), np.float32),
            classes=(),
            purpose="next_token",
            groups=data.groups[texts] if data.groups is not None else texts if several else None,
            group_names=names if several else (),
            group_title=(data.group_title or "text") if several else "",
            times=None if data.times is None else data.times[texts],
            targets=(),
            baseline=None,
            filled=(),
        )

    def complete(self, dataset: Dataset) -> Dataset:
        """Every part with its baseline: bits per token of the unigram distribution of the training data."""
        bits = token_bits(dataset.train)
        return dataset.map(lambda part: with_baseline(part, bits))

    def _pieces(self, data: SequenceSet) -> Iterator[tuple[int, Indices]]:
        """Number of a text, and the bounds of its pieces in `data.values`: piece i is from bound i to bound i + 1."""
        for number, text in enumerate(data):
            characters = text if not data.vocabulary else np.zeros(len(text), np.int32)  # tokens have no spaces
            spaces = np.flatnonzero(np.isin(characters, _SPACES)) + 1
            stops = np.array([0, len(text)], np.int64)
            if self.by == "lines":
                stops = np.union1d(stops, np.flatnonzero(np.isin(characters, _LINE_ENDS)) + 1)
            bounds = [0]
            for stop in stops[1:].tolist():
                while bounds[-1] < stop:
                    bounds.append(_end(bounds[-1], stop, self.length, spaces))
            yield number, np.array(bounds, np.int64) + data.starts[number]


def _end(start: int, stop: int, length: int, spaces: Indices) -> int:
    """Where the piece from `start` ends: behind the last space within `length`, or there if there is none."""
    if start + length >= stop:
        return stop
    place = int(np.searchsorted(spaces, start + length, side="right")) - 1
    return int(spaces[place]) if place >= 0 and spaces[place] > start + 1 else start + length


def _join_pieces(pieces: Iterator[tuple[int, Indices]]) -> tuple[Indices, Indices, Indices]:
    """The text, start and length of every piece with at least two characters, (N,) each."""
    texts, starts, lengths = ([np.empty(0, np.int64)] for _ in range(3))
    for number, bounds in pieces:
        size = np.diff(bounds)
        long_enough = size >= 2  # something must follow something
        starts.append(bounds[:-1][long_enough])
        lengths.append(size[long_enough])
        texts.append(np.full(int(long_enough.sum()), number, np.int64))
    return np.concatenate(texts), np.concatenate(starts), np.concatenate(lengths)


def token_bits(train: SequenceSet) -> NDArray[np.float64]:
    """-log2 of the frequency of each token in `train`, (V,); one is added to each count, so that none is impossible."""
    counts = train.count_tokens() + 1.0
    bits: NDArray[np.float64] = -np.log2(counts / counts.sum())
    return bits


def with_baseline(part: SequenceSet, bits: NDArray[np.float64]) -> SequenceSet:
    """`part` with the mean of `bits` (V,) over the tokens that are asked for, all but the first, as baseline (N, 1)."""
    baseline = np.zeros((len(part), 1), np.float32)
    for first in range(0, len(part), _AT_ONCE):
        numbers = np.arange(first, min(first + _AT_ONCE, len(part)))
        tokens, mask = part.pad(numbers)
        is_predicted = mask[:, 1:]
        baseline[numbers, 0] = (bits[tokens[:, 1:]] * is_predicted).sum(1) / np.maximum(is_predicted.sum(1), 1)
    return replace(part, baseline=baseline)
