"""Data of a notebook leave with the last run that names them, and come back with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

import robustgui as rg
from robustgui.runs.run_changes import remove_run, restore_run
from robustgui.training import DeviceSettings

SHORT: dict[str, Any] = {
    "epochs": 1,
    "defence": rg.NoDefence(),
    "device": DeviceSettings(device="cpu", threads=1),
    "progress": False,
}


class Mean(nn.Module):
    def __init__(self, n_features: int, n_classes: int) -> None:
        super().__init__()
        self.out = nn.Linear(n_features, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(x.mean(1))


@pytest.fixture
def runs(tmp_path: Path) -> list[Path]:
    """Two runs on the same data from the same initial weights, and the files that they share."""
    data = rg.dataset(np.random.default_rng(0).normal(size=(12, 5, 2)), [0, 1] * 6, name="pulses")
    torch.manual_seed(0)
    model = rg.Module(Mean(2, 2))
    trained = [rg.train(data, model=model, seed=seed, runs=tmp_path, **SHORT) for seed in (1, 2)]
    assert len(stored(tmp_path)) == 2
    return [run.folder.path for run in trained if run.folder is not None]


def stored(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "data").glob("*"))


def test_that_data_leave_with_the_last_run_and_come_back(runs: list[Path], tmp_path: Path) -> None:
    names = stored(tmp_path)
    trashed = [remove_run(runs[0])]
    assert stored(tmp_path) == names
    trashed.append(remove_run(runs[1]))
    assert not (tmp_path / "data").exists()
    assert stored(tmp_path / ".trash") == names
    assert rg.load_run(trashed[0]).clean is not None  # in the trash as well
    restore_run(trashed[0])
    assert stored(tmp_path) == names
    assert rg.load_run(runs[0]).clean == rg.load_run(trashed[1]).clean is not None


def test_that_data_stay_while_a_run_cannot_be_read(runs: list[Path], tmp_path: Path) -> None:
    names = stored(tmp_path)
    (runs[0] / "spec.toml").write_bytes(b"\xff\xfe\x00")
    remove_run(runs[1])
    assert stored(tmp_path) == names


def test_that_a_run_whose_data_were_discarded_meanwhile_still_opens(runs: list[Path], tmp_path: Path) -> None:
    (tmp_path / ".trash").mkdir()
    (tmp_path / "data").rename(tmp_path / ".trash" / "data")
    assert len(rg.load_run(runs[0]).dataset.train) > 0
