"""Finds the run or the network that a command line names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .output import is_quiet, warn

if TYPE_CHECKING:
    from ..data import Dataset, DataSettings, SequenceSet
    from ..data.load import OtherData
    from ..models.network import Network
    from ..runs.evaluated_part import EvaluatedPart


def run_path(name: str, runs: Path) -> Path:
    """See `runs.find_run`, which needs numpy."""
    from ..runs.find_run import find_run

    return find_run(name, runs)


def open_data(settings: DataSettings, other: OtherData | None = None) -> Dataset:
    """What `data.load` gives, with a bar while a large source is read, and with its warnings on stderr."""
    from ..api.progress import ReadingBar
    from ..data import load
    from ..data.warnings import collect_warnings

    with ReadingBar(is_visible=not is_quiet()) as bar:
        dataset = load(settings, other=other, report=bar.show)
    for sentence in collect_warnings(dataset):
        warn(str(sentence))
    return dataset


def load_network_and_part(name: str, runs: Path, evaluated: EvaluatedPart) -> tuple[Network, SequenceSet]:
    """The network of a run or of a .safetensors file, and the sequences to use it on.

    Args:
        name: a run folder, its name, or a network file.
        runs: where runs are stored.
        evaluated: which sequences; a network file needs data to be named.

    Raises:
        RunError: there is no such run or part, or a network file needs data to be named.
        DataError: the data cannot be read.
    """
    from ..api.progress import ReadingBar
    from ..base.errors import RunError
    from ..data.load import load_alone
    from ..models.network_file import load_network
    from ..runs.folder import RunFolder
    from ..runs.training_data import attach_training_data

    path = run_path(name, runs)
    if not os.path.isfile(path):
        folder = RunFolder(path)
        network = folder.load_network()
        dataset = open_data(folder.spec().data, evaluated.other)
        return attach_training_data(network, folder, dataset), evaluated.of(dataset)
    if evaluated.other is None:
        raise RunError("{file} contains a network without data. Name its data with --data.", file=str(path))
    network = load_network(path)
    with ReadingBar(is_visible=not is_quiet()) as bar:
        return network, load_alone(evaluated.other, network.classes, bar.show)
