"""The result of an evaluation: a table of attacks and budgets, whose parts fit together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from ..attacks import Attack
from ..base.metric_names import name_budget_unit, name_metric
from ..evaluation.events import (
    WORST,
    AttackMeasured,
    CleanMeasured,
    Confusion,
    CurvePoint,
    SequencesMeasured,
    make_attack_keys,
)  # fmt: skip
from ..threats import Threat
from .result import Result

if TYPE_CHECKING:
    from .evaluate import RobustnessEvaluation


@dataclass(frozen=True, repr=False)
class EvaluationResult(Result):
    """Several attacks on one run within one threat model, at several budgets; see `RobustnessEvaluation`.

    Some files of earlier versions hold a single attack, and only `points` and `confusions`.
    """

    measurement: RobustnessEvaluation

    @property
    def attacks(self) -> tuple[Attack, ...]:
        return self.measurement.attacks

    @property
    def threat(self) -> Threat:
        """The threat model, with the largest evaluated eps."""
        return self.measurement.threat

    @property
    def points(self) -> tuple[CurvePoint, ...]:
        """For each attack in ascending order of eps; then the worst case over several attacks."""
        return self.of(CurvePoint)

    @property
    def confusions(self) -> tuple[Confusion, ...]:
        return self.of(Confusion)

    @property
    def clean(self) -> CleanMeasured | None:
        return next(iter(self.of(CleanMeasured)), None)

    @property
    def measured(self) -> tuple[AttackMeasured, ...]:
        return self.of(AttackMeasured)

    @property
    def sequences(self) -> tuple[SequencesMeasured, ...]:
        return self.of(SequencesMeasured)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the attacks in the events."""
        return make_attack_keys(self.attacks)

    @property
    def rows(self) -> tuple[str, ...]:
        """Keys of all rows of the table: the attacks, and the worst case over several."""
        return (*self.keys, WORST) if len(self.attacks) > 1 else self.keys

    def summary(self) -> str:
        """See `Result.summary`."""
        last = self.points[-1]
        attacks = ", ".join(self.keys)
        score = f"{name_metric(last.metric)} {last.value:.4f} at eps {last.eps:g} {name_budget_unit(last.unit)}"
        return f"by {attacks} within {self.threat.title}: {score}"

    def check(self) -> None:
        """See `Result.check`: tables, plots and comparisons rely on it."""
        if not self.points:
            raise ValueError("it holds no measured point")
        parts = (self.points, self.confusions, self.measured, self.sequences)
        for attack in {event.attack for event in chain[Any](*parts)}:
            if attack not in self.rows:
                raise ValueError(f"it holds figures of an attack {attack!r}, which it does not name")
        for key in self.rows:
            _check_rising([point.eps for point in self.points if point.attack == key])
        for confusion in self.confusions:
            _check_confusion(confusion)
        for row in self.sequences:
            _check_sequences(row)
        if self.clean is not None:
            _check_clean(self.clean)
            for point in self.points:
                self._check_point(point, len(self.clean.indices))

    def _check_point(self, point: CurvePoint, count: int) -> None:
        """Whether the results of each sequence are stored, which comparisons of two runs need."""
        place = (point.attack, point.eps)
        confusions = (len(each.true) for each in self.confusions if (each.attack, each.eps) == place)
        rows = (row for row in self.sequences if row.attack == point.attack)
        errors = (len(values) for row in rows for eps, values in row.errors if eps == point.eps)
        if next(confusions, next(errors, -1)) != count:
            raise ValueError(f"the results of single sequences at eps {point.eps:g} are missing")


def _check_rising(budgets: list[float]) -> None:
    if any(later <= earlier for earlier, later in pairwise(budgets)):
        raise ValueError("the eps of its points do not rise")


def _check_confusion(confusion: Confusion) -> None:
    classes = len(confusion.classes)
    if len(confusion.counts) != classes or any(len(row) != classes for row in confusion.counts):
        raise ValueError("a table of confusions is not square")
    if len(confusion.true) != len(confusion.predicted):
        raise ValueError("there are not as many predictions as labels")
    if max((*confusion.true, *confusion.predicted), default=-1) >= classes:
        raise ValueError("a prediction is none of the classes")


def _check_sequences(row: SequencesMeasured) -> None:
    count = len(row.indices)
    lengths = {len(row.queries), len(row.gradients), *(len(errors) for _, errors in row.errors)}
    if lengths != {count} or len(row.success_eps) not in (0, count):
        raise ValueError("the figures of single sequences are not as many as the sequences")


def _check_clean(clean: CleanMeasured) -> None:
    count = len(clean.indices)
    if len(clean.errors) != count or len(clean.weights) not in (0, count):
        raise ValueError("the errors of single sequences are not as many as the sequences")
