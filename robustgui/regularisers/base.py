"""The interface of every regulariser, and how their penalties are added to a loss."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.registry import Registry
from ..base.settings import Named
from ..defences.base import Step, StepLoss

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module


class Regulariser(Named):
    """A penalty on weights, outputs or gradients of the network. Holds settings only, never state.

    It is a part of the loss rather than weight decay of the optimiser, so that it means the same for every optimiser.

    Attributes:
        source: authors, year, where it comes from.
    """

    source: ClassVar[str]

    @abstractmethod
    def penalty(self, step: Step) -> Tensor:
        """The penalty with its coefficient, (), for the weights as they are; all randomness comes from `step.seed`."""


def iterate_weights(module: Module) -> Iterator[Tensor]:
    """All parameters of `module` but biases, which torch's own layers call `bias...`."""
    for name, parameter in module.named_parameters():
        if not name.rpartition(".")[2].startswith("bias"):
            yield parameter


def add_penalties(loss: StepLoss, step: Step, regularisers: Sequence[Regulariser]) -> StepLoss:
    """`loss` plus the penalties of `regularisers`, each of them one more part by the key of its regulariser."""
    if not regularisers:
        return loss
    parts = dict(loss.parts)
    penalties = []
    for regulariser in regularisers:
        penalties.append(regulariser.penalty(step))
        name, number = regulariser.name, 1
        while name in parts:
            number += 1
            name = f"{regulariser.name} {number}"
        parts[name] = penalties[-1]
    return StepLoss(loss.total + torch.stack(penalties).sum(), **parts)


REGULARISERS: Registry[Regulariser] = Registry("regulariser", __package__ or "robustgui.regularisers")
