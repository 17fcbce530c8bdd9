"""Where the sequences of a record lie: around its beats, or one window after the other; and their labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .annotation import AAMI, BEATS
from .records import WfdbRecord


@dataclass(frozen=True)
class Segments:
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


def cut_beats(record: WfdbRecord, frames: int, before_s: float, after_s: float, aami: bool) -> Segments:
    """A window around each beat, shorter where the record ends; beats too close to its beginning are left out."""
    notes = record.annotations
    if notes is None:
        return Segments(np.zeros(0, np.int64), np.zeros(0, np.int64), [])
    rate = record.header.rate
    before, after = round(before_s * rate), max(1, round(after_s * rate))
    is_beat = np.array([symbol in BEATS and symbol != "" for symbol in notes.symbols], bool)
    selected = np.flatnonzero(is_beat & (notes.samples >= 0) & (notes.samples < frames))
    cut_whole = selected[notes.samples[selected] >= before]
    starts = notes.samples[cut_whole] - before
    lengths = np.minimum(notes.samples[cut_whole] + after, frames) - starts
    symbols = [notes.symbols[i] for i in cut_whole.tolist()]
    return Segments(starts, lengths, [AAMI[s] for s in symbols] if aami else symbols, len(selected) - len(cut_whole))


def cut_windows(record: WfdbRecord, frames: int, length_s: float, stride_s: float) -> Segments:
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
    return Segments(starts, lengths, labels)


def cut_whole(record: WfdbRecord, frames: int) -> Segments:
    """The record as one sequence, with its label or its first rhythm."""
    label = record.label
    if not label and record.annotations is not None:
        label = next(iter(filter(None, record.annotations.rhythm_at(np.array([frames - 1])))), "")
    return Segments(np.zeros(1, np.int64), np.array([frames], np.int64), [label])
