"""The notebook of the README: own sequences and an own network, seeds in parallel, a table, an export, the window."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.documents import ROOT, count_lines, read_blocks

from robustgui.data import load
from robustgui.runs.folder import RunFolder

CELLS = read_blocks(ROOT / "README.md")  # its first three cells of `PLACE` are this notebook
PLACE = "Six things people do first"
SCRIPT = "".join([block.code for block in CELLS if block.heading == PLACE][:3])
WITHOUT_PANDAS = SCRIPT.replace("import pandas as pd", "").replace("frame = ", "# ").replace("frame.", "# ")

# As in IPython: the text of the cell is in `linecache` alone, and `__main__` has no file.
NOTEBOOK = """
import linecache, sys, __main__
text, name = sys.stdin.read(), "/tmp/ipykernel_1/2.py"
linecache.cache[name] = (len(text), None, text.splitlines(True), name)
exec(compile(text, name, "exec"), vars(__main__))
"""


def test_that_a_notebook_goes_from_own_objects_to_the_window(tmp_path: Path) -> None:
    assert count_lines(SCRIPT) <= 25
    pytest.importorskip("joblib")
    has_pandas = importlib.util.find_spec("pandas") is not None
    done = subprocess.run(
        [sys.executable, "-c", NOTEBOOK], input=SCRIPT if has_pandas else WITHOUT_PANDAS,
        cwd=tmp_path, capture_output=True, text=True, check=False, env=os.environ | {"OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "attention.pt").stat().st_size > 1000
    assert not has_pandas or r"\begin{tabular}" in (tmp_path / "table.tex").read_text()
    runs = [folder for folder in sorted((tmp_path / "runs").iterdir()) if folder.name != "data"]
    assert all("steps-AttentionLSTM" in folder.name for folder in runs)
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
