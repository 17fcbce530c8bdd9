"""Evaluation tables: several attacks at several budgets, with score, cost and perturbation measures, and the worst
case."""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..attacks.minimum_norm import MinimumNorm
from ..base.errors import Interrupted, Sentence
from ..base.events import Progress
from ..base.generators import map_items
from ..base.interrupts import no_cancel
from ..data.class_shapes import ClassShape, class_shapes
from .attack_goal import AttackGoal, find_goal
from .attack_row import AttackRow
from .budget_bisection import BudgetBisection
from .events import WORST, AttackMeasured, CleanMeasured, Confusion, CurvePoint, SequencesMeasured, make_attack_keys
from .group_result import GroupResult
from .partial_results import NO_PARTIAL_RESULTS, PartialResults, group_key
from .predictions import Indices, Predictions
from .score_events import make_clean_measured, make_confusion, make_curve_point
from .scores import attack_group, choose_indices, make_fixed_groups, pack_groups, score_clean
from .training_overlap import training_overlap

if TYPE_CHECKING:
    from ..attacks import Attack
    from ..data import SequenceSet
    from ..models.network import Network
    from ..threats import Threat
    from .training_overlap import TrainingOverlap

TableEvent = Progress | CleanMeasured | CurvePoint | Confusion | AttackMeasured | SequencesMeasured
ByEps = dict[float, Predictions]
Groups = list[tuple[Indices, Indices, int]]
Grouping = Callable[["Network", "SequenceSet", Indices, NDArray[np.bool_], int], Groups]


