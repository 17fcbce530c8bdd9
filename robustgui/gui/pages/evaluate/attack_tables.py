"""Tables of evaluated attacks: robust accuracy by budget, cost, perturbation norms, and runs compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ....attacks import ATTACKS
from ....base.templates import fill_in
from ....evaluation.events import CLEAN, MEASURES, WORST, AttackMeasured, CurvePoint, Measure, MeasureName, RunsCompared
from ...i18n.metric_words import eps_text, format_score, unit_word
from ...i18n.numbers import format_count, format_number
from ...i18n.sentences import translate_sentence
from ...i18n.titles import short_title
from ...plots.axes import with_unit
from .measured import Measured

translate = QCoreApplication.translate
Rows = list[tuple[str, ...]]
Filled = tuple[list[str], Rows, Rows]  # heads, cells, tooltips


def _eps_head(measured: Measured) -> str:
    return with_unit("eps", unit_word(measured.threat.unit))


def row_name(measured: Measured, key: str) -> str:
    """The attack of a row, or the worst case over all."""
    if key == WORST:
        return translate("AttackTables", "worst case over attacks")
    if key == CLEAN:
        return translate("AttackTables", "no attack")
    place = measured.keys.index(key) if key in measured.keys else -1
    title = short_title(ATTACKS, measured.attacks[place].name) if place >= 0 else key
    number_ = key.rpartition("-")[2]
    return f"{title} {number_}" if number_.isdecimal() and "-" in key else title


def by_budget(measured: Measured) -> Filled:
    """Attack x eps: robust accuracy (or the error); intervals and counts in the tooltips."""
    budgets = sorted({point.eps for point in measured.points})
    heads = [
        translate("AttackTables", "attack"),
        *(eps_text(eps, measured.threat.unit) for eps in budgets),
    ]
    cells: Rows = []
    tips: Rows = []
    points = {(point.attack, point.eps): point for point in measured.points}
    for key in measured.keys:
        found = [points.get((key, eps)) for eps in budgets]
        if any(found):
            name = row_name(measured, key)
            cells.append((name, *("–" if p is None else format_score(p.value, p.metric) for p in found)))
            tips.append((name, *("" if p is None else _interval(p) for p in found)))
    return heads, cells, tips


def _interval(point: CurvePoint) -> str:
    low, high = format_score(point.low, point.metric), format_score(point.high, point.metric)
    words = translate("AttackTables", "95 % interval {low} to {high}, n = {samples}")
    return words.format(low=low, high=high, samples=point.samples)


def by_cost(measured: Measured) -> Filled:
    """One row for each attack and eps: successes, and queries and gradients per sequence."""
    samples = (
        measured.clean.samples if measured.clean is not None else max((p.samples for p in measured.points), default=1)
    )
    aimed = any(cell.aimed is not None for cell in measured.cells)
    numbers = any(cell.mae is not None for cell in measured.cells)
    directions = any(cell.direction is not None for cell in measured.cells)
    heads = [
        translate("AttackTables", "attack"),
        _eps_head(measured),
        translate("AttackTables", "successes"),
        translate("AttackTables", "queries per sequence"),
        translate("AttackTables", "gradients per sequence"),
        translate("AttackTables", "seconds"),
    ]
    heads += [translate("AttackTables", "targeted successes")] * aimed + [
        translate("AttackTables", "mean error"),
        translate("AttackTables", "mean shift"),
    ] * numbers
    heads += [translate("AttackTables", "correct direction")] * directions
    cells: Rows = []
    for cell in measured.cells:
        line = [
            row_name(measured, cell.attack),
            format_number(cell.eps, 4),
            f"{cell.fallen} / {cell.right}" if cell.right else "–",
            format_number(cell.queries / max(1, samples), 3),
            format_number(cell.gradients / max(1, samples), 3),
            format_number(cell.seconds, 3),
        ]
        line += [_share(cell)] * aimed
        line += [_maybe(cell.mae), _maybe(cell.shift)] * numbers
        line += ["–" if cell.direction is None else f"{100 * cell.direction:.1f} %"] * directions
        cells.append(tuple(line))
    return heads, cells, []


def _share(cell: AttackMeasured) -> str:
    return "–" if cell.aimed is None or cell.reached is None else f"{cell.reached} / {cell.aimed}"


def _maybe(value: float | None) -> str:
    return "–" if value is None else format_number(value, 3)


def by_size(measured: Measured) -> Filled:
    """One row for each attack and eps: mean perturbation norms of the adversarial examples; medians in the tooltips."""
    present = {measure.name for cell in measured.cells for measure in cell.measures}
    shown = [name for name in MEASURES if name in present]
    heads = [
        translate("AttackTables", "attack"),
        _eps_head(measured),
        "n",
        *map(_measure_title, shown),
    ]
    cells: Rows = []
    tips: Rows = []
    for cell in measured.cells:
        if not cell.measures:
            continue
        sizes = {measure.name: measure for measure in cell.measures}
        most = str(max(measure.count for measure in cell.measures))
        start = (row_name(measured, cell.attack), format_number(cell.eps, 4), most)
        cells.append((*start, *(_size(sizes.get(name)) for name in shown)))
        tips.append((*start, *(_median(sizes.get(name)) for name in shown)))
    return heads, cells, tips


def _measure_title(name: MeasureName) -> str:
    kind = MEASURES[name]
    title = translate_sentence(kind.title)
    return with_unit(title, unit_word("data")) if kind.unit == "data" else title


def _size(measure: Measure | None) -> str:
    if measure is None or not measure.count:
        return "–"
    unit = MEASURES[measure.name].unit
    if unit == "share":
        return f"{100 * measure.mean:.2f} %"
    return format_number(measure.mean, 3) + (" dB" if unit == "dB" else "")


def _median(measure: Measure | None) -> str:
    if measure is None or not measure.count:
        return ""
    words = QCoreApplication.translate(
        "AttackTables", "mean {mean}, median {median}, over {count} {count:adversarial example|adversarial examples}"
    )
    return fill_in(
        words,
        mean=format_number(measure.mean, 4),
        median=format_number(measure.median, 4),
        count=format_count(measure.count),
    )


def by_run(measured: Sequence[Measured]) -> Filled:
    """Each run compared with the first on the same sequences, with the interval of the difference."""
    heads = [
        translate("AttackTables", "run"),
        translate("AttackTables", "attack"),
        _eps_head(measured[0]) if measured else "eps",
        translate("AttackTables", "first run"),
        translate("AttackTables", "this run"),
        translate("AttackTables", "difference"),
        translate("AttackTables", "95 % interval"),
        "p",
    ]
    cells: Rows = []
    for one in measured:
        cells += [_compared(one, row) for row in one.compared]
    return heads, cells, []


def _compared(one: Measured, row: RunsCompared) -> tuple[str, ...]:
    def signed(value: float) -> str:
        text = f"{100 * value:+.1f} %" if row.metric == "accuracy" else f"{value:+.3g}"
        return text.replace("-", "−")

    return (
        one.label,
        row_name(one, row.attack),
        format_number(row.eps, 4),
        format_score(row.first_value, row.metric),
        format_score(row.second_value, row.metric),
        signed(row.difference),
        f"{signed(row.low)} … {signed(row.high)}",
        format_number(row.p, 2),
    )
