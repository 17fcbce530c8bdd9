"""The recorded iterations of an attack, for the inspector."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats.token_region import Written
    from .cost import Cost


@dataclass
class Trace:
    """One entry per iteration, the first being the start; detached tensors of the attacked batch."""

    inputs: list[Tensor] = field(default_factory=list)  # what the network reads: each (B, T, F), or tokens (B, T)
    masks: list[Tensor] = field(default_factory=list)  # each (B, T): an edited text has a length of its own
    outputs: list[Tensor] = field(default_factory=list)  # each (B, K), or of every step (B, T, K)
    scores: list[Tensor] = field(default_factory=list)  # each (B,)
    sizes: list[Tensor] = field(default_factory=list)  # each (B,), in the threat's unit
    written: list[tuple[Written, ...]] = field(default_factory=list)  # texts as written, for threat models on tokens
    costs: list[tuple[int, int]] = field(default_factory=list)  # queries and gradients of the whole batch so far
    sources: list[str] = field(default_factory=list)  # the attack of the iteration, for ensembles
    source: str = ""  # of the next iterations

    def add(
        self, x: Tensor, mask: Tensor, outputs: Tensor, score: Tensor, size: Tensor, cost: Cost,
        written: tuple[Written, ...] = (),
    ) -> None:  # fmt: skip
        """Append an iteration; `written` as `TokenRegion.write_texts` gives it."""
        self.inputs.append(x.detach())
        self.masks.append(mask)
        self.outputs.append(outputs.detach())
        self.scores.append(score.detach())
        self.sizes.append(size)
        self.written.append(written)
        self.costs.append((cost.queries, cost.gradients))
        self.sources.append(self.source)
