"""Adversarial starting points at any distance, for attacks whose gradients do not lead to one."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..base.lazy import torch
from .budget_coordinates import NearestAdversarial
from .losses import build_objective

if TYPE_CHECKING:
    from torch import Tensor

    from .budget_coordinates import BudgetCoordinates
    from .problem import Problem

_OTHERS = 8  # sequences of the batch that are candidates for each
_LEVELS = (0.5, 1.0, 2.0, 4.0, 8.0)  # of noise and offsets, in the sequence's own deviation
HALVINGS = 10
_AT_ONCE = 64  # sequences that are queried together where there are fewer
_CUTS = 15
_FARTHER = (0.0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2)
_CLEAR = 2e-6  # margin beside the largest logit: some units in the last place of single precision


def subtract_mean(coords: BudgetCoordinates) -> Tensor:
    """Difference of each value from its sequence's mean, in scaled coordinates, (B, N); 0 for values that are not
    perturbable."""
    problem = coords.problem
    mask = problem.mask[:, :, None]  # (B, T, 1)
    count = mask.sum(1, keepdim=True).clamp(min=1)
    mean = torch.where(mask, problem.x, 0.0).sum(1, keepdim=True) / count
    apart = ((problem.x - mean) * problem.ball.weight).flatten(1)  # (B, T, F) -> (B, N)
    return torch.where(coords.high > coords.low, apart, 0.0)


def compute_deviation(coords: BudgetCoordinates) -> Tensor:
    """Standard deviation of the perturbable values in scaled coordinates, (B, 1); 1 (the budget) where constant."""
    movable = (coords.high > coords.low).sum(1, keepdim=True).clamp(min=1)
    deviation = (subtract_mean(coords).square().sum(1, keepdim=True) / movable).sqrt()
    return torch.where(deviation > 0, deviation, 1.0)


def draw_direction(coords: BudgetCoordinates) -> Tensor:
    """A random direction of norm 1 over the perturbable values, (B, N)."""
    generator = coords.problem.generator
    direction = torch.randn(coords.low.shape, generator=generator, dtype=coords.low.dtype, device=generator.device)
    direction = torch.where(coords.high > coords.low, direction.to(coords.low.device), 0.0)
    size = coords.norm.size(direction)[:, None]
    return direction / torch.where(size > 0, size, 1.0)


def find_adversarial_starts(coords: BudgetCoordinates, among: Problem | None = None) -> NearestAdversarial:
    """The nearest adversarial point of each sequence among many far ones, after bisection towards the clean sequence.

    Candidates are other sequences of the batch, then the mirror image, offsets and noise of increasing strength.

    Args:
        coords: the sequences.
        among: the problem whose sequences are candidates; None: their own.
    """
    nearest = NearestAdversarial(coords)
    for candidate in _batch(_generate_others(coords, among or coords.problem), len(coords)):
        _try(nearest, candidate)
    for candidate in _batch(_generate_synthetic(coords), len(coords)):
        if bool(nearest.size.isfinite().all()):
            break
        _try(nearest, candidate)
    return bisect_to_boundary(coords, nearest, HALVINGS)


def _batch(candidates: Iterator[Tensor], B: int) -> Iterator[Tensor]:
    """Several candidates (B, N) at a time, (C, B, N): a query of few sequences takes as long as one of a single
    sequence."""
    each = max(1, _AT_ONCE // B)
    while chunk := list(itertools.islice(candidates, each)):
        yield torch.stack(chunk)


def _try(nearest: NearestAdversarial, candidates: Tensor) -> None:
    """Query `candidates` (C, B, N) and keep the nearest adversarial ones."""
    for u, succeeded in zip(candidates, _query(nearest.coords, candidates), strict=True):
        nearest.update(u, succeeded)


def _query(coords: BudgetCoordinates, candidates: Tensor) -> Tensor:
    """Which of `candidates` (C, B, N) are adversarial, (C, B) bool."""
    C, B, N = candidates.shape
    if C == 1:
        return coords.problem.is_adversarial(coords.point(candidates[0]))[None]
    wide = coords.subset(torch.arange(B, device=candidates.device).repeat(C))
    return wide.problem.is_adversarial(wide.point(candidates.reshape(C * B, N))).view(C, B)


def generate_starts(coords: BudgetCoordinates) -> Iterator[Tensor]:
    """Candidate starting points (B, N): other sequences of the batch, mirror images, offsets and noise."""
    yield from _generate_others(coords, coords.problem)
    yield from _generate_synthetic(coords)


def bisect_to_boundary(
    coords: BudgetCoordinates, nearest: NearestAdversarial, halvings: int, *, most: float = 1.0
) -> NearestAdversarial:
    """Bisection from the points of `nearest` towards the clean sequences; updates and returns `nearest`.

    The path is the projection onto a shrinking ball: sparse in L1, scaled in L2, clipped in L-inf (Pintor et al. 2021,
    arXiv:2102.12827, section 2).

    Args:
        coords, nearest: see above.
        halvings: number of bisection steps.
        most: largest relative reduction of the norm that is searched; smaller values give a finer search.
    """
    outer = nearest.u.clone()
    reach = torch.where(nearest.size.isfinite(), nearest.size, 0.0)
    inside, outside = reach * (1 - most), reach.clone()
    cuts = max(1, min(_CUTS, _AT_ONCE // len(reach)))  # points at a time: few sequences take fewer queries
    for _ in range(math.ceil(halvings * math.log(2) / math.log(cuts + 1))):
        shares = torch.arange(1, cuts + 1, device=reach.device, dtype=reach.dtype)[:, None] / (cuts + 1)  # (C, 1)
        radii = inside + (outside - inside) * shares  # (C, B)
        points = torch.stack([coords.norm.project(outer, coords.low, coords.high, radius[:, None]) for radius in radii])
        succeeded = _query(coords, points)  # (C, B)
        for u, is_adversarial in zip(points, succeeded, strict=True):
            nearest.update(torch.where(reach[:, None] > 0, u, outer), is_adversarial & (reach > 0))
        first = torch.where(succeeded.any(0), succeeded.to(torch.int8).argmax(0), cuts)  # the smallest adversarial one
        ends = torch.cat([inside[None], radii, outside[None]])  # (C + 2, B)
        inside, outside = (ends.gather(0, (first + side)[None])[0] for side in (0, 1))
    return nearest


def fill_failed(nearest: NearestAdversarial) -> None:
    """Fill `nearest` with adversarial starting points where it has none."""
    lost = nearest.size.isinf().nonzero()[:, 0]  # (n, 1) -> (n,)
    if not len(lost):
        return
    far = find_adversarial_starts(nearest.coords.subset(lost), nearest.coords.problem)
    reached = far.size.isfinite().nonzero()[:, 0]  # (n, 1) -> (n,)
    nearest.update(far.u[reached], far.size[reached].isfinite(), lost[reached])


def ensure_adversarial(nearest: NearestAdversarial) -> Tensor:
    """The sealed points of `nearest`, (B, T, F), each moved slightly outwards if its margin is within rounding.

    Rounding and the composition of a batch change outputs by a few units in the last place: a point with a smaller
    margin may not be adversarial again. The points are recorded.
    """
    coords = nearest.coords
    problem = coords.problem
    point = problem.region.seal(coords.point(nearest.u))
    margin_of = build_objective(problem, "margin")
    safe = torch.zeros(len(point), dtype=torch.bool, device=point.device)
    for farther in _FARTHER:
        u = coords.clip(nearest.u * (1 + farther))
        candidate = problem.region.seal(coords.point(u))
        outputs = problem.outputs(candidate)
        clear = margin_of(outputs) > _CLEAR * outputs.abs().amax(1).clamp(min=torch.finfo(outputs.dtype).tiny)
        new = problem.is_success(outputs) & (clear | outputs.isnan().any(1)) & ~safe
        point = torch.where(new[:, None, None], candidate, point)
        safe = safe | new
        if bool((safe | nearest.size.isinf()).all()):
            break
    problem.record(point)
    return point


def _generate_others(coords: BudgetCoordinates, among: Problem) -> Iterator[Tensor]:
    """The nearest sequences of `among` with another label (targeted: with the target label), one after another."""
    problem = coords.problem
    flat, other = problem.x.flatten(1), among.x.flatten(1)
    apart = torch.cdist(flat, other)  # (B, B')
    target = problem.target
    suits = among.y[None, :] != problem.y[:, None] if target is None else among.y[None, :] == target[:, None]
    apart = apart.masked_fill(~suits, torch.inf)
    nearest = apart.topk(min(_OTHERS, len(other)), dim=1, largest=False).indices  # (B, n)
    for column in nearest.unbind(1):
        yield coords.clip(coords.scale(among.x[column]))


def _generate_synthetic(coords: BudgetCoordinates) -> Iterator[Tensor]:
    """Mirror images, offsets and noise."""
    apart = subtract_mean(coords)
    deviation = (coords.high > coords.low) * compute_deviation(coords)  # (B, N), 0 where not perturbable
    yield coords.clip(-2 * apart)
    yield coords.clip(-apart)
    generator = coords.problem.generator
    for level in _LEVELS:
        for sign in (1, -1):
            yield coords.clip(sign * level * deviation)
        noise = torch.randn(apart.shape, generator=generator, dtype=apart.dtype, device=generator.device)
        yield coords.clip(level * deviation * noise.to(apart.device))
