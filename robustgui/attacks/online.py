"""Online attacks: the perturbation of each step is decided before the next step is observed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..base.seeding import derive, seed_generators, torch_stream
from ..threats.region import find_open_steps

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats import Threat
    from .base import Attack
    from .problem import Problem


def run_online(attack: Attack, problem: Problem, threat: Threat, seed: int) -> Tensor:
    """The points that `attack` finds step by step, like `problem.x`, sealed.

    At step t it attacks the prefix of t + 1 steps, in which earlier steps are fixed and only the last is open; the loss
    is that of the prediction for the prefix. The goal is always "maximise", as an early misclassification may not last.
    All randomness is drawn anew for each step, and nothing is skipped because of later steps: so the perturbation of a
    step depends on the prefix, the network and the seed alone. Of budgets shared by all steps (L1, L2), the n-th of N
    open steps may spend an even part of the rest: for L1 (eps - spent) / (N - n), for L2 the root of (eps^2 - spent^2)
    / (N - n). N is the number of open steps of the sequence, or the threat's horizon. Closed steps cost nothing.
    """
    scheduled = problem.mask & find_open_steps(threat, problem.mask)  # (B, T)
    horizon = threat.stream_horizon
    total = scheduled.sum(1) if horizon is None else torch.full_like(scheduled.sum(1), horizon)
    with torch.no_grad():
        clean = problem.region.render(problem.x)  # clean inputs of the network
    point = problem.x.clone()
    problem.record(point.clone())
    for step in range(problem.mask.shape[1]):
        rows = scheduled[:, step].nonzero()[:, 0]  # (n, 1) -> (n,)
        if not len(rows):
            continue
        passed = scheduled[rows, :step].sum(1)  # (n,)
        part = problem.subset(rows)
        region = part.region.step_region(point[rows], step, passed=passed, left=(total[rows] - passed).clamp(min=1))
        part = replace(
            part,
            x=region.centre,
            mask=part.mask[:, : step + 1],
            region=region,
            goal="maximise",
            generator=torch_stream(derive(seed, "step", step), attack.name),
            trace=None,
        )
        with seed_generators(derive(seed, "step", step, "network"), problem.network.device):
            part = replace(part, y=_label_prefix(part, clean[rows, : step + 1]))
            points = region.seal(attack.perturb(part)).detach()
        point[rows, step] = points[:, step]
        problem.record(point.clone())
    return point


def _label_prefix(problem: Problem, clean: Tensor) -> Tensor:
    """The labels of the prefix; the label of its last next token is not known yet: the network's prediction of it."""
    if problem.network.task != "next_token":
        return problem.y
    problem.check()
    problem.cost.query(problem.numbers, problem.network.draws)
    with torch.no_grad():
        prediction = problem.network.outputs(clean, problem.mask)[:, -1].argmax(-1)  # (n, t + 1, V) -> (n,)
    return torch.cat([problem.y[:, : clean.shape[1] - 1], prediction[:, None]], 1)
