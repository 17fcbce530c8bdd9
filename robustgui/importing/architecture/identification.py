"""Identifies the architecture of a network from the names and shapes of its weights."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...base.errors import RunError, Sentence, SettingError
from ...base.lazy import torch
from ...models.cells import ACTIVATION_CHOICES, BIASES, CELL_BY_GATES, JOINING_CHOICES, Cell, poolings
from ...models.imported import ImportedRecurrent
from .checkpoint_cleanup import multiply_out, separate_unrelated
from .head import NORMALISE, SCALE, OtherLayers, find_other_layers
from .layers import Direction, LayerWeights, find_layers, is_recurrent
from .normalisation import fuse_input

if TYPE_CHECKING:
    from torch import Tensor

_LAYERS = 8


@dataclass(frozen=True)
class Hints:
    """What a file says about the architecture beyond its weights: values for settings of `ImportedRecurrent`.

    Attributes:
        settings: name to value.
        note: where these are from.
    """

    settings: dict[str, Any]
    note: Sentence | None = None


@dataclass(frozen=True)
class Architecture:
    """An identified network.

    Attributes:
        model: its settings; those in `undetermined` have their most common values.
        features: values of the input at a time step; for text the size of the embedding.
        outputs: number of outputs.
        undetermined: settings of `model` that the weights do not determine, with their possible values, most common
            first.
        facts: the architecture, in sentences.
        other_layers: linear layers, embedding and statistics in the file.
        layers: the recurrent layers, in order.
    """

    model: ImportedRecurrent
    features: int
    outputs: int
    undetermined: dict[str, tuple[str, ...]]
    facts: tuple[Sentence, ...]
    other_layers: OtherLayers = field(repr=False)
    layers: tuple[LayerWeights, ...] = field(repr=False)

    def state(self) -> dict[str, Tensor]:
        """The weights under the names of a `ImportedStack`."""
        state: dict[str, Tensor] = {}
        for number, layer in enumerate(self.layers):
            for side, direction in (("forwards", layer.forwards), ("backwards", layer.backwards)):
                if direction is not None:
                    state |= {f"layers.{number}.{side}.{name}": part for name, part in _name_weights(direction).items()}
            if number == 0 and self.other_layers.entry is not None:
                for side in ("forwards", "backwards") if layer.backwards is not None else ("forwards",):
                    _fuse_entry(state, f"layers.0.{side}", *self.other_layers.entry)
        for place, norm in self.other_layers.layer_norms.items():
            state |= {f"head.norm{place}.weight": norm.scale.float(), f"head.norm{place}.bias": norm.shift.float()}
        for place, linear in enumerate(self.other_layers.head):
            name = self.model.linear_name(place)
            state[f"{name}.weight"] = linear.weight
            state[f"{name}.bias"] = torch.zeros(len(linear.weight)) if linear.bias is None else linear.bias
        return state


def identify(tensors: dict[str, Tensor], *, hints: Hints | None = None, origin: str = "") -> Architecture:
    """The architecture of the network with the weights `tensors`.

    Args:
        tensors: by the names in the file.
        hints: what the file says beyond its weights.
        origin: the file, for the settings.

    Raises:
        RunError: it is no recurrent network of a supported architecture; says why.
    """
    tensors, unrelated = separate_unrelated(multiply_out(tensors))
    if not any(is_recurrent(name) for name in tensors):
        raise RunError(
            "There are no recurrent layers among the weights ({names}). "
            "Name a function of your own that builds the network (--entry).",
            names=", ".join(list(tensors)[:6]) or "none",
        )
    layers = find_layers(tensors)
    check_layer_count(len(layers))
    used = {
        name for layer in layers for side in (layer.forwards, layer.backwards) if side for name in side.names.values()
    }
    first, last = layers[0].forwards, layers[-1]
    both = last.backwards is not None
    single = (last.width, last.forwards.hidden) if both else (last.width,)
    several = len(poolings("concat"))
    widths = (*single, *(width * several for width in single))
    other_tensors = {name: value for name, value in tensors.items() if name not in used}
    other_layers = find_other_layers(other_tensors, first.features, widths, list(tensors))
    _check_statistics(other_layers, first.features)
    check_finite(tensors)
    read = other_layers.head[0].weight.shape[1]
    concat = read not in single
    is_joined = read == last.width * (several if concat else 1)
    sizes = tuple(layer.forwards.hidden for layer in layers)
    fixed = hints.settings if hints else {}
    cell = CELL_BY_GATES[first.gates]
    fixed = fixed | ({"joining": "both"} if is_joined else {}) | ({"readout": "concat"} if concat else {})
    undetermined = _list_undetermined(cell, both=both, is_joined=is_joined, deep=len(other_layers.head) > 1)
    undetermined = {name: values for name, values in undetermined.items() if name not in fixed}
    settings = {name: values[0] for name, values in undetermined.items()} | fixed
    if not both and settings.get("readout") == "position":  # the same, with one direction
        settings["readout"] = "last"
    try:
        model = ImportedRecurrent(
            kind=cell.name, hidden=sizes[-1], layers=len(sizes), bidirectional=both, origin=origin,
            widths=sizes if len(set(sizes)) > 1 else (),
            head=tuple(len(linear.weight) for linear in other_layers.head[:-1]),
            layer_norms=tuple(sorted(other_layers.layer_norms)), **settings,
        )  # fmt: skip
    except SettingError as error:  # layers wider than a network may have
        raise RunError(
            "The network is larger than those that can be opened ({problem}). Name a function of your own that builds "
            "the network (--entry).",
            problem=error.sentence,
        ) from error
    facts = (*_describe(layers, other_layers, unrelated), *([hints.note] if hints and hints.note else []))
    return Architecture(
        model, first.features, len(other_layers.head[-1].weight), undetermined, facts, other_layers, tuple(layers)
    )


def check_layer_count(count: int) -> None:
    """Raises `RunError` for more recurrent layers than a network may have, or none."""
    if not 1 <= count <= _LAYERS:
        raise RunError(
            "The network has {count} {count:recurrent layer|recurrent layers}; 1 to 8 are supported.", count=count
        )


def _check_statistics(other_layers: OtherLayers, features: int) -> None:
    """Raises `RunError` unless the statistics of inputs and of targets have the lengths that the layers need."""
    outputs = len(other_layers.head[-1].weight)
    for parts, name, size in ((other_layers.statistics, NORMALISE, features), (other_layers.scale, SCALE, outputs)):
        if parts is not None and any(len(part) != size for part in parts):
            raise RunError(
                "The statistics {name} in the file are not of {size} {size:number|numbers}, as the network "
                "needs. Remove them from the file, or get it again from its source.",
                name=name, size=size,
            )  # fmt: skip


def _fuse_entry(state: dict[str, Tensor], stem: str, scale: Tensor, shift: Tensor) -> None:
    """Replace W x + b by W (s x + t) + b for the inputs of one direction of the first layer."""
    weight, bias = f"{stem}.weight_ih_l0", f"{stem}.bias_ih_l0"
    state[weight], state[bias] = fuse_input(state[weight], state[bias], scale, shift)


def _list_undetermined(cell: Cell, *, both: bool, is_joined: bool, deep: bool) -> dict[str, tuple[str, ...]]:
    """Settings that weights do not determine, with their possible values, most common first."""
    settings: dict[str, tuple[str, ...]] = {
        "readout": ("last", "position", "mean", "max") if both else ("last", "mean", "max")
    }
    if cell.activations:
        settings["activation"] = cell.activations
    if both and not is_joined:
        settings["joining"] = tuple(dict.fromkeys(way for way in ("backwards", *JOINING_CHOICES) if way != "both"))
    if deep:
        settings["head_activation"] = tuple(dict.fromkeys(("relu", "tanh", "none", *ACTIVATION_CHOICES)))
    return settings


def _name_weights(direction: Direction) -> dict[str, Tensor]:
    """The weights of one direction under the names of a layer of torch; missing biases are zeros."""
    weights = {f"{name}_l0": part for name, part in direction.parts.items()}
    for name in BIASES:
        weights.setdefault(f"{name}_l0", torch.zeros(direction.gates * direction.hidden))
    return weights


def check_finite(tensors: dict[str, Tensor]) -> None:
    """Raises `RunError`, which names the weight, where one is NaN or infinite."""
    for name, value in tensors.items():
        if not bool(torch.isfinite(value).all()):
            raise RunError("The weight {name} holds values that are not finite (NaN or infinity).", name=name)


def _describe(layers: list[LayerWeights], other_layers: OtherLayers, unrelated: tuple[str, ...]) -> list[Sentence]:
    facts = []
    for layer in layers:
        one = layer.forwards
        kind = CELL_BY_GATES[one.gates].name
        sizes = {"name": layer.where or kind, "kind": kind, "F": one.features, "H": one.hidden}
        if layer.backwards is None:
            facts.append(Sentence("{name}: {kind}, input size {F}, hidden size {H}, unidirectional.", sizes))
        else:
            facts.append(Sentence("{name}: {kind}, input size {F}, hidden size {H}, bidirectional.", sizes))
    if other_layers.embedding is not None:
        size = {
            "name": other_layers.embedded,
            "tokens": len(other_layers.embedding),
            "size": other_layers.embedding.shape[1],
        }
        facts.insert(0, Sentence("{name}: embeddings of dimension {size} for {tokens} {tokens:token|tokens}.", size))
    for linear in other_layers.head:
        sizes = {"name": linear.where, "inputs": linear.weight.shape[1], "outputs": len(linear.weight)}
        facts.append(Sentence("{name}: linear layer from {inputs} to {outputs} {outputs:value|values}.", sizes))
    for name in other_layers.fused:
        facts.append(Sentence("{name}: batch normalisation, fused into the layer beside it.", {"name": name}))
    for norm in other_layers.layer_norms.values():
        facts.append(
            Sentence(
                "{name}: layer normalisation of {size} {size:value|values}.", {"name": norm.where, "size": norm.size}
            )
        )
    if other_layers.statistics is not None:
        facts.append(Sentence("Inputs are standardised with statistics from the file."))
    if unrelated:
        names = ", ".join(unrelated[:4]) + (", …" if len(unrelated) > 4 else "")
        facts.append(Sentence("Not part of the network and ignored: {names}.", {"names": names}))
    return facts
