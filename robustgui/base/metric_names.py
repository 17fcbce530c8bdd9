"""Names of metrics and of the units of budgets in every text for users; a window translates them."""

from __future__ import annotations

from .errors import Sentence

_METRICS = {
    "accuracy": (Sentence("accuracy"), Sentence("robust accuracy")),
    "mse": (Sentence("mean squared error"), Sentence("mean squared error under attack")),
    "bits": (Sentence("bits per token"), Sentence("bits per token under attack")),
}
_METRIC_UNITS = {"mse": Sentence("MSE"), "bits": Sentence("bits")}
_BUDGET_UNITS = {
    "std": Sentence("std"),
    "data": Sentence("data units"),
    "peak": Sentence("of the peak"),
    "share": Sentence("of the tokens"),
    "edits": Sentence("tokens"),
    "steps": Sentence("steps"),
    "parts": Sentence("times each budget"),
}


def name_metric(metric: str, *, robust: bool = False) -> str:
    """Name of a metric within a sentence; `robust`: under attack."""
    return _METRICS[metric][robust].template


def name_metric_unit(metric: str) -> str:
    """The unit of an error behind a number; empty for an accuracy."""
    return _METRIC_UNITS[metric].template if metric in _METRIC_UNITS else ""


def name_budget_unit(unit: str) -> str:
    """The unit of a threat's budget behind a number; a plug-in's threat may have a unit of its own."""
    return _BUDGET_UNITS.get(unit or "data", Sentence(unit)).template
