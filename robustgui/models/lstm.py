"""LSTM (long short-term memory)."""

from __future__ import annotations

from typing import ClassVar

from .base import MODELS
from .recurrent import Recurrent


@MODELS.register("lstm")
class LSTM(Recurrent):
    """LSTM (long short-term memory): Hochreiter & Schmidhuber 1997, Neural Computation 9(8)."""

    title: ClassVar[str] = "LSTM (long short-term memory)"
    cell: ClassVar[str] = "LSTM"
