"""LSTM (long short-term memory)."""

from __future__ import annotations

from typing import ClassVar

from .base import MODELS, Model
from .recurrent import Recurrent


@MODELS.register("lstm")
class LSTM(Recurrent):
    """LSTM (long short-term memory): Hochreiter & Schmidhuber 1997, Neural Computation 9(8)."""

    title: ClassVar[str] = "LSTM (long short-term memory)"
    cell: ClassVar[str] = "LSTM"

    def reopen_choice(self) -> Model:
        return MODELS["automatic"](**self.to_dict())
