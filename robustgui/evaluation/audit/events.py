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
    finding: Sentence  # the finding, with its figures; for a skipped check the reason
    meaning: Sentence  # what it says about the robust accuracy
    advice: Sentence  # recommended next step; may be empty
    figures: tuple[tuple[str, float], ...]  # measured numbers by name; finite; shares in [0, 1]
    samples: Count  # number of sequences
    seconds: Seconds
    attacks: tuple[str, ...] = ()  # recommended attacks as command-line options: "--attack apgd ..."


@dataclass(frozen=True)
class AuditVerdict(Event):
    """Whether a robust accuracy is reliable; comes after all checks."""

    run: str
    verdict: Literal["reliable", "doubtful", "unreliable"]
    summary: Sentence
    reasons: tuple[str, ...]  # names of the failed checks, then of those with a warning
    attack: str  # title, as `threat`
    threat: str
    eps: Budget
    unit: str
    metric: Metric
    clean: float
    value: float  # robust accuracy; low and high: 95 % Clopper-Pearson, or normal
    low: float
    high: float
    worst: float  # worst case over all attacks within the budget
    samples: Count
    seconds: Seconds
