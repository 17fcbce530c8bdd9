"""The interface of front ends: settings that build a differentiable module, through which attacks get gradients."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from ...base.registry import Registry
from ...base.settings import Named

if TYPE_CHECKING:
    from ..nets.front_module import FrontModule


class FrontShape(NamedTuple):
    """Values a step that a front end gives, and its trainable parameters."""

    features: int
    parameters: int = 0


class Front(Named):
    """One step of feature extraction inside the network; a run has any number of them, in order.

    Perturbations are applied before the first one: budgets are in the units of the data whatever follows.
    """

    takes: ClassVar[Literal["values", "tokens"]] = "values"  # what it reads
    source: ClassVar[str] = ""  # authors, year, where it comes from a paper
    is_identity: ClassVar[bool] = False  # gives what it reads

    @property
    def standardises_features(self) -> bool:
        """Whether it standardises each feature over the training data, as a network's `Space` does."""
        return False

    @abstractmethod
    def build(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontModule:
        """The module.

        Args:
            features: values a step that come in; 0 for tokens.
            sample_rate: steps a second of what comes in, or None.
            vocabulary: how many tokens there are; 0 for values.

        Raises:
            RunError: it cannot be applied to such data; says what to do.
        """

    def shape(self, features: int, sample_rate: float | None, vocabulary: int) -> FrontShape | None:
        """What `build` would make of the same, without building it; None: unknown.

        Raises:
            RunError: see `build`.
        """
        return None

    def stride(self, sample_rate: float | None) -> int:
        """How many steps of what comes in become one."""
        return 1


FRONTS: Registry[Front] = Registry("front end", __package__ or "robustgui.models.fronts")
