"""Numbers and labels as text from which the same values are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from ..sequence_set import SequenceSet


def shortest(value: Any) -> str:
    """The fewest digits from which the same single-precision number is read."""
    return str(np.float32(value))


def label_texts(data: SequenceSet) -> list[str]:
    """The label of each sequence: the name of its class, or its first target."""
    if data.classes:
        return [data.classes[int(label)] for label in data.labels]
    return [shortest(label[0]) if len(label) else "" for label in data.labels]
