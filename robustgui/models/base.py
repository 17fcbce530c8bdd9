"""What every network promises: settings that build a module with one interface."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from ..base.registry import Registry
from ..base.settings import Named

if TYPE_CHECKING:
    from .nets.interface import SequenceModule


class Model(Named):
    """Settings of a network; `build` makes the module (see nets/interface.py for its interface)."""

    @abstractmethod
    def build(self, features: int, outputs: int, every_step: bool = False) -> SequenceModule:
        """A freshly initialised module for sequences with `features` values a step and `outputs` logits.

        With `every_step` it answers at every step, from that step and those before it alone.

        Raises:
            RunError: it cannot answer at every step; says what to change.
        """


MODELS: Registry[Model] = Registry("network", __package__ or "robustgui.models")
