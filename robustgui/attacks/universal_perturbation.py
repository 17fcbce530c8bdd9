"""Universal perturbations: application to a batch, and extraction from an attacked one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..threats.value_region import ValueRegion
from .run import build_region

if TYPE_CHECKING:
    from torch import Tensor

    from ..models.network import Network
    from ..threats import Threat


@dataclass(frozen=True)
class UniversalPerturbation:
    """A universal perturbation.

    Attributes:
        u: the perturbation in the budget's unit (scaled coordinates of a `ValueRegion`), (T, F).
        repeated: whether it is repeated periodically; else later steps stay clean.
    """

    u: Tensor
    repeated: bool

    def steps(self, T: int) -> Tensor:
        """The perturbation of T steps, (T, F)."""
        length = len(self.u)
        if self.repeated:
            return self.u[torch.arange(T, device=self.u.device) % length]
        return torch.nn.functional.pad(self.u, (0, 0, 0, max(0, T - length)))[:T]

    def apply_to(self, region: ValueRegion) -> Tensor:
        """The sequences of `region` with this perturbation, projected onto the region, (B, T, F)."""
        added = self.steps(region.centre.shape[1])
        return region.project(region.centre + added / region.weight)


def fold(u: Tensor, length: int, repeated: bool) -> Tensor:
    """The entries of largest absolute value over a batch of perturbations (B, T, F) at each step of the pattern,
    (length, F).

    Bounds and lengths clip the perturbation of single sequences; the least clipped one is the intended one.
    """
    size, T, F = u.shape
    if repeated:
        u = torch.nn.functional.pad(u, (0, 0, 0, -T % length))  # whole turns
        u = u.reshape(size * (u.shape[1] // length), length, F)
    else:
        u = torch.nn.functional.pad(u, (0, 0, 0, max(0, length - T)))[:, :length]
    most = u.abs().argmax(0, keepdim=True)  # (1, length, F)
    return u.gather(0, most)[0]


def apply_perturbation(
    delta: UniversalPerturbation, network: Network, x: Tensor, mask: Tensor, threat: Threat
) -> Tensor:
    """Apply `delta` to sequences, as far as `threat` allows.

    Args:
        delta: from `Universal.fit`.
        network: the attacked network.
        x, mask: as in `models.batch`, values (B, T, F) or tokens (B, T), and (B, T).
        threat: a threat model on values; its budget, valid range, features, window and padding hold exactly.

    Returns:
        Inputs of the network, (B, T, F), or perturbed embeddings of tokens, (B, T, E).
    """
    _, region = build_region(network, threat, x, mask)
    if not isinstance(region, ValueRegion):
        raise TypeError(f"{type(region).__name__} holds no values")
    with torch.no_grad():
        return region.render(region.seal(delta.apply_to(region)))
