"""Normalisation layers between readout and output: batch normalisation is fused, layer normalisation is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...base.errors import RunError
from ...base.lazy import torch
from .layers import is_recurrent

if TYPE_CHECKING:
    from torch import Tensor

    from .head import Linear

EPS = 1e-5  # of both kinds; files do not hold it, and torch's own value is hardly ever changed
_OURS = re.compile(r"head\.norm(\d+)")  # as `models.nets.stack` names layer normalisation


@dataclass(frozen=True)
class Norm:
    """One normalisation layer of N values.

    Attributes:
        where: the name of its module.
        scale, shift: (N,); what it does after normalising, or in all where statistics are fixed.
        is_affine: batch normalisation: y = scale x + shift. False: layer normalisation.
    """

    where: str
    scale: Tensor
    shift: Tensor
    is_affine: bool

    @property
    def size(self) -> int:
        """N."""
        return len(self.scale)


@dataclass(frozen=True)
class Normalised:
    """A head with its normalisation layers put in their places.

    Attributes:
        head: linear layers, batch normalisation fused into them.
        entry: a scale and a shift of the features, (F,) each, before the recurrent layers; or None.
        layer_norms: place to layer normalisation: 0 before the first linear layer, k behind the k-th one.
        fused: the names of the batch normalisations.
    """

    head: tuple[Linear, ...]
    entry: tuple[Tensor, Tensor] | None
    layer_norms: dict[int, Norm]
    fused: tuple[str, ...]


def take_norms(left: dict[str, Tensor]) -> list[Norm]:
    """The normalisation layers in `left`, which are removed from it."""
    modules: dict[str, dict[str, Tensor]] = {}
    for name, value in left.items():
        where, _, part = name.rpartition(".")
        if value.ndim == 1:
            modules.setdefault(where, {})[part] = value
    norms = []
    for where, parts in modules.items():
        norm = _norm(where, parts)
        if norm is not None:
            norms.append(norm)
            for part in (*parts, "num_batches_tracked"):
                left.pop(f"{where}.{part}" if where else part, None)
    return norms


def place_norms(norms: list[Norm], head: tuple[Linear, ...], features: int, order: list[str]) -> Normalised:
    """Put `norms` between the layers of `head`.

    Args:
        features: what the first recurrent layer reads.
        order: the names of all tensors as they stand in the file.

    Raises:
        RunError: one fits nowhere, or stands where it cannot be fused.
    """
    if order == sorted(order):  # the format sorts names: their order tells nothing
        order = []
    entry: tuple[Tensor, Tensor] | None = None
    layer_norms: dict[int, Norm] = {}
    layers = list(head)
    for norm in norms:
        place = _place(norm, head, order)
        first = _precedes_recurrence(norm, order) if order else place is None
        if norm.is_affine and norm.size == features and entry is None and first:
            entry = norm.scale, norm.shift
            continue
        if place is None:
            raise RunError(
                "The normalisation {name} of {size} {size:value|values} fits neither the readout nor a linear "
                "layer behind it. Name a function of your own that builds the network (--entry).",
                name=norm.where, size=norm.size,
            )  # fmt: skip
        after_activation = 0 < place < len(head) and _follows_activation(norm, head, place)
        if norm.is_affine:
            if place == 0 or after_activation:
                layers[place] = _fuse_before(norm, layers[place])
            else:
                layers[place - 1] = _fuse_behind(norm, layers[place - 1])
        elif after_activation or place == len(head) or place in layer_norms:
            raise RunError(
                "The layer normalisation {name} is at a position that is not supported. "
                "Name a function of your own that builds the network (--entry).",
                name=norm.where,
            )
        else:
            layer_norms[place] = norm
    return Normalised(tuple(layers), entry, layer_norms, tuple(norm.where for norm in norms if norm.is_affine))


def _norm(where: str, parts: dict[str, Tensor]) -> Norm | None:
    sizes = {len(value) for value in parts.values()}
    if len(sizes) != 1 or not parts.keys() <= {"weight", "bias", "running_mean", "running_var"}:
        return None
    size = sizes.pop()
    weight = parts.get("weight", torch.ones(size)).double()
    bias = parts.get("bias", torch.zeros(size)).double()
    if {"running_mean", "running_var"} <= parts.keys():
        scale = weight / (parts["running_var"].double() + EPS).sqrt()
        return Norm(where, scale, bias - parts["running_mean"].double() * scale, True)
    return Norm(where, weight, bias, False) if {"weight", "bias"} <= parts.keys() else None


def _place(norm: Norm, head: tuple[Linear, ...], order: list[str]) -> int | None:
    """How many linear layers precede `norm`: by the order in the file, or by size if that contradicts it."""
    sizes = [head[0].weight.shape[1], *(len(linear.weight) for linear in head)]
    fitting = [place for place, size in enumerate(sizes) if size == norm.size]
    if ours := _OURS.fullmatch(norm.where):
        return int(ours[1]) if int(ours[1]) in fitting else None
    if not fitting:
        return None
    before = sum(_precedes(linear.where, norm.where, order) for linear in head)
    return min(fitting, key=lambda place: (abs(place - before), place))


def _precedes(one: str, other: str, order: list[str]) -> bool:
    """Whether the module `one` precedes `other`: by their indices in one Sequential, else by their tensors."""
    numbers = _number(one), _number(other)
    if one.rpartition(".")[0] == other.rpartition(".")[0] and None not in numbers:
        return bool(numbers[0] < numbers[1])  # type: ignore[operator]
    return _first(one, order) < _first(other, order)


def _first(where: str, order: list[str]) -> int:
    """The position of the first tensor of the module `where` in the file; 0: unknown."""
    return next((place for place, name in enumerate(order) if name.rpartition(".")[0] == where), 0)


def _precedes_recurrence(norm: Norm, order: list[str]) -> bool:
    first = next((place for place, name in enumerate(order) if is_recurrent(name)), len(order))
    return _first(norm.where, order) < first


def _follows_activation(norm: Norm, head: tuple[Linear, ...], place: int) -> bool:
    """Whether the numbers of a Sequential say so: linear 0, activation 1, normalisation 2, linear 3."""
    number, before, behind = (_number(where) for where in (norm.where, head[place - 1].where, head[place].where))
    if number is None or before is None or behind is None:
        return False
    return number > before + 1 and behind == number + 1


def _number(where: str) -> int | None:
    last = where.rpartition(".")[2]
    return int(last) if last.isdecimal() else None


def fuse_input(weight: Tensor, bias: Tensor, scale: Tensor, shift: Tensor) -> tuple[Tensor, Tensor]:
    """Weight (K, N) and bias (K,) that do to x what these do to scale x + shift: W (s x + t) + b."""
    weight = weight.double()
    return (weight * scale).float(), (weight @ shift + bias.double()).float()


def _fuse_before(norm: Norm, linear: Linear) -> Linear:
    """W (s x + t) + b."""
    bias = torch.zeros(len(linear.weight)) if linear.bias is None else linear.bias
    weight, bias = fuse_input(linear.weight, bias, norm.scale, norm.shift)
    return replace(linear, weight=weight, bias=bias)


def _fuse_behind(norm: Norm, linear: Linear) -> Linear:
    """s (W x + b) + t."""
    bias = torch.zeros(norm.size).double() if linear.bias is None else linear.bias.double()
    weight = norm.scale[:, None] * linear.weight.double()
    return replace(linear, weight=weight.float(), bias=(norm.scale * bias + norm.shift).float())
