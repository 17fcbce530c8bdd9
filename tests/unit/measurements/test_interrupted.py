"""An interrupted measurement is found in its run folder as the job that it was, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.measuring import evaluation

from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.engine.messages import MeasureJob
from robustgui.engine.work import make_run
from robustgui.evaluation.audit.events import AuditCheck
from robustgui.evaluation.events import CurvePoint
from robustgui.evaluation.peers.events import PeerResult
from robustgui.measurements import unfinished
from robustgui.measurements.audit import EvaluationAudit
from robustgui.measurements.cross_check import CrossCheck
from robustgui.measurements.events import MeasurementContinued
from robustgui.measurements.unfinished import list_interrupted
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
    measurement, kind = {
        "evaluation": (
            evaluation(
                [Noise(draws=2), PGD(steps=2)], Linf(eps=0.5), [0.1, 0.5], samples=7, seed=3, only_survivors=True
            ),
            CurvePoint,
        ),
        "evaluation of training data": (
            evaluation([PGD(steps=2)], Linf(eps=0.5), [0.1, 0.5], split="train"),
            CurvePoint,
        ),
        "audit": (EvaluationAudit(attack=PGD(steps=2), threat=Linf(eps=0.3), skip=("transfer=slow",)), AuditCheck),
        "cross-check": (
            CrossCheck(threat=Linf(eps=0.3), families=("pgd", "fgsm"), libraries=("robustgui",)),
            PeerResult,
        ),
    }[name]
    interrupt(MeasureJob((str(run),), measurement), kind)
    (interrupted,) = list_interrupted(run)
    assert (interrupted.measurement, interrupted.runs) == (measurement, (run,))
    assert interrupted.results > 0
    events = list(make_run(MeasureJob((str(run),), interrupted.measurement), lambda: False).events())
    assert sum(isinstance(event, MeasurementContinued) for event in events) == 1
    assert list_interrupted(run) == []


@pytest.mark.parametrize(
    "change",
    [
        {"attacks": [{"name": "of a plug-in that is gone"}]}, {"attacks": 3}, {"eps": ["a"]}, {"samples": -1},
        {"threat": []}, {"split": "party"}, {"seed": None},
    ],
)  # fmt: skip
def test_that_what_cannot_be_built_is_not_offered(run: Path, change: dict[str, Any]) -> None:
    interrupt(MeasureJob((str(run),), evaluation([PGD(steps=2)], Linf(), [0.1, 0.5])), CurvePoint)
    (found,) = list_interrupted(run)
    head = unfinished._head(found.file)
    head["settings"] |= change
    found.file.write_bytes(unfinished._line(head) + b"\n")
    assert list_interrupted(run) == []
    found.discard()


def test_that_a_job_whose_other_run_is_gone_is_not_offered(run: Path) -> None:
    interrupt(MeasureJob((str(run),), evaluation([PGD(steps=2)], Linf(), [0.1, 0.5])), CurvePoint)
    (found,) = list_interrupted(run)
    head = unfinished._head(found.file) | {"runs": [run.name, "gone"]}
    found.file.write_bytes(unfinished._line(head) + b"\n")
    assert list_interrupted(run) == []
    found.discard()
