"""What attacks without gradients raise: by how much the wrong answer is ahead of the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch
from .losses import has_margins, score_of

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


def search_score(problem: Problem, outputs: Tensor) -> Tensor:
    """What a search raises, (B,): the margin where classes are to be fooled, else the problem's own score.

    The loss of a network that is very sure is flat; the margin is not. What has fooled the network is infinite where
    that is the goal, and so is what the network has no answer for.
    """
    if problem.goal == "maximise" or not has_margins(problem):
        return problem.rank(outputs)
    found = score_of(problem, "margin")(outputs)
    return found.masked_fill(problem.fooled(outputs) | found.isnan(), torch.inf)
