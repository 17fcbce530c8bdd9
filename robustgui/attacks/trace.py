"""The iterations of an attack, kept for the inspector."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor


@dataclass
class Trace:
    """One entry an iteration, the first being the start; tensors of the attacked batch, detached."""

    inputs: list[Tensor] = field(default_factory=list)  # each (B, T, F), or tokens (B, T)
    outputs: list[Tensor] = field(default_factory=list)  # each (B, K), or of every step (B, T, K)
    scores: list[Tensor] = field(default_factory=list)  # each (B,)

    def add(self, x: Tensor, outputs: Tensor, score: Tensor) -> None:
        """Append an iteration."""
        self.inputs.append(x.detach())
        self.outputs.append(outputs.detach())
        self.scores.append(score.detach())
