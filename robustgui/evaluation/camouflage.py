"""The camouflage coefficient: similarity of an adversarial example to its own class relative to the predicted one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..data.class_shapes import ClassShape, Floats, Series, class_shapes

__all__ = ["ClassShape", "class_shapes", "compute_camouflage"]


def compute_camouflage(
    attacked: Series, true: NDArray[np.integer], taken_for: NDArray[np.integer], shapes: Sequence[ClassShape]
) -> Floats:
    """Camouflage coefficients of adversarial examples, (n,); below 1 an example is more similar to its own class.

    It is the distance to the mean of the true class divided by the distance to that of the predicted class, each
    relative to the spread of that class. NaN for correct predictions, classes without spread and unknown classes.

    Source: Wang et al. 2022, arXiv:2209.06388.

    Args:
        attacked: n sequences, each (T, F) of its own length.
        true, taken_for: true and predicted classes, (n,).
        shapes: statistics of each class over clean sequences in the same unit; see `class_shapes`.
    """
    found = np.full(len(attacked), np.nan)
    for row, (sequence, own, other) in enumerate(zip(attacked, true, taken_for, strict=True)):
        if own == other or not (0 <= own < len(shapes) and 0 <= other < len(shapes)):
            continue
        near, far = (shapes[label].relative(sequence) for label in (own, other))
        found[row] = near / far if far != 0 else np.inf
    return found
