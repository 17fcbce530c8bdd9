"""Data and a spec that take next to no time: rising against falling lines."""

from __future__ import annotations

from pathlib import Path

from robustgui.data import Dataset, DataSettings, load
from robustgui.models.gru import GRU
from robustgui.runs.spec import RunSpec

from ..support.rising_lines import write_rising_lines

_CHANGES = {
    "training.epochs": 2, "training.batch_size": 8, "training.lr": 0.02, "model.hidden": 3, "watch.samples": 4,
    "watch.every": 1,
    "watch.attack.steps": 1, "defence.attack.steps": 1, "device.device": "cpu", "device.threads": 1,
}  # fmt: skip


def tiny_file(folder: Path, name: str = "Tiny") -> Path:
    """The training part, with the test part beside it: 12 and 6 sequences of 5 steps in two classes."""
    return write_rising_lines(folder, 12, 6, steps=5, name=name)


def tiny_spec(file: Path) -> RunSpec:
    """Two epochs of two steps on `tiny_file`."""
    return RunSpec(data=DataSettings(train=str(file)), model=GRU()).replace_paths(_CHANGES)


def tiny_data(file: Path) -> Dataset:
    """What `tiny_spec` reads."""
    return load(DataSettings(train=str(file)))
