"""What scores and budgets are counted in, in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from .text import number


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
    }.get(unit, translate("MetricWords", "data units"))


def budget_text(value: float, unit: str) -> str:
    """A budget or a perturbation norm with its unit; a share of the peak also in decibels relative to it."""
    text = f"{number(value, 4)} {unit_word(unit)}"
    return f"{text} ({number(20 * math.log10(value), 3)} dB)" if unit == "peak" and value > 0 else text


def eps_text(value: float, unit: str) -> str:
    """A budget as the head of a column or an entry of a list."""
    return f"eps {budget_text(value, unit)}"
