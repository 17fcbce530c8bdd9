"""Data and a spec that take next to no time: rising against falling lines."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from robustgui.data import Dataset, DataSettings, load
from robustgui.models.gru import GRU
from robustgui.runs.spec import RunSpec

_CHANGES = {
    "training.epochs": 2, "training.batch_size": 8, "training.lr": 0.02, "model.hidden": 3, "watch.samples": 4,
    "watch.every": 1,
    "watch.attack.steps": 1, "defence.attack.steps": 1, "device.device": "cpu", "device.threads": 1,
}  # fmt: skip


def tiny_file(folder: Path, name: str = "Tiny") -> Path:
    """The training part, with the test part beside it: 12 and 6 sequences of 5 steps in two classes."""
    stream = np.random.default_rng(7)
    folder.mkdir(parents=True, exist_ok=True)
    for part, count in (("TRAIN", 12), ("TEST", 6)):
        labels = np.arange(count) % 2
        values = np.linspace(-1, 1, 5) * (2 * labels[:, None] - 1) + 0.3 * stream.standard_normal((count, 5))
        rows = [
            "\t".join([str(label), *(f"{value:.4f}" for value in row)])
            for label, row in zip(labels, values, strict=True)
        ]
        (folder / f"{name}_{part}.tsv").write_text("\n".join(rows) + "\n", encoding="ascii")
    return folder / f"{name}_TRAIN.tsv"


def tiny_spec(file: Path) -> RunSpec:
    """Two epochs of two steps on `tiny_file`."""
    return RunSpec(data=DataSettings(train=str(file)), model=GRU()).replaced(_CHANGES)


def tiny_data(file: Path) -> Dataset:
    """What `tiny_spec` reads."""
    return load(DataSettings(train=str(file)))
