"""Names of metrics and units of budgets in words, and values with them."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from .numbers import format_number


def score_title(metric: str) -> str:
    """What a score of this metric is, as the title of a plot."""
    translate = QCoreApplication.translate
    return {
        "mse": translate("MetricWords", "Mean squared error"),
        "bits": translate("MetricWords", "Bits per token"),
    }.get(metric, translate("MetricWords", "Accuracy"))


def score_word(metric: str) -> str:
    """The same as the head of a column."""
    translate = QCoreApplication.translate
    return {
        "mse": translate("MetricWords", "error"),
        "bits": translate("MetricWords", "bits per token"),
    }.get(metric, translate("MetricWords", "accuracy"))


def unit_word(unit: str) -> str:
    """What a threat's budget is counted in; short, to stand behind a number."""
    translate = QCoreApplication.translate
    return {
        "std": translate("MetricWords", "std"),
        "share": translate("MetricWords", "of the tokens"),
        "edits": translate("MetricWords", "tokens"),
        "peak": translate("MetricWords", "of the peak"),
        "steps": translate("MetricWords", "steps"),
        "parts": translate("MetricWords", "times each budget"),
        "data": translate("MetricWords", "data units"),
    }.get(unit or "data", unit)  # a threat of a plug-in may have a unit of its own


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
    words = {"mse": "MSE", "bits": QCoreApplication.translate("MetricWords", "bits")}.get(metric)
    text = format_score(value, metric)
    return f"{text} {words}" if words and text != "–" else text
