"""Which hidden states the head reads: one pooling over the steps, or several side by side."""

from __future__ import annotations

from typing import Literal

Readout = Literal["last", "mean", "max", "concat"]
CHOICES = {
    "last": "last step",
    "mean": "mean pooling",
    "max": "max pooling",
    "concat": "last step, max and mean pooling",
}
_POOLINGS = {"concat": ("last", "max", "mean")}


def poolings(readout: str) -> tuple[str, ...]:
    """The poolings that `readout` concatenates, in the order in which the head reads them.

    "concat" is the concat pooling of ULMFiT (Howard & Ruder 2018, arXiv:1801.06146).
    """
    return _POOLINGS.get(readout, (readout,))
