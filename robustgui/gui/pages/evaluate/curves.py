"""Robustness curves as the Evaluate page compares them: read from run folders, or growing during an evaluation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np

from ....attacks import Attack
from ....base.errors import RobustGuiError
from ....base.events import Event
from ....base.settings import to_table
from ....data import Dataset
from ....evaluation.events import WORST, AttackMeasured, CleanMeasured, Confusion, CurvePoint, RunsCompared
from ....evaluation.scores import choose_indices
from ....evaluation.training_overlap import TrainingOverlap
from ....measurements.evaluate import RobustnessEvaluation, load_evaluations
from ....measurements.evaluation_result import EvaluationResult
from ....runs.evaluated_part import EvaluatedPart
from ....runs.folder import RunFolder
from ....threats import Threat

_OF_RUN = (CleanMeasured, CurvePoint, Confusion, AttackMeasured)  # events that name their run


@dataclass(frozen=True)
class RunEvaluation:
    """One evaluation of the run in `folder`, with the comparisons of this run with the first of those evaluated."""

    folder: Path
    label: str
    result: EvaluationResult
    comparisons: tuple[RunsCompared, ...] = ()

    @property
    def overlap(self) -> TrainingOverlap | None:
        """How many of the sequences the network was trained on; None: not determined."""
        return None if self.result.clean is None else self.result.clean.overlap

    def curves(self) -> list[Curve]:
        """One for each attack, and one for the worst case over several, where there is a point."""
        curves = []
        for key in self.result.rows:
            points = [point for point in self.result.points if point.attack == key]
            if points:
                curves.append(Curve(self, key, tuple(sorted(points, key=lambda point: point.eps))))
        return curves


@dataclass(frozen=True)
class Curve:
    """One run under one attack, or under the worst case over several.

    Attributes:
        key: of the attack in the events, or `WORST`.
        points: in rising order of eps.
    """

    run: RunEvaluation
    key: str
    points: tuple[CurvePoint, ...] = field(repr=False)

    @property
    def threat(self) -> Threat:
        """Its eps is the largest that was evaluated."""
        return self.run.result.threat

    @property
    def attacks(self) -> tuple[Attack, ...]:
        """The attack; of the worst case all of them."""
        result = self.run.result
        return result.attacks if self.key == WORST else (result.attacks[result.keys.index(self.key)],)

    @property
    def prior_attacks(self) -> tuple[Attack, ...]:
        """The attack ran only on the examples on which these had failed; their successes are counted in the points."""
        result = self.run.result
        if self.key == WORST or not result.measurement.only_survivors:
            return ()
        return result.attacks[: result.keys.index(self.key)]

    @property
    def part(self) -> EvaluatedPart:
        """The evaluated sequences."""
        clean = self.run.result.clean
        return EvaluatedPart() if clean is None else EvaluatedPart(clean.split, clean.source)

    @property
    def setup(self) -> str:
        """Attacks, threat model without eps, and sequences as text: the same for curves that can be compared."""
        threat = {key: value for key, value in to_table(self.threat).items() if key != "eps"}
        attacks, prior = map(to_table, self.attacks), list(map(to_table, self.prior_attacks))
        return json.dumps([list(attacks), threat, prior, self.part.split, self.part.data], sort_keys=True)

    def at(self, eps: float) -> tuple[CurvePoint | None, Confusion | None]:
        """Score and confusion at one eps."""
        confusions = (c for c in self.run.result.confusions if (c.attack, c.eps) == (self.key, eps))
        return next((p for p in self.points if p.eps == eps), None), next(confusions, None)

    def indices(self, eps: float, true: int, predicted: int, dataset: Dataset | None) -> tuple[int, ...] | None:
        """Indices of the test sequences in one cell of the confusion matrix; None if other data are open."""
        _, confusion = self.at(eps)
        if confusion is None or dataset is None or dataset.test.classes != confusion.classes:
            return None
        settings, labels = self.run.result.measurement, np.array(confusion.true)
        evaluated = choose_indices(dataset.test, settings.samples, settings.seed)
        if len(evaluated) != len(labels) or not np.array_equal(dataset.test.labels[evaluated], labels):
            return None
        in_cell = (labels == true) & (np.array(confusion.predicted) == predicted)
        return tuple(evaluated[in_cell].tolist())


def load_runs(folders: Iterable[Path]) -> list[RunEvaluation]:
    """Every evaluation of these runs, oldest first; folders that cannot be read are left out."""
    evaluations = []
    for path in folders:
        try:
            label = RunFolder(path).spec().label
            evaluations += [RunEvaluation(path, label, result) for result in load_evaluations(path)]
        except (RobustGuiError, OSError):
            continue
    return evaluations


def collect_live(
    measurement: RobustnessEvaluation, folders: Iterable[Path], events: Sequence[Event], labels: dict[str, str]
) -> list[RunEvaluation]:
    """The results so far of each run that has a point; `labels` by the names of run folders."""
    now, settings = datetime.now().isoformat(), measurement.canonical()
    evaluations = []
    for folder in folders:
        events_of_run = tuple(event for event in events if isinstance(event, _OF_RUN) and event.run == folder.name)
        comparisons = tuple(e for e in events if isinstance(e, RunsCompared) and e.second == folder.name)
        result = EvaluationResult(settings, folder.name, now, events_of_run)
        if result.points:
            evaluations.append(RunEvaluation(folder, labels.get(folder.name, folder.name), result, comparisons))
    return evaluations


def list_curves(evaluations: Iterable[RunEvaluation]) -> list[Curve]:
    """All curves of these evaluations, in their order."""
    return [curve for evaluation in evaluations for curve in evaluation.curves()]
