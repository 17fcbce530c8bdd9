"""Aligns test data with the classes and features of the training data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..base.errors import DataError
from .formats.sequences.numbers import is_number
from .sequence_set import NUMERIC, SequenceSet


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
            "{source}: the test labels are names, but those of the training data are numbers to be predicted. "
            "Choose files that belong together.",
            source=test.source or test.name,
        )  # fmt: skip
    targets = np.array([float(name) for name in test.classes], np.float32)[test.labels]
    return replace(test, labels=targets[:, None], classes=())  # (N,) -> (N, 1)
