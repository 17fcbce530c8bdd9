"""One training step as a defence sees it, and the loss that the defence returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base.renamed import ENTRIES

if TYPE_CHECKING:
    from torch import Tensor

    from ..data.batch_order import Indices
    from ..models.network import Network

_FORMER = ENTRIES["StepLoss"]["parts"]


@dataclass(frozen=True)
class Step:
    """One training step.

    Attributes:
        network: in training mode.
        x, y, mask: the batch, see `models.batch.Batch`.
        loss: function from outputs and labels to the mean loss, ().
        indices: of the sequences in the training data, (B,).
        number: of the step in the training, from 1.
        epoch: from 1, of `epochs`.
        done: share of all steps that come before this one, in [0, 1).
        seed: of this step; all randomness of the defence is derived from it.
        stop: cancellation callback, called by long computations; when it returns True they raise `Interrupted`.
    """

    network: Network
    x: Tensor
    y: Tensor
    mask: Tensor
    loss: Callable[[Tensor, Tensor], Tensor]
    indices: Indices
    number: int
    epoch: int
    epochs: int
    done: float
    seed: int
    stop: Callable[[], bool]


class StepLoss:
    """The loss to minimise, and its parts for the curves: `StepLoss(total, clean=clean, adversarial=adversarial)`.

    Attributes:
        total: with its gradient, ().
        parts: (name, value ()) in the order in which they were given, detached, without their weights.
    """

    total: Tensor
    parts: tuple[tuple[str, Tensor], ...]

    def __init__(self, total: Tensor, *former: Tensor | None, **parts: Tensor | None) -> None:
        """
        Args:
            total: the loss to minimise, ().
            former: the parts "clean" and "adversarial" without their names.
            parts: of the loss, (), by name; None: left out.
        """
        by_name = dict(zip(("clean", "adversarial"), former, strict=False)) | parts
        self.total = total
        self.parts = tuple(
            (_FORMER.get(name, name), value.detach()) for name, value in by_name.items() if value is not None
        )

    def __getattr__(self, name: str) -> Tensor | None:
        """The part `name`."""
        parts = dict(self.parts)
        if name not in parts and name not in _FORMER:
            raise AttributeError(name)
        return parts.get(_FORMER.get(name, name))
