"""Finds recurrent layers among named weights, and the order in which they are stacked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise, permutations
from typing import TYPE_CHECKING

from ...base.errors import RunError
from ...models.cells import CELL_BY_GATES, WEIGHTS

if TYPE_CHECKING:
    from torch import Tensor

_TORCH = re.compile(
    r"(?:(?P<where>.+)\.)?(?P<what>weight|bias)_(?P<side>ih|hh|hr)(?:_l(?P<layer>\d+))?(?P<back>_reverse)?"
)
_HAND = re.compile(r"(?:(?P<where>.+)\.)?(?P<side>x2h|i2h|h2h|ih|hh|w_ih|w_hh|wx|wh)\.(?P<what>weight|bias)", re.I)
_INPUT = {"x2h", "i2h", "ih", "w_ih", "wx"}
_BACK = re.compile(r"(?:^|(?<=[._]))(backwards?|bwd|bw|reverse|rev)(?=$|[._])")
_FORE = re.compile(r"(?:^|(?<=[._]))(forwards?|fwd|fw)(?=$|[._])")
_MOST = 6  # modules of which all orders are tried


@dataclass
class Direction:
    """The weights of one direction of one layer, as torch names them: (GH, F), (GH, H), (GH,), (GH,)."""

    parts: dict[str, Tensor] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether both matrices exist and match each other and the biases."""
        ih, hh = (self.parts.get(name) for name in WEIGHTS)
        if ih is None or hh is None or ih.ndim != 2 or hh.ndim != 2:
            return False
        biases = [part for name, part in self.parts.items() if name.startswith("bias")]
        fit = len(ih) == len(hh) and all(bias.shape == hh.shape[:1] for bias in biases)
        return fit and hh.shape[1] > 0 and len(hh) % hh.shape[1] == 0 and self.gates in CELL_BY_GATES

    @property
    def hidden(self) -> int:
        """H."""
        return int(self.parts["weight_hh"].shape[1])

    @property
    def gates(self) -> int:
        """G."""
        return len(self.parts["weight_hh"]) // self.hidden

    @property
    def features(self) -> int:
        """F."""
        return int(self.parts["weight_ih"].shape[1])


@dataclass
class LayerWeights:
    """One layer in one direction or two."""

    where: str
    forwards: Direction
    backwards: Direction | None = None

    @property
    def width(self) -> int:
        """How many values a step it gives."""
        return self.forwards.hidden * (1 if self.backwards is None else 2)


def is_recurrent(name: str) -> bool:
    """Whether `name` is that of a weight of a recurrent layer."""
    return bool(_TORCH.fullmatch(name) or _HAND.fullmatch(name))


def find_layers(tensors: dict[str, Tensor]) -> list[LayerWeights]:
    """The recurrent layers, from the first to the last; empty: there are none.

    Raises:
        RunError: their kinds or sizes are those of no stack of layers.
    """
    directions = _directions(tensors)
    modules = [_layers_of(where, dict(parts)) for where, parts in _by_module(directions)]
    layers = [layer for module in _stack(modules) for layer in module]
    kinds = {layer.forwards.gates for layer in layers}
    both = {layer.backwards is not None for layer in layers}
    if len(kinds) > 1 or len(both) > 1:
        raise RunError(
            "The recurrent layers {names} are of different kinds or directions. "
            "Name a function of your own that builds the network (--entry).",
            names=", ".join(layer.where for layer in layers),
        )
    return layers


Key = tuple[str, int, bool]  # module, layer in it, backwards


def _directions(tensors: dict[str, Tensor]) -> dict[Key, Direction]:
    directions: dict[Key, Direction] = {}
    for name, value in tensors.items():
        match = _TORCH.fullmatch(name) or _HAND.fullmatch(name)
        if match is None:
            continue
        values = match.groupdict()
        if values["side"] == "hr":
            raise RunError(
                "{name} projects the hidden states (proj_size), which is not supported. "
                "Name a function of your own that builds the network (--entry).",
                name=name,
            )  # fmt: skip
        side = values["side"].lower()
        side = side if side in ("ih", "hh") else "ih" if side in _INPUT else "hh"
        where, back = values["where"] or "", bool(values.get("back"))
        if not back and _BACK.search(where):
            where, back = _BACK.sub("*", where), True
        elif _FORE.search(where):
            where = _FORE.sub("*", where)
        direction = directions.setdefault((where, int(values.get("layer") or 0), back), Direction())
        direction.parts[f"{values['what']}_{side}"] = value
        direction.names[f"{values['what']}_{side}"] = name
    whole = {key: direction for key, direction in directions.items() if direction.is_complete}
    for key, direction in directions.items():
        if not direction.is_complete and not _is_linear(direction):
            raise RunError(
                "The recurrent weights {names} do not match each other. Name a function of your own that builds the "
                "network (--entry).",
                names=", ".join(direction.names.values()) or key[0],
            )  # fmt: skip
    return whole


def _is_linear(direction: Direction) -> bool:
    """Whether the weights are those of a linear layer whose name is also used for parts of cells."""
    return all(_HAND.fullmatch(name) and not _TORCH.fullmatch(name) for name in direction.names.values())


def _by_module(directions: dict[Key, Direction]) -> Iterator[tuple[str, Iterable[tuple[tuple[int, bool], Direction]]]]:
    keys = sorted(directions, key=lambda key: (natural(key[0]), key))
    for where, group in groupby(keys, key=lambda key: key[0]):
        yield where, [((key[1], key[2]), directions[key]) for key in group]


def _layers_of(where: str, parts: dict[tuple[int, bool], Direction]) -> list[LayerWeights]:
    numbers = sorted({number for number, _ in parts})
    if any((number, False) not in parts for number in numbers):
        raise RunError(
            "{where} has weights of the backward direction only. Name a function of your own that builds the "
            "network (--entry).",
            where=where or "the recurrent layer",
        )  # fmt: skip
    many = len(numbers) > 1
    return [
        LayerWeights(f"{where}[{number}]" if many else where, parts[number, False], parts.get((number, True)))
        for number in numbers
    ]


def _stack(modules: list[list[LayerWeights]]) -> list[list[LayerWeights]]:
    """`modules` in an order in which the sizes of successive layers match; the order of their names if they do."""
    orders = permutations(modules) if len(modules) <= _MOST else iter([tuple(modules)])
    for order in orders:
        if _fits([layer for module in order for layer in module]):
            return list(order)
    raise RunError(
        "The recurrent layers {names} cannot be stacked: their sizes do not match. Name a function of your own that "
        "builds the network (--entry).",
        names=", ".join(layer.where for module in modules for layer in module),
    )


def _fits(layers: list[LayerWeights]) -> bool:
    chain = all(one.width == other.forwards.features for one, other in pairwise(layers))
    sides = (layer for layer in layers if layer.backwards is not None)
    return chain and all(
        side.backwards is not None
        and (side.backwards.features, side.backwards.hidden) == (side.forwards.features, side.forwards.hidden)
        for side in sides
    )


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts lstm2 before lstm10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name) if part]
