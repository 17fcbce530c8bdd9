"""What `--data` and `--split` evaluate is said, whole files are evaluated whole, and nothing is overwritten unasked."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import robustgui as rg
from robustgui.base.errors import ExistsError
from robustgui.cli import app
from robustgui.measurements.evaluate import load_evaluations
from robustgui.runs.folder import MODEL
from robustgui.training import DeviceSettings

Command = Callable[..., tuple[int, str, str]]
SHORT = {
    "epochs": 1, "defence": rg.NoDefence(), "model": rg.GRU(hidden=4), "progress": False,
    "device": DeviceSettings(device="cpu", threads=1),
}  # fmt: skip


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["robustgui", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        said = capfd.readouterr()
        return (ended.value.code if isinstance(ended.value.code, int) else 0), said.out, said.err

    return call


def noise(path: Path, count: int, seed: int) -> Path:
    stream = np.random.default_rng(seed)
    np.savez(path, x=stream.normal(size=(count, 12, 1)), y=np.arange(count) % 2)
    return path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("place")


@pytest.fixture(scope="module")
def run(place: Path) -> rg.Run:
    return rg.train(rg.load(noise(place / "own.npz", 40, 1)), runs=place / "runs", **SHORT)


@pytest.fixture(scope="module")
def other(place: Path, run: rg.Run) -> Path:
    return noise(place / "other.npz", 30, 2)


ASKED = {
    "attack": ("--attack", "fgsm"),
    "evaluate": ("--attack", "fgsm", "--eps", "0,0.1"),
    "audit": ("--attack", "fgsm", "--samples", "0"),
    "second-opinion": ("--attacks", "pgd", "--libraries", "robustgui", "--samples", "0"),
}


@pytest.mark.parametrize("name", ASKED)
def test_that_a_file_given_as_data_is_evaluated_whole_and_said(
    name: str, command: Command, run: rg.Run, other: Path
) -> None:
    code, out, err = command(name, run.folder.path, *ASKED[name], "--data", other)
    assert code == 0, err
    assert "other.npz as test data, 30 sequences" in out
    assert "was trained on" not in err


@pytest.mark.parametrize("name", ASKED)
def test_that_all_of_the_own_data_is_evaluated_with_a_warning_of_what_was_trained_on(
    name: str, command: Command, run: rg.Run
) -> None:
    code, out, err = command(name, run.folder.path, *ASKED[name], "--split", "all")
    assert code == 0, err
    assert "all parts, 40 sequences" in out
    assert f"was trained on {len(run.dataset.train)} of the 40 evaluated sequences" in " ".join(err.split())


@pytest.mark.parametrize("name", ASKED)
def test_that_the_training_part_is_warned_of_for_machines_too(name: str, command: Command, run: rg.Run) -> None:
    count = len(run.dataset.train)
    code, out, err = command(name, run.folder.path, *ASKED[name], "--split", "train", "--json")
    assert code == 0, err
    assert f"was trained on {count} of the {count}" in " ".join(err.split())
    assert all(json.loads(line) for line in out.splitlines())


def test_that_a_file_with_both_parts_gives_the_one_that_is_asked_for(
    command: Command, run: rg.Run, place: Path
) -> None:
    stream = np.random.default_rng(4)
    parts = {"train": 10, "test": 6}
    arrays = {f"x_{name}": stream.normal(size=(count, 12, 1)) for name, count in parts.items()}
    np.savez(place / "both.npz", **arrays, **{f"y_{name}": np.arange(count) % 2 for name, count in parts.items()})
    for split, count in (("test", 6), ("train", 10), ("all", 16)):
        _, out, _ = command("attack", run.folder.path, "--data", place / "both.npz", "--split", split, "--json")
        assert json.loads(out)["samples"] == count


def test_that_a_network_file_evaluates_other_data_whole_and_knows_its_training_data(
    command: Command, run: rg.Run, other: Path, place: Path
) -> None:
    code, out, err = command("attack", run.folder.path / MODEL, "--data", other, "--json")
    assert (code, json.loads(out)["samples"]) == (0, 30), err
    assert json.loads(out)["trained_on"]["same"] == 0
    code, out, err = command("attack", run.folder.path / MODEL, "--data", place / "own.npz", "--json")
    assert json.loads(out)["trained_on"]["same"] == len(run.dataset.train)
    assert "was trained on" in err


def test_that_an_unknown_part_is_explained(command: Command, run: rg.Run, other: Path) -> None:
    code, _, err = command("evaluate", run.folder.path, "--split", "half")
    assert code == 2
    assert "test, train, validation, all" in " ".join(err.split())


def test_that_what_was_evaluated_is_stored_with_the_evaluation(command: Command, run: rg.Run, other: Path) -> None:
    command("evaluate", run.folder.path, *ASKED["evaluate"], "--data", other)
    found = load_evaluations(run.folder.path)[-1].clean
    assert (found.split, Path(found.source).name, found.samples) == ("test", "other.npz", 30)


WRITTEN = {
    "attack": lambda run, place: (("attack", run, "--attack", "fgsm", "--save", place / "a.ts"), "a_meta.json"),
    "attack npz": lambda run, place: (("attack", run, "--attack", "fgsm", "--save", place / "a.npz"), "a.npz"),
    "export": lambda run, place: (("export", run, place / "net.pt"), "net.py"),
    "export weights": lambda run, place: (("export", run, place / "net.safetensors"), "net.safetensors"),
    "evaluate": lambda run, place: (("evaluate", run, "--attack", "fgsm", "--csv", place / "t.csv"), "t.csv"),
}


@pytest.mark.parametrize("way", WRITTEN)
def test_that_nothing_is_overwritten_without_consent(way: str, command: Command, run: rg.Run, tmp_path: Path) -> None:
    arguments, there = WRITTEN[way](run.folder.path, tmp_path)
    (tmp_path / there).write_text("mine")
    code, _, err = command(*arguments)
    assert code == 2
    assert there in err
    assert "--overwrite" in err
    assert [file.name for file in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text() == "mine"
    code, _, err = command(*arguments, "--overwrite")
    assert code == 0, err
    assert (tmp_path / there).read_bytes() != b"mine"


def test_that_a_notebook_overwrites_no_file_beside_an_export_without_consent(run: rg.Run, tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("mine")
    with pytest.raises(ExistsError, match=r"net\.py"):
        rg.export_network(run.network, tmp_path / "net.pt")
    assert not (tmp_path / "net.pt").exists()
    rg.export_network(run.network, tmp_path / "net.pt", overwrite=True)
    assert (tmp_path / "net.py").read_text() != "mine"
