"""What the network of a stored run was trained on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..data.fingerprints import fingerprint

if TYPE_CHECKING:
    from ..data import Dataset
    from ..models.network import Network
    from .folder import RunFolder

IMPORTED = "imported"  # in the environment of a run whose network was trained elsewhere


def with_training_data(network: Network, folder: RunFolder, dataset: Dataset) -> Network:
    """`network` with the fingerprints of its training data.

    A run of an earlier version stored none: `dataset`, which its spec names, is what it was trained on. What an
    imported network was trained on stays unknown unless its file tells.
    """
    if network.trained_on is not None or IMPORTED in folder.environment():
        return network
    return replace(network, trained_on=fingerprint(dataset.train))
