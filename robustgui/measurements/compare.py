"""Paired comparison of stored evaluations, sequence by sequence: differences with intervals and p-values."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from ..base.errors import RunError, Sentence
from ..base.events import DataWarned, Event
from ..base.settings import to_table
from ..base.shell import shell_command
from ..evaluation.events import CLEAN, CleanMeasured, NotCompared, RunsCompared
from ..evaluation.paired_differences import compare_accuracies, compare_errors
from ..evaluation.training_overlap import prefix_run
from .base import MEASUREMENTS, Measurement, RunMeasurer
from .evaluation_result import EvaluationResult
from .store import load_results

if TYPE_CHECKING:
    from ..runs.folder import RunFolder

Floats = NDArray[np.float64]


@MEASUREMENTS.register("compare")
class RunComparison(Measurement):
    """Compare each run with the first, sequence by sequence, by their newest evaluations with the same settings."""

    title: ClassVar[str] = "Comparison of runs"
    results: ClassVar[Mapping[type[Event], tuple[str, ...]]] = {RunsCompared: ("first", "second", "attack", "eps")}
    needs_network: ClassVar[bool] = False

    def measure(self, runs: Sequence[RunFolder], measurer: RunMeasurer) -> Generator[Event, None, None]:
        """See `Measurement.measure`: nothing is measured anew, and nothing stored."""
        if len(runs) < 2:
            raise RunError("Name at least two runs to compare.")
        first, *others = runs
        for other in others:
            pair = newest_alike(_evaluations(first), _evaluations(other))
            if pair is None:
                raise RunError(
                    "{first} and {second} have not been evaluated in the same way on the same sequences. Evaluate them "
                    "together: {command}",
                    first=first.name, second=other.name, command=shell_command("evaluate", first.name, other.name),
                )  # fmt: skip
            for stored in pair:
                for sentence in stored.overlap.sentences() if stored.overlap is not None else ():
                    yield DataWarned(prefix_run(stored.run, sentence), "trained_on")
            yield from compare_results(*pair)


def _evaluations(folder: RunFolder) -> Sequence[EvaluationResult]:
    folder.spec()  # raises an error if there is no such run
    return load_results(folder.path, MEASUREMENTS["evaluate"]).results


def newest_alike(
    first: Sequence[EvaluationResult], second: Sequence[EvaluationResult]
) -> tuple[EvaluationResult, EvaluationResult] | None:
    """The newest comparable evaluations of two runs, from lists with the oldest first; None: there are none."""
    for one in reversed(first):
        for other in reversed(second):
            same = one.clean is not None and other.clean is not None and one.clean.data == other.clean.data
            if same and _request(one) == _request(other):
                return one, other
    return None


def compare_results(first: EvaluationResult, second: EvaluationResult) -> Iterator[RunsCompared | NotCompared]:
    """Compare `second` with `first`, for each attack and eps; or one `NotCompared`, with the reason."""
    one, other = first.clean, second.clean
    if one is None or other is None:
        run = (first if one is None else second).run
        reason = Sentence(
            "{run} was evaluated by an earlier version, which did not store results per sequence.", {"run": run}
        )
        yield NotCompared(first.run, second.run, reason)
    elif one.data != other.data:
        reason = Sentence("The runs were evaluated on different sequences.")
        yield NotCompared(one.run, other.run, reason)
    elif _request(first) != _request(second):
        reason = Sentence("The runs were evaluated with different attacks or threat models.")
        yield NotCompared(one.run, other.run, reason)
    else:
        yield _compare_row(one, other, CLEAN, 0.0, np.array(one.errors), np.array(other.errors))
        for key in first.rows:
            for eps in _eps(first, key):
                if eps in _eps(second, key):
                    yield _compare_row(one, other, key, eps, _errors(first, key, eps), _errors(second, key, eps))


def _compare_row(
    one: CleanMeasured, other: CleanMeasured, key: str, eps: float, first: Floats, second: Floats
) -> RunsCompared:
    if one.metric == "accuracy":
        difference = compare_accuracies(first == 0, second == 0)
        values = float((first == 0).mean()), float((second == 0).mean())
    else:
        weights = np.array(one.weights) if one.weights else np.ones(len(first))
        difference = compare_errors(first, second, weights)
        values = float(np.average(first, weights=weights)), float(np.average(second, weights=weights))
    return RunsCompared(
        one.run, other.run, key, eps, one.metric, len(first), *values,
        difference.value, difference.low, difference.high, difference.p, difference.only_first, difference.only_second,
    )  # fmt: skip


def _errors(evaluation: EvaluationResult, key: str, eps: float) -> Floats:
    """The error of each sequence: 0 for correct and 1 for wrong classes, or as in `Predictions.errors`."""
    for confusion in evaluation.confusions:
        if (confusion.attack, confusion.eps) == (key, eps):
            return np.not_equal(confusion.true, confusion.predicted).astype(np.float64)
    row = next(row for row in evaluation.sequences if row.attack == key)
    return np.array(dict(row.errors)[eps])


def _eps(evaluation: EvaluationResult, key: str) -> list[float]:
    return [point.eps for point in evaluation.points if point.attack == key]


def _request(evaluation: EvaluationResult) -> list[object]:
    """The settings that must be equal: attacks, and the threat model without its budget."""
    threat = {name: value for name, value in to_table(evaluation.threat).items() if name != "eps"}
    return [[to_table(attack) for attack in evaluation.attacks], threat, evaluation.measurement.only_survivors]
