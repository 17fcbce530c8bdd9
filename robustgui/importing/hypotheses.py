"""What a network of others may be: its layout filled in and its outputs named, as our network on given data."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ..base.errors import RunError, Sentence
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..data import NUMERIC, Dataset, space_of
from ..models import FRONTS, Model
from ..models.fronts.embedding import Embedding
from ..models.network import Network
from ..models.network_spec import NetworkSpec
from ..models.python import Python
from .architecture.identification import Architecture, check_finite, identify
from .report import Hypothesis, Order
from .vocabulary import rows_of
from .weight_files.weights import Weights, read_weights

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.units import Space
    from ..models.fronts import Front
    from ..models.nets.front_embedding import TokenEmbedding
    from ..models.nets.interface import Parts
    from ..models.nets.user_module import UserModule
    from .settings import NetworkImport

_MOST_OUTPUTS = 1000  # of a network for fewer classes: each is measured on all sequences


@dataclass(frozen=True)
class OpenedNetwork:
    """A network that was opened, before it is known what its open settings are.

    Attributes:
        model: with usual values for what is open.
        outputs: how many numbers it answers.
        facts: what was recognised.
        layout: None for Python code.
        weights: the file; None for code that brings its own.
    """

    model: Model
    outputs: int
    facts: tuple[Sentence, ...]
    architecture: Architecture | None = field(repr=False)
    weights: Weights | None = field(repr=False)


def open_network(request: NetworkImport, dataset: Dataset, stop: Callable[[], bool] = no_cancel) -> OpenedNetwork:
    """What `wanted` names; `stop` is asked while its file is read.

    Raises:
        RunError: it cannot be read, is of no known layout, or does not fit the data.
    """
    if not request.weights and not request.entry:
        raise RunError("Name a file of weights (.pt, .pth, .safetensors, .onnx), or a Python function (--entry).")
    path = Path(os.path.expanduser(request.weights)).absolute() if request.weights else None
    weights = read_weights(path, stop) if path else None
    train = dataset.train
    if train.task == "next_token":
        raise RunError("A network can be opened for classes and for numbers to be predicted, not for next tokens.")
    if request.entry:
        if train.symbolic:
            raise RunError("Python code of your own reads values, (B, T, F); these data are text.")
        model = Python(entry=request.entry, origin=str(path or ""))
        said = Sentence("The Python code {entry}.", {"entry": request.entry})
        return OpenedNetwork(model, train.outputs, (said,), None, weights)
    assert weights is not None  # there is an entry or a file
    architecture = identify(weights.tensors, hints=weights.hints, origin=str(path))
    _check(architecture, dataset)
    return OpenedNetwork(architecture.model, architecture.outputs, architecture.facts, architecture, weights)


def list_hypotheses(found: OpenedNetwork, request: NetworkImport) -> list[Hypothesis]:
    """The ways to fill in what is open and `wanted` does not say, the usual one first.

    Raises:
        RunError: no linear layer of the file is as wide as what `wanted` says gives.
    """
    architecture = found.architecture
    open_: dict[str, tuple[str, ...]] = {}
    if architecture is not None:
        both = architecture.model.bidirectional
        for name in ("readout", "joining", "activation", "head_activation"):
            said = getattr(request, name)
            if said != "auto" and (name != "joining" or both):
                open_[name] = (said,)
            elif name in architecture.open:
                open_[name] = architecture.open[name]
    values: tuple[str, ...] = ("as_is", "normalise") if request.values == "auto" else (request.values,)
    if architecture is not None and architecture.other_layers.embedding is not None:
        values = ("as_is",)
    elif architecture is not None and architecture.other_layers.statistics is not None and request.values == "auto":
        values = ("stored",)
    ways = [Hypothesis(tuple(zip(open_, way, strict=True)), kind) for kind, *way in product(values, *open_.values())]
    if architecture is None:
        return ways
    fitting = [
        way
        for way in ways
        if architecture.model.changed(**dict(way.settings)).read_width == architecture.model.read_width
    ]
    if not fitting:
        raise RunError(
            "The linear layers of {file} read {width} values, which does not fit the readout {readout} with the "
            "directions {joining}. Leave both to be detected.",
            file=architecture.model.origin, width=architecture.model.read_width, readout=request.readout,
            joining=request.joining,
        )  # fmt: skip
    return fitting


def build_hypothesis(
    found: OpenedNetwork, hypothesis: Hypothesis, order: Order, request: NetworkImport, dataset: Dataset
) -> Network:
    """`found` as a network on the data, in eval mode on the processor.

    Raises:
        RunError: the weights do not fit the Python code, or the vocabulary does not fit.
    """
    train = dataset.train
    model = found.model.changed(**dict(hypothesis.settings))
    fronts, space = _units(found.architecture, hypothesis.values, dataset)
    numeric = train.task in NUMERIC
    unit = float(train.labels.astype(np.float64).var(0).mean()) if numeric else 1.0
    spec = NetworkSpec.for_data(train, model, fronts, space=space, loss="mse" if numeric else "cross_entropy")
    spec = spec.changed(error_unit=unit or 1.0)
    if not numeric and len(order) != len(train.classes):  # the outputs as they are, before it is known what they mean
        spec = spec.changed(outputs=len(order), classes=tuple(map(str, range(len(order)))))
    with torch.random.fork_rng(devices=[]):
        module = spec.build()
    if found.architecture is None:
        _fill_user_module(module.parts(), found.weights)
    else:
        _fill(module.parts(), found.architecture, order, request, dataset)
    return Network(module.eval(), spec, None if found.weights is None else found.weights.trained_on)


def _check(architecture: Architecture, dataset: Dataset) -> None:
    train = dataset.train
    table = architecture.other_layers.embedding
    if train.symbolic != (table is not None):
        raise RunError(
            "The network reads tokens, the data are values. Choose text."
            if table is not None
            else "The network reads values, the data are text. Choose values."
        )
    if not train.symbolic and architecture.features != len(train.features):
        raise RunError(
            "The network reads {needed} features per time step, {data} has {found}. Choose the data that it was "
            "trained on.",
            needed=architecture.features, data=train.name, found=len(train.features),
        )  # fmt: skip
    enough = architecture.outputs >= train.outputs or (architecture.outputs == 1 and len(train.classes) == 2)
    too_many = architecture.outputs > max(_MOST_OUTPUTS, 4 * train.outputs)
    if not enough or too_many or (train.task in NUMERIC and architecture.outputs != train.outputs):
        raise RunError(
            "The network has {outputs} outputs, {data} needs {needed}. Choose the data that it was trained on.",
            outputs=architecture.outputs, data=train.name, needed=train.outputs,
        )  # fmt: skip


def _units(architecture: Architecture | None, values: str, dataset: Dataset) -> tuple[tuple[Front, ...], Space]:
    """Front ends, and the space that the network works in."""
    from dataclasses import replace

    train = dataset.train
    if train.symbolic:
        assert architecture is not None  # code of the user reads values
        return (Embedding(size=architecture.features),), space_of(train)
    space = space_of(train, normalise=values == "normalise")
    if values == "stored" and architecture is not None and architecture.other_layers.statistics is not None:
        mean, std = (part.double().numpy() for part in architecture.other_layers.statistics)
        space = replace(space, mean=mean, std=np.where(std > 0, std, 1.0))
    return (FRONTS["as_is" if values == "as_is" else "normalise"](),), space


def _fill(parts: Parts, architecture: Architecture, order: Order, request: NetworkImport, dataset: Dataset) -> None:
    """Put the weights in their places; the outputs of the last linear layer come in the order of the classes."""
    other = architecture.other_layers
    state = architecture.state()
    last = architecture.model.linear_name(len(architecture.model.head))
    for name in (f"{last}.weight", f"{last}.bias"):
        state[name] = _ordered(state[name], order)
    parts.core.load_state_dict(state)
    if other.embedding is not None:
        rows, _ = rows_of(dataset.train.vocabulary, request.vocabulary, len(other.embedding))
        table = cast("TokenEmbedding", parts.fronts[0]).table
        table.weight.data.copy_(other.embedding[torch.from_numpy(rows)])
    if parts.scale is not None and other.scale is not None:
        parts.scale.mean.copy_(other.scale[0])
        parts.scale.std.copy_(other.scale[1])


def _ordered(rows: Tensor, order: Order) -> Tensor:
    """The rows `order` of a weight or a bias, zeros for -1."""
    chosen = torch.tensor(order)
    found = rows[chosen.clamp(min=0)].clone()
    found[chosen < 0] = 0
    return found


def _fill_user_module(parts: Parts, weights: Weights | None) -> None:
    """The weights of a file in the module that the user's code made."""
    if weights is None:
        return
    core = cast("UserModule", parts.core)
    own = core.own.state_dict()
    state = next((names for names in map(_stripped(weights.tensors), _PREFIXES) if _covers(names, own)), None)
    if state is None:
        raise RunError(
            "The weights in {file} are of another network than {entry} makes: {missing}.",
            file=str(weights.origin), entry=core.entry, missing=_difference(weights.tensors, own),
        )  # fmt: skip
    check_finite(state)
    core.own.load_state_dict(own | state)


_PREFIXES = ("", "module.", "_orig_mod.", "model.", "net.", "module._orig_mod.", "own.")


def _stripped(tensors: dict[str, Tensor]) -> Callable[[str], dict[str, Tensor]]:
    def named(prefix: str) -> dict[str, Tensor]:
        return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}

    return named


def _covers(found: dict[str, Tensor], request: dict[str, Any]) -> bool:
    """Whether `found` has every weight that `wanted` has, counters aside, and no other, in the same shapes."""
    needed = {name for name, value in request.items() if value.is_floating_point()}
    return found.keys() == needed and all(found[name].shape == request[name].shape for name in needed)


def _difference(found: dict[str, Tensor], request: dict[str, Any]) -> str:
    names = sorted(set(found) ^ {name for name, value in request.items() if value.is_floating_point()})
    shapes = sorted(name for name in set(found) & set(request) if found[name].shape != request[name].shape)
    return ", ".join((names or shapes)[:6])
