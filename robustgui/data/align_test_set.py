"""Aligns the classes and features of two sets: of test with training data, and of sets that are concatenated."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.errors import DataError
from .formats.sequences.numbers import is_number
from .memory_maps import allocate_array, release
from .sequence_set import CHUNK, NUMERIC, SequenceSet


def drop_absent_classes(train: SequenceSet) -> SequenceSet:
    """Drop classes without a training sequence, which a network cannot learn.

    Raises:
        DataError: fewer than two classes are left.
    """
    if train.task != "classification":
        return train
    present = np.unique(train.labels)
    if len(present) < 2:
        raise DataError(
            "{source}: all training sequences are of the class '{name}'. A classifier needs at least two classes; "
            "add sequences of another class.",
            source=train.source or train.name, name=train.classes[int(present[0])],
        )  # fmt: skip
    labels = np.searchsorted(present, train.labels).astype(np.int64)
    return replace(train, labels=labels, classes=tuple(train.classes[i] for i in present))


def align_test_set(train: SequenceSet, test: SequenceSet) -> SequenceSet:
    """`test` with the class order and feature names of `train`.

    Raises:
        DataError: another number of features or targets, another task, or a class that `train` does not have.
    """
    source = test.source or test.name
    if len(test.features) != len(train.features):
        raise DataError(
            "{source}: the test data have {found} {found:feature|features}, the training data {needed}. Choose "
            "files that belong together.",
            source=source, found=len(test.features), needed=len(train.features),
        )  # fmt: skip
    if test.symbolic != train.symbolic:
        raise DataError(
            "{source}: training and test data are of different kinds, text and values. "
            "Choose files that belong together.",
            source=source,
        )  # fmt: skip
    if train.task == "next_token":
        return test
    if train.task in NUMERIC:
        test = _as_targets(test)
        if test.outputs != train.outputs:
            raise DataError(
                "{source}: the test data have {found} {found:target|targets} per sequence, the training data "
                "{needed}. Choose files that belong together.",
                source=source, found=test.outputs, needed=train.outputs,
            )  # fmt: skip
        return replace(test, features=train.features, units=train.units)
    if test.task in NUMERIC:
        raise DataError(
            "{source}: the test labels are not whole numbers, but those of the training data are classes. "
            "Choose files that belong together.",
            source=source,
        )  # fmt: skip
    present = [test.classes[i] for i in np.unique(test.labels)]
    unknown = [name for name in present if name not in train.classes]
    if unknown:
        raise DataError(
            "{source}: the training data have no sequence of the class {unknown}; their classes are {known}. "
            "Remove those test sequences, or add some of that class to the training data.",
            source=source, unknown=", ".join(unknown[:20]), known=", ".join(train.classes[:20]),
        )  # fmt: skip
    index = np.array([train.classes.index(name) if name in train.classes else -1 for name in test.classes], np.int64)
    return replace(
        test, labels=index[test.labels], classes=train.classes, features=train.features, units=train.units
    )  # fmt: skip


def _as_targets(test: SequenceSet) -> SequenceSet:
    """Targets that happen to be whole numbers were read as classes; take them as numbers again."""
    if test.task in NUMERIC:
        return test
    if not all(map(is_number, test.classes)):
        raise DataError(
            "{source}: the test labels are class names, but those of the training data are regression targets. "
            "Choose files that belong together.",
            source=test.source or test.name,
        )  # fmt: skip
    targets = np.array([float(name) for name in test.classes], np.float32)[test.labels]
    return replace(test, labels=targets[:, None], classes=())  # (N,) -> (N, 1)


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
