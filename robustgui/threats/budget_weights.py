"""Weights of features in a norm ball, and the perturbable values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..base.errors import RunError
from ..base.lazy import torch
from .region import find_open_steps, to_double

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.units import Space
    from .ball_threat import BallThreat
    from .value_threat import ValueThreat


class BudgetWeights(NamedTuple):
    """Of a batch (B, T, F)."""

    weight: Tensor  # from network units to the budget's unit, (B or 1, 1, F); rounded up
    free: Tensor  # perturbable values, (B, T, F) bool


def compute_weights(threat: BallThreat, x: Tensor, mask: Tensor, space: Space) -> BudgetWeights:
    """Weights of `threat` for `x` (B, T, F), valid where `mask` (B, T).

    Raises:
        RunError: the threat model has settings for other features than the data have.
    """
    free = find_perturbable_values(threat, x, mask, space)
    exact = to_double(x)

    def per_feature(values: object) -> Tensor:
        return torch.as_tensor(values, dtype=torch.float64, device=exact.device)

    if threat.unit == "std":  # constant features cannot be perturbed in this unit
        varies = space.spread > 0
        unit = per_feature(np.divide(space.std, space.spread, out=np.ones_like(space.std), where=varies))
        unit = torch.where(per_feature(varies) > 0, unit, torch.inf)
    else:
        unit = per_feature(space.std)
    if threat.unit == "peak":
        unit = unit / compute_peaks(exact, mask.to(exact.device), space)  # (B, 1, F)
    if threat.shares:
        check_shares(threat, x.shape[2])
        unit = unit / per_feature(threat.shares)
    weight = round_up(unit.expand(1, 1, -1) if unit.ndim == 1 else unit, x)  # (B or 1, 1, F)
    moves = weight.isfinite()
    return BudgetWeights(torch.where(moves, weight, 1.0), free & moves)


def find_perturbable_values(threat: ValueThreat, x: Tensor, mask: Tensor, space: Space) -> Tensor:
    """Perturbable values: valid, inside an open window, of an open feature; (B, T, F) bool.

    Raises:
        RunError: a perturbable feature is not in the data.
    """
    features = torch.ones(x.shape[2], dtype=torch.bool, device=x.device)
    if threat.features:
        if max(threat.features) >= x.shape[2]:
            raise RunError(
                "The threat model perturbs feature {feature}, but the data have features 0 to {last} only. Correct "
                "the perturbable features of the threat model.",
                feature=max(threat.features), last=x.shape[2] - 1,
            )  # fmt: skip
        features[:] = False
        features[list(threat.features)] = True
    if space.closed.any():
        features &= ~torch.as_tensor(space.closed, device=x.device)
    return (mask & find_open_steps(threat, mask))[:, :, None] & features  # (B, T, F)


def check_shares(threat: BallThreat, features: int) -> None:
    """Raises `RunError` if the number of budget factors is not that of the features."""
    if threat.shares and len(threat.shares) != features:
        raise RunError(
            "The threat model gives budgets for {given} {given:feature|features}, but the data have {features}. "
            "Give one factor for each feature, or none.",
            given=len(threat.shares), features=features,
        )  # fmt: skip


def compute_peaks(x: Tensor, mask: Tensor, space: Space) -> Tensor:
    """Largest absolute value of each sequence in data units, over all open features, (B, 1, 1)."""
    data = x * torch.as_tensor(space.std, device=x.device) + torch.as_tensor(space.mean, device=x.device)
    counts = mask[:, :, None]
    if space.closed.any():
        counts = counts & ~torch.as_tensor(space.closed, device=x.device)
    return torch.where(counts, data.abs(), 0.0).amax((1, 2), keepdim=True)


def round_up(exact: Tensor, like: Tensor) -> Tensor:
    """`exact` (double, >= 0) in the dtype and on the device of `like`, rounded up."""
    rounded = exact.to(like.device, like.dtype)
    return torch.where(
        to_double(rounded) < exact, torch.nextafter(rounded, torch.full_like(rounded, torch.inf)), rounded
    )
