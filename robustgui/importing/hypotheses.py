"""What a network of others may be: its layout filled in and its outputs named, as our network on given data."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..base.errors import RunError, Sentence
from ..base.interrupts import no_cancel
from ..base.lazy import torch
from ..data import NUMERIC, Dataset, space_of
from ..models import FRONTS, Model
from ..models.assembly import assemble
from ..models.fronts.embedding import Embedding
from ..models.network import Network
from ..models.python import Python
from .architecture.layout import Layout, check_finite, recognise
from .report import Candidate, Order
from .vocabulary import rows_of
from .weight_files.weights import Weights, read_weights

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.units import Space
    from ..models.fronts import Front
    from ..models.nets.interface import SequenceModule
    from .settings import NetworkImport

_MOST_OUTPUTS = 1000  # of a network for fewer classes: each is measured on all sequences


@dataclass(frozen=True)
class Found:
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
    layout: Layout | None = field(repr=False)
    weights: Weights | None = field(repr=False)


def opened(wanted: NetworkImport, dataset: Dataset, stop: Callable[[], bool] = no_cancel) -> Found:
    """What `wanted` names; `stop` is asked while its file is read.

    Raises:
        RunError: it cannot be read, is of no known layout, or does not fit the data.
    """
    if not wanted.weights and not wanted.entry:
        raise RunError("Name a file of weights (.pt, .pth, .safetensors, .onnx), or a Python function (--entry).")
    path = Path(os.path.expanduser(wanted.weights)).absolute() if wanted.weights else None
    weights = read_weights(path, stop) if path else None
    train = dataset.train
    if train.task == "next_token":
        raise RunError("A network can be opened for classes and for numbers to be predicted, not for next tokens.")
    if wanted.entry:
        if train.symbolic:
            raise RunError("Python code of your own reads values, (B, T, F); these data are text.")
        model = Python(entry=wanted.entry, origin=str(path or ""))
        said = Sentence("The Python code {entry}.", {"entry": wanted.entry})
        return Found(model, train.outputs, (said,), None, weights)
    assert weights is not None  # there is an entry or a file
    layout = recognise(weights.tensors, hints=weights.hints, origin=str(path))
    _check(layout, dataset)
    return Found(layout.model, layout.outputs, layout.facts, layout, weights)


def candidates(found: Found, wanted: NetworkImport) -> list[Candidate]:
    """The ways to fill in what is open and `wanted` does not say, the usual one first.

    Raises:
        RunError: no linear layer of the file is as wide as what `wanted` says gives.
    """
    layout = found.layout
    open_: dict[str, tuple[str, ...]] = {}
    if layout is not None:
        both = layout.model.bidirectional
        for name in ("readout", "joining", "activation", "head_activation"):
            said = getattr(wanted, name)
            if said != "auto" and (name != "joining" or both):
                open_[name] = (said,)
            elif name in layout.open:
                open_[name] = layout.open[name]
    values: tuple[str, ...] = ("as_is", "normalise") if wanted.values == "auto" else (wanted.values,)
    if layout is not None and layout.rest.embedding is not None:
        values = ("as_is",)
    elif layout is not None and layout.rest.statistics is not None and wanted.values == "auto":
        values = ("stored",)
    ways = [Candidate(tuple(zip(open_, way, strict=True)), kind) for kind, *way in product(values, *open_.values())]
    if layout is None:
        return ways
    fitting = [way for way in ways if layout.model.changed(**dict(way.settings)).read_width == layout.model.read_width]
    if not fitting:
        raise RunError(
            "The linear layers of {file} read {width} values, which does not fit the readout {readout} with the "
            "directions {joining}. Leave both to be detected.",
            file=layout.model.origin, width=layout.model.read_width, readout=wanted.readout, joining=wanted.joining,
        )  # fmt: skip
    return fitting


def network_of(found: Found, candidate: Candidate, order: Order, wanted: NetworkImport, dataset: Dataset) -> Network:
    """`found` as a network on the data, in eval mode on the processor.

    Raises:
        RunError: the weights do not fit the Python code, or the vocabulary does not fit.
    """
    train = dataset.train
    model = found.model.changed(**dict(candidate.settings))
    fronts, space = _units(found.layout, candidate.values, dataset)
    with torch.random.fork_rng(devices=[]):
        module = assemble(
            model, fronts, features=len(train.features), sample_rate=train.sample_rate,
            vocabulary=len(train.vocabulary), outputs=len(order), every_step=False, scaled=train.task in NUMERIC,
        )  # fmt: skip
    if found.layout is None:
        _fill_own(module, found.weights)
    else:
        _fill(module, found.layout, order, wanted, dataset)
    unit = float(train.labels.astype(np.float64).var(0).mean()) if train.task in NUMERIC else 1.0
    return Network(
        module=module.eval(),
        model=model,
        space=space,
        task=train.task,
        loss="mse" if train.task in NUMERIC else "cross_entropy",
        classes=train.classes,
        features=train.features,
        fronts=fronts,
        vocabulary=train.vocabulary,
        sample_rate=train.sample_rate,
        targets=train.target_names,
        error_unit=unit or 1.0,
        trained_on=None if found.weights is None else found.weights.trained_on,
    )


def _check(layout: Layout, dataset: Dataset) -> None:
    train = dataset.train
    table = layout.rest.embedding
    if train.symbolic != (table is not None):
        raise RunError(
            "The network reads tokens, the data are values. Choose text."
            if table is not None
            else "The network reads values, the data are text. Choose values."
        )
    if not train.symbolic and layout.features != len(train.features):
        raise RunError(
            "The network reads {needed} features per time step, {data} has {found}. Choose the data that it was "
            "trained on.",
            needed=layout.features, data=train.name, found=len(train.features),
        )  # fmt: skip
    enough = layout.outputs >= train.outputs or (layout.outputs == 1 and len(train.classes) == 2)
    too_many = layout.outputs > max(_MOST_OUTPUTS, 4 * train.outputs)
    if not enough or too_many or (train.task in NUMERIC and layout.outputs != train.outputs):
        raise RunError(
            "The network has {outputs} outputs, {data} needs {needed}. Choose the data that it was trained on.",
            outputs=layout.outputs, data=train.name, needed=train.outputs,
        )  # fmt: skip


def _units(layout: Layout | None, values: str, dataset: Dataset) -> tuple[tuple[Front, ...], Space]:
    """Front ends, and the space that the network works in."""
    from dataclasses import replace

    train = dataset.train
    if train.symbolic:
        assert layout is not None  # code of the user reads values
        return (Embedding(size=layout.features),), space_of(train)
    space = space_of(train, normalise=values == "normalise")
    if values == "stored" and layout is not None and layout.rest.statistics is not None:
        mean, std = (part.double().numpy() for part in layout.rest.statistics)
        space = replace(space, mean=mean, std=np.where(std > 0, std, 1.0))
    return (FRONTS["as_is" if values == "as_is" else "normalise"](),), space


def _fill(module: SequenceModule, layout: Layout, order: Order, wanted: NetworkImport, dataset: Dataset) -> None:
    """Put the weights in their places; the last linear layer answers in the order of the classes."""
    from ..models.nets.front_embedding import Embedded
    from ..models.nets.imported import ImportedStack
    from ..models.nets.scaled import Scaled

    state = layout.state()
    last = layout.model.linear_name(len(layout.model.head))
    for name in (f"{last}.weight", f"{last}.bias"):
        state[name] = _ordered(state[name], order)
    for part in module.modules():
        if isinstance(part, ImportedStack):
            part.load_state_dict(state)
        elif isinstance(part, Embedded) and layout.rest.embedding is not None:
            rows, _ = rows_of(dataset.train.vocabulary, wanted.vocabulary, len(layout.rest.embedding))
            part.table.weight.data.copy_(layout.rest.embedding[torch.from_numpy(rows)])
        elif isinstance(part, Scaled) and layout.rest.scale is not None:
            part.mean.copy_(layout.rest.scale[0])
            part.std.copy_(layout.rest.scale[1])


def _ordered(rows: Tensor, order: Order) -> Tensor:
    """The rows `order` of a weight or a bias, zeros for -1."""
    chosen = torch.tensor(order)
    found = rows[chosen.clamp(min=0)].clone()
    found[chosen < 0] = 0
    return found


def _fill_own(module: SequenceModule, weights: Weights | None) -> None:
    """The weights of a file in the module that the user's code made."""
    from ..models.nets.user_module import UserModule

    if weights is None:
        return
    for part in module.modules():
        if isinstance(part, UserModule):
            wanted = part.own.state_dict()
            found = next(
                (names for names in map(_stripped(weights.tensors), _PREFIXES) if _covers(names, wanted)), None
            )
            if found is None:
                raise RunError(
                    "The weights in {file} are of another network than {entry} makes: {missing}.",
                    file=str(weights.origin), entry=part.entry, missing=_difference(weights.tensors, wanted),
                )  # fmt: skip
            check_finite(found)
            part.own.load_state_dict(wanted | found)


_PREFIXES = ("", "module.", "_orig_mod.", "model.", "net.", "module._orig_mod.", "own.")


def _stripped(tensors: dict[str, Tensor]) -> Callable[[str], dict[str, Tensor]]:
    def named(prefix: str) -> dict[str, Tensor]:
        return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}

    return named


def _covers(found: dict[str, Tensor], wanted: dict[str, Any]) -> bool:
    """Whether `found` has every weight that `wanted` has, counters aside, and no other, in the same shapes."""
    needed = {name for name, value in wanted.items() if value.is_floating_point()}
    return found.keys() == needed and all(found[name].shape == wanted[name].shape for name in needed)


def _difference(found: dict[str, Tensor], wanted: dict[str, Any]) -> str:
    names = sorted(set(found) ^ {name for name, value in wanted.items() if value.is_floating_point()})
    shapes = sorted(name for name in set(found) & set(wanted) if found[name].shape != wanted[name].shape)
    return ", ".join((names or shapes)[:6])
