"""Where a sparse attack changes something: single values, whole steps or whole features, at most so many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats.value_region import ValueRegion

PositionKind = Literal["values", "steps", "features"]


def sum_by_position(values: Tensor, place: PositionKind) -> Tensor:
    """The sum of `values` (B, T, F) at each place, (B, P): P is T F, T or F."""
    match place:
        case "values":
            return values.flatten(1)  # (B, T * F)
        case "steps":
            return values.sum(2)
        case "features":
            return values.sum(1)


def expand_positions(chosen: Tensor, place: PositionKind, like: Tensor) -> Tensor:
    """`chosen` places (B, P) as the values that belong to them, (B, T, F) bool."""
    match place:
        case "values":
            return chosen.view_as(like)  # (B, T, F)
        case "steps":
            return chosen[:, :, None].expand_as(like)
        case "features":
            return chosen[:, None, :].expand_as(like)


def select_largest(gain: Tensor, count: int) -> Tensor:
    """The `count` places with the largest gain above 0, (B, P) -> (B, P) bool."""
    top = gain.topk(min(count, gain.shape[1]), dim=1).indices
    return torch.zeros_like(gain, dtype=torch.bool).scatter(1, top, True) & (gain > 0)


def find_perturbed_positions(x: Tensor, region: ValueRegion, place: PositionKind) -> Tensor:
    """Which places of `x` (B, T, F) differ from the clean sequence, (B, P) bool."""
    return sum_by_position((x != region.centre).to(x.dtype), place) > 0


def confine(x: Tensor, chosen: Tensor, region: ValueRegion, place: PositionKind) -> Tensor:
    """The point of `region` next to `x` (B, T, F) that differs from the clean sequence at `chosen` (B, P) at most."""
    inside = expand_positions(chosen, place, x)
    kept = region.project(torch.where(inside, x, region.centre))
    return torch.where(inside, kept, region.centre)


def sparsify(x: Tensor, region: ValueRegion, place: PositionKind, count: int) -> Tensor:
    """`x` (B, T, F) at the `count` places where projecting it onto `region` keeps most of it, clean elsewhere.

    The nearest such point, for regions that bound every value on its own (Croce & Hein 2019, arXiv:1909.05040).
    """
    u = (x - region.centre) * region.weight
    kept = (region.project(x) - region.centre) * region.weight
    gain = sum_by_position(u.square() - (u - kept).square(), place)
    return confine(x, select_largest(gain, count), region, place)


def find_farthest_bounds(gradient: Tensor, region: ValueRegion) -> Tensor:
    """The end of each value's own bounds that the gradient points to, in scaled coordinates u, (B, T, F)."""
    up = region.high.clamp(max=region.eps)
    down = region.low.clamp(min=-region.eps)
    return torch.where(gradient > 0, up, torch.where(gradient < 0, down, 0.0))
