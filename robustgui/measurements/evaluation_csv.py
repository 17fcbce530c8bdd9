"""Evaluations as comma-separated values: a line for each cell of the table, or for each sequence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..base.csv_text import format_csv
from ..evaluation.events import MEASURES, WORST, AttackMeasured

_CELL = (
    "run", "attack", "threat", "eps", "unit", "metric", "clean", "value", "low", "high", "samples", "trained_on",
    "right", "fallen", "queries", "gradients", "seconds", "aimed", "reached", "mae", "direction", "shift",
)  # fmt: skip


def name_of(attack: str) -> str:
    """Displayed name of an attack's key."""
    return "worst" if attack == WORST else attack


def table_csv(evaluations: Iterable[Any]) -> str:
    """One line for each run, attack and eps; unknown values are empty."""
    sized = [f"{measure}_{kind}" for measure in MEASURES for kind in ("mean", "median")]
    lines: list[Sequence[object]] = []
    for evaluation in evaluations:
        cells = {(cell.attack, cell.eps): cell for cell in evaluation.measured}
        clean = "" if evaluation.clean is None else evaluation.clean.value
        overlap = None if evaluation.clean is None else evaluation.clean.overlap
        trained_on = overlap.count if overlap is not None and overlap.is_known else ""
        for point in evaluation.points:
            cell = cells.get((point.attack, point.eps))
            lines.append(
                [
                    point.run, name_of(point.attack), evaluation.threat.name, point.eps, point.unit, point.metric,
                    clean, point.value, point.low, point.high, point.samples, trained_on, *_more(cell),
                ]
            )  # fmt: skip
    return format_csv([*_CELL, *sized], lines)


def sequences_csv(evaluations: Iterable[Any]) -> str:
    """One line for each run, attack and sequence."""
    lines: list[Sequence[object]] = []
    for evaluation in evaluations:
        for row in evaluation.sequences:
            eps_column: Sequence[object] = row.success_eps or [""] * len(row.indices)
            for index, success_eps, queries, gradients in zip(
                row.indices, eps_column, row.queries, row.gradients, strict=True
            ):  # fmt: skip
                lines.append([row.run, name_of(row.attack), index, success_eps, queries, gradients])
    return format_csv(["run", "attack", "index", "falls_at", "queries", "gradients"], lines)


def _more(cell: AttackMeasured | None) -> list[object]:
    """The columns after `trained_on`."""
    if cell is None:
        return [""] * (len(_CELL) - 12 + 2 * len(MEASURES))
    measures = {measure.name: measure for measure in cell.measures}
    sizes = [
        getattr(measures[name], kind) if name in measures else "" for name in MEASURES for kind in ("mean", "median")
    ]
    plain = [
        cell.right, cell.misclassified, cell.queries, cell.gradients, cell.seconds, cell.targeted, cell.target_reached,
        cell.mae, cell.direction, cell.shift,
    ]  # fmt: skip
    return ["" if value is None else value for value in plain] + sizes
