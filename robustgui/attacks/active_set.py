"""Only sequences that still stand are asked: the others rest where they fell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

PATIENCE = 8  # steps between two looks at a device that would have to be waited for


class ActiveSet:
    """The part of a problem that is still attacked, while an attack climbs.

    Several rows may try the same sequence in different ways: as soon as one of them fools the network, all rest.

    Attributes:
        problem: of the rows that are left.
        rows: their numbers in the problem as it was, (n,).
        found: the points as far as they are known, (B, T, F): where a row fell, or where `finish` left it.
        fell: which rows fooled the network, (B,) bool.
    """

    def __init__(self, problem: Problem, x: Tensor, owner: Tensor | None = None) -> None:
        """
        Args:
            problem: may hold a sequence several times.
            x: points for the rows that never fall.
            owner: the sequence that each row tries, (B,), numbered from 0; None: each its own.
        """
        self.problem = problem
        self.rows = torch.arange(len(x), device=x.device)
        self.points = x.clone()
        self.succeeded = torch.zeros(len(x), dtype=torch.bool, device=x.device)
        self._owner = owner
        self._done = self.succeeded.clone()  # of the rows that are left: which need no more questions
        self._interval = 1 if x.device.type == "cpu" else PATIENCE
        self._step = 0

    def update(self, x: Tensor, outputs: Tensor) -> Tensor | None:
        """Take in what the network said of `x` (n, T, F); ends nothing where the goal is to go on to the end.

        Returns:
            Which of the rows are to be kept, as indices (m,), for every tensor that the attack carries along; none of
            them may be left. None: all go on. To be asked nothing in vain costs a look at the device; where that would
            have to be waited for it is taken at some of the steps only.
        """
        if self.problem.goal != "fool":
            return None
        succeeded = self.problem.is_success(outputs)
        if self._interval == 1 and not bool(succeeded.any()):
            return None
        new = succeeded & ~self._done
        self.points[self.rows] = torch.where(new[:, None, None], x, self.points[self.rows])
        self.succeeded[self.rows] = self.succeeded[self.rows] | new
        self._done = self._done | succeeded
        if self._owner is not None:
            self._done = self._done | self._find_shared(new)
        self._step += 1
        if self._step % self._interval:
            return None
        kept = (~self._done).nonzero()[:, 0]  # (n, 1) -> (n,)
        if len(kept) == len(self.rows):
            return None
        self.rows, self._done = self.rows[kept], self._done[kept]
        self.problem = self.problem.subset(kept)
        return kept

    def _find_shared(self, new: Tensor) -> Tensor:
        """Which rows try a sequence that one of them has just fooled the network with, (n,) bool."""
        assert self._owner is not None
        owner = self._owner[self.rows]
        fallen = torch.zeros(len(self._owner), dtype=torch.int8, device=new.device)
        return fallen.scatter_reduce(0, owner, new.to(torch.int8), "amax")[owner] > 0

    def finish(self, x: Tensor) -> Tensor:
        """The points of all rows, (B, T, F), with `x` (n, T, F) for those that never fell."""
        last = torch.where(self._done[:, None, None], self.points[self.rows], x)
        self.points[self.rows] = last
        return self.points
