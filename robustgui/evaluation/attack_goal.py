"""What an attacker wants of each sequence: who still stands, and which of two answers suits the attacker better."""

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
_AT_ONCE = 128  # sequences that are asked about at once


@dataclass(frozen=True)
class AttackGoal:
    """Of n sequences.

    Attributes:
        classes: that each is to be taken for, (n,); None: any wrong answer will do.
        direction: where predicted numbers are to go.
    """

    classes: Indices | None = None
    direction: Direction = "away"

    def taken(self, rows: NDArray[np.integer]) -> AttackGoal:
        """The same of some sequences."""
        return AttackGoal(None if self.classes is None else self.classes[rows], self.direction)

    def target(self, device: str) -> Tensor | None:
        """The classes as an attack takes them, (n,)."""
        return None if self.classes is None else torch.from_numpy(self.classes).to(device)

    def reached(self, found: Predictions) -> Marks:
        """Which sequences are where the attacker wants them, (n,); of numbers those that are no numbers any more."""
        if self.classes is not None:
            return cast(Marks, found.predicted == self.classes)
        return ~found.right if found.metric == "accuracy" else ~np.isfinite(found.errors)

    def better(self, before: Predictions, after: Predictions) -> Marks:
        """Of which sequences `after` suits the attacker better than `before`, (n,): who may also do nothing."""
        worse = after.errors > before.errors
        if self.classes is not None:
            return ~self.reached(before) & (self.reached(after) | worse)
        if self.direction == "away":
            return worse
        sign = 1 if self.direction == "up" else -1
        farther = sign * (after.predicted.mean(1) - before.predicted.mean(1)) > 0  # (n, K) -> (n,)
        return cast(Marks, np.isfinite(before.errors) & (farther | ~np.isfinite(after.errors)))

    def best(self, before: Predictions, after: Predictions) -> Predictions:
        """Of each sequence the answer that suits the attacker better; the one in `before` where both do."""
        rows = np.flatnonzero(self.better(before, after))
        return before.with_rows(rows, after.taken(rows))


def find_goal(network: Network, part: SequenceSet, indices: Indices, threat: Threat) -> AttackGoal:
    """What the attacker of `threat` wants of the sequences `indices`.

    Raises:
        RunError: the threat's aim does not suit the network, or there is no such class.
    """
    direction = find_direction(network, threat)
    if threat.aim not in ("class", "least_likely"):
        return AttackGoal(None, direction)
    found = [np.empty(0, np.int64)]
    for start in range(0, len(indices), _AT_ONCE):
        group = indices[start : start + _AT_ONCE]
        batch = to_batch(part, group, network.space, network.device)
        with network.evaluating():
            classes = find_target_classes(network, threat, batch.x, batch.mask)
        if classes is not None:
            found.append(classes.cpu().numpy())
    return AttackGoal(np.concatenate(found), direction)
