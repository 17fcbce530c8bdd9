"""A set of sequences in one line, and whether two sets have the same content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..base.templates import fill_in

if TYPE_CHECKING:
    from .sequence_set import SequenceSet

_COMPARED = (
    "name", "lengths", "labels", "classes", "features", "units", "sample_rate", "kind", "purpose", "vocabulary",
    "groups", "group_names", "times", "targets", "baseline", "closed",
)  # fmt: skip


def describe_set(part: SequenceSet) -> str:
    """Name, number and lengths of the sequences, features and targets."""
    steps = "no steps"
    if len(part):
        low, high = int(part.lengths.min()), int(part.lengths.max())
        steps = f"{low} to {high} steps" if low < high else fill_in("{n} {n:step|steps}", n=low)
    count = fill_in("{n} {n:sequence|sequences}", n=len(part))
    return f"<{part.name}: {count} of {steps}; {describe_features(part)}; {describe_targets(part)}>"


def describe_features(part: SequenceSet) -> str:
    """How many features there are, or tokens."""
    if part.symbolic:
        return fill_in("{n} {n:token|tokens} in the vocabulary", n=len(part.vocabulary))
    return fill_in("{n} {n:feature|features}", n=len(part.features))


def describe_targets(part: SequenceSet) -> str:
    """How many classes or targets there are."""
    if part.task == "next_token":
        return "next tokens"
    if part.task == "classification":
        return fill_in("{n} {n:class|classes}", n=len(part.classes))
    return fill_in("{n} {n:target|targets}", n=part.outputs)


def has_same_content(one: SequenceSet, other: SequenceSet) -> bool:
    """Whether the sequences, their labels and their names are equal; missing values are."""
    if one is other:
        return True
    fields = all(_is_equal(getattr(one, name), getattr(other, name)) for name in _COMPARED)
    return fields and all(map(_is_equal, one, other))


def _is_equal(one: Any, other: Any) -> bool:
    if not (isinstance(one, np.ndarray) and isinstance(other, np.ndarray)):
        return type(one) is type(other) and bool(one == other)
    return np.array_equal(one, other, equal_nan=one.dtype.kind == other.dtype.kind == "f")
