"""Robust accuracy against eps in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from ..attacks.default_attacks import choose_evaluation_attack
from ..base.metric_names import name_budget_unit, name_metric
from ..base.tabular import Tabular, columns_of
from ..evaluation.events import CurvePoint
from ..evaluation.training_overlap import TrainingOverlap
from ..measurements.evaluate import RobustnessEvaluation
from ..measurements.evaluation_result import EvaluationResult
from .accepted import AttackLike, Budgets, NetworkLike, Part, ThreatKind
from .arguments import checked
from .measure import run_measurement
from .overlap import find_evaluated_part, html_of, said_of

Values = NDArray[np.float64]


class Curve(Tabular, Sequence[CurvePoint]):
    """Points in rising order of eps; a sequence of `CurvePoint`, and arrays for a plot.

        plt.plot(curve.eps, curve.accuracy)
        plt.fill_between(curve.eps, curve.low, curve.high, alpha=0.3)

    Attributes:
        eps, low, high: (P,) float64; the 95 % interval of each point.
        overlap: how many of the sequences the network was trained on, with `.same`, `.partly` and `.is_known`.
    """

    def __init__(self, points: Sequence[CurvePoint], overlap: TrainingOverlap | None = None) -> None:
        self._points = tuple(points)
        self.overlap = overlap
        self.eps: Values = np.array([point.eps for point in points])
        self.low: Values = np.array([point.low for point in points])
        self.high: Values = np.array([point.high for point in points])

    @property
    def accuracy(self) -> Values:
        """Robust accuracy at each eps, (P,); for a network that tells no classes apart its error."""
        return np.array([point.value for point in self._points])

    def columns(self) -> dict[str, list[Any]]:
        """A row for each eps."""
        return columns_of(self._points)

    @overload
    def __getitem__(self, index: int) -> CurvePoint: ...
    @overload
    def __getitem__(self, index: slice) -> Curve: ...
    def __getitem__(self, index: int | slice) -> CurvePoint | Curve:
        return Curve(self._points[index], self.overlap) if isinstance(index, slice) else self._points[index]

    def __len__(self) -> int:
        return len(self._points)

    def __repr__(self) -> str:
        return "<Curve " + ", ".join(f"{p.eps:g}: {p.value:.4f}" for p in self._points) + f"{said_of(self.overlap)}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{p.eps:g} {escape(name_budget_unit(p.unit))}</td><td>{p.value:.4f}</td>"
            f"<td>{p.low:.4f} to {p.high:.4f}</td></tr>"
            for p in self._points
        )
        metric = name_metric(self._points[0].metric if self._points else "accuracy")
        return f"<table><tr><th>eps</th><th>{metric}</th><th>95 %</th></tr>{rows}</table>{html_of(self.overlap)}"


@checked
def robustness_curve(
    network: NetworkLike,
    data: Part,
    attack: AttackLike | None,
    threat: ThreatKind,
    eps: Budgets,
    *,
    samples: int = 0,
    seed: int = 0,
    progress: bool = False,
) -> Curve:
    """Robust accuracy at each of `eps`; the numbers are those of `robustgui evaluate` with the same seed.

    Args:
        network: such as `run.network`, or a run.
        data: a part, such as `data.test`; of a whole dataset its test part.
        attack: how; None: the default of evaluations.
        threat: a class such as `rg.Linf`, or an instance whose eps is replaced.
        eps: budgets in the threat's unit; of the peak also as text, such as "-20 dB".
        samples: how many sequences, by chance with `seed`; 0: all.
        seed: of everything random.
        progress: show a bar.

    Raises:
        SettingError: an eps is negative or no number.
        RunError: the data do not fit the network.

    Warns:
        TrainedOnWarning: the network was trained on some of the sequences; see `Curve.overlap`.
    """
    part, overlap = find_evaluated_part(network, data, samples=samples, seed=seed)
    attack = attack or choose_evaluation_attack(threat, tokens=network.symbolic, task=network.task)
    within = [threat.copy_with(eps=value if isinstance(value, str) else float(value)) for value in eps]
    if not within:
        return Curve([], overlap)
    measurement = RobustnessEvaluation.model_construct(
        attacks=(attack,), threat=threat, eps=tuple(each.eps for each in within), samples=samples, seed=seed
    )
    result: EvaluationResult = run_measurement(measurement, network, part, overlap, progress=progress)
    return Curve(result.points, overlap)
