"""The camouflage coefficient: does an attacked sequence still look like its own class, beside the one it passes for?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..data.class_shapes import ClassShape, Floats, Series, class_shapes

__all__ = ["ClassShape", "class_shapes", "compute_camouflage"]


def compute_camouflage(
    attacked: Series, true: NDArray[np.integer], taken_for: NDArray[np.integer], shapes: Sequence[ClassShape]
) -> Floats:
    """The camouflage coefficient of attacked sequences, (n,); below 1 one still looks more like its own class.

    It is the distance to the mean of the true class over the distance to that of the class it is taken for, each
    relative to the spread of that class. NaN where a sequence is not taken for another class, where a class has no
    spread, and where a class is unknown.

    Source: Wang et al. 2022, arXiv:2209.06388.

    Args:
        attacked: n sequences, each (T, F) of its own length.
        true, taken_for: classes, (n,).
        shapes: of each class, of clean sequences in the same unit; see `class_shapes`.
    """
    found = np.full(len(attacked), np.nan)
    for row, (sequence, own, other) in enumerate(zip(attacked, true, taken_for, strict=True)):
        if own == other or not (0 <= own < len(shapes) and 0 <= other < len(shapes)):
            continue
        near, far = (shapes[label].relative(sequence) for label in (own, other))
        found[row] = near / far if far != 0 else np.inf
    return found
