"""Finds the run or the network that a command line names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .output import warn

if TYPE_CHECKING:
    from ..data import Dataset, DataSettings, SequenceSet
    from ..models.network import Network


def run_path(name: str, runs: Path) -> Path:
    """The folder `name`, or the one of that name below `runs`; it need not exist."""
    path = Path(name).expanduser()
    below = runs / name
    return below if not path.exists() and below.is_dir() else path


def open_data(settings: DataSettings) -> Dataset:
    """What `data.load` gives, with a bar while a large source is read, and with its warnings on stderr."""
    from ..api.progress import ReadingBar
    from ..data import load
    from ..data.warnings import noted_warnings

    with ReadingBar() as bar:
        dataset = load(settings, report=bar.show)
    for sentence in noted_warnings(dataset):
        warn(str(sentence))
    return dataset


def network_and_data(name: str, runs: Path, data: str, split: str) -> tuple[Network, SequenceSet]:
    """The network of a run or of a .safetensors file, and the sequences to use it on.

    Args:
        name: a run folder, its name, or a network file.
        runs: where runs are stored.
        data: a file or example; empty: the data of the run.
        split: "train", "validation" or "test".

    Raises:
        RunError: there is no such run or part, or a network file needs data to be named.
        DataError: the data cannot be read.
    """
    from ..base.errors import RunError
    from ..data import DataSettings
    from ..runs.folder import RunFolder
    from ..runs.network_file import load_network

    path = run_path(name, runs)
    if path.is_file():
        if not data:
            raise RunError("{file} holds a network without data. Name some with --data.", file=str(path))
        network = load_network(path)
        dataset = open_data(DataSettings(train=data))
    else:
        folder = RunFolder(path)
        spec = folder.spec()
        network = folder.load_network()
        settings = spec.data.changed(train=data, test="") if data else spec.data
        dataset = open_data(settings)
    parts = {"train": dataset.train, "validation": dataset.validation, "test": dataset.test}
    part = parts.get(split)
    if part is None:
        known = ", ".join(name for name, found in parts.items() if found is not None)
        raise RunError("There is no part called '{split}' here. Known: {known}.", split=split, known=known)
    return network, part
