"""Several attacks at several budgets in a notebook, and two such tables beside each other."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from ..attacks import Attack
from ..attacks.default_attacks import choose_evaluation_attack
from ..base.errors import RunError
from ..base.renamed import keep_former_attributes
from ..base.tabular import Tabular
from ..base.together import write_together
from ..evaluation.curve import budgets
from ..evaluation.events import AttackMeasured, MeasureName, NotCompared, RunsCompared
from ..evaluation.training_overlap import TrainingOverlap
from ..measurements.compare import compare_results
from ..measurements.evaluate import RobustnessEvaluation
from ..measurements.evaluation_csv import name_of, sequences_csv, table_csv
from ..measurements.evaluation_result import EvaluationResult
from .accepted import AttackLike, NetworkLike, Part, ThreatKind
from .arguments import checked
from .measure import run_measurement
from .overlap import find_evaluated_part, html_of, said_of

Values = NDArray[np.float64]
Cost = Literal["queries", "gradients", "seconds"]
Average = Literal["mean", "median"]


@keep_former_attributes
class Evaluation(Tabular):
    """A table of A attacks at P budgets, and in its last row the worst of several; R rows in all.

    Attributes:
        stored: all of it, as it is stored beside a run.
        rows: names of the rows, (R,).
        eps: (P,) budgets, rising, in the threat's unit.
        clean: score without any attack.
        score, low, high: (R, P), with 95 % intervals.
    """

    def __init__(self, stored: EvaluationResult) -> None:
        self.stored = stored
        self.rows: tuple[str, ...] = tuple(map(name_of, stored.rows))
        self.eps: Values = np.array(sorted({point.eps for point in stored.points}))
        self.clean: float = float("nan") if stored.clean is None else stored.clean.value
        self._points = {(point.attack, point.eps): point for point in stored.points}
        self._cells = {(cell.attack, cell.eps): cell for cell in stored.measured}
        self.score, self.low, self.high = (self._of_points(name) for name in ("value", "low", "high"))

    @property
    def overlap(self) -> TrainingOverlap | None:
        """How many of the sequences the network was trained on, with `.same`, `.partly` and `.is_known`."""
        return self.stored.overlap

    @property
    def worst(self) -> Values:
        """Score in the worst case over the attacks, (P,)."""
        return cast(Values, self.score[-1])

    @property
    def success_eps(self) -> Values:
        """Smallest eps at which the attack succeeds on each sequence, (R, N); for numbers (R, 0).

        0: misclassified without an attack; inf: not at any eps.
        """
        return np.array([row.success_eps for row in self.stored.sequences])

    @property
    def per_class(self) -> Values:
        """Share of each class that is still right, (R, P, K); NaN of a class without sequences."""
        return np.array(
            [
                [
                    [right / count if count else np.nan for _, right, count in self._points[key, eps].per_class]
                    for eps in self.eps.tolist()
                ]
                for key in self.stored.rows
            ]
        )

    @checked
    def cost(self, kind: Cost) -> Values:
        """What each row cost up to each budget, over all sequences, (R, P)."""
        return self._of_cells(lambda cell: getattr(cell, kind))

    @checked
    def size(self, measure: MeasureName, kind: Average = "mean") -> Values:
        """How large the changes of what fell are, (R, P); NaN where nothing fell, or the measure says nothing."""
        return self._of_cells(
            lambda cell: next((getattr(m, kind) for m in cell.measures if m.name == measure), float("nan"))
        )

    def compared_with(self, other: Evaluation) -> tuple[RunsCompared | NotCompared, ...]:
        """`other` minus this, row by row and budget by budget, of the same sequences, with intervals for pairs."""
        return tuple(compare_results(self.stored, other.stored))

    def columns(self) -> dict[str, list[Any]]:
        """A row for each attack and eps, with its score, interval and cost."""
        points = [self._points[key, eps] for key in self._keys for eps in self.eps.tolist()]
        costs: dict[str, list[Any]] = {
            name: self.cost(name).ravel().tolist() for name in ("queries", "gradients", "seconds")
        }
        columns: dict[str, list[Any]] = {
            "attack": [name_of(point.attack) for point in points],
            "threat": [self.stored.threat.name] * len(points),
            "eps": [point.eps for point in points],
            self._metric: [point.value for point in points],
            "low": [point.low for point in points],
            "high": [point.high for point in points],
            "clean": [self.clean] * len(points),
        }
        return columns | costs

    def to_csv(
        self, path: str | os.PathLike[str] | None = None, *, overwrite: bool = False, sequences: bool = False
    ) -> str:
        """A line for each cell of the table with all that is known of it, or for each sequence."""
        text = (sequences_csv if sequences else table_csv)([self.stored])
        if path is not None:
            write_together({Path(path): text}, overwrite=overwrite)
        return text

    def __repr__(self) -> str:
        worst = ", ".join(f"{eps:g}: {value:.4f}" for eps, value in zip(self.eps, self.worst, strict=True))
        attacks, clean = ", ".join(self.stored.keys), f"{self._metric} {self.clean:.4f} clean"
        return f"<Evaluation by {attacks}: {clean}; worst {worst}{said_of(self.overlap)}>"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>eps {eps:g}</th>" for eps in self.eps)
        body = "".join(
            f"<tr><td>{escape(name)}</td>"
            + "".join(f"<td title='{a:.4f} to {b:.4f}'>{v:.4f}</td>" for v, a, b in zip(*three, strict=True))
            + "</tr>"
            for name, *three in zip(self.rows, self.score, self.low, self.high, strict=True)
        )
        threat_text = escape(str(self.stored.threat.describe()))
        table = f"<table><tr><th>{escape(self._metric)}, {self.clean:.4f} clean</th>{head}</tr>{body}</table>"
        return f"<b>{threat_text}</b>{table}{html_of(self.overlap)}"

    @property
    def _metric(self) -> str:
        return self.stored.points[0].metric if self.stored.points else "accuracy"

    def _of_points(self, name: str) -> Values:
        return np.array([[getattr(self._points[key, eps], name) for eps in self.eps.tolist()] for key in self._keys])

    def _of_cells(self, value: Callable[[AttackMeasured], float]) -> Values:
        return np.array([[value(self._cells[key, eps]) for eps in self.eps.tolist()] for key in self._keys], float)

    @property
    def _keys(self) -> tuple[str, ...]:
        return self.stored.rows


@checked
def evaluate(
    network: NetworkLike,
    data: Part,
    attacks: AttackLike | Sequence[AttackLike] | None,
    threat: ThreatKind,
    eps: Sequence[float],
    *,
    name: str = "",
    samples: int = 0,
    seed: int = 0,
    only_survivors: bool = False,
    progress: bool = False,
) -> Evaluation:
    """What each of `attacks` leaves at each of `eps`; the numbers are those of `robustgui evaluate` with the same seed.

    Args:
        network: such as `run.network`, or a run.
        data: a part, such as `data.test`; of a whole dataset its test part.
        attacks: one or several; None: the default of evaluations. One that looks for the smallest change is run once
            for all budgets.
        threat: a class such as `rg.Linf`, or an instance whose eps is replaced.
        eps: budgets in the threat's unit.
        name: of the network, for a comparison.
        samples: how many sequences, by chance with `seed`; 0: all.
        seed: of everything random.
        only_survivors: an attack gets only what the ones before it left standing, and its row counts them too.
        progress: show a bar.

    Raises:
        SettingError: an eps is negative or no number.
        RunError: the data do not fit the network, or an attack does not suit data and threat.

    Warns:
        TrainedOnWarning: the network was trained on some of the sequences; see `Evaluation.overlap`.
    """
    part, overlap = find_evaluated_part(network, data, samples=samples, seed=seed)
    if attacks is None:
        attacks = choose_evaluation_attack(threat, tokens=network.symbolic, task=network.task)
    plan = (attacks,) if isinstance(attacks, Attack) else tuple(attacks)
    if not plan or not len(eps):
        raise RunError("Choose at least one attack and one budget eps.")
    within = budgets(threat, eps)
    measurement = RobustnessEvaluation.model_construct(  # not validated: an attack of a notebook need not be registered
        attacks=plan, threat=within[-1], eps=tuple(each.eps for each in within), samples=samples, seed=seed,
        only_survivors=only_survivors,
    )  # fmt: skip
    return Evaluation(run_measurement(measurement, network, part, overlap, name=name, progress=progress))
