"""Data and settings that train within seconds and attack within one."""

from __future__ import annotations

from pathlib import Path

import numpy as np

EPOCHS = 12
_SETTINGS = {
    "training.epochs": EPOCHS,
    "training.batch_size": 8,
    "training.lr": 0.02,
    "model": "gru",
    "model.hidden": 5,
    "watch.samples": 20,
    "watch.attack.steps": 2,
    "defence.attack.steps": 2,
    "defence.clean_share": 0.0,
    "defence.growth": 0.0,
    "device.device": "cpu",
    "device.threads": 1,
}


def settings(data: Path) -> list[str]:
    """The options of `robustgui run` for the data in `data`."""
    return [part for key, value in ({"data.train": data} | _SETTINGS).items() for part in ("--set", f"{key}={value}")]


def write_lines(folder: Path, train: int, test: int, steps: int = 6) -> Path:
    """Rising against falling lines with noise; returns the file of the training part."""
    stream = np.random.default_rng(7)
    for part, count in (("TRAIN", train), ("TEST", test)):
        labels = np.arange(count) % 2
        values = np.linspace(-1, 1, steps) * (2 * labels[:, None] - 1) + 0.6 * stream.standard_normal((count, steps))
        rows = [f"{label}\t" + "\t".join(f"{v:.5f}" for v in row) for label, row in zip(labels, values, strict=True)]
        (folder / f"Lines_{part}.tsv").write_text("\n".join(rows) + "\n", encoding="ascii")
    return folder / "Lines_TRAIN.tsv"
