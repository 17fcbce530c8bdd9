"""GRU (gated recurrent unit)."""

from __future__ import annotations

from typing import ClassVar

from .base import MODELS, Model
from .recurrent import Recurrent


@MODELS.register("gru")
class GRU(Recurrent):
    """GRU (gated recurrent unit): Cho et al. 2014, arXiv:1406.1078."""

    title: ClassVar[str] = "GRU (gated recurrent unit)"
    cell: ClassVar[str] = "GRU"

    def reopen_choice(self) -> Model:
        return MODELS["automatic"](**self.to_dict())
