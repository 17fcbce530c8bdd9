"""Tables of evaluations: points of curves, robust accuracy by budget, cost, perturbation norms, and runs compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from ....attacks import ATTACKS
from ....base.templates import fill_in
from ....evaluation.events import CLEAN, MEASURES, WORST, AttackMeasured, CurvePoint, Measure, MeasureName, RunsCompared
from ...i18n.metric_words import eps_text, format_score, score_word, unit_word
from ...i18n.numbers import format_count, format_number
from ...i18n.sentences import translate_sentence
from ...i18n.titles import short_title
from ...plots.axes import with_unit
from .curve_words import make_label
from .curves import Curve, RunEvaluation

translate = QCoreApplication.translate
Row = TypeVar("Row")
Columns = list[tuple[str, Callable[[Row], str]]]  # head, and the text of the cell in one row
Table = tuple[list[str], list[tuple[str, ...]], list[tuple[str, ...]]]  # heads, cells, tooltips


def _tabulate(columns: Columns[Row], rows: Iterable[Row]) -> Table:
    return [head for head, _ in columns], [tuple(text(row) for _, text in columns) for row in rows], []


def _eps_head(evaluation: RunEvaluation) -> str:
    return with_unit("eps", unit_word(evaluation.result.threat.unit))


def name_attack(evaluation: RunEvaluation, key: str) -> str:
    """The attack of a row, or the worst case over all."""
    if key == WORST:
        return translate("AttackTables", "worst case over attacks")
    if key == CLEAN:
        return translate("AttackTables", "no attack")
    result = evaluation.result
    title = short_title(ATTACKS, result.attacks[result.keys.index(key)].name) if key in result.keys else key
    number = key.rpartition("-")[2]
    return f"{title} {number}" if number.isdecimal() and "-" in key else title


def by_point(curves: Sequence[tuple[int, Curve]]) -> Table:
    """One row for each curve and eps: score, interval and count."""
    metric = curves[0][1].points[0].metric if curves else "accuracy"
    unit = unit_word(curves[0][1].threat.unit) if curves else ""
    is_accuracy = metric == "accuracy"

    def interval(point: CurvePoint) -> str:
        low, high = format_score(point.low, metric), format_score(point.high, metric)
        return f"{low.removesuffix(' %')} – {high}"

    def count(point: CurvePoint) -> str:
        return f"{round(point.value * point.samples)} / {point.samples}" if is_accuracy else str(point.samples)

    columns: Columns[tuple[Curve, CurvePoint]] = [
        (translate("PointsTable", "run"), lambda row: make_label(row[0], curves)),
        (with_unit(translate("PointsTable", "eps"), unit), lambda row: format_number(row[1].eps, 4)),
        (score_word(metric), lambda row: format_score(row[1].value, metric)),
        (translate("PointsTable", "95 % interval"), lambda row: interval(row[1])),
        (
            translate("PointsTable", "still correct") if is_accuracy else translate("PointsTable", "sequences"),
            lambda row: count(row[1]),
        ),
    ]
    return _tabulate(columns, ((curve, point) for _, curve in curves for point in curve.points))


def by_budget(evaluation: RunEvaluation) -> Table:
    """Attack x eps: robust accuracy (or the error); intervals and counts in the tooltips."""
    points = {(point.attack, point.eps): point for point in evaluation.result.points}
    budgets = sorted({eps for _, eps in points})
    unit = evaluation.result.threat.unit
    heads = [translate("AttackTables", "attack"), *(eps_text(eps, unit) for eps in budgets)]
    cells, tips = [], []
    for key in evaluation.result.rows:
        row = [points.get((key, eps)) for eps in budgets]
        if any(row):
            name = name_attack(evaluation, key)
            cells.append((name, *("–" if point is None else format_score(point.value, point.metric) for point in row)))
            tips.append((name, *("" if point is None else _interval(point) for point in row)))
    return heads, cells, tips


def _interval(point: CurvePoint) -> str:
    low, high = format_score(point.low, point.metric), format_score(point.high, point.metric)
    words = translate("AttackTables", "95 % interval {low} to {high}, n = {samples}")
    return words.format(low=low, high=high, samples=point.samples)


def by_cost(evaluation: RunEvaluation) -> Table:
    """One row for each attack and eps: successes, and queries and gradients per sequence."""
    result = evaluation.result
    if result.clean is not None:
        samples = result.clean.samples
    else:
        samples = max((point.samples for point in result.points), default=1)
    samples = max(1, samples)
    columns: Columns[AttackMeasured] = [
        (translate("AttackTables", "attack"), lambda cell: name_attack(evaluation, cell.attack)),
        (_eps_head(evaluation), lambda cell: format_number(cell.eps, 4)),
        (translate("AttackTables", "successes"), lambda cell: _share(cell.misclassified, cell.right or None)),
        (translate("AttackTables", "queries per sequence"), lambda cell: format_number(cell.queries / samples, 3)),
        (translate("AttackTables", "gradients per sequence"), lambda cell: format_number(cell.gradients / samples, 3)),
        (translate("AttackTables", "seconds"), lambda cell: format_number(cell.seconds, 3)),
    ]
    if any(cell.targeted is not None for cell in result.measured):
        columns.append(
            (translate("AttackTables", "targeted successes"), lambda cell: _share(cell.target_reached, cell.targeted))
        )
    if any(cell.mae is not None for cell in result.measured):
        columns += [
            (translate("AttackTables", "mean error"), lambda cell: _number(cell.mae)),
            (translate("AttackTables", "mean shift"), lambda cell: _number(cell.shift)),
        ]
    if any(cell.direction is not None for cell in result.measured):
        columns.append((translate("AttackTables", "correct direction"), lambda cell: _per_cent(cell.direction)))
    return _tabulate(columns, result.measured)


def _share(part: int | None, whole: int | None) -> str:
    return "–" if part is None or whole is None else f"{part} / {whole}"


def _number(value: float | None) -> str:
    return "–" if value is None else format_number(value, 3)


def _per_cent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def by_norm(evaluation: RunEvaluation) -> Table:
    """One row for each attack and eps: mean perturbation norms of the adversarial examples; medians in the tooltips."""
    rows = [cell for cell in evaluation.result.measured if cell.measures]
    present = {measure.name for cell in rows for measure in cell.measures}
    names = [name for name in MEASURES if name in present]
    heads = [translate("AttackTables", "attack"), _eps_head(evaluation), "n", *map(_measure_title, names)]
    cells, tips = [], []
    for cell in rows:
        measures = {measure.name: measure for measure in cell.measures}
        count = str(max(measure.count for measure in cell.measures))
        start = (name_attack(evaluation, cell.attack), format_number(cell.eps, 4), count)
        cells.append((*start, *(_mean(measures.get(name)) for name in names)))
        tips.append((*start, *(_median(measures.get(name)) for name in names)))
    return heads, cells, tips


def _measure_title(name: MeasureName) -> str:
    kind = MEASURES[name]
    title = translate_sentence(kind.title)
    return with_unit(title, unit_word("data")) if kind.unit == "data" else title


def _mean(measure: Measure | None) -> str:
    if measure is None or not measure.count:
        return "–"
    unit = MEASURES[measure.name].unit
    if unit == "share":
        return f"{100 * measure.mean:.2f} %"
    return format_number(measure.mean, 3) + (" dB" if unit == "dB" else "")


def _median(measure: Measure | None) -> str:
    if measure is None or not measure.count:
        return ""
    words = translate(
        "AttackTables", "mean {mean}, median {median}, over {count} {count:adversarial example|adversarial examples}"
    )
    mean, median = format_number(measure.mean, 4), format_number(measure.median, 4)
    return fill_in(words, mean=mean, median=median, count=format_count(measure.count))


def by_run(evaluations: Sequence[RunEvaluation]) -> Table:
    """Each run compared with the first on the same sequences, with the interval of the difference."""

    def with_sign(row: RunsCompared, value: float) -> str:
        text = f"{100 * value:+.1f} %" if row.metric == "accuracy" else f"{value:+.3g}"
        return text.replace("-", "−")

    columns: Columns[tuple[RunEvaluation, RunsCompared]] = [
        (translate("AttackTables", "run"), lambda pair: pair[0].label),
        (translate("AttackTables", "attack"), lambda pair: name_attack(pair[0], pair[1].attack)),
        (_eps_head(evaluations[0]) if evaluations else "eps", lambda pair: format_number(pair[1].eps, 4)),
        (translate("AttackTables", "first run"), lambda pair: format_score(pair[1].first_value, pair[1].metric)),
        (translate("AttackTables", "this run"), lambda pair: format_score(pair[1].second_value, pair[1].metric)),
        (translate("AttackTables", "difference"), lambda pair: with_sign(pair[1], pair[1].difference)),
        (
            translate("AttackTables", "95 % interval"),
            lambda pair: f"{with_sign(pair[1], pair[1].low)} … {with_sign(pair[1], pair[1].high)}",
        ),
        ("p", lambda pair: format_number(pair[1].p, 2)),
    ]
    return _tabulate(columns, ((evaluation, row) for evaluation in evaluations for row in evaluation.comparisons))