@dataclass
class AttackTable:
    """Evaluates attacks one after the other; `events` yields all results.

    An example misclassified at one eps counts as misclassified at all larger eps, and errors never decrease, as smaller
    balls lie within larger ones; only active examples are attacked again. So each row is monotone by construction, and
    costs far less than one attack per point. Gradient-based attacks on classifiers bisect the budgets, which costs
    still less. Minimum-norm attacks run once, and their norms give the whole row.

    Attributes:
        network, part: the evaluated network, and sequences in data units.
        overlap: of the measured sequences with the network's training data; None: determined here.
        split, source: for the events: name of the part, and of data other than the run's own.
        attacks: the attacks, in order.
        threats: the threat models, in ascending order of eps.
        run: name of the run, for the events.
        samples: number of random sequences (drawn with `seed`); 0: all.
        seed: of everything random.
        only_survivors: whether an attack runs only on examples on which earlier ones failed, and their results count
            for it.
        stop: cancellation callback, checked at every step of an attack.
        partial: results of finished groups, including those of an interrupted evaluation of the same request.
        predictions: of each row, by key, at each eps.
    """

    network: Network
    part: SequenceSet
    attacks: Sequence[Attack]
    threats: Sequence[Threat]
    run: str = ""
    samples: int = 0
    seed: int = 0
    only_survivors: bool = False
    stop: Callable[[], bool] = no_cancel
    overlap: TrainingOverlap | None = None
    split: str = "test"
    source: str = ""
    partial: PartialResults = NO_PARTIAL_RESULTS
    predictions: dict[str, ByEps] = field(default_factory=dict)
    _done: int = 0
    _total: int = 0

    def events(self) -> Iterator[TableEvent]:
        """All events in the order that `engine.messages.EvaluateJob` documents.

        Raises:
            RunError: attack, threat model and data are not compatible.
            Interrupted: `stop` returned True.
        """
        indices = choose_indices(self.part, self.samples, self.seed)
        self._total = len(indices) * (1 + sum(map(self._rounds, self.attacks)))
        clean = yield from self._clean(indices)
        overlap = self.overlap or training_overlap(self.network, self.part, indices)
        measured = make_clean_measured(self.part, clean, self.run, overlap)
        yield replace(measured, split=self.split, source=self.source)
        goal = find_goal(self.network, self.part, indices, self.threats[0])
        shapes = self._shapes(indices)
        rows: list[AttackRow] = []
        earlier: ByEps | None = None
        for key, attack in zip(make_attack_keys(self.attacks), self.attacks, strict=True):
            smallest = isinstance(attack, MinimumNorm)
            row = AttackRow(key, clean, goal, len(self.part.features), smallest, shapes)
            self.predictions[key] = {}
            if goal.classes is None and self._can_bisect(attack, clean, earlier):
                yield from self._bisect(row, attack)
            else:
                yield from (self._minimise_norms if smallest else self._attack_active)(row, attack, earlier)
            yield row.make_sequences_event(self.run)
            rows.append(row)
            earlier = self.predictions[key] if self.only_survivors else None
        if len(rows) > 1:
            yield from self._worst_events(rows, clean, goal)

    def _rounds(self, attack: Attack) -> int:
        """Number of passes over the sequences."""
        budgets = sum(threat.eps > 0 for threat in self.threats)
        return min(budgets, 1) if isinstance(attack, MinimumNorm) else budgets

    def _clean(self, indices: Indices) -> Generator[TableEvent, None, Predictions]:
        steps = score_clean(self.network, self.part, indices, stop=self.stop)
        clean = yield from map_items(steps, lambda event: replace(event, total=self._total))
        self._done = len(indices)
        return clean

    def _shapes(self, indices: Indices) -> tuple[ClassShape, ...]:
        """Class statistics of the evaluated sequences; only for classifiers of values."""
        if self.network.symbolic or self.network.task != "classification":
            return ()
        clean = [self.part[index] for index in indices.tolist()]
        return class_shapes(clean, self.part.labels[indices].astype(np.int64), len(self.part.classes))

    def _can_bisect(self, attack: Attack, clean: Predictions, earlier: ByEps | None) -> bool:
        """Whether budgets are bisected: for gradient-based attacks on classifiers with several budgets."""
        has_budgets = sum(threat.eps > 0 for threat in self.threats) > 2
        uses_gradients = attack.needs == "gradients" and not isinstance(attack, MinimumNorm)
        return has_budgets and uses_gradients and earlier is None and clean.metric == "accuracy"

    def _bisect(self, row: AttackRow, attack: Attack) -> Iterator[TableEvent]:
        """Find the smallest sufficient budget of each sequence, see `BudgetBisection`."""
        budgets = [threat for threat in self.threats if threat.eps > 0]
        for threat in self.threats[: len(self.threats) - len(budgets)]:
            yield from self._cell_events(row, threat)
        bisection = BudgetBisection([threat.eps for threat in budgets], ~row.active)
        grouping = functools.partial(pack_groups, wide=True)
        best, start = row.clean, self._done
        for number, active in bisection.rounds():
            threat = budgets[number]
            what = Sentence("{attack}: attacking with eps {eps}", {"attack": row.key, "eps": f"{threat.eps:g}"})
            for rows, result in self._attack_groups(row, attack, threat, active, grouping, row.is_reached):
                is_success = row.is_reached(rows, result.predictions)
                bisection.note(number, rows, is_success, result.size)
                best = best.replace_rows(rows[is_success], result.predictions.select(is_success))
                row.store_measures(rows, result, is_success)
                self._done = start + bisection.decided
                yield Progress(what, self._done, self._total)
        self._done = start + len(budgets) * len(row.clean.indices)
        needed = np.array([*(threat.eps for threat in budgets), np.inf])[bisection.enough]
        row.success_eps = np.where(row.goal.is_reached(row.clean), 0.0, needed)
        for threat in budgets:
            fits = np.flatnonzero((row.success_eps <= threat.eps) & (row.success_eps > 0))
            row.predictions = row.clean.replace_rows(fits, best.select(fits))
            yield from self._cell_events(row, threat)

    def _attack_active(self, row: AttackRow, attack: Attack, earlier: ByEps | None) -> Iterator[TableEvent]:
        """Attack the active examples at each eps."""
        grouping = make_fixed_groups if earlier is None else pack_groups
        for threat in self.threats:
            if earlier is not None:
                row.inherit(earlier[threat.eps])
                row.note_successes(threat.eps)
            if threat.eps > 0:
                what = Sentence("{attack}: attacking with eps {eps}", {"attack": row.key, "eps": f"{threat.eps:g}"})
                for rows, result in self._attack_groups(row, attack, threat, row.active, grouping, row.is_better):
                    row.update(rows, result, threat.eps)
                    yield Progress(what, self._done, self._total)
                grouping = pack_groups
            yield from self._cell_events(row, threat)

    def _minimise_norms(self, row: AttackRow, attack: Attack, earlier: ByEps | None) -> Iterator[TableEvent]:
        """Minimise the norms once; at each eps the results within it count."""
        sizes, best = row.success_eps.copy(), row.clean
        budget = next((threat for threat in self.threats if threat.eps > 0), None)
        if budget is not None:
            active = row.active
            grouping = make_fixed_groups
            if earlier is not None:
                active &= ~row.goal.is_reached(earlier[budget.eps])
                grouping = pack_groups
            what = Sentence("{attack}: searching minimal perturbations", {"attack": row.key})
            for rows, result in self._attack_groups(
                row, attack, budget, active, grouping, row.is_reached, smallest=True
            ):
                succeeded = np.isfinite(result.size) & row.is_reached(rows, result.predictions)
                sizes[rows] = np.where(succeeded, result.size, np.inf)
                best = best.replace_rows(rows[succeeded], result.predictions.select(succeeded))
                row.store_measures(rows, result, succeeded)
                yield Progress(what, self._done, self._total)
        row.success_eps = sizes
        for threat in self.threats:
            fits = np.flatnonzero(sizes <= threat.eps)
            row.predictions = row.clean.replace_rows(fits, best.select(fits))
            if earlier is not None:
                row.inherit(earlier[threat.eps])
                row.success_eps = np.minimum(
                    row.success_eps, np.where(row.goal.is_reached(row.predictions), threat.eps, np.inf)
                )
            yield from self._cell_events(row, threat)

    def _attack_groups(
        self, row: AttackRow, attack: Attack, threat: Threat, active: NDArray[np.bool_], grouping: Grouping,
        counts: Callable[[Indices, Predictions], NDArray[np.bool_]], *, smallest: bool = False,
    ) -> Iterator[tuple[Indices, GroupResult]]:  # fmt: skip
        """Attack the examples `active`, group by group; counts cost and progress.

        Stored results of an interrupted evaluation are not computed again. `counts`: mask of the perturbations that are
        measured.
        """
        indices = row.clean.indices
        ends = self._done + len(indices)
        self._done = ends - int(active.sum())
        for rows, frame, seed in grouping(self.network, self.part, indices, active, self.seed):
            if self.stop():
                raise Interrupted
            if not len(rows):
                continue
            key = group_key(f"{row.key} {threat.eps!r} {smallest}", rows, frame, seed)
            result = row.restore_result(rows, self.partial.arrays(key))
            if result is None:
                group_attack = attack_group(
                    self.network, self.part, row.clean.select(rows), row.goal.select(rows), attack, threat,
                    seed=seed, frame=frame, smallest=smallest, stop=self.stop,
                )  # fmt: skip
                result = row.make_result(self.network, group_attack, counts(rows, group_attack.predictions))
                self.partial.add_arrays(key, result.to_arrays())
            row.add_cost(rows, result)
            self._done += len(rows)
            yield rows, result

    def _cell_events(self, row: AttackRow, threat: Threat) -> Iterator[TableEvent]:
        self.predictions.setdefault(row.key, {})[threat.eps] = row.predictions
        yield make_curve_point(row.predictions, self.run, threat, self.part.classes, row.key)
        if row.predictions.metric == "accuracy":
            yield make_confusion(row.predictions, self.run, threat.eps, self.part.classes, row.key)
        yield row.make_event(self.run, self.part, threat.eps)

    def _worst_events(self, rows: list[AttackRow], clean: Predictions, goal: AttackGoal) -> Iterator[TableEvent]:
        """The worst case of each sequence over all attacks."""
        worst = AttackRow(WORST, clean, goal, 0, all(row.minimum_norm for row in rows))
        worst.success_eps = np.min([row.success_eps for row in rows], 0)
        for threat in self.threats:
            worst.predictions = clean
            worst.costs = np.sum([row.costs_by_eps[threat.eps][0] for row in rows], 0)
            worst.seconds = sum(row.costs_by_eps[threat.eps][1] for row in rows)
            for row in rows:
                worst.predictions = goal.choose_best(worst.predictions, self.predictions[row.key][threat.eps])
            yield from self._cell_events(worst, threat)
        yield worst.make_sequences_event(self.run)
