"""Concatenates two sets of sequences, for a new split."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .align_test_set import align_test_set
from .memory_maps import allocate_array, release
from .sequence_set import CHUNK, SequenceSet


def concatenate_sets(first: SequenceSet, second: SequenceSet) -> SequenceSet:
    """The sequences of `first`, then those of `second`; classes and groups are matched by name.

    Raises:
        DataError: they differ in features or task.
    """
    if first.task == "classification" and second.task == "classification":
        classes = tuple(dict.fromkeys((*first.classes, *second.classes)))
        first = replace(first, classes=classes)
    second = align_test_set(first, second)
    same = first.values is second.values
    shift = 0 if same else len(first.values)
    groups, names = None, first.group_names
    if first.groups is not None and second.groups is not None:
        names = tuple(dict.fromkeys((*first.group_names, *second.group_names)))
        index = np.array([names.index(name) for name in second.group_names], np.int64)
        groups = np.concatenate([first.groups, index[second.groups]])
    both_timed = first.times is not None and second.times is not None
    return replace(
        first,
        values=first.values if same else _copy_values(first.values, second.values),
        starts=np.concatenate([first.starts, second.starts + shift]),
        lengths=np.concatenate([first.lengths, second.lengths]),
        labels=np.concatenate([first.labels, second.labels]),
        groups=groups,
        group_names=names if groups is not None else (),
        times=np.concatenate([first.times, second.times]) if both_timed else None,
        baseline=None
        if first.baseline is None or second.baseline is None
        else np.concatenate([first.baseline, second.baseline]),
        notes=(*first.notes, *second.notes),
    )


def _copy_values(first: NDArray[Any], second: NDArray[Any]) -> NDArray[Any]:
    """All steps of both, (S, F) or (S,), copied some at a time: they may be larger than memory."""
    values_of_both = allocate_array((len(first) + len(second), *first.shape[1:]), first.dtype)
    at = 0
    for values in (first, second):
        for start in range(0, len(values), CHUNK):
            piece = values[start : start + CHUNK]
            values_of_both[at : at + len(piece)] = piece
            at += len(piece)
            release(values)
            release(values_of_both)
    return values_of_both
