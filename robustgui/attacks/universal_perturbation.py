"""One change for all sequences: how it is laid onto a batch, and taken from an attacked one for sequences unseen."""

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
    """A change that belongs to no sequence.

    Attributes:
        u: what is added, in the budget's unit (scaled coordinates of a `ValueRegion`), (T, F).
        repeated: whether it begins anew behind its end; else what is longer stays clean there.
    """

    u: Tensor
    repeated: bool

    def steps(self, T: int) -> Tensor:
        """What each of T steps gets, (T, F)."""
        length = len(self.u)
        if self.repeated:
            return self.u[torch.arange(T, device=self.u.device) % length]
        return torch.nn.functional.pad(self.u, (0, 0, 0, max(0, T - length)))[:T]

    def apply_to(self, region: ValueRegion) -> Tensor:
        """The points of `region` next to its sequences changed by this, (B, T, F)."""
        added = self.steps(region.centre.shape[1])
        return region.project(region.centre + added / region.weight)


def fold(u: Tensor, length: int, repeated: bool) -> Tensor:
    """Of changes of a batch (B, T, F) the largest that a sequence has at each step of the pattern, (length, F).

    A box or an end cuts what single sequences can take up; whoever takes up most shows what was meant.
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
    """Sequences that nobody attacked before, changed by `delta` as far as `threat` lets them be.

    Args:
        delta: of `Universal.fit`.
        network: what reads them.
        x, mask: as in `models.batch`, values (B, T, F) or tokens (B, T), and (B, T).
        threat: moves values; its budget, box, features, window and padding hold to the last bit.

    Returns:
        What the network reads, (B, T, F), or the moved embeddings of tokens, (B, T, E).
    """
    _, region = build_region(network, threat, x, mask)
    if not isinstance(region, ValueRegion):
        raise TypeError(f"{type(region).__name__} holds no values")
    with torch.no_grad():
        return region.render(region.seal(delta.apply_to(region)))
