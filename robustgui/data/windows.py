"""Windows of sequences: which there are, where they lie in the same values, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .digests import absorb
from .sequence_set import SequenceSet

Indices = NDArray[np.int64]


class Windows(NamedTuple):
    """M windows, in the order of their sequences and, within one, of time."""

    sequence: Indices  # (M,), which sequence each is cut from
    first: Indices  # (M,), its first step, counted in that sequence


def find_windows(lengths: Indices, length: int, stride: int) -> Windows:
    """Every window of `length` steps that lies inside its sequence, one every `stride` steps from the first step on."""
    counts = np.where(lengths >= length, (lengths - length) // stride + 1, 0)
    sequence = np.repeat(np.arange(len(lengths)), counts)
    first = (np.arange(len(sequence)) - np.repeat(np.cumsum(counts) - counts, counts)) * stride
    return Windows(sequence, first)


def cut(data: SequenceSet, windows: Windows, lengths: Indices | int, last: Indices | int, **fields: Any) -> SequenceSet:
    """The windows as sequences of their own, spans of the same values.

    Labels and baselines go with them; so do groups, or else each window's group is the sequence that it was cut from.

    Args:
        data: what is cut.
        windows: from `find_windows`.
        lengths: steps of each window.
        last: how many steps behind its first one a window ends for the sake of `times`, its targets included.
        fields: of the `SequenceSet`, where others are wanted.
    """
    sequence, first = windows
    begin, end = clock(data, sequence, first), clock(data, sequence, first + last)
    part = replace(
        data.select(sequence),
        starts=data.starts[sequence] + first,
        lengths=np.broadcast_to(np.asarray(lengths, np.int64), first.shape).copy(),
        times=np.stack([begin, end], 1),  # (M, 2)
    )
    if part.origins is not None:  # a window of a text is another text
        for numbers in (first, part.lengths):
            part = replace(part, origins=absorb(part.origins, numbers.astype(np.uint64)))
    if data.groups is None and len(data) > 1:
        names = tuple(f"sequence {i + 1}" for i in range(len(data)))
        part = replace(part, groups=sequence, group_names=names, group_title="sequence")
    return replace(part, **fields)


def clock(data: SequenceSet, sequence: Indices, step: Indices) -> NDArray[np.float64]:
    """When step `step` of sequence `sequence` is, (M,).

    Between the known begin and end of its sequence steps are taken to be evenly spaced, which keeps their order. A
    sequence without times has a clock of its own that starts at 0 and counts steps.
    """
    if data.times is None:
        return step.astype(np.float64)
    begin, end = data.times[sequence].T
    when: NDArray[np.float64] = begin + (end - begin) * (step / np.maximum(data.lengths[sequence] - 1, 1))
    return when
