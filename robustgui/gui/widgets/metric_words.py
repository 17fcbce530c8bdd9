"""What scores and budgets are counted in, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


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
