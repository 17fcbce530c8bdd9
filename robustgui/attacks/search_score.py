"""What attacks without gradients raise: by how much the wrong answer is ahead of the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch
from .losses import build_objective, has_margins

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


def search_objective(problem: Problem, outputs: Tensor) -> Tensor:
    """What a search raises, (B,), whoever is fooled: the margin where classes are to be fooled, else the score.

    The loss of a network that is very sure is flat; the margin is not.
    """
    if problem.goal == "maximise" or not has_margins(problem):
        return problem.score(outputs)
    return build_objective(problem, "margin")(outputs)


def search_rank(problem: Problem, outputs: Tensor) -> Tensor:
    """What a search keeps, (B,): the largest. Where fooling is the goal, what fooled the network is infinite; and so is
    what the network has no answer for."""
    found = search_objective(problem, outputs)
    won = found.isnan()
    if problem.goal == "fool":
        won = won | problem.is_success(outputs)
    return torch.where(won, torch.inf, found)
