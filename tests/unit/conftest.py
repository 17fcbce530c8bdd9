"""A dataset small enough to train on within a fraction of a second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from robustgui.base.apart import share_process
from robustgui.data import DataSettings
from robustgui.models.gru import GRU
from robustgui.runs.spec import RunSpec

TINY = {  # nothing of it is left to be chosen by the data
    "training.epochs": 3,
    "training.batch_size": 8,
    "training.lr": 0.02,
    "model.hidden": 5,
    "watch.samples": 10,
    "watch.every": 1,
    "watch.attack.steps": 2,
    "defence.attack.steps": 2,
    "defence.clean_share": 0.0,
    "defence.growth": 0.0,
    "device.device": "cpu",
    "device.threads": 1,
}


@pytest.fixture(scope="session")
def tiny_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rising against falling lines with noise, 20 to train and 12 to test, 6 steps each."""
    folder = tmp_path_factory.mktemp("tiny")
    stream = np.random.default_rng(7)
    for part, count in (("TRAIN", 20), ("TEST", 12)):
        labels = np.arange(count) % 2
        values = np.linspace(-1, 1, 6) * (2 * labels[:, None] - 1) + 0.3 * stream.standard_normal((count, 6))
        rows = [f"{label}\t" + "\t".join(f"{v:.5f}" for v in row) for label, row in zip(labels, values, strict=True)]
        (folder / f"Tiny_{part}.tsv").write_text("\n".join(rows) + "\n", encoding="ascii")
    return folder / "Tiny_TRAIN.tsv"


@pytest.fixture(scope="session")
def tiny_spec(tiny_file: Path) -> RunSpec:
    """Adversarial training on the tiny data: 3 epochs of 3 steps."""
    return RunSpec(data=DataSettings(train=str(tiny_file)), model=GRU()).replaced(TINY)


@pytest.fixture(scope="module")
def one_reading_process() -> Iterator[None]:
    """What a test module reads in a process of its own is read in the same one: torch is imported once."""
    with share_process():
        yield
