"""A row of the evaluation table: results and cost of one attack so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

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
        predictions: worst-case predictions within the budget so far.
        success_eps: smallest budget at which the attack succeeds on each sequence, (n,); 0: misclassified without an
            attack; inf: none so far.
        measures, features: perturbation measures of each sequence, (n, M) and (n, F); NaN where this attack did not
            succeed.
        shapes: class statistics for the camouflage coefficient; empty: not computed.
        costs: queries and gradients of each sequence, (2, n).
        seconds: time of the attack.
        errors: errors at each eps, for numbers and next tokens.
        costs_by_eps: costs and seconds up to each eps.
    """

    key: str
    clean: Predictions
    goal: AttackGoal
    features_count: int
    minimum_norm: bool = False
    shapes: tuple[ClassShape, ...] = ()
    seconds: float = 0.0
    predictions: Predictions = field(init=False)
    success_eps: Floats = field(init=False)
    measures: Floats = field(init=False)
    features: Floats = field(init=False)
    costs: NDArray[np.int64] = field(init=False)
    errors: list[tuple[float, tuple[float, ...]]] = field(default_factory=list)
    costs_by_eps: dict[float, tuple[NDArray[np.int64], float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.predictions = self.clean
        self.success_eps = np.where(self.goal.is_reached(self.clean), 0.0, np.inf)
        self.costs, self.measures, self.features = self._make_details(len(self.clean.indices)).values()

    def _make_details(self, count: int) -> dict[str, NDArray[Any]]:
        """Details of `GroupResult` for `count` sequences before an attack."""
        return {
            "costs": np.zeros((2, count), np.int64),
            "measures": np.full((count, len(MEASURE_NAMES)), np.nan),
            "features": np.full((count, self.features_count), np.nan),
        }

    @property
    def active(self) -> NDArray[np.bool_]:
        """Mask of the examples still to attack, (n,)."""
        return ~self.goal.is_reached(self.predictions)

    def add_cost(self, rows: Indices, result: GroupResult) -> None:
        """Add the cost of the attack on the sequences `rows`."""
        self.costs[:, rows] += result.details["costs"]
        self.seconds += result.seconds

    def is_better(self, rows: Indices, predictions: Predictions) -> NDArray[np.bool_]:
        """For which of `rows` the `predictions` are strictly better for the attacker than the result so far."""
        return self.goal.select(rows).is_better(self.predictions.select(rows), predictions)

    def is_reached(self, rows: Indices, predictions: Predictions) -> NDArray[np.bool_]:
        """Which of the `predictions` for the sequences `rows` reach the goal of the attack."""
        return self.goal.select(rows).is_reached(predictions)

    def update(self, rows: Indices, result: GroupResult, eps: float) -> None:
        """Update the sequences `rows` with the result of an attack within `eps` where it is better for the attacker."""
        better = self.is_better(rows, result.predictions)
        self.store_measures(rows, result, better)
        self.predictions = self.predictions.replace_rows(rows[better], result.predictions.select(better))
        self.note_successes(eps)

    def store_measures(self, rows: Indices, result: GroupResult, counts: NDArray[np.bool_]) -> None:
        """Store the perturbation measures of those of `rows` that count."""
        self.measures[rows[counts]] = result.details["measures"][counts]
        self.features[rows[counts]] = result.details["features"][counts]

    def make_result(self, network: Network, attack: GroupAttack, counts: NDArray[np.bool_]) -> GroupResult:
        """The stored part of `attack`, with measures of the perturbations that count."""
        details = self._make_details(len(counts))
        costs, measures, features = details.values()
        assert attack.cost.each is not None
        costs[:] = attack.cost.each.cpu().numpy()
        if counts.any():
            index = np.flatnonzero(counts)
            visibility = measure_perturbations(
                network, attack.clean[index], attack.mask[index], attack.result.x[index], attack.result.mask[index]
            )
            for name, values in visibility.measures.items():
                measures[index, MEASURE_NAMES.index(name)] = values
            features[index, : visibility.features.shape[1]] = visibility.features
            if self.shapes:
                attacked = to_data_units(network, attack.result.x[index], attack.result.mask[index])
                true, predicted = (
                    of[index].astype(np.int64) for of in (attack.predictions.labels, attack.predictions.predicted)
                )
                measures[index, MEASURE_NAMES.index("camouflage")] = compute_camouflage(
                    attacked, true, predicted, self.shapes
                )
        return GroupResult.of(attack, details)

    def restore_result(self, rows: Indices, arrays: Arrays | None) -> GroupResult | None:
        """The result for the sequences `rows` stored as `arrays`; None if there is none."""
        return GroupResult.from_arrays(arrays, self.clean.select(rows), self._make_details(len(rows)))

    def inherit(self, other: Predictions) -> None:
        """Include the results of earlier attacks."""
        rows = np.flatnonzero(self.goal.is_better(self.predictions, other))
        self.predictions = self.predictions.replace_rows(rows, other.select(rows))
        self.measures[rows], self.features[rows] = np.nan, np.nan

    def note_successes(self, eps: float) -> None:
        """Set the smallest budget of the examples that the attack has newly succeeded on to `eps`."""
        self.success_eps = np.where(
            np.isinf(self.success_eps) & self.goal.is_reached(self.predictions), eps, self.success_eps
        )

    def make_event(self, run: str, part: SequenceSet, eps: float) -> AttackMeasured:
        """The event for `eps`."""
        self.costs_by_eps[eps] = self.costs.copy(), self.seconds
        if self.predictions.metric != "accuracy":
            self.errors.append((eps, tuple(self.predictions.errors.tolist())))
        misclassified = self.clean.right & ~self.predictions.right
        targets = self.goal.classes
        is_targeted = np.zeros(0, bool) if targets is None else self.clean.labels != targets
        is_reached = is_targeted & self.goal.is_reached(self.predictions) if targets is not None else is_targeted
        queries, gradients = self.costs.sum(1).tolist()
        return AttackMeasured(
            run=run, attack=self.key, eps=eps, right=int(self.clean.right.sum()),
            misclassified=int(misclassified.sum()), queries=queries, gradients=gradients, seconds=self.seconds,
            targeted=None if targets is None else int(is_targeted.sum()),
            target_reached=None if targets is None else int(is_reached.sum()),
            mae=mean_absolute_error(self.predictions), direction=directional_accuracy(part, self.predictions),
            shift=mean_shift(self.clean, self.predictions),
            measures=summarise(MEASURE_NAMES, self.measures[self._is_counted]),
            features=_means(part.features, self.features[self._is_counted]),
        )  # fmt: skip

    @property
    def _is_counted(self) -> NDArray[np.bool_]:
        """Sequences whose perturbations count, (n,): those on which the attack succeeded; all for numbers."""
        if self.predictions.metric != "accuracy":
            return cast("NDArray[np.bool_]", ~np.isnan(self.measures).all(1))
        if self.goal.classes is None:
            return self.clean.right & ~self.predictions.right
        return self.goal.is_reached(self.predictions) & ~self.goal.is_reached(self.clean)

    def make_sequences_event(self, run: str) -> SequencesMeasured:
        """The event after the last eps."""
        queries, gradients = self.costs.tolist()
        return SequencesMeasured(
            run=run, attack=self.key, minimum_norm=self.minimum_norm, indices=tuple(self.clean.indices.tolist()),
            success_eps=tuple(self.success_eps.tolist()) if self.clean.metric == "accuracy" else (),
            queries=tuple(queries), gradients=tuple(gradients), errors=tuple(self.errors),
        )  # fmt: skip


def _means(names: tuple[str, ...], shares: Floats) -> tuple[tuple[str, float], ...]:
    """The mean of each feature over the sequences with finite values."""
    columns = ((name, column[np.isfinite(column)]) for name, column in zip(names, shares.T, strict=False))
    return tuple((name, float(finite_values.mean())) for name, finite_values in columns if len(finite_values))
