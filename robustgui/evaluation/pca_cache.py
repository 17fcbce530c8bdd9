"""Cache of the principal planes of clean states, valid as long as the network does not change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from ..models.batch import to_batch
from .geometry import Plane, fit_principal_plane

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.nets.interface import SequenceModule
    from ..models.network import Network

STEPS = 20_000  # of them together, so that long sequences do not cost seconds


@dataclass(frozen=True)
class Cloud:
    """A principal plane, and the final states of the fitted clean sequences in it.

    Attributes:
        plane: fitted on all valid states of the sequences.
        indices: indices of the sequences in the split, (N,).
        ends: projected final states, (N, 2).
        labels: classes, (N,); -1 for regression.
    """

    plane: Plane
    indices: NDArray[np.int64]
    ends: NDArray[np.float32]
    labels: NDArray[np.int64]


class PcaCache:
    """Stores the last cloud of each network; changed weights, or another split or layer, give a new one."""

    def __init__(self) -> None:
        self._clouds: WeakKeyDictionary[SequenceModule, tuple[tuple[int, ...], Cloud]] = WeakKeyDictionary()

    def cloud(self, network: Network, part: SequenceSet, layer: int, count: int = 200) -> Cloud:
        """The cloud of at most `count` sequences of `part` in layer `layer` (from 0) of `network` as it is now."""
        version = sum(weights._version for weights in network.module.parameters())  # torch counts changes in place
        key = (layer, count, id(part.values), id(part.starts), version)
        entry = self._clouds.get(network.module)
        if entry is None or entry[0] != key:
            entry = self._clouds[network.module] = (key, fit_cloud(network, part, layer, count))
        return entry[1]


def fit_cloud(network: Network, part: SequenceSet, layer: int, count: int) -> Cloud:
    """The plane and the final states of up to `count` sequences, evenly spread over `part`."""
    indices = np.unique(np.linspace(0, len(part) - 1, min(count, len(part))).astype(np.int64))
    share = int(np.ceil(part.lengths[indices].sum() / STEPS))
    indices = indices[::share]
    batch = to_batch(part, indices, network.space, network.device)
    states = network.states(batch.x, batch.mask).hidden[layer].cpu().numpy()  # (N, S, H)
    valid = network.state_mask(batch.x, batch.mask).cpu().numpy()  # (N, S)
    plane = fit_principal_plane(states[valid])  # (all states, H)
    ends = states[np.arange(len(indices)), np.maximum(valid.sum(1) - 1, 0)]  # (N, H)
    labels = part.labels[indices] if part.task == "classification" else np.full(len(indices), -1)
    return Cloud(plane, indices, plane.project(ends), labels.astype(np.int64))
