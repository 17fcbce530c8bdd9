"""Evaluations and comparisons as tables on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..base.metric_names import name_budget_unit, name_metric
from ..evaluation.events import CLEAN, MEASURES, MeasureName, RunsCompared
from ..measurements.evaluation_csv import name_of
from ..runs.evaluated_part import EvaluatedPart
from .output import make_table

if TYPE_CHECKING:
    from rich.table import Table

    from ..evaluation.events import AttackMeasured
    from ..measurements.evaluation_result import EvaluationResult


def format_evaluation(result: EvaluationResult) -> list[str | Table]:
    """All of one evaluation."""
    parts: list[str | Table] = [format_heading(result), make_score_table(result)]
    return [*parts, make_cost_table(result), format_notes(result), ""] if result.measured else [*parts, ""]


def format_heading(result: EvaluationResult) -> str:
    """Clean score, evaluated split and threat model."""
    threat = result.threat.title or result.threat.name
    if result.clean is None:
        return f"{result.points[0].run if result.points else ''}   within {threat}"
    clean = result.clean
    part = EvaluatedPart(clean.split, clean.source).describe(clean.samples)
    text = f"{clean.run}   {name_metric(clean.metric)} {clean.value:.4f} clean"
    text += f" (95 %: {clean.low:.4f} to {clean.high:.4f}, {part})   within {threat}"
    if clean.mae is not None:
        text += f"   MAE {clean.mae:.4g}"
    if clean.direction is not None:
        text += f"   direction {clean.direction:.3f}"
    if clean.baseline is not None:
        text += f"   baseline {clean.baseline:.4g}"
    if clean.baseline_mae is not None:
        text += f", its MAE {clean.baseline_mae:.4g}"
    return text


def make_score_table(result: EvaluationResult) -> Table:
    """A row for each attack, a column for each eps."""
    eps = sorted({point.eps for point in result.points})
    unit = name_budget_unit(result.points[0].unit) if result.points else ""
    table = make_table(["attack"], right=[f"eps {value:g} {unit}" for value in eps])
    for key in result.rows:
        values = {point.eps: point.value for point in result.points if point.attack == key}
        table.add_row(name_of(key), *(f"{values[e]:.4f}" if e in values else "" for e in eps))
    return table


def make_cost_table(result: EvaluationResult) -> Table:
    """What each attack cost, and how visible its perturbations are, at the largest eps."""
    last = {cell.attack: cell for cell in result.measured}
    samples = max((point.samples for point in result.points), default=0) or 1
    columns = _columns([last[key] for key in result.rows if key in last])
    table = make_table(["attack"], right=("succeeded", "queries", "gradients", "seconds", *columns))
    for key in result.rows:
        if key not in last:
            continue
        cell = last[key]
        successes = f"{cell.misclassified} of {cell.right}" if cell.right else ""
        cost = f"{cell.queries / samples:.1f}", f"{cell.gradients / samples:.1f}", f"{cell.seconds:.2f}"
        table.add_row(name_of(key), successes, *cost, *(_value(cell, column) for column in columns))
    return table


def format_notes(result: EvaluationResult) -> str:
    """How the tables are to be read."""
    text = (
        "Queries and gradients per sequence, up to the largest eps; perturbation norms are medians there, over the "
        "successful attacks."
    )
    if result.measurement.only_survivors:
        text += (
            " Each attack ran only on the examples on which the ones before failed; their successes count in its row "
            "too."
        )
    return text


def make_comparison_table(rows: Sequence[RunsCompared]) -> list[str | Table]:
    """The second run minus the first, row by row; at least one."""
    table = make_table(["attack"], right=("eps", "first", "second", "difference", "95 %", "p"))
    for one in rows:
        table.add_row(
            CLEAN if one.attack == CLEAN else name_of(one.attack), f"{one.eps:g}", f"{one.first_value:.4f}",
            f"{one.second_value:.4f}", f"{one.difference:+.4f}", f"{one.low:+.4f} to {one.high:+.4f}", f"{one.p:.3g}",
        )  # fmt: skip
    text = f"{rows[0].second} (second) beside {rows[0].first} (first), sequence by sequence"
    return [text, table]


def _columns(cells: Sequence[AttackMeasured]) -> list[str]:
    """Titles of the columns that any of the rows fills."""
    plain = {"target_reached": "on target", "mae": "MAE", "direction": "direction", "shift": "shift"}
    titles = [title for name, title in plain.items() if any(getattr(cell, name) is not None for cell in cells)]
    measured_names = {measure.name for cell in cells for measure in cell.measures}
    return titles + [_measure_title(name) for name in MEASURES if name in measured_names]


def _measure_title(name: MeasureName) -> str:
    kind = MEASURES[name]
    return f"{kind.title}, dB" if kind.unit == "dB" else str(kind.title)


def _value(cell: AttackMeasured, column: str) -> str:
    match column:
        case "on target":
            return "" if cell.target_reached is None else f"{cell.target_reached} of {cell.targeted}"
        case "MAE":
            return "" if cell.mae is None else f"{cell.mae:.4g}"
        case "direction":
            return "" if cell.direction is None else f"{cell.direction:.3f}"
        case "shift":
            return "" if cell.shift is None else f"{cell.shift:+.4g}"
    measure = next((m for m in cell.measures if _measure_title(m.name) == column), None)
    if measure is None:
        return ""
    return f"{100 * measure.median:.2f} %" if MEASURES[measure.name].unit == "share" else f"{measure.median:.4g}"
