"""`robustgui evaluate` and `robustgui compare`: several attacks, several runs, tables and files."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.measuring import evaluation_run

from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.base.errors import RunError
from robustgui.cli import app
from robustgui.cli.changes import choose_attacks
from robustgui.evaluation.events import CurvePoint
from robustgui.measurements.evaluate import load_evaluations
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.threats.linf import Linf

Command = Callable[..., tuple[int, str, str]]
TWO = ("--attack", "pgd", "--attack", "noise", "--set", "pgd.steps=3")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["robustgui", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        said = capfd.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), said.out, said.err

    return call


@pytest.fixture(scope="module")
def runs(tiny_spec: RunSpec, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("runs")
    for seed in (0, 1):
        list(TrainingRun(tiny_spec.copy_with(seed=seed), folder).events())
    return sorted(folder.iterdir())


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_that_people_read_a_row_for_each_attack_and_one_for_the_worst(command: Command, runs: list[Path]) -> None:
    code, out, _ = command("evaluate", runs[0], *TWO, "--eps", "0,0.5,9")
    assert code == 0
    stored = load_evaluations(runs[0])[-1]
    words = [line.split() for line in out.splitlines()]
    for name, key in (("pgd", "pgd"), ("noise", "noise"), ("worst", "")):
        values = [f"{point.value:.4f}" for point in stored.points if point.attack == key]
        assert [name, *values] in words
    assert "eps 0.5 std" in out
    assert f"{stored.clean.value:.4f} clean" in out  # type: ignore[union-attr]
    assert "share of the ranges" in out  # the largest eps leaves none


def test_that_machines_get_every_event_of_every_run(command: Command, runs: list[Path]) -> None:
    code, out, _ = command("evaluate", *runs, *TWO, "--eps", "0,0.5", "--json")
    assert code == 0
    found = lines(out)
    points = [(e["run"], e["attack"], e["eps"]) for e in found if e["event"] == "CurvePoint"]
    assert points == [(run.name, key, eps) for run in runs for key in ("pgd", "noise", "") for eps in (0, 0.5)]
    beside = [(e["attack"], e["eps"]) for e in found if e["event"] == "RunsCompared"]
    assert beside == [("clean", 0), *((key, eps) for key in ("pgd", "noise", "") for eps in (0, 0.5))]


def test_that_stored_evaluations_are_compared_as_they_were(command: Command, runs: list[Path]) -> None:
    _, out, _ = command("evaluate", *runs, *TWO, "--eps", "0.25", "--json")
    together = [e for e in lines(out) if e["event"] == "RunsCompared"]
    code, out, _ = command("compare", *runs, "--json")
    assert code == 0
    assert [event for event in lines(out) if event["event"] == "RunsCompared"] == together
    _, out, _ = command("compare", *runs)
    assert f"{together[0]['difference']:+.4f}" in out


def test_that_runs_that_were_never_measured_alike_are_not_compared(command: Command, runs: list[Path]) -> None:
    command("evaluate", runs[0], "--attack", "fgsm", "--eps", "0.125")
    elsewhere = RunFolder(runs[1]).path
    for file in (elsewhere / "evaluations").glob("*.json"):
        file.unlink()
    code, _, err = command("compare", *runs)
    assert code == 2
    assert "not been evaluated in the same way" in err
    assert command("compare", runs[0])[0] == 2


def test_that_the_table_is_written_as_values_too(command: Command, runs: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    assert command("evaluate", runs[0], *TWO, "--eps", "0,0.5", "--csv", file, "--json")[0] == 0
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    stored = load_evaluations(runs[0])[-1]
    assert [(row["attack"] or "", float(row["value"])) for row in rows] == [
        (point.attack or "worst", point.value) for point in stored.points
    ]
    assert [int(row["gradients"]) for row in rows] == [cell.gradients for cell in stored.measured]
    assert command("evaluate", runs[0], "--csv", "/nowhere/at/all.csv")[0] == 2


def test_that_a_run_shows_what_was_measured_on_it(command: Command, runs: list[Path]) -> None:
    command("evaluate", runs[0], *TWO, "--eps", "0.5")
    last = load_evaluations(runs[0])[-1].points[-1]
    _, out, _ = command("show", runs[0])
    assert f"by pgd, noise within {Linf.title}: accuracy {last.value:.4f} at eps 0.5 std" in out
    _, out, _ = command("show", runs[0], "--json")
    points = json.loads(out)["evaluations"][-1]["points"]
    assert points[-1] == {"attack": "worst", "eps": 0.5, "value": last.value}


def test_that_survivors_are_passed_on_where_that_is_asked_for(command: Command, runs: list[Path]) -> None:
    _, out, _ = command("evaluate", runs[0], *TWO, "--eps", "0.5", "--only-survivors")
    assert "on which the ones before failed" in out
    assert load_evaluations(runs[0])[-1].measurement.only_survivors


def test_that_changes_go_to_the_attacks_that_they_name() -> None:
    attacks, threat = choose_attacks(
        ["pgd", "noise", "pgd"], "linf", ["attack.steps=5", "pgd-2.steps=9", "threat.unit=data"]
    )
    assert attacks == (PGD(steps=5), Noise(), PGD(steps=9))
    assert threat.unit == "data"


@pytest.mark.parametrize(
    ("change", "words"), [("fmn.steps=3", "one of pgd., noise."), ("attack.stepz=3", "stepz"), ("pgd.x=3", "x")]
)
def test_that_a_change_of_nothing_is_explained(change: str, words: str) -> None:
    with pytest.raises(Exception, match=words) as caught:
        choose_attacks(["pgd", "noise"], "linf", [change])
    assert isinstance(caught.value, RunError) or "SettingError" in type(caught.value).__name__


def test_that_an_interrupted_evaluation_is_shown_and_continued_by_a_command(command: Command, runs: list[Path]) -> None:
    events = evaluation_run([runs[0]], [PGD(steps=3), Noise(draws=2)], Linf(), [0.5, 9]).events()
    next(event for event in events if isinstance(event, CurvePoint))
    events.close()  # type: ignore[attr-defined]
    before = len(load_evaluations(runs[0]))
    _, shown, _ = command("show", runs[0])
    assert "interrupted: evaluate" in shown
    assert f"robustgui resume {runs[0]} --measurements" in shown
    code, out, said = command("resume", runs[0], "--measurements")
    assert code == 0
    assert "continues an interrupted measurement" in said
    assert "noise" in out
    assert len(load_evaluations(runs[0])) == before + 1
    code, _, said = command("resume", runs[0], "--measurements")
    assert code == 2
    assert "has no interrupted measurement" in said
