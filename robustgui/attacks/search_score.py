"""Objectives of attacks without gradients: the margin of the logits, or the problem's score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch
from .losses import build_objective, has_margins

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


def search_objective(problem: Problem, outputs: Tensor) -> Tensor:
    """The objective, (B,): the margin where the goal is misclassification, else the score of the problem.

    The loss of a confident network is flat; its margin is not.
    """
    if problem.goal == "maximise" or not has_margins(problem):
        return problem.score(outputs)
    return build_objective(problem, "margin")(outputs)


def search_rank(problem: Problem, outputs: Tensor) -> Tensor:
    """The objective, infinite for NaN and, with goal "succeed", for success, (B,); the largest is kept."""
    found = search_objective(problem, outputs)
    won = found.isnan()
    if problem.goal == "succeed":
        won = won | problem.is_success(outputs)
    return torch.where(won, torch.inf, found)
