"""Wrong command lines of every command: one sentence of ours, the documented exit code, and nothing written."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import typer

from robustgui.cli import app

NAMES = [
    name for name in typer.main.get_command(app.app).list_commands(typer.Context(typer.main.get_command(app.app)))
    if name not in ("gui", "screenshot", "second-opinion")
]  # fmt: skip
NO_RUNS = ("run", "list", "show", "new", "allow", "import", "preview")  # the other commands take runs
WRONG: dict[str, list[list[str]]] = {
    name: [[name, "--no-such-option"], [name, "--json", "--runs"], [name, "a/\x1b[31m"], [name, "--set", "x"]]
    for name in NAMES
}
for name in set(NAMES) - set(NO_RUNS):
    WRONG[name] += [
        [name],
        [name, "no-such-run"],
        [name, "latest"],
        [name, "no-such-run", "--set", "attack.steps=many"],
    ]
WRONG["run"] += [
    ["run"], ["run", "missing.toml"], ["run", "default", "--set", "training.lr=-1"], ["run", "default", "--set", "lr"],
    ["run", "default", "--set", "training.lrr=1"], ["run", "default", "--set", "model=grru"], ["run", "default", "two"],
    ["run", "default", "--set", "training.epochs=many"], ["run", "default", "--set", "data.train=no-such-file"],
    ["run", "default", "--set", "defence=pgd"], ["run", "default", "--set", "=1"], ["run", "."],
]  # fmt: skip
WRONG["list"] += [["list", "attaks"], ["list", "attacks", "models"], ["list", "runs", "--search"], ["list", ""]]
WRONG["show"] += [["show"], ["show", "pdg"], ["show", ""], ["show", "latest"], ["show", "a", "b"]]
WRONG["preview"] += [["preview"], ["preview", "no-such-file"], ["preview", "example:digitss"], ["preview", "."],
                     ["preview", "example:digits", "--seed", "-1"],
                     ["preview", "example:digits", "--set", "task=x"]]  # fmt: skip
WRONG["new"] += [["new", "a.toml", "--set", "model=grru"], ["new", "a.toml", "--set", "lr"]]
WRONG["allow"] += [["allow"], ["allow", "no-such-file.py:make"], ["allow", "nothing"]]
WRONG["import"] += [["import"], ["import", "no-such-file.pt"], ["import", "no-such-file.pt", "--data", "nothing"]]
WRONG["evaluate"] += [["evaluate", "no-such-run", "--eps", "a"], ["evaluate", "no-such-run", "--attack", "pdg"],
                      ["evaluate", "no-such-run", "--threat", "linff"],
                      ["evaluate", "x", "--samples", "-1"]]  # fmt: skip
WRONG["attack"] += [
    ["attack", "x", "--attack", "pdg"],
    ["attack", "x", "--eps", "much"],
    ["attack", "x", "--seed", "a"],
]
LINES = [["no-such-command"], ["--no-such-option"], ["rnu"], *(line for lines in WRONG.values() for line in lines)]


def test_that_there_are_at_least_a_hundred() -> None:
    assert len(LINES) >= 100


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_that_a_wrong_command_line_is_said_in_a_sentence(
    line: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROBUSTGUI_RUNS", str(tmp_path / "runs"))
    monkeypatch.setenv("ROBUSTGUI_CONFIG", str(tmp_path / "config"))
    monkeypatch.setattr(sys, "argv", ["robustgui", *line])
    with pytest.raises(SystemExit) as ended:
        app.main()
    out, err = capfd.readouterr()
    assert ended.value.code == 2
    assert "Traceback" not in err
    assert "pydantic" not in err
    assert len([each for each in err.splitlines() if not each.startswith("warning:")]) == 1, err
    assert "\x1b[31mm" not in err
    assert list(tmp_path.iterdir()) == []
    if "--json" in line:
        assert json.loads(out.splitlines()[-1])["event"] == "Error"
    else:
        assert out == ""
