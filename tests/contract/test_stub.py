"""The stub of the notebook interface is up to date, and a type checker finds mistakes with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOOD = """
import numpy as np

import robustgui as rg

data = rg.load(np.zeros((4, 5)), [0, 1, 0, 1], seed=3, features=["a"])
run = rg.train(data, model=rg.GRU(hidden=64), defence=rg.AdversarialTraining(threat="linf"), epochs=3, front="log_mel")
again = rg.train(run.spec)
result = rg.attack(run, data.test, rg.PGD(steps=20), rg.Linf(0.1))
named = rg.attack(run.network, data.test, "pgd", "linf")
table = rg.evaluate(run, data, ["pgd", rg.FGSM()], rg.Linf, [0.1, 0.2])
accuracy: float | None = run.clean
rows = rg.runs(search="gru")
try:
    rg.compare(run, "latest")
except rg.RobustGuiError as error:
    print(error)
"""
MISTAKES = """
rg.GRU(hiden=64)
rg.GRU(hidden="many")
rg.train(3)
rg.attack(run, 3)
rg.Linf("a lot")
rg.train(data, epcohs=3)
rg.evaluate(run, data, rg.PGD, rg.Linf, [0.1])
rg.no_such_thing
"""


def test_that_the_stub_is_what_the_tool_writes() -> None:
    done = subprocess.run([sys.executable, "tools/stub.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run: python tools/stub.py"


@pytest.mark.slow
def test_that_a_type_checker_finds_the_mistakes_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "example.py"
    file.write_text(GOOD + MISTAKES, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--follow-imports=silent", str(file)]
    environment = {"MYPYPATH": str(ROOT), "MYPY_CACHE_DIR": str(tmp_path / "cache"), "PATH": ""}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    lines = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
    first = GOOD.count("\n") + 2
    assert lines == set(range(first, first + MISTAKES.count("\n") - 1)), done.stdout
