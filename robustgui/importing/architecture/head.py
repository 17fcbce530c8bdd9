"""Linear layers, normalisation and embedding among the weights that are not recurrent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from ...base.errors import RunError
from .layers import natural
from .normalisation import Normalised, place_norms, take_norms

if TYPE_CHECKING:
    from torch import Tensor

_MOST = 6  # layers of which all orders are tried
_MOST_LAYERS = 64
NORMALISE, SCALE = "normalise", "scale"  # buffers that our own export writes: statistics of data and of targets


@dataclass(frozen=True)
class Linear:
    """One linear layer, (K, N) and (K,)."""

    where: str
    weight: Tensor
    bias: Tensor | None


@dataclass(frozen=True)
class OtherLayers(Normalised):
    """The weights of a file that are not recurrent: the head with its normalisation, embedding and statistics.

    Attributes:
        embedding: the vector of each token, (V, E), or None.
        statistics: mean and deviation of each feature that values are normalised with, or None.
        scale: mean and deviation of each target, or None.
        embedded: the name of the embedding.
    """

    embedding: Tensor | None = None
    statistics: tuple[Tensor, Tensor] | None = None
    scale: tuple[Tensor, Tensor] | None = None
    embedded: str = ""


def find_other_layers(
    tensors: dict[str, Tensor], features: int, widths: tuple[int, ...], order: list[str] | None = None
) -> OtherLayers:
    """Assign all of `tensors`, the weights that are not recurrent, to layers.

    Args:
        tensors: by their names.
        features: what the first recurrent layer reads.
        widths: what the first linear layer may read: of both directions, or of one.
        order: the names of all tensors, those of the recurrent layers too, as they stand in the file.

    Raises:
        RunError: a tensor belongs to no supported layer, or the sizes of the linear layers do not match.
    """
    left = dict(tensors)
    statistics, scale = _buffers(left, NORMALISE), _buffers(left, SCALE)
    linear = []
    for name in sorted((name for name in tensors if name.rpartition(".")[2] == "weight"), key=natural):
        where = name.rpartition(".")[0]
        if tensors[name].ndim == 2 and name in left:
            bias = left.get(f"{where}.bias" if where else "bias")
            if bias is None or bias.shape == tensors[name].shape[:1]:
                linear.append(Linear(where, left.pop(name), bias))
                left.pop(f"{where}.bias" if where else "bias", None)
    norms = take_norms(left)
    if len(linear) + len(norms) > _MOST_LAYERS:
        raise RunError(
            "The file holds {count} linear and normalisation layers; a network may have {most}. "
            "Name a function of your own that builds the network (--entry).",
            count=len(linear) + len(norms), most=_MOST_LAYERS,
        )  # fmt: skip
    if left:
        raise RunError(
            "The weights {names} belong neither to recurrent, linear nor normalisation layers. "
            "Name a function of your own that builds the network (--entry).",
            names=", ".join(sorted(left)[:8]),
        )
    embedding = _embedding(linear, features, widths)
    if embedding is not None:
        linear.remove(embedding)
    placed = place_norms(norms, _head(linear, widths), features, list(tensors) if order is None else order)
    if embedding is None:
        return OtherLayers(**vars(placed), statistics=statistics, scale=scale)
    return OtherLayers(
        **vars(placed), embedding=embedding.weight, statistics=statistics, scale=scale, embedded=embedding.where
    )


def _buffers(left: dict[str, Tensor], name: str) -> tuple[Tensor, Tensor] | None:
    """Mean and deviation under `name`, taken out of `left`."""
    places = (f"{name}.mean", f"{name}.std")
    if not all(place in left and left[place].ndim == 1 for place in places):
        return None
    return left.pop(places[0]), left.pop(places[1])


def _embedding(linear: list[Linear], features: int, widths: tuple[int, ...]) -> Linear | None:
    """The token embedding: its width is the input size of the recurrent layers, and its name or position shows it."""
    fitting = [layer for layer in linear if layer.bias is None and layer.weight.shape[1] == features]
    named = [layer for layer in fitting if any(word in layer.where.lower() for word in ("emb", "table", "lookup"))]
    if named:
        return named[0]
    for layer in fitting:
        others = [other for other in linear if other is not layer]
        if features not in widths and others:
            return layer
    return None


def _head(linear: list[Linear], widths: tuple[int, ...]) -> tuple[Linear, ...]:
    """`linear` in an order in which the sizes of successive layers match; the order of their names if they do."""
    if not linear:
        raise RunError(
            "There are no linear layers after the recurrent ones, so the meaning of the outputs is not known. Name "
            "a function of your own that builds the network (--entry)."
        )
    orders = permutations(linear) if len(linear) <= _MOST else iter([tuple(linear)])
    for order in orders if all(layer.weight.numel() for layer in linear) else ():
        chain = all(len(first.weight) == second.weight.shape[1] for first, second in pairwise(order))
        if chain and order[0].weight.shape[1] in widths:
            return tuple(order)
    inputs = ", ".join(f"{layer.where}: {layer.weight.shape[1]} to {len(layer.weight)}" for layer in linear)
    flat = [layer for layer in linear if layer.weight.shape[1] % widths[0] == 0 and layer.weight.shape[1] > widths[0]]
    if flat:
        raise RunError(
            "{name} reads {inputs} {inputs:value|values}, the concatenated states of {steps} time steps, which "
            "is not supported. Name a function of your own that builds the network (--entry).",
            name=flat[0].where, inputs=flat[0].weight.shape[1], steps=flat[0].weight.shape[1] // widths[0],
        )  # fmt: skip
    raise RunError(
        "The linear layers ({layers}) do not fit recurrent layers with {width} {width:output|outputs}. Name a "
        "function of your own that builds the network (--entry).",
        layers=inputs, width=widths[0],
    )  # fmt: skip
