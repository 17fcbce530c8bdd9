"""Attack losses: the network's own loss, the margin of the logits, and the difference of logits ratio (DLR)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

AttackLoss = Literal["own", "margin", "dlr"]
LOSS_CHOICES = {
    "own": "the network's own loss",
    "margin": "margin: logit of another class minus that of the label",
    "dlr": "difference of logits ratio (DLR): scale-invariant margin",
}
LOSS_HELP = "Loss that is maximised. Networks that are not classifiers are always attacked with their own loss."

_TINY = 1e-12


def build_objective(problem: Problem, loss: AttackLoss, rival: Tensor | None = None) -> Callable[[Tensor], Tensor]:
    """The objective that is maximised, outputs (B, K) -> (B,); for `Problem.gradient`.

    Without two or more classes it is the problem's own score.

    Args:
        problem: provides labels and targets.
        loss: which loss.
        rival: target class of each sequence, (B,); None: the most likely wrong one. Ignored where the problem is
            targeted.
    """
    if loss == "own" or not has_margins(problem):
        return problem.score
    measure = margin if loss == "margin" else dlr
    if problem.target is not None:
        target = problem.target
        return lambda outputs: measure(outputs, target, targeted=True)
    y = problem.y
    return lambda outputs: measure(outputs, y, rival)


def has_margins(problem: Problem) -> bool:
    """Whether outputs are the scores of two or more classes."""
    return problem.network.task == "classification" and len(problem.network.classes) > 1


def margin(outputs: Tensor, y: Tensor, rival: Tensor | None = None, *, targeted: bool = False) -> Tensor:
    """max over k != y of z_k, minus z_y: positive where misclassified; (B, K) and (B,) -> (B,).

    Args:
        outputs: logits z, (B, K), K >= 2.
        y: the true class; with `targeted` the target class, and the sign is reversed.
        rival: the class used instead of the largest other one, (B,).
        targeted: see `y`.
    """
    reference = outputs.gather(1, y[:, None])[:, 0]  # (B, 1) -> (B,)
    if rival is not None:
        return outputs.gather(1, rival[:, None])[:, 0] - reference
    other = outputs.scatter(1, y[:, None], -torch.inf).amax(1)
    return reference - other if targeted else other - reference


def dlr(outputs: Tensor, y: Tensor, rival: Tensor | None = None, *, targeted: bool = False) -> Tensor:
    """Difference of logits ratio (Croce & Hein 2020, arXiv:2003.01690): the margin divided by another difference of
    logits, so that it is invariant to shift and scale; arguments as in `margin`.

    With sorted logits z_1 >= z_2 >= ... it is margin / (z_1 - z_3), for three or more classes; targeted, margin / (z_1
    - (z_3 + z_4) / 2), for four or more. With fewer classes it is the margin.
    """
    margins = margin(outputs, y, rival, targeted=targeted)
    towards = rival is not None or targeted
    if outputs.shape[1] < (4 if towards else 3):
        return margins
    ordered = outputs.topk(4 if towards else 3, dim=1).values  # descending
    last = ordered[:, 2:].mean(1)
    return margins / (ordered[:, 0] - last).clamp(min=_TINY)


def search_objective(problem: Problem, outputs: Tensor) -> Tensor:
    """The objective, (B,): the margin where the goal is misclassification, else the score of the problem.

    The loss of a confident network is flat; its margin is not.
    """
    if problem.goal == "maximise" or not has_margins(problem):
        return problem.score(outputs)
    return build_objective(problem, "margin")(outputs)


def search_rank(problem: Problem, outputs: Tensor) -> Tensor:
    """`Problem.rank` by the objective of `search_objective`, (B,)."""
    return problem.rank(outputs, search_objective(problem, outputs))
