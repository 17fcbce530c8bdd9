"""Events of an evaluation audit: the result of each check, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...base.errors import Sentence
from ...base.events import Event
from ...base.quantities import Budget, Count, Metric, Seconds

CheckStatus = Literal["passed", "warning", "failed", "skipped"]


@dataclass(frozen=True)
class AuditCheck(Event):
    """One check of the evaluation audit."""

    run: str  # the run's folder name; empty in a notebook
    name: str  # registry key of the check
    title: Sentence
    status: CheckStatus
    found: Sentence  # what was measured, with its figures; of a skipped check why
    meaning: Sentence  # what that says about the number
    advice: Sentence  # what to do next
    figures: tuple[tuple[str, float], ...]  # what was measured, named for machines; finite; shares in [0, 1]
    samples: Count  # sequences that it was measured on
    seconds: Seconds
    attacks: tuple[str, ...] = ()  # that the advice names, each as options of a command line: "--attack apgd ..."


@dataclass(frozen=True)
class AuditVerdict(Event):
    """Whether a robust accuracy is reliable; comes after all checks."""

    run: str
    verdict: Literal["reliable", "doubtful", "unreliable"]
    summary: Sentence
    reasons: tuple[str, ...]  # names of the failed checks, then of those with a warning
    attack: str  # titles, for people
    threat: str
    eps: Budget
    unit: str
    metric: Metric
    clean: float
    value: float  # what the attack leaves of it; low and high: 95 % Clopper-Pearson, or normal
    low: float
    high: float
    worst: float  # what everything that was tried within the same budget leaves, together
    samples: Count
    seconds: Seconds
