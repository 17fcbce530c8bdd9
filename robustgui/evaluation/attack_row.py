"""A row of the evaluation table: results and cost of one attack so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from ..data.class_shapes import ClassShape, compute_camouflage
from .events import MEASURES, AttackMeasured, MeasureName, SequencesMeasured
from .group_result import GroupResult
from .imperceptibility import measure_perturbations, summarise, to_data_units
from .numeric_metrics import directional_accuracy, mean_absolute_error, mean_shift

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network
    from .attack_goal import AttackGoal
    from .partial_results import Arrays
    from .predictions import Indices, Predictions
    from .scores import GroupAttack

Floats = NDArray[np.float64]
MEASURE_NAMES: tuple[MeasureName, ...] = tuple(MEASURES)


@dataclass
class AttackRow:
    """Results of one attack on n sequences, in the order of the clean predictions; updated from eps to eps.

    Attributes:
        key: key of the attack.
        clean, goal: clean predictions, and the goal of the attack.
        found: worst-case predictions within the budget so far.
        falls_at: smallest budget at which the attack succeeds on each sequence, (n,); 0: misclassified without an
            attack; inf: none so far.
        measures, features: perturbation measures of each sequence, (n, M) and (n, F); NaN where this attack did not
            succeed.
        shapes: class statistics for the camouflage coefficient; empty: not computed.
        costs: queries and gradients of each sequence, (2, n).
        seconds: time of the attack.
        errors: errors at each eps, for numbers and next tokens.
        spent: costs and seconds up to each eps.
    """

    key: str
    clean: Predictions
    goal: AttackGoal
    features_count: int
    minimum_norm: bool = False
    shapes: tuple[ClassShape, ...] = ()
    seconds: float = 0.0
    found: Predictions = field(init=False)
    falls_at: Floats = field(init=False)
    measures: Floats = field(init=False)
    features: Floats = field(init=False)
    costs: NDArray[np.int64] = field(init=False)
    errors: list[tuple[float, tuple[float, ...]]] = field(default_factory=list)
    spent: dict[float, tuple[NDArray[np.int64], float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        count = len(self.clean.indices)
        self.found = self.clean
        self.falls_at = np.where(self.goal.is_reached(self.clean), 0.0, np.inf)
        self.measures = np.full((count, len(MEASURE_NAMES)), np.nan)
        self.features = np.full((count, self.features_count), np.nan)
        self.costs = np.zeros((2, count), np.int64)

    @property
    def active(self) -> NDArray[np.bool_]:
        """Mask of the examples still to attack, (n,)."""
        return ~self.goal.is_reached(self.found)

    def pay(self, rows: Indices, result: GroupResult) -> None:
        """Add the cost of the attack on the sequences `rows`."""
        self.costs[:, rows] += result.costs
        self.seconds += result.seconds

    def is_better(self, rows: Indices, answers: Predictions) -> NDArray[np.bool_]:
        """For which of `rows` the predictions `answers` are strictly better for the attacker than the result so far."""
        return self.goal.select(rows).is_better(self.found.select(rows), answers)

    def is_reached(self, rows: Indices, answers: Predictions) -> NDArray[np.bool_]:
        """Of which sequences `rows` the `score_outputs` are what the attacker wants."""
        return self.goal.select(rows).is_reached(answers)

    def take(self, rows: Indices, result: GroupResult, eps: float) -> None:
        """Update the sequences `rows` with the result of an attack within `eps` where it is better for the attacker."""
        better = self.is_better(rows, result.answers)
        self.note_visibility(rows, result, better)
        self.found = self.found.replace_rows(rows[better], result.answers.select(better))
        self.note_falls(eps)

    def note_visibility(self, rows: Indices, result: GroupResult, counts: NDArray[np.bool_]) -> None:
        """Store the perturbation measures of those of `rows` that count."""
        self.measures[rows[counts]] = result.measures[counts]
        self.features[rows[counts]] = result.features[counts]

    def make_result(self, network: Network, hit: GroupAttack, counts: NDArray[np.bool_]) -> GroupResult:
        """The stored part of `hit`, with measures of the perturbations that count."""
        measures = np.full((len(counts), len(MEASURE_NAMES)), np.nan)
        features = np.full((len(counts), self.features_count), np.nan)
        if counts.any():
            index = np.flatnonzero(counts)
            visibility = measure_perturbations(
                network, hit.clean[index], hit.mask[index], hit.result.x[index], hit.result.mask[index]
            )
            for name, values in visibility.measures.items():
                measures[index, MEASURE_NAMES.index(name)] = values
            features[index, : visibility.features.shape[1]] = visibility.features
            if self.shapes:
                attacked = to_data_units(network, hit.result.x[index], hit.result.mask[index])
                true, predicted = (of[index].astype(np.int64) for of in (hit.answers.labels, hit.answers.predicted))
                measures[index, MEASURE_NAMES.index("camouflage")] = compute_camouflage(
                    attacked, true, predicted, self.shapes
                )
        return GroupResult.of(hit, measures, features)

    def restore_result(self, rows: Indices, arrays: Arrays | None) -> GroupResult | None:
        """The result for the sequences `rows` stored as `arrays`; None if there is none."""
        return GroupResult.from_arrays(arrays, self.clean.select(rows), len(MEASURE_NAMES), self.features_count)

    def inherit(self, other: Predictions) -> None:
        """Include the results of earlier attacks."""
        rows = np.flatnonzero(self.goal.is_better(self.found, other))
        self.found = self.found.replace_rows(rows, other.select(rows))
        self.measures[rows], self.features[rows] = np.nan, np.nan

    def note_falls(self, eps: float) -> None:
        """Set the smallest budget of the examples that the attack has newly succeeded on to `eps`."""
        self.falls_at = np.where(np.isinf(self.falls_at) & self.goal.is_reached(self.found), eps, self.falls_at)

    def measured(self, run: str, part: SequenceSet, eps: float) -> AttackMeasured:
        """The event for `eps`."""
        self.spent[eps] = self.costs.copy(), self.seconds
        if self.found.metric != "accuracy":
            self.errors.append((eps, tuple(self.found.errors.tolist())))
        fallen = self.clean.right & ~self.found.right
        aims = self.goal.classes
        aimed = None if aims is None else cast("NDArray[np.bool_]", self.clean.labels != aims)
        queries, gradients = self.costs.sum(1).tolist()
        return AttackMeasured(
            run=run,
            attack=self.key,
            eps=eps,
            right=int(self.clean.right.sum()),
            fallen=int(fallen.sum()),
            queries=queries,
            gradients=gradients,
            seconds=self.seconds,
            aimed=None if aimed is None else int(aimed.sum()),
            reached=None if aimed is None else int((aimed & self.goal.is_reached(self.found)).sum()),
            mae=mean_absolute_error(self.found),
            direction=directional_accuracy(part, self.found),
            shift=mean_shift(self.clean, self.found),
            measures=summarise(MEASURE_NAMES, self.measures[self._won]),
            features=_means(part.features, self.features[self._won]),
        )

    @property
    def _won(self) -> NDArray[np.bool_]:
        """Sequences whose perturbations count, (n,): those on which the attack succeeded; all for numbers."""
        if self.found.metric != "accuracy":
            return cast("NDArray[np.bool_]", ~np.isnan(self.measures).all(1))
        if self.goal.classes is None:
            return self.clean.right & ~self.found.right
        return self.goal.is_reached(self.found) & ~self.goal.is_reached(self.clean)

    def sequences(self, run: str) -> SequencesMeasured:
        """The event after the last eps."""
        queries, gradients = self.costs.tolist()
        return SequencesMeasured(
            run=run,
            attack=self.key,
            minimum_norm=self.minimum_norm,
            indices=tuple(self.clean.indices.tolist()),
            falls_at=tuple(self.falls_at.tolist()) if self.clean.metric == "accuracy" else (),
            queries=tuple(queries),
            gradients=tuple(gradients),
            errors=tuple(self.errors),
        )


def _means(names: tuple[str, ...], shares: Floats) -> tuple[tuple[str, float], ...]:
    """The mean of each feature over the sequences with finite values."""
    columns = ((name, column[np.isfinite(column)]) for name, column in zip(names, shares.T, strict=False))
    return tuple((name, float(known.mean())) for name, known in columns if len(known))
