"""A GRU or an LSTM, chosen by the data."""

from __future__ import annotations

from typing import ClassVar

from .base import MODELS
from .gru import GRU
from .lstm import LSTM
from .recurrent import Recurrent


@MODELS.register("automatic")
class Automatic(Recurrent):
    """GRU (Cho et al. 2014, arXiv:1406.1078) for short sequences, LSTM (Hochreiter & Schmidhuber 1997) for long ones.

    Of the two a GRU is the more accurate and robust after as many steps; on a processor an LSTM of this size is about
    seven times as fast, which decides where sequences are long. A run stores which of both it became.
    """

    title: ClassVar[str] = "Automatic (GRU or LSTM)"
    cell: ClassVar[str] = "LSTM"  # of a module that is built before the data have chosen

    @property
    def cell_title(self) -> str:
        """Both that it may become."""
        return "GRU / LSTM"

    def alternatives(self) -> tuple[GRU | LSTM, ...]:
        return GRU(**self.to_dict()), LSTM(**self.to_dict())
