"""Measurements and their results as tests make them, in a line each."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from robustgui.attacks import Attack
from robustgui.base.events import Event
from robustgui.base.interrupts import no_cancel
from robustgui.base.settings import to_table
from robustgui.engine.messages import MeasureJob
from robustgui.evaluation.events import CleanMeasured, CurvePoint
from robustgui.evaluation.training_overlap import TrainingOverlap
from robustgui.measurements.audit import AuditResult, EvaluationAudit
from robustgui.measurements.cross_check import CrossCheck, CrossCheckResult
from robustgui.measurements.evaluate import RobustnessEvaluation
from robustgui.measurements.evaluation_result import EvaluationResult
from robustgui.measurements.run import MeasurementRun
from robustgui.measurements.store import results_folder
from robustgui.runs.event_json import to_dict
from robustgui.threats import Threat

CREATED = "2026-01-01T00:00:00.000001"
Stop = Callable[[], bool]


def evaluation(attacks: Sequence[Attack], threat: Threat, eps: Sequence[float], **more: Any) -> RobustnessEvaluation:
    """The settings of an evaluation."""
    return RobustnessEvaluation(attacks=tuple(attacks), threat=threat, eps=tuple(map(float, eps)), **more)


def evaluation_run(
    runs: Sequence[Path], attacks: Sequence[Attack], threat: Threat, eps: Sequence[float], *, stop: Stop = no_cancel,
    **more: Any,
) -> MeasurementRun:  # fmt: skip
    """An evaluation of stored runs."""
    return MeasurementRun(runs, evaluation(attacks, threat, eps, **more), stop=stop)


def audit_run(run: Path, attack: Attack, threat: Threat, *, stop: Stop = no_cancel, **more: Any) -> MeasurementRun:
    """An evaluation audit of a stored run."""
    return MeasurementRun([run], EvaluationAudit(attack=attack, threat=threat, **more), stop=stop)


def cross_check_run(run: Path, threat: Threat, *, stop: Stop = no_cancel, **more: Any) -> MeasurementRun:
    """A cross-check of a stored run."""
    return MeasurementRun([run], CrossCheck(threat=threat, **more), stop=stop)


def evaluation_result(
    run: str, attacks: Sequence[Attack], threat: Threat, events: Sequence[Event], created: str = CREATED, **more: Any
) -> EvaluationResult:
    """The result of an evaluation, from events; its budgets are those of its points."""
    eps = tuple(sorted({event.eps for event in events if isinstance(event, CurvePoint)})) or (threat.eps,)
    settings = RobustnessEvaluation.model_construct(  # not validated: attacks of tests need not be registered
        attacks=tuple(attacks), threat=threat.copy_with(eps=eps[-1]), eps=eps, **more
    )
    clean = next((event for event in events if isinstance(event, CleanMeasured)), None)
    return EvaluationResult(settings, run, created, tuple(events), None if clean is None else clean.overlap)


def audit_result(run: str, attack: Attack, threat: Threat, events: Sequence[Event]) -> AuditResult:
    """The result of an audit of all sequences."""
    return AuditResult(EvaluationAudit(attack=attack, threat=threat, samples=0), run, CREATED, tuple(events))


def cross_check_result(
    run: str, threat: Threat, events: Sequence[Event], overlap: TrainingOverlap | None = None, created: str = CREATED
) -> CrossCheckResult:
    """The result of a cross-check of all sequences."""
    return CrossCheckResult(CrossCheck(threat=threat, samples=0), run, created, tuple(events), overlap)


def save_in_format_1(run: Path, result: EvaluationResult | AuditResult | CrossCheckResult) -> Path:
    """Store `result` as version 0.1.0 did, in a layout for each measurement."""
    settings = result.measurement
    values: dict[str, Any] = {"threat": to_table(settings.threat), "samples": settings.samples, "seed": settings.seed}
    values["created"] = result.created
    part = {"split": settings.split, "source": settings.data}
    if isinstance(result, EvaluationResult):
        values |= {
            "attacks": [to_table(attack) for attack in result.attacks],
            "only_survivors": result.measurement.only_survivors,
            "clean": None if result.clean is None else to_dict(result.clean),
        }
        for name in ("points", "confusions", "measured", "sequences"):
            values[name] = [to_dict(event) for event in getattr(result, name)]
    elif isinstance(result, AuditResult):
        values |= part | {"attack": to_table(result.measurement.attack)}
        values |= {"lights": [to_dict(check) for check in result.checks], "verdict": to_dict(result.verdict)}
    else:
        overlap = None if result.overlap is None else asdict(result.overlap)
        values |= part | {"rows": [to_dict(row) for row in result.rows], "overlap": overlap}
    folder = results_folder(run, type(settings))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{result.created.replace(':', '')}.json"
    path.write_text(json.dumps(values, allow_nan=False), encoding="utf-8")
    return path


def evaluate_job(
    folders: Sequence[str], attacks: Sequence[Attack], threat: Threat, eps: Sequence[float], **more: Any
) -> MeasureJob:
    """A job that evaluates stored runs."""
    return MeasureJob(tuple(folders), evaluation(attacks, threat, eps, **more))


def audit_job(folder: str, attack: Attack, threat: Threat, **more: Any) -> MeasureJob:
    """A job that audits a stored run."""
    return MeasureJob((folder,), EvaluationAudit(attack=attack, threat=threat, **more))


def cross_check_job(folder: str, threat: Threat, **more: Any) -> MeasureJob:
    """A job that cross-checks a stored run."""
    return MeasureJob((folder,), CrossCheck(threat=threat, **more))
