"""The interface of front end modules, the identity, the token embedding, and a network behind a chain of them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import replace

import torch
from torch import Tensor, nn

from .interface import Capabilities, Parts, SequenceModule, States


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


class Identity(FrontModule):
    """Gives what it gets."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.features = features

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        return x.masked_fill(~mask[:, :, None], 0.0), mask


class FrontChain(SequenceModule):
    """Front ends in a row, then a network."""

    def __init__(self, fronts: list[FrontModule], body: SequenceModule) -> None:
        super().__init__()
        self.fronts = nn.ModuleList(fronts)
        self.body = body
        self.draws = body.draws

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """See `SequenceModule.forward`; tokens (B, T) may come embedded already, as (B, T, E)."""
        outputs: Tensor = self.body(*self.apply_fronts(x, mask))
        return outputs

    @property
    def capabilities(self) -> Capabilities:
        """Those of the body; its bounds begin behind the front ends."""
        return replace(self.body.capabilities, bounds=False)

    def parts(self) -> Parts:
        return self.body.parts()._replace(fronts=tuple(self.fronts))  # type: ignore[arg-type]

    def state_mask(self, x: Tensor, mask: Tensor) -> Tensor:
        return self.apply_fronts(x, mask)[1]

    def states(self, x: Tensor, mask: Tensor) -> States:
        steps = torch.arange(x.shape[1], device=x.device)
        for front in self.fronts:
            assert isinstance(front, FrontModule)
            steps = front.ends(steps)
        states = self.body.states(*self.apply_fronts(x, mask))
        return replace(states, steps=steps[: states.hidden.shape[2]])

    def apply_fronts(self, x: Tensor, mask: Tensor, count: int | None = None) -> tuple[Tensor, Tensor]:
        """The output of the first `count` front ends (None: all), (B, T', F') and (B, T')."""
        for front in self.fronts[:count]:
            x, mask = front(x, mask)
        return x, mask


class TokenEmbedding(FrontModule):
    """Tokens (B, T) to vectors (B, T, E); vectors pass as they are, which is how an attack moves them."""

    def __init__(self, vocabulary: int, size: int, dropout: float) -> None:
        super().__init__()
        self.features = size
        vectors = torch.empty(vocabulary, size)
        if not vectors.is_meta:  # where only shapes are compared, drawing would first import the compiler: 1.5 s
            nn.init.normal_(vectors)
        self.table = nn.Embedding(vocabulary, size, _weight=vectors)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        if not x.is_floating_point():
            x = self.embed(x, mask)
        dropped: Tensor = self.dropout(x)
        return dropped, mask

    def embed(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """The vectors of `tokens` (B, T), zero on padding, (B, T, E)."""
        vectors: Tensor = self.table(tokens)
        return vectors.masked_fill(~mask[:, :, None], 0.0)
