"""Regions: the allowed points around a batch, as an attack sees a threat model."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

from ..base.lazy import torch
from ..base.renamed import adopt_former_methods

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from .base import Threat


class Region(ABC):
    """The allowed points around a batch: values (B, T, F) in `value_region`, tokens (B, T) in `token_region`.

    An attack moves a point v of the region. Mostly v is the network's input; where it is something else, such as the
    time shift of each step, `render` maps it differentiably to the input, and `valid` gives its valid steps.

    Attributes:
        centre: the point of the clean batch: (B, T, F) float, or tokens (B, T) int64.
        eps: the budget, in the threat's unit; may be infinite.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        adopt_former_methods(cls)

    def __init__(self, centre: Tensor, eps: float) -> None:
        self.centre = centre
        self.eps = eps

    def render(self, v: Tensor) -> Tensor:
        """The network's input at the point `v`: values (B, T, F), or tokens (B, T)."""
        return v

    def valid(self, v: Tensor, mask: Tensor) -> Tensor:
        """Valid steps of `render(v)`, (B, T) bool, for a clean batch with `mask` (B, T)."""
        return mask

    def largest_size(self) -> Tensor:
        """Upper bound of the perturbation norm in the region, in the threat's unit, () or (B,) float64."""
        return torch.tensor(self.eps, dtype=torch.float64)

    @abstractmethod
    def with_eps(self, eps: float) -> Self:
        """The same region with another budget; with an infinite one the valid range, mask, features and window still
        hold."""

    @abstractmethod
    def subset(self, rows: Tensor) -> Self:
        """The region of the sequences with indices `rows` (n,), which may repeat."""

    @abstractmethod
    def size(self, x: Tensor) -> Tensor:
        """Perturbation norm of each sequence, in the budget's unit, (B,) float64."""

    @abstractmethod
    def project(self, x: Tensor) -> Tensor:
        """A point of the region nearest to `x`, of the same shape."""

    @abstractmethod
    def seal(self, x: Tensor) -> Tensor:
        """`x` projected such that every constraint holds exactly; closed entries become the clean ones bit for bit."""

    def step_region(self, point: Tensor, step: int, *, passed: Tensor, left: Tensor) -> Self:
        """The region of `step` for causal attacks, given the perturbation of earlier steps.

        A region around the first `step` + 1 steps, of which only the last is open. Of a shared budget the last step may
        spend an even part of the rest: what earlier steps have not spent is available to later ones.

        Args:
            point: the perturbed prefix, (B, T, F) or (B, T); entries from `step` on are ignored.
            step: from 0.
            passed: number of earlier open steps, (B,).
            left: number of open steps that share the rest of the budget, including this one, (B,).
        """
        raise TypeError(f"{type(self).__name__} cannot be decided step by step: its threat must not be causal")

    @abstractmethod
    def random_start(self, generator: Generator) -> Tensor:
        """A random point of the region, of the shape of `centre`."""


adopt_former_methods(Region)


def find_open_steps(threat: Threat, mask: Tensor) -> Tensor:
    """Steps inside an open window, (T,) bool, for a batch with `mask` (B, T)."""
    steps = torch.arange(mask.shape[1], device=mask.device)
    window: Tensor = torch.zeros_like(steps, dtype=torch.bool)
    for first, last in threat.open_ranges():
        window = window | ((steps >= first) & (steps <= (len(steps) if last is None else last)))
    return window


def to_double(values: Tensor) -> Tensor:
    """`values` in double precision, on the CPU if the device has none (Apple's GPUs)."""
    return (values.cpu() if values.device.type == "mps" else values).double()
