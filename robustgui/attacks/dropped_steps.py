"""Dropped time steps: missing readings repeat the last value."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.lazy import torch
from ..base.settings import setting
from ..threats.timing import TimingRegion
from .base import ATTACKS
from .patches import draw_subset, find_movable
from .random_noise import RandomNoise

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


@ATTACKS.register("dropped_steps")
class DroppedSteps(RandomNoise):
    """Drop a share of the time steps; a dropped step repeats the last one that was kept, or the mean of the
    sequence.

    The perturbation is projected onto the threat set. Where the threat model shifts steps in time, a dropped step is
    one that arrives a step late.
    """

    title: ClassVar[str] = "Dropped time steps (random baseline)"
    source: ClassVar[str] = "Sample and hold of a lossy channel"

    share: float = setting(0.2, gt=0, le=1, title="Share", help="Share of the perturbable time steps that are dropped.")
    filling: Literal["hold", "mean"] = setting(
        "hold", title="Replacement value", choices={"hold": "the last kept step", "mean": "the mean of the sequence"},
        help="Value that the network reads at a dropped time step; before the first kept step it is always the mean.",
    )  # fmt: skip

    def draw(self, problem: Problem) -> Tensor:
        """See `RandomNoise.draw`."""
        region = problem.ball
        lost = draw_subset(find_movable(region).any(2), self.share, problem.generator)  # (B, T)
        if isinstance(region, TimingRegion):
            return region.project(problem.x - lost[:, :, None].to(problem.x))
        return region.project(torch.where(lost[:, :, None], self._instead(problem, lost), problem.x))

    def _instead(self, problem: Problem, lost: Tensor) -> Tensor:
        """The replacement of each step if it is dropped, (B, T, F)."""
        mask = problem.mask[:, :, None]
        count = mask.sum(1, keepdim=True).clamp(min=1)  # (B, 1, 1)
        mean = (torch.where(mask, problem.x, 0.0).sum(1, keepdim=True) / count).expand_as(problem.x)
        if self.filling == "mean":
            return mean
        steps = torch.arange(lost.shape[1], device=lost.device)
        last = torch.where(lost, -1, steps).cummax(1).values  # (B, T) the last step that was not lost
        held = problem.x.gather(1, last.clamp(min=0)[:, :, None].expand_as(problem.x))
        return torch.where((last >= 0)[:, :, None], held, mean)
