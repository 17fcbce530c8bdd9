"""A notebook: own sequences and an own network, seeds in parallel, a table, an export, and the run in the window."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from robustgui.data import load
from robustgui.runs.folder import RunFolder

SCRIPT = """
import joblib, numpy as np, pandas as pd, torch, robustgui as rg
from torch import nn

class AttentionLSTM(nn.Module):
    def __init__(self, n_features, n_classes, hidden=8):
        super().__init__()
        self.lstm = nn.LSTM(n_features, hidden, batch_first=True)
        self.score, self.out = nn.Linear(hidden, 1), nn.Linear(hidden, n_classes)
    def forward(self, x, mask):
        states, _ = self.lstm(x)
        weights = self.score(states).masked_fill(~mask[..., None], -torch.inf).softmax(1)
        return self.out((weights * states).sum(1))

rng = np.random.default_rng(0)
X = [rng.normal(i % 2, 1, (rng.integers(5, 20), 3)) for i in range(40)]
data = rg.dataset(X, [("rest", "walk")[i % 2] for i in range(40)], name="steps")
def train(seed):
    return rg.train(data, model=rg.Module(AttentionLSTM, hidden=6), seed=seed, epochs=2, lr=0.02, runs="runs")
runs = joblib.Parallel(n_jobs=2)(joblib.delayed(train)(seed) for seed in range(5))
found = [rg.attack(run.network, data.test, rg.PGD(steps=5), rg.Linf(eps=0.3)) for run in runs]
frame = pd.concat([each.to_frame().assign(seed=run.spec.seed) for each, run in zip(found, runs)])
open("table.tex", "w").write(frame.groupby("seed")[["clean_correct", "robust"]].mean().to_latex())
rg.export_network(runs[0], "attention.pt")
print(rg.load_run(runs[0].folder.path))
"""
WITHOUT_PANDAS = SCRIPT.replace(", pandas as pd", "").replace("frame = ", "# ").replace('open("table', '# open("table')

# As in IPython: the text of the cell is in `linecache` alone, and `__main__` has no file.
NOTEBOOK = """
import linecache, sys, __main__
text, name = sys.stdin.read(), "/tmp/ipykernel_1/2.py"
linecache.cache[name] = (len(text), None, text.splitlines(True), name)
exec(compile(text, name, "exec"), vars(__main__))
"""


def test_that_a_notebook_goes_from_own_objects_to_the_window(tmp_path: Path) -> None:
    assert len(SCRIPT.strip().splitlines()) <= 25
    pytest.importorskip("joblib")
    has_pandas = importlib.util.find_spec("pandas") is not None
    done = subprocess.run(
        [sys.executable, "-c", NOTEBOOK], input=SCRIPT if has_pandas else WITHOUT_PANDAS,
        cwd=tmp_path, capture_output=True, text=True, check=False, env=os.environ | {"OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "steps-AttentionLSTM" in done.stdout
    assert not has_pandas or r"\begin{tabular}" in (tmp_path / "table.tex").read_text()
    runs = [folder for folder in sorted((tmp_path / "runs").iterdir()) if folder.name != "data"]
    specs = [RunFolder(folder).spec() for folder in runs]
    assert sorted(spec.seed for spec in specs) == [0, 1, 2, 3, 4]
    assert len({spec.data.train for spec in specs}) == 1
    assert load(specs[0].data).train.classes == ("rest", "walk")
    picture = tmp_path / "inspect.png"
    arguments = ["screenshot", picture, "--page", "inspect", "--run", runs[0], "--runs", tmp_path / "runs"]
    shown = subprocess.run(
        [sys.executable, "-m", "robustgui", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stderr
    assert picture.stat().st_size > 100_000  # the sequence, its perturbation and hidden states
