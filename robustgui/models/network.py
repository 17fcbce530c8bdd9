"""A network that knows what its numbers mean: module, settings, units and class names in one piece."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import numpy as np

from ..base.lazy import torch
from ..base.renamed import adopt_former_methods
from ..base.seeding import derive, seed_generators
from ..base.templates import fill_in
from ..base.units import Space
from ..data import Task
from .base import Model
from .fronts import Front
from .inputs import batches, from_tensor, join, to_set
from .losses import Loss, per_sequence
from .python import Python
from .tensor_file import load_state

if TYPE_CHECKING:
    from torch import Tensor

    from ..data.fingerprints import Fingerprints
    from .nets.front_module import TokenEmbedding
    from .nets.interface import SequenceModule, States
    from .network_spec import NetworkSpec

T = TypeVar("T")


class _SpecField(Generic[T]):
    """A field of the spec as an attribute of the network."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, network: Network, owner: type) -> T:
        return cast("T", getattr(network.spec, self._name))


@adopt_former_methods
@dataclass(frozen=True)
class Network:
    """A (trained) network with everything that is needed to use it on data.

    Attributes:
        module: maps (B, T, F) in network units, or tokens (B, T), and a mask (B, T) to outputs (B, K), or of every
            step (B, T, K). One that reads tokens also takes them embedded, (B, T, E): see `embed`.
        spec: what it was built from and what its numbers mean; the network has most of its fields as attributes, too.
        trained_on: fingerprints of the training data; None: unknown.
        samples: forward passes that are averaged at least, for a random module that does not declare its `draws`.
    """

    module: SequenceModule
    spec: NetworkSpec = field(repr=False)
    trained_on: Fingerprints | None = field(default=None, repr=False, compare=False)
    samples: int = field(default=1, repr=False, compare=False)

    model = _SpecField[Model]()
    space = _SpecField[Space]()
    task = _SpecField[Task]()
    loss = _SpecField[Loss]()
    classes = _SpecField[tuple[str, ...]]()
    features = _SpecField[tuple[str, ...]]()
    fronts = _SpecField[tuple[Front, ...]]()
    vocabulary = _SpecField[tuple[str, ...]]()
    sample_rate = _SpecField[float | None]()
    targets = _SpecField[tuple[str, ...]]()
    error_unit = _SpecField[float]()

    def __repr__(self) -> str:
        what = "tokens" if self.symbolic else fill_in("{n} {n:feature|features}", n=len(self.features))
        count = fill_in("{n} trainable {n:parameter|parameters}", n=self.parameters)
        outputs = fill_in("{n} {n:output|outputs}", n=self.spec.outputs)
        return f"<Network {self.model.label}: {count}, {what} to {outputs} ({self.task})>"

    def copy_with(self, **values: Any) -> Network:
        """The same module with other fields of its spec."""
        return replace(self, spec=self.spec.copy_with(**values))

    @property
    def symbolic(self) -> bool:
        """Whether it reads tokens."""
        return bool(self.vocabulary)

    @property
    def device(self) -> str:
        """Where the weights lie."""
        return str(next(self.module.parameters()).device)

    @property
    def parameters(self) -> int:
        """Number of trainable parameters."""
        return sum(p.numel() for p in self.module.parameters())

    @property
    def draws(self) -> int:
        """Forward passes that one prediction averages; more than 1 only for a random network."""
        return max(self.samples, self.module.draws)

    def __call__(self, x: Any, lengths: Any = None) -> Any:
        """Logits or predicted targets, in eval mode, for sequences in the units of the data.

        Args:
            x: a tensor (B, T, F), through which gradients pass; or an array (N, T) or (N, T, F), a list of arrays
                (T, F) of any lengths, one sequence (T, F), or a set such as `data.test`.
            lengths: valid steps of padded `x`, (N,).

        Returns:
            A tensor (B, K) for a tensor, else an array (N, K); of a network that predicts next tokens (N, T, K).

        Raises:
            RobustGuiError: `x` holds no sequences that the network can read.
        """
        if isinstance(x, torch.Tensor) and x.is_floating_point() and not x.is_nested:
            with self.evaluating():
                return self.outputs(*from_tensor(self, x, lengths))
        with self.evaluating(), torch.no_grad():
            return join([self.outputs(*batch) for batch in batches(self, to_set(self, x, lengths))])

    def predict(self, x: Any, mask: Tensor | None = None, *, lengths: Any = None) -> Any:
        """Probabilities of classes or next tokens, or predicted targets, (N, K) or (N, T, K), without gradients.

        Of a random network the mean over its draws, which are the same at every call. `x` and `lengths` as in a call of
        the network; with `mask` (B, T), `x` is a tensor in network units.
        """
        if mask is not None:
            with self.evaluating(), torch.no_grad():
                return self.probabilities(self.outputs(x, mask))
        with torch.no_grad():
            outputs = self(x, lengths)
            if isinstance(outputs, torch.Tensor):
                return self.probabilities(outputs)
            return self.probabilities(torch.from_numpy(outputs)).numpy()

    def __reduce__(self) -> Any:
        """Networks of user code are pickled as their settings and weights: the code is not importable elsewhere."""
        if not isinstance(self.model, Python) or self.model.is_in_memory:
            return super().__reduce__()
        weights = {name: value.detach().cpu() for name, value in self.module.state_dict().items()}
        return _rebuild, (self.spec, weights, self.trained_on, self.samples, self.device, self.module.training)

    def outputs(self, x: Tensor, mask: Tensor) -> Tensor:
        """Logits or predicted targets, (B, K), or of every step (B, T, K), in whatever mode the module is in.

        In eval mode, those of a random network are logarithms of the mean probabilities over its draws, or mean
        targets. Their gradient is that of the expected prediction (expectation over transformation, EOT: Athalye et
        al. 2018, arXiv:1802.00420), where a mean of gradients of the loss would follow single unlucky draws.
        """
        if self.draws == 1 or self.module.training:
            outputs: Tensor = self.module(x, mask)
            return outputs
        return self._average([self.module(x, mask) for _ in range(self.draws)])

    def probabilities(self, outputs: Tensor) -> Tensor:
        """Probabilities of classes or tokens for `outputs` (..., K); predicted targets as they are."""
        if self.task not in ("classification", "next_token"):
            return outputs
        if self.loss == "cross_entropy":
            return outputs.softmax(-1)
        positive = outputs.clamp(min=0)  # outputs trained towards one-hot vectors estimate the probabilities themselves
        total = positive.sum(-1, keepdim=True)
        return torch.where(total > 0, positive / total, outputs.softmax(-1))  # the largest negative one is predicted

    def _average(self, draws: list[Tensor]) -> Tensor:
        """The outputs of several draws as one, (B, K)."""
        outputs = torch.stack(draws)  # (D, B, K)
        if self.loss != "cross_entropy":
            return outputs.mean(0)
        return outputs.log_softmax(-1).logsumexp(0) - torch.tensor(float(len(draws))).log()

    def losses(self, outputs: Tensor, y: Tensor) -> Tensor:
        """The loss of each sequence, (B,); of outputs at every step, its mean over the labelled steps."""
        losses = per_sequence(self.loss, outputs, y)
        return losses if self.error_unit == 1.0 else losses / self.error_unit

    def states(self, x: Tensor, mask: Tensor) -> States:
        """Everything on the way, in eval mode and without gradients; of a random network the states of one draw."""
        with self.evaluating(), torch.no_grad():
            draws = [self.module.states(x, mask) for _ in range(self.draws)]
        if len(draws) == 1:
            return draws[0]
        outputs = self._average([draw.outputs for draw in draws])
        return replace(draws[0], outputs=outputs, step_outputs=self._average([draw.step_outputs for draw in draws]))

    @property
    def table(self) -> Tensor:
        """The vector of each token of the vocabulary, (V, E); only of a network that reads tokens."""
        return self._embedding.table.weight

    @property
    def _embedding(self) -> TokenEmbedding:
        return cast("TokenEmbedding", self.module.parts().fronts[0])

    def embed(self, x: Tensor, mask: Tensor) -> Tensor:
        """What an attack on values moves: the vectors of tokens (B, T), as (B, T, E), zero on padding; values as is."""
        return x if x.is_floating_point() else self._embedding.embed(x, mask)

    def embedding_space(self) -> Space:
        """Units and range of the embeddings over the vocabulary as it is now; E features."""
        table = self.table.detach().double().cpu().numpy()  # (V, E)
        plain = np.ones(table.shape[1])
        return Space(0 * plain, plain, table.min(0), table.max(0), table.std(0))

    def state_mask(self, x: Tensor, mask: Tensor) -> Tensor:
        """Which states of a batch are valid, (B, S): the steps, or what the front ends make of them."""
        with self.evaluating(), torch.no_grad():
            return self.module.state_mask(x, mask)

    @contextmanager
    def evaluating(self) -> Iterator[None]:
        """Eval mode and full precision inside; afterwards every submodule is in the mode that it was in before.

        A random network draws the same inside each time, and leaves torch's generators as they were.
        """
        fixed = nullcontext() if self.draws == 1 else seed_generators(derive(0, "predict"), self.device)
        modes = [(module, module.training) for module in self.module.modules()]
        self.module.eval()
        try:
            with _full_precision(self.device), fixed:
                yield
        finally:
            for module, mode in modes:
                module.training = mode


@contextmanager
def _full_precision(device: str) -> Iterator[None]:
    """cuDNN's recurrent kernels round to TF32 by default, which leaves a gradient three digits; inside they do not."""
    cudnn = torch.backends.cudnn
    before = device.startswith("cuda") and cudnn.allow_tf32
    if not before:
        yield
        return
    cudnn.allow_tf32 = False
    try:
        yield
    finally:
        cudnn.allow_tf32 = True


def _rebuild(
    spec: NetworkSpec,
    weights: dict[str, Tensor],
    trained_on: Fingerprints | None,
    samples: int,
    device: str,
    trains: bool,
) -> Network:
    """The network that was pickled; raises `RunError` if its code may not run here."""
    with torch.random.fork_rng(devices=[]):
        module = spec.build()
    load_state(module, weights)
    return Network(module.to(device).train(trains), spec, trained_on, samples)
