"""`robustgui audit` and `robustgui second-opinion`: tables for people, JSON lines for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from robustgui.cli import app
from robustgui.measurements.audit import EvaluationAudit
from robustgui.measurements.cross_check import CrossCheck
from robustgui.measurements.store import load_results
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun

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


@pytest.fixture(scope="module")
def stored(tiny_spec: RunSpec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = TrainingRun(tiny_spec, tmp_path_factory.mktemp("stored"))
    list(run.events())
    assert run.folder is not None
    return run.folder.path


def test_that_an_audit_is_a_table_and_a_verdict(command: Command, stored: Path) -> None:
    code, out, _ = command("audit", stored, "--eps", 0.2, "--set", "attack.steps=3")
    assert code == 0
    audit = load_results(stored, EvaluationAudit).results[-1]
    assert audit.measurement.attack.steps == 3
    assert audit.measurement.threat.eps == 0.2
    for light in audit.checks:
        assert f"{light.title}" in out
        assert f"{light.finding}" in out
    assert str(audit.verdict.summary) in out


def test_that_an_audit_speaks_to_machines(command: Command, stored: Path) -> None:
    code, out, _ = command("audit", stored, "--attack", "fgsm", "--json")
    assert code == 0
    kinds = [json.loads(line)["event"] for line in out.splitlines()]
    assert kinds[-2:] == ["AuditVerdict", "MeasurementFinished"]
    assert kinds.count("AuditCheck") == len(load_results(stored, EvaluationAudit).results[-1].checks)


def test_that_a_cross_check_is_a_table(command: Command, stored: Path) -> None:
    code, out, _ = command("second-opinion", stored, "--attacks", "fgsm", "--libraries", "cleverhans")
    assert code == 0
    assert "FGSM" in out
    opinion = load_results(stored, CrossCheck).results[-1]
    assert {row.library for row in opinion.rows} == {"robustgui", "cleverhans"}


def test_that_an_unknown_run_is_said_in_one_sentence(command: Command) -> None:
    for name in ("audit", "second-opinion"):
        code, _, err = command(name, "no/such/run")
        assert code == 2
        assert "no run called" in err
        assert "Traceback" not in err
