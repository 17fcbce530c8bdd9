"""Gradient descent on a loss: the update of every training in the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor
    from torch.optim import Optimizer


class GradientDescent:
    """An optimiser that clips its gradient.

    Attributes:
        parameters: all that are updated.
    """

    def __init__(self, optimiser: Optimizer, clip: float = 0.0) -> None:
        """`clip`: largest norm of the gradient; 0: not clipped."""
        self.parameters: list[Tensor] = [weights for group in optimiser.param_groups for weights in group["params"]]
        self._optimiser = optimiser
        self._clip = clip

    def backward(self, loss: Tensor) -> None:
        """Compute the gradient of `loss`, (), and replace the former one."""
        self._optimiser.zero_grad()
        torch.autograd.backward(loss)

    def clip_gradient(self, *, clip: bool = True) -> Tensor:
        """Clip the gradient, unless `clip` is False; returns its norm before clipping, ()."""
        return torch.nn.utils.clip_grad_norm_(self.parameters, (clip and self._clip) or torch.inf)

    def step(self, lr: float) -> None:
        """Update the parameters at this learning rate."""
        for group in self._optimiser.param_groups:
            group["lr"] = lr
        self._optimiser.step()

    def descend(self, loss: Tensor, lr: float) -> None:
        """Gradient of `loss`, (), clipping and update."""
        self.backward(loss)
        self.clip_gradient()
        self.step(lr)

    def release(self) -> None:
        """Free the memory of the gradient."""
        self._optimiser.zero_grad()
