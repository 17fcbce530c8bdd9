"""Active examples of an attack: those on which it has not yet succeeded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

PATIENCE = 8  # steps between two synchronisations with a device


class ActiveSet:
    """The active rows of a problem during an iterative attack.

    Several rows may be attempts on the same sequence: once one of them succeeds, all become inactive.

    Attributes:
        problem: of the active rows.
        rows: their indices in the full problem, (n,).
        points: final points, (B, T, F): where the attack succeeded, or as set by `finish`.
        succeeded: rows on which the attack has succeeded, (B,) bool.
    """

    def __init__(self, problem: Problem, x: Tensor, owner: Tensor | None = None) -> None:
        """
        Args:
            problem: may contain a sequence several times.
            x: points of the rows on which the attack never succeeds.
            owner: the sequence of each row, (B,), numbered from 0; None: each its own.
        """
        self.problem = problem
        self.rows = torch.arange(len(x), device=x.device)
        self.points = x.clone()
        self.succeeded = torch.zeros(len(x), dtype=torch.bool, device=x.device)
        self._owner = owner
        self._done = self.succeeded.clone()  # inactive rows among those of `rows`
        self._interval = 1 if x.device.type == "cpu" else PATIENCE
        self._step = 0

    def update(self, x: Tensor, outputs: Tensor) -> Tensor | None:
        """Deactivate the rows whose `outputs` at `x` (n, T, F) are a success; does nothing with goal "maximise".

        Returns:
            Indices (m,) of the rows that stay active, for every tensor that the attack carries along; may be empty.
            None: no change. Where reading a result would synchronise with the device, inactive rows are removed at some
            steps only.
        """
        if self.problem.goal != "succeed":
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
        active = (~self._done).nonzero()[:, 0]  # (n, 1) -> (n,)
        if len(active) == len(self.rows):
            return None
        self.rows, self._done = self.rows[active], self._done[active]
        self.problem = self.problem.subset(active)
        return active

    def _find_shared(self, new: Tensor) -> Tensor:
        """Rows whose sequence has just been attacked successfully by any of its rows, (n,) bool."""
        assert self._owner is not None
        owner = self._owner[self.rows]
        succeeded = torch.zeros(len(self._owner), dtype=torch.int8, device=new.device)
        return succeeded.scatter_reduce(0, owner, new.to(torch.int8), "amax")[owner] > 0

    def finish(self, x: Tensor) -> Tensor:
        """The points of all rows, (B, T, F), with `x` (n, T, F) for the rows that are still active."""
        last = torch.where(self._done[:, None, None], self.points[self.rows], x)
        self.points[self.rows] = last
        return self.points
