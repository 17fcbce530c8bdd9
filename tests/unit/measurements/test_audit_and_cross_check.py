"""Audits and second opinions of stored runs: what they report, what they store, and how they end."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support.measuring import audit_run, cross_check_result, cross_check_run

from robustgui.attacks.pgd import PGD
from robustgui.base.errors import Sentence
from robustgui.base.events import Event, RunFailed, RunStopped
from robustgui.engine.messages import MeasureJob
from robustgui.engine.work import make_run
from robustgui.evaluation.audit import list_checks
from robustgui.evaluation.audit.events import AuditCheck, AuditVerdict
from robustgui.evaluation.peers.events import PeerResult
from robustgui.measurements.audit import EvaluationAudit
from robustgui.measurements.cross_check import CrossCheck
from robustgui.measurements.events import MeasurementFinished
from robustgui.measurements.run import MeasurementRun
from robustgui.measurements.store import StoredResults, load_all, load_results, save_result
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.threats.linf import Linf

ATTACK, THREAT = PGD(steps=2), Linf(eps=0.2)


@pytest.fixture(scope="module")
def run(tiny_spec: RunSpec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    list(TrainingRun(tiny_spec, folder).events())
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def audited(run: Path) -> list[Event]:
    return list(
        make_run(MeasureJob((str(run),), EvaluationAudit(attack=ATTACK, threat=THREAT)), lambda: False).events()
    )


def test_that_an_audit_reports_every_light_then_the_verdict_then_its_end(run: Path, audited: list[Event]) -> None:
    shown = [event for event in audited if isinstance(event, AuditCheck)]
    assert [light.name for light in shown] == [light.name for light in list_checks()]
    assert {light.run for light in shown} == {run.name}
    assert isinstance(audited[-2], AuditVerdict)
    assert isinstance(audited[-1], MeasurementFinished)


def test_that_an_audit_is_stored_with_the_run(run: Path, audited: list[Event]) -> None:
    stored = load_results(run, EvaluationAudit).results[-1]
    assert (stored.measurement.attack, stored.measurement.threat) == (ATTACK, THREAT)
    assert list(stored.checks) == [event for event in audited if isinstance(event, AuditCheck)]
    assert stored.verdict == audited[-2]


def test_that_a_folder_without_audits_has_none(tiny_spec: RunSpec, tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path, tiny_spec)
    assert load_all(folder.path) == StoredResults()


def test_that_a_damaged_audit_is_left_out(run: Path, audited: list[Event]) -> None:
    before = load_results(run, EvaluationAudit).results
    whole = sorted((run / "audits").glob("*.json"))[0]
    values = json.loads(whole.read_bytes())
    for name, content in (("a", "{"), ("b", "[]"), ("c", json.dumps(values | {"events": [3]}))):
        (run / "audits" / f"{name}.json").write_text(content, encoding="utf-8")
    assert load_results(run, EvaluationAudit).results == before


def test_that_another_run_serves_as_surrogate(run: Path) -> None:
    events = list(audit_run(run, ATTACK, THREAT, surrogates=[str(run)]).events())
    light = next(event for event in events if isinstance(event, AuditCheck) and event.name == "transfer")
    assert dict(light.figures)["surrogates"] == 1


def test_that_a_stopped_audit_stores_nothing(run: Path, audited: list[Event]) -> None:
    before = len(load_results(run, EvaluationAudit).results)
    job: MeasurementRun | None = None

    def stop() -> bool:
        return job is not None and job.network is not None

    job = audit_run(run, ATTACK, THREAT, stop=stop)
    assert isinstance(list(job.events())[-1], RunStopped)
    assert len(load_results(run, EvaluationAudit).results) == before


@pytest.mark.parametrize(
    ("threat", "words"), [(Linf(features=(3,)), "perturbs feature 3"), (Linf(eps=0.0), "budget of 0")]
)
def test_that_what_cannot_be_audited_is_said(run: Path, threat: Linf, words: str) -> None:
    ending = list(audit_run(run, ATTACK, threat).events())[-1]
    assert isinstance(ending, RunFailed)
    assert words in str(ending.message)
    assert not ending.details


def test_that_a_cross_check_is_stored_with_the_run(run: Path) -> None:
    job = MeasureJob((str(run),), CrossCheck(threat=THREAT, families=("fgsm",)))
    events = list(make_run(job, lambda: False).events())
    rows = [event for event in events if isinstance(event, PeerResult)]
    assert (rows[0].library, rows[0].state) == ("robustgui", "measured")
    assert {row.library for row in rows} == {"robustgui", "art", "foolbox", "torchattacks", "cleverhans"}
    ending = events[-1]
    assert isinstance(ending, MeasurementFinished)
    stored = load_results(run, CrossCheck).results[-1]
    assert list(stored.rows) == rows
    assert stored.measurement.threat == THREAT


def test_that_rows_without_figures_come_back_without_figures(tmp_path: Path) -> None:
    row = PeerResult(
        "r", "art", "", "", "", "missing", None, None, None, None, 0, 0, 0, None, Sentence("{a}", {"a": "b"})
    )  # fmt: skip
    (tmp_path / "run").mkdir()
    result = cross_check_result("run", THREAT, [replace(row, run="run")])
    save_result(tmp_path / "run", result)
    assert load_results(tmp_path / "run", CrossCheck).results == (result,)


@pytest.mark.parametrize("asked", [{"families": ("nonsense",)}, {"libraries": ("nonsense",)}])
def test_that_an_unknown_name_is_explained(run: Path, asked: dict[str, tuple[str, ...]]) -> None:
    ending = list(cross_check_run(run, THREAT, **asked).events())[-1]  # type: ignore[arg-type]
    assert isinstance(ending, RunFailed)
    assert "There is no library 'nonsense'" in str(ending.message)
