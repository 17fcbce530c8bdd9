"""The principal plane of a network's clean states, kept for as long as the network does not change."""

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
    """A plane, and where the clean sequences that it was fitted on end in it.

    Attributes:
        plane: fitted on every valid state of the sequences.
        indices: which sequences of the split, (N,).
        ends: their final states in the plane, (N, 2).
        labels: their classes, (N,); -1 for regression.
    """

    plane: Plane
    indices: NDArray[np.int64]
    ends: NDArray[np.float32]
    labels: NDArray[np.int64]


class PcaCache:
    """Remembers the last cloud of each network; a changed weight or another split or layer makes a new one."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[SequenceModule, tuple[tuple[int, ...], Cloud]] = WeakKeyDictionary()

    def cloud(self, network: Network, part: SequenceSet, layer: int, count: int = 200) -> Cloud:
        """The cloud of at most `count` sequences of `part` in layer `layer` (from 0) of `network` as it is now."""
        version = sum(weights._version for weights in network.module.parameters())  # torch counts changes in place
        key = (layer, count, id(part.values), id(part.starts), version)
        entry = self._known.get(network.module)
        if entry is None or entry[0] != key:
            entry = self._known[network.module] = (key, fit_cloud(network, part, layer, count))
        return entry[1]


def fit_cloud(network: Network, part: SequenceSet, layer: int, count: int) -> Cloud:
    """The plane and the ends of up to `count` sequences, evenly spread over `part`."""
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
