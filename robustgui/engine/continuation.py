"""From a measurement that was interrupted to the job that continues it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..attacks import ATTACKS
from ..base.errors import RobustGuiError
from ..runs.evaluated_part import EvaluatedPart
from ..runs.stored_results import decode_registered
from ..runs.unfinished import InterruptedMeasurement, list_interrupted
from ..threats import THREATS
from .messages import AuditJob, EvaluateJob, Measuring, SecondOpinionJob


def continuations(run: Path) -> list[tuple[InterruptedMeasurement, Measuring]]:
    """The interrupted measurements of the run folder `run` that can be continued, oldest first, each with its job.

    Left out are those that this version cannot build, and those of several runs of which one is gone.
    """
    found = ((one, _continuation(run, one)) for one in list_interrupted(run))
    return [(one, job) for one, job in found if job is not None]


def _continuation(run: Path, found: InterruptedMeasurement) -> Measuring | None:
    settings = found.question.settings
    try:
        threat = decode_registered(THREATS, _table(settings, "threat"))
        samples, seed = _number(settings, "samples"), _number(settings, "seed")
        evaluated = EvaluatedPart(_text(settings, "split"), _text(settings, "data"))
        if found.question.kind == "cross-check":
            return SecondOpinionJob(
                str(run), threat, _texts(settings, "families"), _texts(settings, "libraries"), samples, seed, evaluated
            )
        if found.question.kind == "audit":
            attack = decode_registered(ATTACKS, _table(settings, "attack"))
            skip = {str(name): str(reason) for name, reason in _table(settings, "skip").items()}
            return AuditJob(
                str(run), attack, threat, samples, seed, _texts(settings, "surrogates"), tuple(skip.items()), evaluated
            )
        folders = tuple(run.absolute().parent / name for name in found.question.runs)
        if not folders or not all(folder.is_dir() for folder in folders):
            return None
        return EvaluateJob(
            tuple(map(str, folders)),
            tuple(decode_registered(ATTACKS, table) for table in _list(settings, "attacks")),
            threat,
            tuple(float(eps) for eps in _list(settings, "eps")),
            samples,
            seed,
            settings["only_survivors"] is True,
            evaluated,
        )
    except (RobustGuiError, KeyError, TypeError, ValueError, AttributeError):  # of another version, or damaged
        return None


def _list(settings: Mapping[str, Any], name: str) -> list[Any]:
    value = settings[name]
    if not isinstance(value, list):
        raise ValueError(f"{name} is no list")
    return value


def _texts(settings: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(str(value) for value in _list(settings, name))


def _table(settings: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = settings[name]
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no table")
    return value


def _number(settings: Mapping[str, Any], name: str) -> int:
    value = settings[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{name} is no number")
    return value


def _text(settings: Mapping[str, Any], name: str) -> str:
    value = settings[name]
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text")
    return value
