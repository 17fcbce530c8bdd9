"""The contract of attacks."""

from __future__ import annotations

from abc import abstractmethod
from math import prod
from typing import TYPE_CHECKING, ClassVar, Self

from ..base.errors import SettingError
from ..base.registry import Registry
from ..base.settings import Named, setting
from ..data import Task
from ..threats.base import ActsOn, Knowledge

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


class Attack(Named):
    """A method that searches for adversarial inputs within a threat model. Holds settings, no state.

    A subclass implements `perturb`. `run.py` calls it and guarantees: gradients of the network in eval mode, unchanged
    padding, the exact budget, unchanged network and random states, attacks on active examples only, and cancellation
    within one step.

    Attributes:
        source: authors, year, arXiv.
        acts_on: "values" for threat models that perturb values (on text: token embeddings), "tokens" for those that
            replace tokens.
        needs: what it queries: "gradients", "scores" (outputs) or "labels" (predicted classes). The problem refuses
            everything beyond, and counts each query.
        tasks: tasks of the networks that it can attack.
        effort: the settings that make it stronger the larger they are, as far as it has them.
    """

    source: ClassVar[str]
    effort: ClassVar[tuple[str, ...]] = ("steps", "queries", "draws", "restarts")
    acts_on: ClassVar[frozenset[ActsOn]] = frozenset(("values",))
    needs: ClassVar[Knowledge] = "gradients"
    tasks: ClassVar[frozenset[Task]] = frozenset(("classification", "regression", "forecasting", "next_token"))

    eot_samples: int = setting(
        1, ge=1, le=10_000, title="EOT samples", advanced=True,
        help=(
            "Samples averaged at each point of a stochastic network (expectation over transformation, EOT); 1 for "
            "deterministic networks."
        ),
    )  # fmt: skip

    def harder(self, factor: int) -> Self | None:
        """The attack with `factor` times the effort; None if it has no setting that could be increased."""
        harder = self
        for name in self.effort:
            if name not in type(self).model_fields:
                continue
            try:
                harder = harder.copy_with(**{name: factor * getattr(self, name)})
            except SettingError:  # beyond the largest value of the setting
                continue
        return None if harder == self else harder

    def estimate_gradients(self) -> int:
        """About how many gradients it computes for an example: by default steps times restarts."""
        return prod(getattr(self, name) for name in ("steps", "restarts") if name in type(self).model_fields)

    @abstractmethod
    def perturb(self, problem: Problem) -> Tensor:
        """Adversarial inputs like `problem.x`: (B, T, F) in network units, inside `problem.region` up to rounding; or
        tokens (B, T)."""


ATTACKS: Registry[Attack] = Registry("attack", __package__ or "robustgui.attacks")
