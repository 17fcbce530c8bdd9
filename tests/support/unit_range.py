"""A network and sequences in [0, 1], as other libraries of attacks want them: pictures of one channel, T x F."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import torch
from torch import Tensor, nn

from robustgui.data import SequenceSet
from robustgui.models import Model
from robustgui.models.batch import Batch
from robustgui.models.network import Network

from .networks import bumps, trained


def squeezed(count: int, *, seed: int, T: int = 18) -> SequenceSet:
    """`bumps` of length `T`, in [0, 1]."""
    base = bumps(4 * count, seed=seed, T=24)
    full = np.flatnonzero(base.lengths >= T)[:count]
    cut = np.concatenate([base[i][:T] for i in full])
    return SequenceSet.pack(
        name="squeezed",
        values=np.clip((cut + 1) / 3, 0, 1).astype(np.float32),
        offsets=(T * np.arange(len(full) + 1)).astype(np.int64),
        labels=base.labels[full],
        classes=base.classes,
        features=base.features,
    )


@cache
def learned(model: Model, count: int) -> tuple[Network, Batch, Tensor]:
    """A network, `count` sequences that it has not seen, in its units, and the same in [0, 1], (B, 1, T, F)."""
    network = trained(model, squeezed(300, seed=0), epochs=25)
    F = len(network.features)
    network = network.copy_with(space=replace(network.space, low=np.zeros(F), high=np.ones(F)))
    part = squeezed(count, seed=1)
    x, mask = part.pad()
    inputs = torch.from_numpy(network.space.to_network(x))
    batch = Batch(inputs, torch.from_numpy(part.labels), torch.from_numpy(mask))
    return network, batch, torch.from_numpy(x.astype(np.float32))[:, None]  # (B, 1, T, F)


class Pictures(nn.Module):
    """The network on values in [0, 1], (B, 1, T, F) -> (B, K)."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.inner = network.module
        self.register_buffer("mean", torch.from_numpy(network.space.mean).float())
        self.register_buffer("std", torch.from_numpy(network.space.std).float())
        self.eval()

    def forward(self, x: Tensor) -> Tensor:
        steps = (x[:, 0] - self.mean) / self.std  # (B, T, F)
        outputs: Tensor = self.inner(steps, torch.ones(steps.shape[:2], dtype=torch.bool))
        return outputs

    def accuracy(self, x: Tensor, y: Tensor) -> float:
        """On pictures `x`."""
        with torch.no_grad():
            return float((self(x).argmax(1) == y).float().mean())
