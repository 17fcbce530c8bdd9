"""Positions of sparse attacks: single values, whole steps or whole features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats.value_region import ValueRegion

PositionKind = Literal["values", "steps", "features"]


def sum_by_position(values: Tensor, place: PositionKind) -> Tensor:
    """Sum of `values` (B, T, F) at each position, (B, P): P is T F, T or F."""
    match place:
        case "values":
            return values.flatten(1)  # (B, T * F)
        case "steps":
            return values.sum(2)
        case "features":
            return values.sum(1)


def expand_positions(positions: Tensor, place: PositionKind, like: Tensor) -> Tensor:
    """`positions` positions (B, P) as a mask of their values, (B, T, F) bool."""
    match place:
        case "values":
            return positions.view_as(like)  # (B, T, F)
        case "steps":
            return positions[:, :, None].expand_as(like)
        case "features":
            return positions[:, None, :].expand_as(like)


def select_largest(gain: Tensor, count: int) -> Tensor:
    """The `count` positions with the largest positive gain, (B, P) -> (B, P) bool."""
    top = gain.topk(min(count, gain.shape[1]), dim=1).indices
    return torch.zeros_like(gain, dtype=torch.bool).scatter(1, top, True) & (gain > 0)


def find_perturbed_positions(x: Tensor, region: ValueRegion, place: PositionKind) -> Tensor:
    """Perturbed positions of `x` (B, T, F), (B, P) bool."""
    return sum_by_position((x != region.centre).to(x.dtype), place) > 0


def confine(x: Tensor, positions: Tensor, region: ValueRegion, place: PositionKind) -> Tensor:
    """The projection of `x` (B, T, F) onto `region` with perturbations at the positions `positions` (B, P) only."""
    inside = expand_positions(positions, place, x)
    projection = region.project(torch.where(inside, x, region.centre))
    return torch.where(inside, projection, region.centre)


def sparsify(x: Tensor, region: ValueRegion, place: PositionKind, count: int) -> Tensor:
    """`x` (B, T, F) restricted to the `count` positions whose projection onto `region` keeps most, clean elsewhere.

    The nearest such point, for regions that bound every value on its own (Croce & Hein 2019, arXiv:1909.05040).
    """
    u = (x - region.centre) * region.weight
    projection = (region.project(x) - region.centre) * region.weight
    gain = sum_by_position(u.square() - (u - projection).square(), place)
    return confine(x, select_largest(gain, count), region, place)


def find_farthest_bounds(gradient: Tensor, region: ValueRegion) -> Tensor:
    """The bound of each value in the direction of the gradient, in scaled coordinates u, (B, T, F)."""
    up = region.high.clamp(max=region.eps)
    down = region.low.clamp(min=-region.eps)
    return torch.where(gradient > 0, up, torch.where(gradient < 0, down, 0.0))
