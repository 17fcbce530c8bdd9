"""Files of rising against falling lines with noise: two classes that a small network tells apart within seconds."""

from __future__ import annotations

from pathlib import Path

import numpy as np


def write_rising_lines(
    folder: Path, train: int, test: int, *, steps: int = 6, noise: float = 0.3, name: str = "Tiny", seed: int = 7
) -> Path:
    """`train` and `test` sequences of `steps` steps beside each other; returns the file of the training part."""
    stream = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for part, count in (("TRAIN", train), ("TEST", test)):
        labels = np.arange(count) % 2
        values = np.linspace(-1, 1, steps) * (2 * labels[:, None] - 1) + noise * stream.standard_normal((count, steps))
        rows = [f"{label}\t" + "\t".join(f"{v:.5f}" for v in row) for label, row in zip(labels, values, strict=True)]
        (folder / f"{name}_{part}.tsv").write_text("\n".join(rows) + "\n", encoding="ascii")
    return folder / f"{name}_TRAIN.tsv"
