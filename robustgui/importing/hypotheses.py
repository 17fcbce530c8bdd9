"""The interpretations of an imported network's weights, and the network that each of them gives."""

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
from .weight_files.contents import Contents
from .weight_files.weights import read_weights

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.units import Space
    from ..models.fronts import Front
    from ..models.nets.front_module import TokenEmbedding
    from ..models.nets.interface import Parts
    from ..models.nets.user_module import UserModule
    from .settings import NetworkImport

_MOST_OUTPUTS = 1000  # of a network for fewer classes: each is evaluated on all sequences


@dataclass(frozen=True)
class NetworkSource:
    """A network whose file was read, before its undetermined settings are chosen.

    Attributes:
        model: its settings; the undetermined ones have their most common values.
        outputs: number of its outputs.
        facts: the architecture, in sentences.
        architecture: None for Python code.
        weights: the content of the file; None for code that provides its own weights.
    """

    model: Model
    outputs: int
    facts: tuple[Sentence, ...]
    architecture: Architecture | None = field(repr=False)
    weights: Contents | None = field(repr=False)


def open_network(request: NetworkImport, dataset: Dataset, stop: Callable[[], bool] = no_cancel) -> NetworkSource:
    """Read the file of `request` and identify its architecture; `stop` is polled while the file is read.

    Raises:
        RunError: the file cannot be read, has an unknown architecture, or does not fit the data.
        Interrupted: `stop` returned True.
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
        fact = Sentence("The Python code {entry}.", {"entry": request.entry})
        return NetworkSource(model, train.outputs, (fact,), None, weights)
    assert weights is not None  # there is an entry or a file
    architecture = identify(weights.tensors, hints=weights.hints, origin=str(path))
    _check_data(architecture, dataset)
    return NetworkSource(architecture.model, architecture.outputs, architecture.facts, architecture, weights)


def list_hypotheses(source: NetworkSource, request: NetworkImport) -> list[Hypothesis]:
    """All combinations of values for the settings that neither the weights nor `request` determine, most common first.

    Raises:
        RunError: no linear layer of the file has the width that readout and directions in `request` imply.
    """
    architecture = source.architecture
    undetermined: dict[str, tuple[str, ...]] = {}
    if architecture is not None:
        both = architecture.model.bidirectional
        for name in ("readout", "joining", "activation", "head_activation"):
            value = getattr(request, name)
            if value != "auto" and (name != "joining" or both):
                undetermined[name] = (value,)
            elif name in architecture.undetermined:
                undetermined[name] = architecture.undetermined[name]
    values: tuple[str, ...] = ("as_is", "normalise") if request.values == "auto" else (request.values,)
    if architecture is not None and architecture.other_layers.embedding is not None:
        values = ("as_is",)
    elif architecture is not None and architecture.other_layers.statistics is not None and request.values == "auto":
        values = ("stored",)
    hypotheses = [
        Hypothesis(tuple(zip(undetermined, settings, strict=True)), kind)
        for kind, *settings in product(values, *undetermined.values())
    ]
    if architecture is None:
        return hypotheses
    fitting = [
        one
        for one in hypotheses
        if architecture.model.copy_with(**dict(one.settings)).read_width == architecture.model.read_width
    ]
    if not fitting:
        raise RunError(
            "The linear layers of {file} read {width} {width:value|values}, which does not fit the readout "
            "{readout} with the directions {joining}. Leave both to be detected.",
            file=architecture.model.origin, width=architecture.model.read_width, readout=request.readout,
            joining=request.joining,
        )  # fmt: skip
    return fitting


def build_hypothesis(
    source: NetworkSource, hypothesis: Hypothesis, order: Order, request: NetworkImport, dataset: Dataset
) -> Network:
    """The network that `hypothesis` and `order` give, in eval mode on the CPU.

    Raises:
        RunError: the weights do not fit the Python code, or the vocabulary does not fit.
    """
    train = dataset.train
    model = source.model.copy_with(**dict(hypothesis.settings))
    fronts, space = _choose_fronts(source.architecture, hypothesis.values, dataset)
    numeric = train.task in NUMERIC
    unit = float(train.labels.astype(np.float64).var(0).mean()) if numeric else 1.0
    spec = NetworkSpec.for_data(train, model, fronts, space=space, loss="mse" if numeric else "cross_entropy")
    spec = spec.copy_with(error_unit=unit or 1.0)
    if not numeric and len(order) != len(train.classes):  # the outputs as they are, before it is known what they mean
        spec = spec.copy_with(outputs=len(order), classes=tuple(map(str, range(len(order)))))
    with torch.random.fork_rng(devices=[]):
        module = spec.build()
    if source.architecture is None:
        _fill_user_module(module.parts(), source.weights)
    else:
        _fill(module.parts(), source.architecture, order, request, dataset)
    return Network(module.eval(), spec, None if source.weights is None else source.weights.trained_on)


def _check_data(architecture: Architecture, dataset: Dataset) -> None:
    """Raises `RunError` unless inputs and outputs of the network are those that the data need."""
    train = dataset.train
    table = architecture.other_layers.embedding
    if train.symbolic != (table is not None):
        raise RunError(
            "The network reads tokens, but the data are numeric. Choose text data."
            if table is not None
            else "The network reads numeric values, but the data are text. Choose numeric data."
        )
    if not train.symbolic and architecture.features != len(train.features):
        raise RunError(
            "The network reads {needed} {needed:feature|features} per time step, {data} has {found}. Choose the "
            "data that it was trained on.",
            needed=architecture.features, data=train.name, found=len(train.features),
        )  # fmt: skip
    enough = architecture.outputs >= train.outputs or (architecture.outputs == 1 and len(train.classes) == 2)
    too_many = architecture.outputs > max(_MOST_OUTPUTS, 4 * train.outputs)
    if not enough or too_many or (train.task in NUMERIC and architecture.outputs != train.outputs):
        raise RunError(
            "The network has {outputs} {outputs:output|outputs}, {data} needs {needed}. Choose the data that it "
            "was trained on.",
            outputs=architecture.outputs, data=train.name, needed=train.outputs,
        )  # fmt: skip


def _choose_fronts(architecture: Architecture | None, values: str, dataset: Dataset) -> tuple[tuple[Front, ...], Space]:
    """The front ends and the space of the network: how its inputs are scaled."""
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
    """Load the weights into the module, the outputs of the last linear layer in the order of the classes."""
    layers = architecture.other_layers
    state = architecture.state()
    last = architecture.model.linear_name(len(architecture.model.head))
    for name in (f"{last}.weight", f"{last}.bias"):
        state[name] = _reorder(state[name], order)
    parts.core.load_state_dict(state)
    if layers.embedding is not None:
        rows, _ = rows_of(dataset.train.vocabulary, request.vocabulary, len(layers.embedding))
        table = cast("TokenEmbedding", parts.fronts[0]).table
        table.weight.data.copy_(layers.embedding[torch.from_numpy(rows)])
    if parts.scale is not None and layers.scale is not None:
        parts.scale.mean.copy_(layers.scale[0])
        parts.scale.std.copy_(layers.scale[1])


def _reorder(rows: Tensor, order: Order) -> Tensor:
    """The rows `order` of a weight or a bias, zeros for -1."""
    indices = torch.tensor(order)
    reordered = rows[indices.clamp(min=0)].clone()
    reordered[indices < 0] = 0
    return reordered


def _fill_user_module(parts: Parts, weights: Contents | None) -> None:
    """Load the weights of a file into the module that the user's code has built."""
    if weights is None:
        return
    core = cast("UserModule", parts.core)
    expected = core.own.state_dict()
    state = next((names for names in map(_strip_prefix(weights.tensors), _PREFIXES) if _covers(names, expected)), None)
    if state is None:
        raise RunError(
            "The weights in {file} are of another network than {entry} makes: {missing}.",
            file=str(weights.origin), entry=core.entry, missing=_list_differences(weights.tensors, expected),
        )  # fmt: skip
    check_finite(state)
    core.own.load_state_dict(expected | state)


_PREFIXES = ("", "module.", "_orig_mod.", "model.", "net.", "module._orig_mod.", "own.")


def _strip_prefix(tensors: dict[str, Tensor]) -> Callable[[str], dict[str, Tensor]]:
    def strip(prefix: str) -> dict[str, Tensor]:
        return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}

    return strip


def _covers(tensors: dict[str, Tensor], state: dict[str, Any]) -> bool:
    """Whether `tensors` have the names and shapes of the floating-point weights in `state`, and no others."""
    needed = {name for name, value in state.items() if value.is_floating_point()}
    return tensors.keys() == needed and all(tensors[name].shape == state[name].shape for name in needed)


def _list_differences(tensors: dict[str, Tensor], state: dict[str, Any]) -> str:
    """Some names of weights that only one of the two has, or that differ in shape."""
    names = sorted(set(tensors) ^ {name for name, value in state.items() if value.is_floating_point()})
    shapes = sorted(name for name in set(tensors) & set(state) if tensors[name].shape != state[name].shape)
    return ", ".join((names or shapes)[:6])
