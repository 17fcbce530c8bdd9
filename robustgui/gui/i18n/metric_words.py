"""Names of metrics and units of budgets in words, and values with them."""

from __future__ import annotations

import math

from ...base.metric_names import name_budget_unit, name_metric, name_metric_unit
from .numbers import format_number
from .sentences import core_text


def score_title(metric: str) -> str:
    """What a score of this metric is, as the title of a plot."""
    name = score_word(metric)
    return name[:1].upper() + name[1:]


def score_word(metric: str) -> str:
    """The same as the head of a column."""
    return core_text(name_metric(metric))


def unit_word(unit: str) -> str:
    """What a threat's budget is counted in; short, to stand behind a number."""
    return core_text(name_budget_unit(unit))


def budget_text(value: float, unit: str) -> str:
    """A budget or a perturbation norm with its unit; a share of the peak also in decibels relative to it."""
    text = f"{format_number(value, 4)} {unit_word(unit)}"
    return f"{text} ({format_number(20 * math.log10(value), 3)} dB)" if unit == "peak" and value > 0 else text


def eps_text(value: float, unit: str) -> str:
    """A budget as the head of a column or an entry of a list."""
    return f"eps {budget_text(value, unit)}"


def format_score(value: float | None, metric: str) -> str:
    """An accuracy in per cent, or an error or bits as they are; a dash for none."""
    if value is None or math.isnan(value):
        return "–"
    return f"{value * 100:.1f} %" if metric == "accuracy" else format_number(value)


def format_score_with_unit(value: float | None, metric: str) -> str:
    """A score among others of other metrics: what is no accuracy says what it is."""
    unit, text = core_text(name_metric_unit(metric)), format_score(value, metric)
    return f"{text} {unit}" if unit and text != "–" else text
