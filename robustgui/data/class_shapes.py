"""Mean and spread of the sequences of each class, and the camouflage coefficient of adversarial examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Series = Sequence[NDArray[np.floating]]


@dataclass(frozen=True)
class ClassShape:
    """Mean and spread of the sequences of one class.

    Attributes:
        mean: of its sequences at each step, (T, F), T as its longest has; of those that have the step.
        spread: the mean distance of its sequences from `mean`; NaN of a class without sequences.
    """

    mean: Floats
    spread: float

    def distance(self, sequence: NDArray[np.floating]) -> float:
        """How far `sequence` (T, F) lies from the mean: Euclidean at each step, averaged over the steps of both.

        Wang et al. sum over the steps, which is the same to their ratio where all sequences are equally long.
        """
        steps = min(len(sequence), len(self.mean))
        if not steps:
            return float("nan")
        apart = np.asarray(sequence[:steps], np.float64) - self.mean[:steps]
        return float(np.linalg.norm(apart, axis=1).mean())

    def relative(self, sequence: NDArray[np.floating]) -> float:
        """`distance` beside the spread of the class; NaN where that is nothing."""
        return self.distance(sequence) / self.spread if self.spread > 0 else float("nan")


def class_shapes(sequences: Series, labels: NDArray[np.integer], classes: int) -> tuple[ClassShape, ...]:
    """The shape of each class 0 to `classes` - 1 in clean sequences, each (T, F) of its own length."""
    features = np.asarray(sequences[0]).shape[1] if len(sequences) else 0
    shapes = []
    for label in range(classes):
        members = [np.asarray(sequences[i], np.float64) for i in np.flatnonzero(np.asarray(labels) == label).tolist()]
        longest = max((len(member) for member in members), default=0)
        total, count = np.zeros((longest, features)), np.zeros((longest, 1))
        for member in members:
            total[: len(member)] += member
            count[: len(member)] += 1
        shape = ClassShape(total / np.maximum(count, 1), float("nan"))
        spread = float(np.mean([shape.distance(member) for member in members])) if members else float("nan")
        shapes.append(ClassShape(shape.mean, spread))
    return tuple(shapes)


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
    ratios = np.full(len(attacked), np.nan)
    for row, (sequence, true_class, other) in enumerate(zip(attacked, true, taken_for, strict=True)):
        if true_class == other or not (0 <= true_class < len(shapes) and 0 <= other < len(shapes)):
            continue
        near, far = (shapes[label].relative(sequence) for label in (true_class, other))
        ratios[row] = near / far if far != 0 else np.inf
    return ratios
