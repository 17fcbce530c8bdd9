"""A dataset small enough to train on within a fraction of a second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.rising_lines import write_rising_lines

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
    return write_rising_lines(tmp_path_factory.mktemp("tiny"), 20, 12)


@pytest.fixture(scope="session")
def tiny_spec(tiny_file: Path) -> RunSpec:
    """Adversarial training on the tiny data: 3 epochs of 3 steps."""
    return RunSpec(data=DataSettings(train=str(tiny_file)), model=GRU()).replace_paths(TINY)


@pytest.fixture(scope="module")
def one_reading_process() -> Iterator[None]:
    """What a test module reads in a process of its own is read in the same one: torch is imported once."""
    with share_process():
        yield
