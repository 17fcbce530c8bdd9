"""What an attack may ask about the sequences that a threat allows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from .base import Threat


class Region(ABC):
    """The region around a batch: values (B, T, F) in `value_region`, tokens (B, T) in `token_region`.

    An attack moves a point v of the region. Mostly v is what the network reads; where it is something else, such as
    how far each step is shifted in time, `render` makes of it what the network reads, differentiably, and `valid`
    says which of its steps are there.

    Attributes:
        centre: the point without an attack: the clean batch (B, T, F) float, or tokens (B, T) int64.
        eps: the budget, in the threat's unit; may be infinite.
    """

    def __init__(self, centre: Tensor, eps: float) -> None:
        self.centre = centre
        self.eps = eps

    def render(self, v: Tensor) -> Tensor:
        """What the network reads at the point `v`: values (B, T, F), or tokens (B, T)."""
        return v

    def valid(self, v: Tensor, mask: Tensor) -> Tensor:
        """Which steps of `render(v)` are there, (B, T) bool, where `mask` (B, T) says it of the clean batch."""
        return mask

    def largest_size(self) -> Tensor:
        """The size that no perturbation within it exceeds, in the threat's unit, () or (B,) float64."""
        return torch.tensor(self.eps, dtype=torch.float64)

    @abstractmethod
    def resized(self, eps: float) -> Self:
        """The same region with another budget; an infinite one leaves box, mask, features and window."""

    @abstractmethod
    def subset(self, chosen: Tensor) -> Self:
        """The region of some sequences of the batch; `chosen` indexes them, (n,), also several times."""

    @abstractmethod
    def size(self, x: Tensor) -> Tensor:
        """How large the perturbation of each sequence is, in the budget's unit, (B,) float64."""

    @abstractmethod
    def project(self, x: Tensor) -> Tensor:
        """A point of the region nearest to `x`, of the same shape."""

    @abstractmethod
    def seal(self, x: Tensor) -> Tensor:
        """`x` projected so that every promise holds exactly; what is closed becomes the clean one bit for bit."""

    def following(self, point: Tensor, step: int, *, passed: Tensor, left: Tensor) -> Self:
        """What may happen at `step` once everything before it is decided: for attackers who watch a live stream.

        A region around the first `step` + 1 steps, of which only the last is open. Of a budget that all steps share
        the last may spend an even part of what is left: what earlier steps have spared is there for later ones.

        Args:
            point: what was decided, (B, T, F) or (B, T); from `step` on it is not looked at.
            step: from 0.
            passed: how many open steps came before, (B,).
            left: how many open steps still share the budget, this one included, (B,).
        """
        raise TypeError(f"{type(self).__name__} cannot be decided step by step: its threat must not be causal")

    @abstractmethod
    def random_start(self, generator: Generator) -> Tensor:
        """A random point of the region, of the shape of `centre`."""


def find_open_steps(threat: Threat, mask: Tensor) -> Tensor:
    """Which steps of a batch with `mask` (B, T) lie in an open window, (T,) bool."""
    steps = torch.arange(mask.shape[1], device=mask.device)
    window: Tensor = torch.zeros_like(steps, dtype=torch.bool)
    for first, last in threat.open_ranges():
        window = window | ((steps >= first) & (steps <= (len(steps) if last is None else last)))
    return window


def to_double(values: Tensor) -> Tensor:
    """In double precision; on the processor where the device has none (Apple's GPUs)."""
    return (values.cpu() if values.device.type == "mps" else values).double()
