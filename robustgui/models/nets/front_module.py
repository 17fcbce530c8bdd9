"""What the module of a front end promises, and a network behind a chain of them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

from .interface import SequenceModule, States


class FrontModule(nn.Module):
    """Differentiable, on padded batches; padding changes nothing.

    Attributes:
        features: values a step that it gives.
        sample_rate: steps a second that it gives, or None.
    """

    features: int
    sample_rate: float | None = None

    @abstractmethod
    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(B, T, F) and mask (B, T) to (B, T', F') and mask (B, T'), always a prefix; zeros behind each end."""

    def ends(self, steps: Tensor) -> Tensor:
        """The input step, (T',), behind which each output step is complete; `steps` (T,) numbers the input."""
        return steps

    def fit(self, batches: Callable[[], Iterable[tuple[Tensor, Tensor]]]) -> None:
        """Learn statistics from what reaches it of the training data; each call of `batches` walks through all."""


class Same(FrontModule):
    """Gives what it gets."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.features = features

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """See `FrontModule`."""
        return x.masked_fill(~mask[:, :, None], 0.0), mask


class Fronted(SequenceModule):
    """Front ends in a row, then a network."""

    def __init__(self, fronts: list[FrontModule], body: SequenceModule) -> None:
        super().__init__()
        self.fronts = nn.ModuleList(fronts)
        self.body = body
        self.draws = body.draws

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """See `SequenceModule.forward`; tokens (B, T) may come embedded already, as (B, T, E)."""
        outputs: Tensor = self.body(*self.through(x, mask))
        return outputs

    def states(self, x: Tensor, mask: Tensor) -> States:
        """See `SequenceModule.states`."""
        steps = torch.arange(x.shape[1], device=x.device)
        for front in self.fronts:
            assert isinstance(front, FrontModule)
            steps = front.ends(steps)
        found = self.body.states(*self.through(x, mask))
        return States(found.outputs, found.hidden, found.cells, found.step_outputs, steps[: found.hidden.shape[2]])

    def through(self, x: Tensor, mask: Tensor, count: int | None = None) -> tuple[Tensor, Tensor]:
        """What comes out of the first `count` front ends (None: all), (B, T', F') and (B, T')."""
        for front in self.fronts[:count]:
            x, mask = front(x, mask)
        return x, mask
