"""An interrupted measurement is found in its run folder as the job that it was, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.engine.continuation import continuations
from robustgui.engine.messages import AuditJob, EvaluateJob, SecondOpinionJob
from robustgui.engine.work import make_run
from robustgui.evaluation.audit.events import AuditCheck
from robustgui.evaluation.events import CurvePoint
from robustgui.evaluation.peers.events import PeerResult
from robustgui.runs import unfinished
from robustgui.runs.evaluated_part import EvaluatedPart
from robustgui.runs.events import MeasurementContinued
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.threats.linf import Linf


@pytest.fixture(scope="module")
def run(tiny_spec: RunSpec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    training = TrainingRun(tiny_spec, tmp_path_factory.mktemp("runs"))
    list(training.events())
    assert training.folder is not None
    return training.folder.path


def interrupt(job: Any, kind: type) -> None:
    """Carry out `job` until it has reported an event of `kind`."""
    events = make_run(job, lambda: False).events()
    next(event for event in events if isinstance(event, kind))
    events.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["evaluation", "evaluation of training data", "audit", "cross-check"])
def test_that_an_interrupted_job_is_offered_as_it_was_and_continues(run: Path, name: str) -> None:
    job, kind = {
        "evaluation": (
            EvaluateJob((str(run),), (Noise(draws=2), PGD(steps=2)), Linf(eps=0.5), (0.1, 0.5), 7, 3, True),
            CurvePoint,
        ),
        "evaluation of training data": (
            EvaluateJob((str(run),), (PGD(steps=2),), Linf(eps=0.5), (0.1, 0.5), evaluated=EvaluatedPart("train")),
            CurvePoint,
        ),
        "audit": (AuditJob(str(run), PGD(steps=2), Linf(eps=0.3), skip=(("transfer", "slow"),)), AuditCheck),
        "cross-check": (SecondOpinionJob(str(run), Linf(eps=0.3), ("pgd", "fgsm"), ("robustgui",)), PeerResult),
    }[name]
    interrupt(job, kind)
    ((found, again),) = continuations(run)
    assert again == job
    assert found.results > 0
    events = list(make_run(again, lambda: False).events())
    assert sum(isinstance(event, MeasurementContinued) for event in events) == 1
    assert continuations(run) == []


@pytest.mark.parametrize(
    "change",
    [
        {"attacks": [{"name": "of a plug-in that is gone"}]}, {"attacks": 3}, {"eps": ["a"]}, {"samples": -1},
        {"threat": []}, {"split": "party"}, {"seed": None},
    ],
)  # fmt: skip
def test_that_what_cannot_be_built_is_not_offered(run: Path, change: dict[str, Any]) -> None:
    interrupt(EvaluateJob((str(run),), (PGD(steps=2),), Linf(), (0.1, 0.5)), CurvePoint)
    (found,) = unfinished.list_interrupted(run)
    head = unfinished._head(found.file)
    head["settings"] |= change
    found.file.write_bytes(unfinished._line(head) + b"\n")
    assert continuations(run) == []
    found.discard()


def test_that_a_job_whose_other_run_is_gone_is_not_offered(run: Path) -> None:
    interrupt(EvaluateJob((str(run),), (PGD(steps=2),), Linf(), (0.1, 0.5)), CurvePoint)
    (found,) = unfinished.list_interrupted(run)
    head = unfinished._head(found.file) | {"runs": [run.name, "gone"]}
    found.file.write_bytes(unfinished._line(head) + b"\n")
    assert continuations(run) == []
    found.discard()
