"""What every network module offers, so that every attack, defence and view serves it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from torch import Tensor, nn


@dataclass(frozen=True)
class States:
    """Everything that a network passed through while it read a batch.

    Attributes:
        outputs: the answer, (B, K).
        hidden: states of each layer at each step, (L, B, T, H); zero behind the end of a sequence.
        cells: cell states of an LSTM, (L, B, T, H); None for other networks.
        step_outputs: the answer that the network would give had each sequence ended at each step, (B, T, K);
            with two directions the backward states are those of the whole sequence.
        steps: the step of the input, (T,), behind which each state is complete; None: state t belongs to step t. A
            front end that cuts a waveform into frames makes fewer states than steps; T above then counts the states.
    """

    outputs: Tensor
    hidden: Tensor
    cells: Tensor | None
    step_outputs: Tensor
    steps: Tensor | None = None


class SequenceModule(nn.Module):
    """A network on padded batches: padding changes neither outputs nor gradients.

    A network that answers at every step (next token) gives (B, T, K) where others give (B, K).

    Attributes:
        draws: forward passes that a prediction averages; more than 1 declares that the module is random in eval mode.
    """

    draws: int = 1

    @abstractmethod
    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Outputs (B, K) or (B, T, K) for `x` (B, T, F), valid where `mask` (B, T) is True (always a prefix)."""

    @abstractmethod
    def states(self, x: Tensor, mask: Tensor) -> States:
        """The same with all states on the way."""
