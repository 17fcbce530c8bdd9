"""Where the sequences of a record lie: around its beats, or one window after the other; and their labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .annotation import AAMI, BEATS
from .records import WfdbRecord


@dataclass(frozen=True)
class Cuts:
    """Sequences of one record.

    Attributes:
        starts, lengths: (N,) int64 in frames.
        labels: of each; "" where there is none.
        left_out: beats whose window begins before the record.
    """

    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    labels: list[str]
    left_out: int = 0


def beats(record: WfdbRecord, frames: int, before_s: float, after_s: float, aami: bool) -> Cuts:
    """A window around each beat, shorter where the record ends; beats too close to its beginning are left out."""
    notes = record.annotations
    if notes is None:
        return Cuts(np.zeros(0, np.int64), np.zeros(0, np.int64), [])
    rate = record.header.rate
    before, after = round(before_s * rate), max(1, round(after_s * rate))
    is_beat = np.array([symbol in BEATS and symbol != "" for symbol in notes.symbols], bool)
    chosen = np.flatnonzero(is_beat & (notes.samples >= 0) & (notes.samples < frames))
    whole = chosen[notes.samples[chosen] >= before]
    starts = notes.samples[whole] - before
    lengths = np.minimum(notes.samples[whole] + after, frames) - starts
    symbols = [notes.symbols[i] for i in whole.tolist()]
    return Cuts(starts, lengths, [AAMI[s] for s in symbols] if aami else symbols, len(chosen) - len(whole))


def windows(record: WfdbRecord, frames: int, length_s: float, stride_s: float) -> Cuts:
    """Windows of fixed length; the label is the rhythm in their middle, or else that of the record.

    A record that is shorter than one window is one sequence.
    """
    length = max(1, round(length_s * record.header.rate))
    stride = max(1, round(stride_s * record.header.rate))
    starts = np.arange(0, max(frames - length, 0) + 1, stride, dtype=np.int64)
    lengths = np.minimum(starts + length, frames) - starts
    labels = [record.label] * len(starts)
    if not record.label and record.annotations is not None:
        labels = record.annotations.rhythm_at(starts + lengths // 2)
    return Cuts(starts, lengths, labels)


def whole(record: WfdbRecord, frames: int) -> Cuts:
    """The record as one sequence, with its label or its first rhythm."""
    label = record.label
    if not label and record.annotations is not None:
        label = next(iter(filter(None, record.annotations.rhythm_at(np.array([frames - 1])))), "")
    return Cuts(np.zeros(1, np.int64), np.array([frames], np.int64), [label])
