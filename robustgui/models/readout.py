"""Readouts: which hidden states the head reads, one pooling over the steps or several concatenated."""

from __future__ import annotations

from typing import Literal

Readout = Literal["last", "mean", "max", "concat"]
ImportedReadout = Literal["last", "position", "mean", "max", "concat"]
Joining = Literal["both", "sum", "mean", "forwards", "backwards"]

CHOICES: dict[str, str] = {
    "last": "last step",
    "mean": "mean pooling",
    "max": "max pooling",
    "concat": "last step, max and mean pooling",
}
IMPORTED_CHOICES: dict[str, str] = {  # with one direction, the first two are the same
    "last": "last step of each direction (h_n)",
    "position": "last position (out[:, -1])",
    "mean": "mean pooling",
    "max": "max pooling",
    "concat": "last step, max and mean pooling",
}
JOINING_CHOICES: dict[str, str] = {
    "both": "concatenated",
    "sum": "summed",
    "mean": "averaged",
    "forwards": "forward only",
    "backwards": "backward only",
}
_POOLINGS = {"concat": ("last", "max", "mean")}


def poolings(readout: str) -> tuple[str, ...]:
    """The poolings that `readout` concatenates, in the order in which the head reads them.

    "concat" is the concat pooling of ULMFiT (Howard & Ruder 2018, arXiv:1801.06146).
    """
    return _POOLINGS.get(readout, (readout,))
