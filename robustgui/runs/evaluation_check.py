"""Whether the parts of a stored evaluation fit together: tables, plots and comparisons rely on it."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from ..evaluation.events import CleanMeasured, Confusion, CurvePoint, SequencesMeasured
from .stored_results import check_created

if TYPE_CHECKING:
    from .evaluations import StoredEvaluation


def check_evaluation(evaluation: StoredEvaluation) -> None:
    """Raises `ValueError` if something in `evaluation` is missing, or contradicts something else in it."""
    check_created(evaluation.created)
    if not evaluation.attacks or not evaluation.points:
        raise ValueError("it holds no measured point")
    keys = evaluation.rows
    parts = (evaluation.points, evaluation.confusions, evaluation.measured, evaluation.sequences)
    for attack in {event.attack for event in chain[Any](*parts)}:
        if attack not in keys:
            raise ValueError(f"it holds figures of an attack {attack!r}, which it does not name")
    for key in keys:
        _check_rising([point.eps for point in evaluation.points if point.attack == key])
    for confusion in evaluation.confusions:
        _check_confusion(confusion)
    for row in evaluation.sequences:
        _check_sequences(row)
    if evaluation.clean is not None:
        _check_clean(evaluation.clean)
        for point in evaluation.points:
            _check_point(point, evaluation, len(evaluation.clean.indices))


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
    if lengths != {count} or len(row.falls_at) not in (0, count):
        raise ValueError("the figures of single sequences are not as many as the sequences")


def _check_clean(clean: CleanMeasured) -> None:
    count = len(clean.indices)
    if len(clean.errors) != count or len(clean.weights) not in (0, count):
        raise ValueError("the errors of single sequences are not as many as the sequences")


def _check_point(point: CurvePoint, evaluation: StoredEvaluation, count: int) -> None:
    """Whether the results of each sequence are stored, which comparisons of two runs need."""
    place = (point.attack, point.eps)
    confusions = (len(each.true) for each in evaluation.confusions if (each.attack, each.eps) == place)
    rows = (row for row in evaluation.sequences if row.attack == point.attack)
    errors = (len(found) for row in rows for eps, found in row.errors if eps == point.eps)
    if next(confusions, next(errors, -1)) != count:
        raise ValueError(f"the results of single sequences at eps {point.eps:g} are missing")
