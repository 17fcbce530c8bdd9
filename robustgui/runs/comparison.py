"""Two runs beside each other: what the same attacks found on the same sequences, and whether chance explains it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ..base.errors import Sentence
from ..base.settings import named
from ..evaluation.events import CLEAN, CleanMeasured, NotCompared, RunsCompared, SequencesMeasured
from ..evaluation.paired_differences import compare_accuracies, compare_errors
from .evaluations import StoredEvaluation

Floats = NDArray[np.float64]


def newest_alike(
    first: Sequence[StoredEvaluation], second: Sequence[StoredEvaluation]
) -> tuple[StoredEvaluation, StoredEvaluation] | None:
    """Of two runs the newest evaluations that can be compared; both lists oldest first."""
    for one in reversed(first):
        for other in reversed(second):
            same = one.clean is not None and other.clean is not None and one.clean.data == other.clean.data
            if same and _question(one) == _question(other):
                return one, other
    return None


def compared(first: StoredEvaluation, second: StoredEvaluation) -> Iterator[RunsCompared | NotCompared]:
    """Row by row and eps by eps, `second` beside `first`; or one `NotCompared`, with the reason."""
    one, other = first.clean, second.clean
    if one is None or other is None:
        run = next((found.points[0].run for found in (first, second) if found.clean is None and found.points), "")
        reason = Sentence(
            "{run} was evaluated by an earlier version, which did not store results per sequence.", {"run": run}
        )
        yield NotCompared(_name(first), _name(second), reason)
    elif one.data != other.data:
        reason = Sentence("The runs were evaluated on different sequences.")
        yield NotCompared(one.run, other.run, reason)
    elif _question(first) != _question(second):
        reason = Sentence("The runs were evaluated with different attacks or threat models.")
        yield NotCompared(one.run, other.run, reason)
    else:
        yield _one(one, other, CLEAN, 0.0, np.array(one.errors), np.array(other.errors))
        for key in first.rows:
            for eps in _eps(first, key):
                if eps in _eps(second, key):
                    yield _one(one, other, key, eps, _errors(first, key, eps), _errors(second, key, eps))


def _one(one: CleanMeasured, other: CleanMeasured, key: str, eps: float, first: Floats, second: Floats) -> RunsCompared:
    if one.metric == "accuracy":
        found = compare_accuracies(first == 0, second == 0)
        values = float((first == 0).mean()), float((second == 0).mean())
    else:
        weights = np.array(one.weights) if one.weights else np.ones(len(first))
        found = compare_errors(first, second, weights)
        values = float(np.average(first, weights=weights)), float(np.average(second, weights=weights))
    return RunsCompared(
        one.run, other.run, key, eps, one.metric, len(first), *values,
        found.value, found.low, found.high, found.p, found.only_first, found.only_second,
    )  # fmt: skip


def _errors(evaluation: StoredEvaluation, key: str, eps: float) -> Floats:
    """The error of each sequence: 0 right and 1 wrong, or what the metric says."""
    for confusion in evaluation.confusions:
        if (confusion.attack, confusion.eps) == (key, eps):
            return np.not_equal(confusion.true, confusion.predicted).astype(np.float64)
    row = _row(evaluation, key)
    return np.array(dict(row.errors)[eps])


def _row(evaluation: StoredEvaluation, key: str) -> SequencesMeasured:
    return next(row for row in evaluation.sequences if row.attack == key)


def _eps(evaluation: StoredEvaluation, key: str) -> list[float]:
    return [point.eps for point in evaluation.points if point.attack == key]


def _question(evaluation: StoredEvaluation) -> list[object]:
    """What was asked, but for the budgets."""
    threat = {name: value for name, value in named(evaluation.threat).items() if name != "eps"}
    return [[named(attack) for attack in evaluation.attacks], threat, evaluation.only_survivors]


def _name(evaluation: StoredEvaluation) -> str:
    return evaluation.points[0].run if evaluation.points else ""
