"""What the network of a stored run was trained on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..base.errors import RunError
from ..data.fingerprints import fingerprint
from .folder import SPEC

if TYPE_CHECKING:
    from ..data import Dataset, SequenceSet
    from ..models.network import Network
    from .folder import RunFolder

IMPORTED = "imported"  # in the environment of a run whose network was trained elsewhere


def attach_training_data(network: Network, folder: RunFolder, dataset: Dataset) -> Network:
    """`network` with the fingerprints of its training data, once it is sure that it can read `dataset`.

    A run of an earlier version stored none: `dataset`, which its spec names, is what it was trained on. What an
    imported network was trained on stays unknown unless its file tells.

    Raises:
        RunError: the data are others than the network was trained on, as after an edit of the spec.
    """
    _check_data(network, folder, dataset.train)
    if network.trained_on is not None or IMPORTED in folder.environment():
        return network
    return replace(network, trained_on=fingerprint(dataset.train))


def _check_data(network: Network, folder: RunFolder, train: SequenceSet) -> None:
    """Whether what the network reads and predicts is what the data have."""
    tokens = len(network.vocabulary) == len(train.vocabulary)
    classes = train.task != "classification" or len(network.classes) == len(train.classes)
    if network.task == train.task and len(network.features) == len(train.features) and tokens and classes:
        return
    raise RunError(
        "The network of {run} was trained on other data than {data}, which its {file} now names: features, classes or "
        "task differ. Put back the data of the run.",
        run=folder.name, data=train.name, file=SPEC,
    )  # fmt: skip
