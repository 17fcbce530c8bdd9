"""`robustgui import`, `allow` and `export`: networks of others in, ours out, in the words of a command line."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from support.foreign_networks import Classifier, seeded

from robustgui.cli import app
from robustgui.runs.folder import RunFolder

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs `robustgui ARGUMENTS` in this process; gives exit code, stdout, stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["robustgui", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        said = capfd.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), said.out, said.err

    return call


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    torch.save(seeded(Classifier, features=1, outputs=2, hidden=4).state_dict(), tmp_path / "net.pt")
    return tmp_path / "net.pt"


def test_that_a_look_shows_what_was_recognised_and_stores_nothing(
    command: Command, weights: Path, tiny_file: Path, tmp_path: Path
) -> None:
    code, out, _ = command("import", weights, "--data", tiny_file, "--look", "--runs", tmp_path / "runs")
    assert code == 0
    assert "rnn: LSTM, input size 1, hidden size 4, unidirectional." in out
    assert "readout=mean values=normalise" in out
    assert not (tmp_path / "runs").exists()


def test_that_an_imported_network_is_evaluated_and_exported(
    command: Command, weights: Path, tiny_file: Path, tmp_path: Path
) -> None:
    runs = tmp_path / "runs"
    code, out, _ = command(
        "import",
        weights,
        "--data",
        tiny_file,
        "--set",
        "readout=mean",
        "--take-best",
        "--name",
        "theirs",
        "--runs",
        runs,
        "--json",
    )  # fmt: skip
    assert code == 0
    said = [json.loads(line) for line in out.splitlines()]
    assert said[0]["guesses"][0]["settings"]["readout"] == "mean"
    assert said[-1]["event"] == "RunFinished"
    (folder,) = runs.glob("*_theirs")
    assert RunFolder(folder).spec().model.readout == "mean"  # type: ignore[attr-defined]
    code, out, _ = command("evaluate", folder.name, "--runs", runs, "--eps", "0,0.1", "--attack", "fgsm")
    assert code == 0
    code, out, _ = command("export", folder.name, tmp_path / "out.safetensors", "--runs", runs)
    assert code == 0
    assert (tmp_path / "out.py").is_file()
    code, out, _ = command("import", tmp_path / "out.safetensors", "--data", tiny_file, "--look", "--json")
    assert json.loads(out)["guesses"][0]["settings"] | {"classes": 0} == {"values": "as_is", "classes": 0}


def test_that_a_terminal_is_asked_which_of_several_readings_is_right(
    command: Command, weights: Path, tiny_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = tmp_path / "runs"
    answers = io.StringIO("0\nnone\n2\n")
    monkeypatch.setattr(answers, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", answers)
    code, out, err = command("import", weights, "--data", tiny_file, "--name", "asked", "--runs", runs)
    assert code == 0
    assert (out + err).count("Enter a number from 1 to") == 2
    (second,) = (line for line in out.splitlines() if line.startswith("2: "))
    (folder,) = runs.glob("*_asked")
    assert f"readout={RunFolder(folder).spec().model.readout}" in second  # type: ignore[attr-defined]


def test_that_code_runs_only_when_it_is_named(command: Command, weights: Path, tiny_file: Path, tmp_path: Path) -> None:
    code_file = tmp_path / "mine.py"
    code_file.write_text(
        "from support.foreign_networks import Classifier\n"
        "def make(features, outputs):\n    return Classifier(features=features, outputs=outputs, hidden=4)\n",
        encoding="utf-8",
    )
    runs = tmp_path / "runs"
    arguments = ("import", weights, "--data", tiny_file, "--set", "values=as_is", "--runs", runs, "--name", "own")
    assert command(*arguments, "--set", f"entry={code_file}:make")[0] == 2
    assert command(*arguments, "--entry", f"{code_file}:make")[0] == 0
    code_file.write_text(code_file.read_text(encoding="utf-8") + "#\n", encoding="utf-8")
    code, _, err = command("attack", next(runs.glob("*_own*")), "--attack", "fgsm")
    assert code == 2
    assert "robustgui allow" in err
    assert command("allow", f"{code_file}:make")[0] == 0
    assert command("attack", next(runs.glob("*_own*")), "--attack", "fgsm")[0] == 0


def test_that_what_cannot_be_is_one_sentence(command: Command, weights: Path, tiny_file: Path, tmp_path: Path) -> None:
    for arguments, message in [
        (("import", weights), "Name the data"),
        (("import", "--data", tiny_file), "Name a file of weights"),
        (("import", tiny_file, "--data", tiny_file), "not written by torch.save"),
        (("export", tmp_path, tmp_path / "net.pt"), "is not a run folder"),
    ]:
        code, _, err = command(*arguments)
        assert code == 2
        assert message in err.replace("\n", " ")
