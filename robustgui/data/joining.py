"""Puts two sets of sequences of one kind together, for a split that begins anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .agreement import agreed
from .sequence_set import SequenceSet


def joined(first: SequenceSet, second: SequenceSet) -> SequenceSet:
    """The sequences of `first`, then those of `second`; classes and groups are matched by name.

    Raises:
        DataError: they do not belong together.
    """
    if first.task == "classification" and second.task == "classification":
        classes = tuple(dict.fromkeys((*first.classes, *second.classes)))
        first = replace(first, classes=classes)
    second = agreed(first, second)
    shift = len(first.values)
    groups, names = None, first.group_names
    if first.groups is not None and second.groups is not None:
        names = tuple(dict.fromkeys((*first.group_names, *second.group_names)))
        index = np.array([names.index(name) for name in second.group_names], np.int64)
        groups = np.concatenate([first.groups, index[second.groups]])
    both_timed = first.times is not None and second.times is not None
    return replace(
        first,
        values=np.concatenate([first.values, second.values]),
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
