"""The goal of an attack on each sequence: which examples are still active, and which predictions are better for the
attacker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from ..attacks.targets import find_direction, find_target_classes
from ..base.lazy import torch
from ..models.batch import to_batch
from .predictions import Indices, Predictions

if TYPE_CHECKING:
    from torch import Tensor

    from ..attacks.problem import Direction
    from ..data import SequenceSet
    from ..models.network import Network
    from ..threats import Threat

Marks = NDArray[np.bool_]
_AT_ONCE = 128  # sequences in a batch


@dataclass(frozen=True)
class AttackGoal:
    """The goal of an attack on n sequences.

    Attributes:
        classes: target classes, (n,); None: untargeted.
        direction: direction of predicted numbers.
    """

    classes: Indices | None = None
    direction: Direction = "away"

    def select(self, rows: NDArray[np.integer]) -> AttackGoal:
        """The goal for some sequences."""
        return AttackGoal(None if self.classes is None else self.classes[rows], self.direction)

    def target(self, device: str) -> Tensor | None:
        """The target classes as a tensor, (n,)."""
        return None if self.classes is None else torch.from_numpy(self.classes).to(device)

    def is_reached(self, predictions: Predictions) -> Marks:
        """Which predictions reach the goal, (n,); of numbers those that are NaN or infinite."""
        if self.classes is not None:
            return cast(Marks, predictions.predicted == self.classes)
        return ~predictions.right if predictions.metric == "accuracy" else ~np.isfinite(predictions.errors)

    def is_better(self, before: Predictions, after: Predictions) -> Marks:
        """True where `after` is strictly better for the attacker, (n,); leaving the input unchanged is allowed."""
        worse = after.errors > before.errors
        if self.classes is not None:
            return ~self.is_reached(before) & (self.is_reached(after) | worse)
        if self.direction == "away":
            return worse
        sign = 1 if self.direction == "up" else -1
        farther = sign * (after.predicted.mean(1) - before.predicted.mean(1)) > 0  # (n, K) -> (n,)
        return cast(Marks, np.isfinite(before.errors) & (farther | ~np.isfinite(after.errors)))

    def choose_best(self, before: Predictions, after: Predictions) -> Predictions:
        """The better prediction for the attacker of each sequence; `before` where both are equal."""
        rows = np.flatnonzero(self.is_better(before, after))
        return before.replace_rows(rows, after.select(rows))


def find_goal(network: Network, part: SequenceSet, indices: Indices, threat: Threat) -> AttackGoal:
    """The goal of `threat` for the sequences `indices`.

    Raises:
        RunError: the goal does not apply to the network, or there is no such class.
    """
    direction = find_direction(network, threat)
    if threat.aim not in ("class", "least_likely"):
        return AttackGoal(None, direction)
    target_classes = [np.empty(0, np.int64)]
    for start in range(0, len(indices), _AT_ONCE):
        group = indices[start : start + _AT_ONCE]
        batch = to_batch(part, group, network.space, network.device)
        with network.evaluating():
            classes = find_target_classes(network, threat, batch.x, batch.mask)
        if classes is not None:
            target_classes.append(classes.cpu().numpy())
    return AttackGoal(np.concatenate(target_classes), direction)
