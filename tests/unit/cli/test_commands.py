"""The command line: the numbers of the notebook, one sentence for what went wrong, and its exit codes."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import robustgui as rg
from robustgui.attacks.default_attacks import EVALUATION_ATTACK
from robustgui.cli import app
from robustgui.measurements.evaluate import load_evaluations
from robustgui.runs.events import RunFinished
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.spec_difference import format_command
from robustgui.runs.training_run import TrainingRun
from robustgui.training.events import EpochDone, StepDone
from robustgui.training.loop import Trainer

Result = tuple[int, str, str]
Command = Callable[..., Result]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs `robustgui ARGUMENTS` in this process; gives exit code, stdout, stderr."""

    def call(*arguments: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["robustgui", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        said = capfd.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), said.out, said.err

    return call


@pytest.fixture
def spec_file(tiny_spec: RunSpec, tmp_path: Path) -> Path:
    file = tmp_path / "tiny.toml"
    file.write_text(tiny_spec.to_toml(), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def stored(tiny_spec: RunSpec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a finished run."""
    run = TrainingRun(tiny_spec, tmp_path_factory.mktemp("stored"))
    list(run.events())
    assert run.folder is not None
    return run.folder.path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_that_run_gives_the_numbers_of_the_notebook(
    command: Command, spec_file: Path, tiny_spec: RunSpec, tmp_path: Path
) -> None:
    code, out, _ = command("run", spec_file, "--json", "--runs", tmp_path / "runs")
    assert code == 0
    found = lines(out)
    run = rg.train(tiny_spec, progress=False)
    epochs = [(e["epoch"], e["loss"], e["clean"], e["attacked"]) for e in found if e["event"] == "EpochDone"]
    assert epochs == [(e.epoch, e.loss, e.clean, e.attacked) for e in run.events if isinstance(e, EpochDone)]
    assert (found[-1]["event"], found[-1]["clean"], found[-1]["attacked"]) == ("RunFinished", run.clean, run.attacked)


def test_that_run_says_what_it_measured(command: Command, spec_file: Path, tmp_path: Path) -> None:
    code, out, _ = command("run", spec_file, "--runs", tmp_path / "runs")
    assert code == 0
    assert "finished on 12 test sequences" in out
    assert out.count("epoch ") == 3


def test_that_set_reaches_the_run(command: Command, spec_file: Path, tmp_path: Path) -> None:
    command(
        "run", spec_file, "--runs", tmp_path, "--json", "--set", "training.epochs=1", "--set", "defence=none",
        "--set", "name=mine",
    )  # fmt: skip
    (folder,) = [path for path in tmp_path.iterdir() if path.is_dir()]
    spec = RunFolder(folder).spec()
    assert (spec.training.epochs, spec.defence.name, spec.name) == (1, "none", "mine")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--set", "training.epoch=3"), "Did you mean 'training.epochs'?"),
        (("--set", "training.epochs=many"), "training.epochs: must be a whole number, got 'many'"),
        (("--set", "training.epochs=0"), "must be 1 or more"),
        (("--set", "defence.threat.eps=nan"), "defence.threat.eps: must be a finite number"),
        (("--set", "defence.threat.eps=-0.1"), "must be 0 or more"),
        (("--set", "defence.attack=pdg"), "Did you mean 'pgd'?"),
        (("--set", "nonsense"), "write PATH=VALUE"),
        (("--set", "data.train=gone.tsv"), "gone.tsv"),
        (("--set", "device.device=cuda"), "Choose another device"),
    ],
)
def test_that_a_wrong_setting_is_one_sentence_and_exit_code_2(
    command: Command, spec_file: Path, tmp_path: Path, arguments: tuple[str, ...], words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    code, _, err = command("run", spec_file, "--json", "--runs", tmp_path / "runs", *arguments)
    assert code == 2
    assert words in err
    assert "Traceback" not in err
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"seed = = 1", b"[training]\nspeed = 1\n"])
def test_that_a_file_that_is_no_spec_is_explained(command: Command, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    code, _, err = command("run", file)
    assert code == 2
    assert "broken.toml" in err or "training.speed" in err


def test_that_a_missing_spec_and_a_directory_are_explained(command: Command, tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "gone.toml", "There is no file {}"), (tmp_path, "{} is a folder")):
        code, _, err = command("run", path)
        assert code == 2
        assert reason.format(path) in err


def test_that_a_bug_shows_its_traceback_and_exit_code_1(
    command: Command, spec_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("robustgui.training.loop.Trainer.train_step", broken)
    code, _, err = command("run", spec_file, "--runs", tmp_path)
    assert code == 1
    assert "in broken" in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent differently there")
def test_that_ctrl_c_saves_a_checkpoint_from_which_it_goes_on(
    spec_file: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_step = Trainer.train_step

    def interrupted(self: Trainer) -> StepDone:
        if self.step == 4:
            signal.raise_signal(signal.SIGINT)
        return train_step(self)

    monkeypatch.setattr(Trainer, "train_step", interrupted)
    before = signal.getsignal(signal.SIGINT)
    code, out, err = command("run", spec_file, "--runs", tmp_path / "runs", "--json")
    assert signal.getsignal(signal.SIGINT) is before
    assert code == 130
    assert (lines(out)[-1]["event"], lines(out)[-1]["step"]) == ("RunStopped", 4)
    (folder,) = [path for path in (tmp_path / "runs").iterdir() if path.is_dir()]
    assert f"Resume with: robustgui resume {folder}" in err
    monkeypatch.setattr(Trainer, "train_step", train_step)
    code, out, _ = command("resume", folder, "--json")
    assert code == 0
    assert next(e for e in lines(out) if e["event"] == "RunStarted")["step"] == 4


def test_that_resume_is_found_by_its_spec(
    command: Command, spec_file: Path, tiny_spec: RunSpec, tmp_path: Path
) -> None:
    runs = tmp_path / "runs"
    count = iter(range(1000))
    broken = TrainingRun(tiny_spec, runs, stop=lambda: next(count) > 20)
    list(broken.events())
    assert broken.folder is not None
    code, _, _ = command("run", spec_file, "--runs", runs, "--json", "--resume")
    assert code == 0
    assert isinstance(broken.folder.events()[-1], RunFinished)
    code, _, _ = command("run", spec_file, "--runs", runs, "--json", "--resume")
    assert code == 0
    assert len([path for path in runs.iterdir() if path.is_dir()]) == 2  # nothing was left to go on with


def test_that_a_finished_run_cannot_be_resumed(command: Command, stored: Path) -> None:
    code, _, err = command("resume", stored)
    assert code == 2
    assert "nothing to resume" in err


def test_that_attack_gives_the_numbers_of_the_notebook(command: Command, stored: Path, tmp_path: Path) -> None:
    out_file = tmp_path / "found.npz"
    code, out, _ = command(
        "attack", stored, "--eps", "0.4", "--set", "attack.steps=3", "--out", out_file, "--json"
    )  # fmt: skip
    assert code == 0
    run = rg.load_run(stored)
    expected = rg.attack(run.network, run.dataset.test, EVALUATION_ATTACK.copy_with(steps=3), rg.Linf(eps=0.4))
    (found,) = lines(out)
    assert (found["clean"], found["attacked"]) == (expected.clean_accuracy, expected.robust_accuracy)
    with np.load(out_file, allow_pickle=False) as file:
        np.testing.assert_array_equal(file["x_adv"], expected.x_adv)
        np.testing.assert_array_equal(file["predictions"], expected.predictions)


def test_that_a_network_file_is_attacked_on_named_data(command: Command, stored: Path, tiny_file: Path) -> None:
    model = stored / "model.safetensors"
    code, _, err = command("attack", model)
    assert code == 2
    assert "--data" in err
    code, out, _ = command("attack", model, "--data", tiny_file, "--attack", "fgsm", "--threat", "l2")
    assert code == 0
    assert "accuracy attacked" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--eps", "-1"), "threat.eps: must be 0 or more"),
        (("--eps", "much"), "threat.eps: must be a number"),
        (("--eps", "-20 dB"), "level relative to the peak"),
        (("--attack", "pdg"), "Did you mean 'pgd'?"),
        (("--set", "steps=3"), "must begin with attack. or threat."),
        (("--set", "threat.features=4"), "perturbs feature 4"),
        (("--split", "validation"), "have no validation split"),
        (("--target", "seven"), "no target class seven"),
        (("--out", "/nowhere/at/all.npz"), "cannot be written"),
    ],
)
def test_that_an_impossible_attack_is_explained(
    command: Command, stored: Path, arguments: tuple[str, ...], words: str
) -> None:
    code, _, err = command("attack", stored, "--json", *arguments)
    assert code == 2
    assert words in err


def test_that_evaluate_names_every_point(command: Command, stored: Path) -> None:
    code, out, _ = command(
        "evaluate", stored.name, "--runs", stored.parent, "--eps", "0,0.4", "--set", "attack.steps=3", "--json"
    )  # fmt: skip
    assert code == 0
    points = [(e["eps"], e["value"]) for e in lines(out) if e["event"] == "CurvePoint"]
    run = rg.load_run(stored)
    curve = rg.robustness_curve(run.network, run.dataset.test, rg.PGD(steps=3), rg.Linf, [0, 0.4])
    assert points == list(zip(curve.eps, curve.accuracy, strict=True))
    assert len(load_evaluations(stored)) >= 1


def test_that_budgets_beside_the_peak_may_be_given_in_decibels(command: Command, stored: Path) -> None:
    peak = ("--set", "threat.unit=peak", "--set", "attack.steps=1", "--json")
    code, out, _ = command("evaluate", stored, "--eps", "0,-20 dB", *peak)
    assert code == 0
    assert [event["eps"] for event in lines(out) if event["event"] == "CurvePoint"] == pytest.approx([0, 0.1])
    code, out, _ = command("attack", stored, "--eps", "-20 dB", *peak)
    assert code == 0
    assert lines(out)[0]["threat"]["eps"] == pytest.approx(0.1)


def test_that_budgets_that_are_no_numbers_are_explained(command: Command, stored: Path) -> None:
    code, _, err = command("evaluate", stored, "--eps", "0;1")
    assert code == 2
    assert "not a list of budgets" in err


def test_that_list_shows_the_stored_runs(command: Command, stored: Path) -> None:
    code, out, _ = command("list", "--runs", stored.parent, "--json")
    assert code == 0
    assert [(row["name"], row["status"]) for row in lines(out)] == [(stored.name, "finished")]
    assert stored.name in command("list", "--runs", stored.parent)[1]


@pytest.mark.parametrize(
    ("what", "name"),
    [("attacks", "pgd"), ("threats", "l2"), ("models", "lstm"), ("defences", "none"), ("formats", "ucr_tsv"),
     ("examples", "example:digits")],
)  # fmt: skip
def test_that_list_names_everything_of_a_kind(command: Command, what: str, name: str) -> None:
    assert name in [item["name"] for item in lines(command("list", what, "--json")[1])]
    assert name in command("list", what)[1]


def test_that_show_explains_each_setting(command: Command) -> None:
    (found,) = lines(command("show", "pgd", "--json")[1])
    steps = next(row for row in found["settings"] if row["name"] == "steps")
    assert (steps["type"], steps["default"], steps["bounds"]) == ("whole number", 10, ">= 1, <= 10000")
    assert "Gradient ascent on the loss" in command("show", "pgd")[1]


def test_that_show_knows_sections_and_runs(command: Command, stored: Path) -> None:
    assert "learning rate" in command("show", "training")[1].lower() or "lr" in command("show", "training")[1]
    (found,) = lines(command("show", stored, "--json")[1])
    assert (found["status"], found["stored_epochs"]) == ("finished", [1, 2, 3])


def test_that_show_suggests_what_was_meant(command: Command) -> None:
    code, _, err = command("show", "pdg")
    assert code == 2
    assert "Did you mean 'pgd'?" in err


def test_that_new_writes_a_spec_and_never_over_another(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    assert command("new", file, "--set", "model=lstm")[0] == 0
    assert RunSpec.from_toml(file.read_text()) == RunSpec().replace_paths({"model": "lstm"})
    code, _, err = command("new", file)
    assert code == 2
    assert "new.toml exists already" in err


def test_that_help_needs_neither_torch_nor_numpy() -> None:
    script = (
        "import sys; sys.argv = ['robustgui', '--help']\nfrom robustgui.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'torch', 'numpy', 'pydantic_core', 'PySide6'} & sys.modules.keys()\nassert not heavy, heavy"
    )
    assert b"Usage" in subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.PIPE).stdout


def test_that_run_needs_no_file_for_the_default_spec(command: Command, tiny_spec: RunSpec, tmp_path: Path) -> None:
    told = shlex.split(format_command(tiny_spec))[1:]
    code, out, err = command(*told, "--json", "--runs", tmp_path / "runs")
    assert (code, err) == (0, "")
    assert RunFolder(Path(lines(out)[1]["folder"])).spec() == tiny_spec


def test_that_a_setting_in_a_file_is_complained_about_with_the_file(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "odd.toml"
    file.write_text("[model]\nname = 'gru'\nhiden = 3\n", encoding="utf-8-sig")
    code, out, err = command("run", file)
    assert (code, out) == (2, "")
    assert err == f"{file}, model.hiden: is not a setting here. Did you mean 'hidden'?\n"


def test_that_nothing_but_results_is_printed_where_nobody_watches(command: Command, stored: Path) -> None:
    code, out, err = command("attack", stored, "--attack", "fgsm", "--target", "1")
    assert (code, err) == (0, "")
    first = [line.split()[0] for line in out.splitlines()]
    assert first == ["White-box:", "evaluated:", "accuracy", "accuracy", "predicted"]


def test_that_a_place_to_store_at_is_looked_at_before_the_attack(
    command: Command, stored: Path, tmp_path: Path
) -> None:
    code, _, err = command("attack", stored, "--out", tmp_path / "absent" / "found.npz")
    assert code == 2
    assert "the folder does not exist" in err


def test_that_a_long_name_is_on_one_line_of_a_list(command: Command, tiny_spec: RunSpec, tmp_path: Path) -> None:
    named = tiny_spec.copy_with(name="n" * 80)
    RunFolder.create(tmp_path, named)
    _, out, _ = command("list", "--runs", tmp_path)
    assert "n" * 80 in out


def test_that_a_preview_tells_format_parts_and_offers(command: Command, tmp_path: Path) -> None:
    table = tmp_path / "walk.csv"
    table.write_text("date,close\n" + "".join(f"2024-01-{day:02},{100 + day}\n" for day in range(1, 31)))
    code, out, err = command("preview", table, "--json")
    found, error = lines(out)
    assert (error["event"], error["exit_code"]) == ("Error", 2)
    assert (code, found["format"]["name"], found["format"]["time"]) == (2, "csv_long", "date")
    offer = next(iter(found["suggestions"].values()))
    assert (offer["task"], offer["task.targets"]) == ("forecasting", ["close"])
    assert "no labels" in err
    words = ("--set", "task=forecasting", "--set", "task.history=5", "--set", "task.horizon=1")
    code, out, _ = command("preview", table, *words)
    assert code == 0
    assert "train: " in out


def test_that_what_must_be_seen_of_data_stands_on_stderr_of_preview_and_run(command: Command, tmp_path: Path) -> None:
    table = tmp_path / "uneven.csv"
    rows = (f"{i}.5,{i + 1},{'' if i % 5 == 0 else 3},{'ab'[i % 2]}\n" for i in range(20))
    table.write_text("t0,t1,t2,label\n" + "".join(rows))
    settings = ("--set", f"data.train={table}", "--set", "training.epochs=1")
    words = ("run", "default", *settings, "--runs", tmp_path / "runs")
    for arguments in (("preview", table), ("preview", table, "--json"), words, (*words, "--json")):
        code, _, err = command(*arguments)
        assert code == 0
        assert err.startswith("warning: uneven.csv: the sequences have 2 to 3 steps")


def test_that_a_preview_of_an_example_counts_its_classes(command: Command) -> None:
    (found,) = lines(command("preview", "example:synthetic_beats", "--json")[1])
    assert [part["name"] for part in found["parts"]] == ["train", "test"]
    assert sum(found["parts"][0]["classes"].values()) + sum(found["parts"][1]["classes"].values()) == 600


def test_that_what_show_prints_of_a_run_can_be_trained_again(
    command: Command, stored: Path, tiny_spec: RunSpec
) -> None:
    assert RunSpec.from_toml(command("show", "latest", "--runs", stored.parent)[1]) == tiny_spec


def test_that_quiet_leaves_results_alone(command: Command, spec_file: Path, tmp_path: Path) -> None:
    code, out, err = command("--quiet", "run", spec_file, "--runs", tmp_path / "runs")
    assert (code, err) == (0, "")
    assert "finished" in out


def test_that_names_of_runs_are_completed(stored: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = f"robustgui resume --runs {stored.parent} "
    environment = os.environ | {
        "_ROBUSTGUI_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split())),
    }  # fmt: skip
    script = "import sys; sys.argv = ['robustgui']\nfrom robustgui.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert {"latest", stored.name} <= set(done.stdout.split())
