"""Whatever a stranger called a file, a class, a feature or a run is shown by every command, and obeyed by none."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from typer.main import get_command

from robustgui.cli import app

MARKUP = "[bold]x[/bold][link=a]y[/link]:bomb:"
STEERING = "\x1b]0;t\x07\x9b31m\u202e\r\ufeff"
FORGED = "\nwarning: forged"
NAME = f"a{MARKUP}{STEERING}{FORGED}"  # a spec's name is at most 80 characters long
FILE = "b[bold]z[red]\x1b[2J\u202e\nwarning: forged"  # no slash
RUN = "c[bold]r[red]"  # which names a folder too
OURS = re.compile(r"\x1b\[[0-9;]*m|\r?\x1b\[(\?25[lh]|2K|1A)")  # colours and bars
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
SHORT = (
    "--set", "training.epochs=1", "--set", "model=gru", "--set", "model.hidden=4", "--set", "defence=none",
    "--set", "device.device=cpu", "--set", "device.threads=1", "--set", "watch.attack.steps=1",
)  # fmt: skip
FGSM = ("--attack", "fgsm", "--eps", "0.1")

Called = tuple[str, str]
Call = Callable[..., Called]
COMMANDS: dict[str, tuple[str, ...]] = {
    "run": ("default", "--set", "data.train={data}", "--set", "name={label}", *SHORT, "--runs", "{new}"),
    "resume": ("{run}",),
    "attack": ("{run}", *FGSM, "--out", "{new}/[bold]set.csv"),
    "evaluate": ("{run}", "{other}", "--attack", "fgsm", "--eps", "0,0.1", "--csv", "{new}/[bold]t.csv"),
    "audit": ("{run}", *FGSM, "--samples", "6", "--skip", "transfer", "--skip", "black_box", "--skip", "more_effort"),
    "cross-check": ("{run}", "--eps", "0.1", "--samples", "4", "--attacks", "fgsm"),
    "compare": ("{run}", "{other}"),
    "import": ("{weights}", "--data", "{data}", "--name", "{label}", "--runs", "{new}", "--take-best"),
    "allow": ("{code}:build",),
    "export": ("{run}", "{new}/[bold]net.pt"),
    "preview": ("{data}",),
    "list": ("--runs", "{runs}"),
    "show": ("{run}",),
    "new": ("{new}/[bold]spec.toml",),
}
WITHOUT_NAMES = {"gui", "screenshot", "second-opinion"}  # open the window; another name of cross-check


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Call:
    def run(*arguments: object) -> Called:
        monkeypatch.setattr(sys, "argv", ["robustgui", *map(str, arguments)])
        with pytest.raises(SystemExit):
            app.main()
        said = capfd.readouterr()
        return said.out, said.err

    return run


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("place")


@pytest.fixture
def facts(place: Path, call: Call) -> dict[str, str]:
    """Data, two runs and weights of somebody who wants to steer the terminal; made once."""
    if sys.platform == "win32":
        pytest.skip("no such names of files there")
    data, runs, new = place / f"{FILE}.npz", place / "runs", place / "new"
    if not data.exists():
        stream = np.random.default_rng(1)
        np.savez(
            data, x=stream.normal(size=(40, 8, 2)), y=np.arange(40) % 2, class_names=np.array([NAME, "plain"]),
            feature_names=np.array([NAME, "plain"]),
        )  # fmt: skip
        (place / "code[bold].py").write_text("def build(): ...\n")
        from robustgui.api import load, train
        from robustgui.defences.none import NoDefence
        from robustgui.models.gru import GRU
        from robustgui.training import DeviceSettings

        for name in ("first", "second"):
            run = train(
                load(data), name=f"{name}{RUN}", runs=runs, epochs=1, defence=NoDefence(), model=GRU(hidden=4),
                progress=False, device=DeviceSettings(device="cpu", threads=1),
            )  # fmt: skip
            assert run.folder is not None
            shutil.move(run.folder.path, runs / f"{name}{FILE}")
        weights = {f"rnn.{key}": value for key, value in torch.nn.GRU(2, 4).state_dict().items()}
        torch.save(weights | {"fc.weight": torch.zeros(2, 4), "fc.bias": torch.zeros(2)}, place / f"{FILE}.pt")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    return {
        "data": str(data), "runs": str(runs), "new": str(new), "label": RUN, "weights": str(place / f"{FILE}.pt"),
        "run": str(runs / f"first{FILE}"), "other": str(runs / f"second{FILE}"), "code": str(place / "code[bold].py"),
    }  # fmt: skip


def test_that_every_command_is_tried_here() -> None:
    names = set(get_command(app.app).commands)  # type: ignore[attr-defined]
    assert names == {*COMMANDS, *WITHOUT_NAMES}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("coloured", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("command", COMMANDS)
def test_that_names_are_shown_and_not_obeyed(
    command: str, coloured: bool, call: Call, facts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if coloured:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setenv("COLUMNS", "4000")
    if command == "compare":
        call("evaluate", facts["run"], facts["other"], *FGSM)
    out, err = call(command, *(text.format(**facts) for text in COMMANDS[command]))
    said = OURS.sub("", out + err) if coloured else out + err
    assert "Traceback" not in said
    assert "[bold]" in said or command == "cross-check"  # which names nothing
    assert "💣" not in said
    assert not UNSAFE.findall(said)
    assert not any(line.startswith("warning: forged") for line in said.splitlines())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("command", ["list", "show", "preview", "attack", "evaluate", "compare", "run"])
def test_that_json_holds_the_names_and_steers_nothing(command: str, call: Call, facts: dict[str, str]) -> None:
    if command == "compare":
        call("evaluate", facts["run"], facts["other"], *FGSM)
    out, err = call(command, *(text.format(**facts) for text in COMMANDS[command]), "--json")
    assert not UNSAFE.findall(out + err)
    held = json.dumps([json.loads(line) for line in out.splitlines()], ensure_ascii=False)
    assert "[bold]" in held


@pytest.mark.parametrize("problem", ["missing", "setting", "unknown"])
def test_that_what_went_wrong_is_said_without_steering(problem: str, call: Call, tmp_path: Path) -> None:
    arguments = {
        "missing": ("show", str(tmp_path / FILE)),
        "setting": ("new", "--set", f"name={NAME}", "--set", f"training.epochs={NAME}"),
        "unknown": ("list", NAME),
    }[problem]
    out, err = call(*arguments)
    assert "[bold]" in err
    assert not UNSAFE.findall(out + err)
    assert not any(line.startswith("warning: forged") for line in err.splitlines())


def test_that_only_one_file_prints() -> None:
    """A new command prints through `cli.output`, which shows everything as it is."""
    folder = Path(app.__file__).parent
    wrong = re.compile(
        r"\bprint\(|Console\(|from_markup|Table\(|from rich.text|typer\.(secho|echo)|TextColumn\((?!.*markup=False)"
    )
    allowed = {"output.py"}
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted(folder.glob("*.py"))
        if path.name not in allowed
        for line in path.read_text(encoding="utf-8").splitlines()
        if wrong.search(line) and "console = Console(stderr=True)" not in line
    ]
    assert found == []
