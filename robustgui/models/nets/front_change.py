"""From values to how they change from step to step."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor

from ...base.errors import RunError
from .front_module import FrontModule


class Difference(FrontModule):
    """x_t - x_(t - lag); 0 in the first `lag` steps, so that steps keep their numbers."""

    def __init__(self, features: int, lag: int) -> None:
        super().__init__()
        self.features = features
        self.lag = lag

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        return self.difference(x).masked_fill(~mask[:, :, None], 0.0), mask

    def difference(self, x: Tensor) -> Tensor:
        """The change at each step, (B, T, F) -> (B, T, F)."""
        change = x[:, self.lag :] - x[:, : -self.lag]
        return torch.cat([torch.zeros_like(x[:, : self.lag]), change], 1)


class LogReturns(Difference):
    """100 (log x_t - log x_(t - lag)), about percent; 0 in the first `lag` steps.

    The logarithm ends at a thousandth of the smallest training value of a feature: an attack outside of the data's
    range that makes a price negative finds a number there, not a hole.
    """

    least: Tensor

    def __init__(self, features: int, lag: int) -> None:
        super().__init__(features, lag)
        self.register_buffer("least", torch.full((features,), torch.finfo(torch.float32).tiny))

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        logarithm = torch.where(mask[:, :, None], x, 1.0).maximum(self.least).log()
        return 100 * self.difference(logarithm).masked_fill(~mask[:, :, None], 0.0), mask

    def fit(self, batches: Callable[[], Iterable[tuple[Tensor, Tensor]]]) -> None:
        """Raises `RunError` if a training value is not above 0."""
        smallest = torch.full_like(self.least, torch.inf)
        for x, mask in batches():
            smallest = smallest.minimum(x.masked_fill(~mask[:, :, None], torch.inf).amin((0, 1)))
        for feature, value in enumerate(smallest.tolist()):
            if not value > 0:
                raise RunError(
                    "Log returns need values above 0, but feature {feature} goes down to {value}. "
                    "Choose the front end 'Differences', or drop the feature in the preparation.",
                    feature=feature, value=f"{value:g}",
                )  # fmt: skip
        self.least.copy_((smallest * 1e-3).clamp(min=torch.finfo(torch.float32).tiny))
