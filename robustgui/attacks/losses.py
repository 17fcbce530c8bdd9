"""What an attack may raise in the place of the network's own loss: differences of logits, plain or scaled."""

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
    "margin": "margin: another class's score less the true one's",
    "dlr": "margin, whatever the scale of the scores (DLR)",
}
LOSS_HELP = "What is raised; the last two need a network that classifies, others are attacked by their own loss."

_TINY = 1e-12


def build_objective(problem: Problem, loss: AttackLoss, rival: Tensor | None = None) -> Callable[[Tensor], Tensor]:
    """What to raise for the sequences of `problem`, outputs (B, K) -> (B,); for `Problem.gradient`.

    Networks that answer no classes, or only one, have no margin: there it is the problem's own score.

    Args:
        problem: whose labels or targets count.
        loss: as chosen.
        rival: a wrong class for each sequence (B,) that is to win; None: the likeliest one. Ignored where the attacker
            wants a certain class anyway.
    """
    if loss == "own" or not has_margins(problem):
        return problem.score
    measure = margin if loss == "margin" else dlr
    if problem.target is not None:
        target = problem.target
        return lambda outputs: measure(outputs, target, wanted=True)
    y = problem.y
    return lambda outputs: measure(outputs, y, rival)


def has_margins(problem: Problem) -> bool:
    """Whether outputs are the scores of two or more classes."""
    return problem.network.task == "classification" and len(problem.network.classes) > 1


def margin(outputs: Tensor, y: Tensor, rival: Tensor | None = None, *, wanted: bool = False) -> Tensor:
    """max over k != y of z_k, less z_y: positive where the network is wrong; (B, K) and (B,) -> (B,).

    Args:
        outputs: logits z, (B, K), K >= 2.
        y: the true class, or with `wanted` the one that the attacker wants; then the sign is turned round.
        rival: the class that stands for the largest other one, (B,).
        wanted: see `y`.
    """
    chosen = outputs.gather(1, y[:, None])[:, 0]  # (B, 1) -> (B,)
    if rival is not None:
        return outputs.gather(1, rival[:, None])[:, 0] - chosen
    other = outputs.scatter(1, y[:, None], -torch.inf).amax(1)
    return chosen - other if wanted else other - chosen


def dlr(outputs: Tensor, y: Tensor, rival: Tensor | None = None, *, wanted: bool = False) -> Tensor:
    """The difference of logits ratio (Croce & Hein 2020, arXiv:2003.01690): the margin over a difference that scales
    as it does, so that neither large logits nor a shift change the way; arguments as in `margin`.

    With the sorted logits z_1 >= z_2 >= ... it is margin / (z_1 - z_3), which needs three classes; towards a certain
    class margin / (z_1 - (z_3 + z_4) / 2), which needs four. With fewer it is the margin.
    """
    raised = margin(outputs, y, rival, wanted=wanted)
    towards = rival is not None or wanted
    if outputs.shape[1] < (4 if towards else 3):
        return raised
    ordered = outputs.topk(4 if towards else 3, dim=1).values  # falling
    last = ordered[:, 2:].mean(1)
    return raised / (ordered[:, 0] - last).clamp(min=_TINY)
