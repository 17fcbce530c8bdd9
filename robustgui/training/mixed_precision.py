"""Mixed precision: the forward pass of training in bfloat16, everything else in float32."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..models.network import Network

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class MixedPrecision(Network):
    """The same network, computing in bfloat16 while its module is in training mode.

    Attacks and measurements put the module into eval mode and so stay in full precision: an attack in half precision
    is weaker and overestimates robustness. bfloat16 has the range of float32, so no loss scaling is needed.
    """

    def outputs(self, x: Tensor, mask: Tensor) -> Tensor:
        """See `Network.outputs`; always float32."""
        with torch.autocast(x.device.type, torch.bfloat16, enabled=self.module.training):
            outputs: Tensor = self.module(x, mask)
        return outputs.float()

    @classmethod
    def of(cls, network: Network) -> MixedPrecision:
        """`network` in mixed precision, sharing its module."""
        return cls(**vars(network))
