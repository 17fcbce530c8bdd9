"""Runs of the last release are listed, shown, opened, resumed and evaluated; their results read the same numbers."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import robustgui as rg
from robustgui.cli import app
from robustgui.measurements.audit import EvaluationAudit
from robustgui.measurements.cross_check import CrossCheck
from robustgui.measurements.evaluate import load_evaluations
from robustgui.measurements.store import load_results
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec

FIXTURES = Path(__file__).parents[1] / "fixtures" / "last_release"
FINISHED, STOPPED, THREATS = (f"2026-11-30_120000_{name}" for name in ("finished", "stopped", "threats"))
Command = Callable[..., str]


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return shutil.copytree(FIXTURES, tmp_path / "runs")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs `robustgui ARGUMENTS` in this process, which must succeed; gives its standard output."""

    def call(*arguments: object) -> str:
        monkeypatch.setattr(sys, "argv", ["robustgui", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        said = capfd.readouterr()
        assert ended.value.code in (None, 0), said.err
        return said.out

    return call


def stored(run: str, folder: str) -> dict[str, Any]:
    """The only result in a folder of a fixture, as it lies there."""
    (path,) = (FIXTURES / run / folder).glob("*.json")
    return json.loads(path.read_text(encoding="utf-8"))


def logged(run: str, event: str) -> list[dict[str, Any]]:
    lines = (FIXTURES / run / "events.jsonl").read_text(encoding="utf-8").splitlines()
    return [values for values in map(json.loads, lines) if values["event"] == event]


def events_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_that_all_are_listed(command: Command, runs: Path) -> None:
    out = command("list", "runs", "--runs", runs)
    assert all(label in out for label in ("finished", "stopped", "threats"))


@pytest.mark.parametrize("name", [FINISHED, STOPPED, THREATS])
def test_that_each_is_shown(command: Command, runs: Path, name: str) -> None:
    assert command("show", name, "--runs", runs)


@pytest.mark.parametrize("name", [FINISHED, STOPPED, THREATS])
def test_that_the_spec_says_the_same(runs: Path, name: str) -> None:
    spec = RunFolder(runs / name).spec()
    assert RunSpec.from_toml(spec.to_toml()) == spec
    assert spec.label in name
    assert spec.training.batch_size == (32 if name == STOPPED else 64)


def test_that_threats_made_of_others_keep_their_parts(runs: Path) -> None:
    spec = RunFolder(runs / THREATS).spec()
    assert [(part.name, part.eps) for part in spec.defence.threat.parts] == [("linf", 0.2), ("l2", 0.6)]
    assert [(part.name, part.eps) for part in spec.watch.threat.parts] == [("linf", 0.1), ("l1", 1.0)]


def test_that_penalties_on_weights_have_become_regularisers(runs: Path) -> None:
    spec = RunFolder(runs / STOPPED).spec()
    assert [(penalty.name, penalty.coefficient) for penalty in spec.regularisers] == [("l1", 1e-4), ("l2", 1e-3)]


@pytest.mark.parametrize("name", [FINISHED, STOPPED, THREATS])
def test_that_the_network_is_opened(runs: Path, name: str) -> None:
    run = rg.load_run(runs / name)
    assert run.network.classes == tuple(map(str, range(1, 10)))
    assert sum(value.numel() for value in run.network.module.parameters()) > 100


@pytest.mark.parametrize("name", [FINISHED, STOPPED, THREATS])
def test_that_the_log_reads_the_same_numbers(runs: Path, name: str) -> None:
    events = list(RunFolder(runs / name).log.read())
    steps = [event for event in events if type(event).__name__ == "StepDone"]
    epochs = [event for event in events if type(event).__name__ == "EpochDone"]
    assert [(step.step, step.loss, step.gradient_norm) for step in steps] == [
        (step["step"], step["loss"], step["gradient_norm"]) for step in logged(name, "StepDone")
    ]
    assert [(epoch.loss, epoch.clean, epoch.attacked) for epoch in epochs] == [
        (epoch["loss"], epoch["clean"], epoch["attacked"]) for epoch in logged(name, "EpochDone")
    ]


@pytest.mark.parametrize("name", [FINISHED, THREATS])
def test_that_evaluations_read_the_same_numbers(runs: Path, name: str) -> None:
    (evaluation,) = load_evaluations(runs / name)
    assert [(point.attack, point.eps, point.value, point.low, point.high) for point in evaluation.points] == [
        (point["attack"], point["eps"], point["value"], point["low"], point["high"])
        for point in stored(name, "evaluations")["points"]
    ]


def test_that_an_audit_reads_the_same_numbers(runs: Path) -> None:
    (audit,) = load_results(runs / FINISHED, EvaluationAudit).results
    written = stored(FINISHED, "audits")
    verdict = written["verdict"]
    assert (audit.verdict.clean, audit.verdict.value, audit.verdict.worst, audit.verdict.samples) == (
        verdict["clean"], verdict["value"], verdict["worst"], verdict["samples"]
    )  # fmt: skip
    assert [dict(check.figures) for check in audit.checks] == [dict(check["figures"]) for check in written["lights"]]
    assert [check.status for check in audit.checks] == [check["status"] for check in written["lights"]]


def test_that_a_cross_check_reads_the_same_numbers(runs: Path) -> None:
    (opinion,) = load_results(runs / FINISHED, CrossCheck).results
    assert [(row.library, row.value, row.mean_size) for row in opinion.rows] == [
        (row["library"], row["value"], row["mean_size"]) for row in stored(FINISHED, "opinions")["rows"]
    ]


def test_that_a_stopped_run_is_resumed_from_its_checkpoint(command: Command, runs: Path) -> None:
    events = events_of(command("resume", STOPPED, "--runs", runs, "--json"))
    steps = [event["step"] for event in events if event["event"] == "StepDone"]
    assert steps[0] == logged(STOPPED, "RunStopped")[0]["step"] + 1
    assert events[-1]["event"] == "RunFinished"


def test_that_a_network_is_evaluated(command: Command, runs: Path) -> None:
    options = ("--attack", "fgsm", "--eps", "0.2", "--samples", "6")
    assert command("evaluate", FINISHED, *options, "--runs", runs, "--json")
    assert len(load_evaluations(runs / FINISHED)) == 2


def test_that_an_interrupted_evaluation_is_continued(command: Command, runs: Path) -> None:
    assert command("resume", FINISHED, "--measurements", "--runs", runs, "--json")
    assert len(load_evaluations(runs / FINISHED)) == 2
    assert not (runs / FINISHED / "unfinished").exists()
