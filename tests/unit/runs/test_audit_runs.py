"""Audits and second opinions of stored runs: what they report, what they store, and how they end."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from robustgui.attacks.pgd import PGD
from robustgui.base.errors import Sentence
from robustgui.base.events import Event, RunFailed, RunStopped
from robustgui.engine.messages import AuditJob, SecondOpinionJob
from robustgui.engine.work import make_run
from robustgui.evaluation.audit import list_checks
from robustgui.evaluation.audit.events import AuditCheck, AuditFinished, AuditVerdict
from robustgui.evaluation.peers.events import PeerResult, SecondOpinionFinished
from robustgui.runs.audit_run import AuditRun
from robustgui.runs.audits import StoredOpinion, load_opinions, save_opinion
from robustgui.runs.folder import RunFolder
from robustgui.runs.peers_run import PeersRun
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
    return list(make_run(AuditJob(str(run), ATTACK, THREAT), lambda: False).events())


def test_that_an_audit_reports_every_light_then_the_verdict_then_its_end(run: Path, audited: list[Event]) -> None:
    shown = [event for event in audited if isinstance(event, AuditCheck)]
    assert [light.name for light in shown] == [light.name for light in list_checks()]
    assert {light.run for light in shown} == {run.name}
    assert isinstance(audited[-2], AuditVerdict)
    assert isinstance(audited[-1], AuditFinished)


def test_that_an_audit_is_stored_with_the_run(run: Path, audited: list[Event]) -> None:
    stored = RunFolder(run).audits()[-1]
    assert (stored.attack, stored.threat) == (ATTACK, THREAT)
    assert list(stored.lights) == [event for event in audited if isinstance(event, AuditCheck)]
    assert stored.verdict == audited[-2]


def test_that_a_folder_without_audits_has_none(tiny_spec: RunSpec, tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path, tiny_spec)
    assert folder.audits() == []
    assert folder.opinions() == []


def test_that_a_damaged_audit_is_left_out(run: Path, audited: list[Event]) -> None:
    before = RunFolder(run).audits()
    whole = sorted((run / "audits").glob("*.json"))[0]
    values = json.loads(whole.read_bytes())
    for name, content in (("a", "{"), ("b", "[]"), ("c", json.dumps(values | {"lights": [3]}))):
        (run / "audits" / f"{name}.json").write_text(content, encoding="utf-8")
    assert RunFolder(run).audits() == before


def test_that_another_run_serves_as_surrogate(run: Path) -> None:
    events = list(AuditRun(run, ATTACK, THREAT, surrogates=[run]).events())
    light = next(event for event in events if isinstance(event, AuditCheck) and event.name == "transfer")
    assert dict(light.figures)["surrogates"] == 1


def test_that_a_stopped_audit_stores_nothing(run: Path, audited: list[Event]) -> None:
    before = len(RunFolder(run).audits())
    job: AuditRun | None = None

    def stop() -> bool:
        return job is not None and job.network is not None

    job = AuditRun(run, ATTACK, THREAT, stop=stop)
    assert isinstance(list(job.events())[-1], RunStopped)
    assert len(RunFolder(run).audits()) == before


@pytest.mark.parametrize(
    ("threat", "words"), [(Linf(features=(3,)), "perturbs feature 3"), (Linf(eps=0.0), "budget of 0")]
)
def test_that_what_cannot_be_audited_is_said(run: Path, threat: Linf, words: str) -> None:
    ending = list(AuditRun(run, ATTACK, threat).events())[-1]
    assert isinstance(ending, RunFailed)
    assert words in str(ending.message)
    assert not ending.details


def test_that_a_second_opinion_is_stored_with_the_run(run: Path) -> None:
    job = SecondOpinionJob(str(run), THREAT, families=("fgsm",))
    events = list(make_run(job, lambda: False).events())
    rows = [event for event in events if isinstance(event, PeerResult)]
    assert (rows[0].library, rows[0].state) == ("robustgui", "measured")
    assert {row.library for row in rows} == {"robustgui", "art", "foolbox", "torchattacks", "cleverhans"}
    ending = events[-1]
    assert isinstance(ending, SecondOpinionFinished)
    assert ending.rows == len(rows)
    stored = RunFolder(run).opinions()[-1]
    assert list(stored.rows) == rows
    assert stored.threat == THREAT


def test_that_rows_without_figures_come_back_without_figures(tmp_path: Path) -> None:
    row = PeerResult(
        "r", "art", "", "", "", "missing", None, None, None, None, 0, 0, 0, None, Sentence("{a}", {"a": "b"})
    )  # fmt: skip
    (tmp_path / "run").mkdir()
    opinion = StoredOpinion(THREAT, 0, 0, "2025-01-01T00:00:00", (row,))
    save_opinion(tmp_path / "run" / "opinions", opinion)
    stored = load_opinions(tmp_path / "run" / "opinions")
    assert stored.results == (replace(opinion, rows=(replace(row, run="run"),)),)


@pytest.mark.parametrize("asked", [{"families": ("nonsense",)}, {"libraries": ("nonsense",)}])
def test_that_an_unknown_name_is_explained(run: Path, asked: dict[str, tuple[str, ...]]) -> None:
    ending = list(PeersRun(run, THREAT, **asked).events())[-1]  # type: ignore[arg-type]
    assert isinstance(ending, RunFailed)
    assert "There is no library 'nonsense'" in str(ending.message)
