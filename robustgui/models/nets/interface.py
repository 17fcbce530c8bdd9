"""What every network module offers, so that every attack, defence and view serves it without knowing its class."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor, nn

from ...base.errors import RunError

if TYPE_CHECKING:
    from .front_module import FrontModule
    from .target_scale import TargetScale


@dataclass(frozen=True)
class States:
    """Outputs and hidden states of a batch.

    Attributes:
        outputs: logits or predicted targets, (B, K).
        hidden: states of each layer at each step, (L, B, T, H); zero behind the end of a sequence.
        cells: cell states of an LSTM, (L, B, T, H); None for other networks.
        step_outputs: the outputs of the network had each sequence ended at each step, (B, T, K);
            with two directions the backward states are those of the whole sequence.
        steps: the step of the input, (T,), behind which each state is complete; None: state t belongs to step t. A
            front end that cuts a waveform into frames makes fewer states than steps; T above then counts the states.
    """

    outputs: Tensor
    hidden: Tensor
    cells: Tensor | None
    step_outputs: Tensor
    steps: Tensor | None = None


@dataclass(frozen=True)
class Capabilities:
    """What a module can do beyond `forward` and `states`.

    Attributes:
        state_sizes: values of the hidden state of each layer at a step, both directions together; None: they are known
            only after a pass. Narrow layers are filled up with zeros in `States.hidden`.
        has_cell_states: whether `states` gives cell states.
        double_backward: whether gradients can be differentiated again, see `twice_differentiable`.
        per_sample_gradients: whether no output depends on other sequences of the batch, see `per_sample_gradients`.
        bounds: whether it bounds its outputs over a box of inputs, see `bounds`.
    """

    state_sizes: tuple[int, ...] | None = None
    has_cell_states: bool = False
    double_backward: bool = True
    per_sample_gradients: bool = True
    bounds: bool = False


class Parts(NamedTuple):
    """What a module is put together from: front ends, the scale of the targets, and the part between them."""

    core: SequenceModule
    fronts: tuple[FrontModule, ...] = ()
    scale: TargetScale | None = None


class SequenceModule(nn.Module):
    """A network on padded batches: padding changes neither outputs nor gradients.

    A network with outputs at every step (next token) gives (B, T, K) where others give (B, K).

    Attributes:
        draws: forward passes that a prediction averages; more than 1 declares that the module is random in eval mode.
    """

    draws: int = 1

    @abstractmethod
    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Outputs (B, K) or (B, T, K) for `x` (B, T, F), valid where `mask` (B, T) is True (always a prefix)."""

    @abstractmethod
    def states(self, x: Tensor, mask: Tensor) -> States:
        """The same with all hidden states."""

    @property
    def capabilities(self) -> Capabilities:
        """What else it can do; whatever needs it asks here, and not for the class."""
        return Capabilities()

    def parts(self) -> Parts:
        """What it is put together from."""
        return Parts(self)

    def plain_weights(self) -> dict[str, Tensor] | None:
        """The weights under the names that torch's own modules give them; None: it is no plain recurrent stack.

        They are those of one module "rnn", or of "rnn.0", "rnn.1" where layers differ in size, and of "head".
        """
        return None

    def state_mask(self, x: Tensor, mask: Tensor) -> Tensor:
        """Which states of a batch are valid, (B, S), for `x` (B, T, F) and `mask` (B, T)."""
        return mask

    @contextmanager
    def twice_differentiable(self) -> Iterator[None]:
        """Inside, gradients with respect to inputs and parameters can be differentiated again (`create_graph=True`).

        cuDNN's recurrent kernels have no second derivative; inside, torch's own are used, a few times slower.

        Raises:
            RunError: a part of the network has no second derivative.
        """
        if not self.capabilities.double_backward:
            raise _no_second_derivative("its code declares none")
        try:
            with torch.backends.cudnn.flags(enabled=False):
                yield
        except RuntimeError as error:  # NotImplementedError is one
            if any(words in str(error) for words in _NOT_TWICE):
                raise _no_second_derivative(str(error).splitlines()[0]) from error
            raise

    def per_sample_gradients(self, loss: Callable[[Tensor], Tensor], x: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """The gradient of each sequence's own loss with respect to each parameter, (B, *shape of the parameter).

        Args:
            loss: outputs (B, K) or (B, T, K) to the loss of each sequence, (B,).
            x: (B, T, F), or tokens (B, T).
            mask: (B, T).

        Raises:
            RunError: outputs depend on other sequences of the batch, as with batch normalisation.
        """
        if not self.capabilities.per_sample_gradients:
            raise RunError(
                "The gradient of a single sequence is not defined for this network: its outputs depend on the other "
                "sequences of the batch, as with batch normalisation. Choose another network."
            )
        weights = {name: value for name, value in self.named_parameters() if value.requires_grad}
        losses = loss(self(x, mask))  # (B,)
        rows = [
            torch.autograd.grad(each, list(weights.values()), retain_graph=True, materialize_grads=True)
            for each in losses
        ]
        return {name: torch.stack(column) for name, column in zip(weights, zip(*rows, strict=True), strict=True)}

    def bounds(self, low: Tensor, high: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Sound bounds of the outputs for every input between `low` and `high` (B, T, F), (B, K) each.

        Raises:
            RunError: this network has none.
        """
        raise RunError("There are no bounds on the outputs of this network. Choose another network.")


_NOT_TWICE = ("once_differentiable", "is not implemented", "not differentiable")  # in what torch says then


def _no_second_derivative(problem: str) -> RunError:
    return RunError("The network cannot be differentiated twice: {problem}. Choose another network.", problem=problem)
