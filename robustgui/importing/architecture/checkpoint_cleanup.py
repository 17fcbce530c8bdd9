"""Tensors of a checkpoint as plain weights: factors multiplied out, what belongs to no layer left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from ...base.errors import RunError
from ...base.lazy import torch
from .head import NORMALISE, SCALE
from .layers import is_recurrent

if TYPE_CHECKING:
    from torch import Tensor


# as torch.nn.utils.weight_norm and .spectral_norm name them, and as torch.nn.utils.parametrizations does
_OLD_WEIGHT_NORM = re.compile(r"(?P<weight>.+)_g")
_NEW = re.compile(r"(?P<where>(?:.+\.)?)parametrizations\.(?P<name>[^.]+)\.(?P<part>original0|original)")
_OLD_SPECTRAL_NORM = re.compile(r"(?P<weight>.+)_orig")


def multiply_out(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """`tensors` with plain weights in place of the factors they were stored as, in the same order.

    Weight normalisation (Salimans & Kingma 2016, arXiv:1602.07868): w = g v / |v|, the norm over the axes that g lacks.
    Spectral normalisation (Miyato et al. 2018, arXiv:1802.05957): w / (u' W v), with the vectors that the file holds.

    Raises:
        RunError: the factors do not fit each other.
    """
    merged: dict[str, Tensor] = {}
    done: set[str] = set()
    for name in tensors:
        if name in done:
            continue
        for weight, parts, value in _products(name, tensors):
            merged[weight] = value
            done.update(parts)
            break
        else:
            merged[name] = tensors[name]
    return {name: value for name, value in merged.items() if name not in done}


def _products(name: str, tensors: dict[str, Tensor]) -> Iterator[tuple[str, tuple[str, ...], Tensor]]:
    """(plain name, names of the factors, product) if `name` is the first factor of a product."""
    if (match := _OLD_WEIGHT_NORM.fullmatch(name)) and f"{match['weight']}_v" in tensors:
        parts = (name, f"{match['weight']}_v")
        yield match["weight"], parts, _weight_norm(*(tensors[part] for part in parts))
    elif match := _NEW.fullmatch(name):
        weight, stem = match["where"] + match["name"], f"{match['where']}parametrizations.{match['name']}"
        if match["part"] == "original0" and f"{stem}.original1" in tensors:
            parts = (name, f"{stem}.original1")
            yield weight, parts, _weight_norm(*(tensors[part] for part in parts))
        elif all(f"{stem}.0.{vector}" in tensors for vector in ("_u", "_v")):
            vectors = (f"{stem}.0._u", f"{stem}.0._v")
            yield weight, (name, *vectors), _spectral_norm(*(tensors[part] for part in (name, *vectors)))
    elif match := _OLD_SPECTRAL_NORM.fullmatch(name):
        vectors = (f"{match['weight']}_u", f"{match['weight']}_v")
        if all(vector in tensors for vector in vectors):
            yield match["weight"], (name, *vectors), _spectral_norm(*(tensors[part] for part in (name, *vectors)))


def _weight_norm(g: Tensor, v: Tensor) -> Tensor:
    axes = tuple(axis for axis in range(v.ndim) if g.ndim != v.ndim or g.shape[axis] == 1)
    length = v.double().square().sum(axes or tuple(range(v.ndim)), keepdim=True).sqrt()
    if not _fits(g, v):
        raise _no_factors()
    return (g.double() * v.double() / length).float()


def _fits(g: Tensor, v: Tensor) -> bool:
    """Whether g v has the shape of v: otherwise two small tensors would make an enormous one."""
    lengths = zip(reversed(g.shape), reversed(v.shape), strict=False)
    return g.ndim <= v.ndim and all(size in (1, whole) for size, whole in lengths)


def _spectral_norm(weight: Tensor, u: Tensor, v: Tensor) -> Tensor:
    if weight.ndim < 2 or u.shape != weight.shape[:1] or v.shape != weight[:1].flatten().shape:
        raise _no_factors()
    matrix = weight.double()
    return (matrix / torch.dot(u.double(), matrix.flatten(1) @ v.double())).float()


def _no_factors() -> RunError:
    return RunError(
        "The file stores weights as factors (weight or spectral normalisation) whose shapes do not fit each other. Get "
        "it again from its source."
    )


_WORDS = re.compile(
    r"(?:^|[._])(?:criterion|loss(?:es|_fn|_func)?|objective|metrics?|acc(?:uracy)?|f1|f1_?score|auroc|auc|precision|recall"
    r"|specificity|conf(?:usion)?_?mat(?:rix)?|stat_?scores|ece|calibration|(?:class|pos)_weights?|ema_decay)(?=$|[._\d])",
    re.IGNORECASE,
)  # fmt: skip


def separate_unrelated(tensors: dict[str, Tensor]) -> tuple[dict[str, Tensor], tuple[str, ...]]:
    """`tensors` without those that are not part of the network, and the names of the others.

    Not part of it is what lies outside of the module that contains the recurrent layers and all matrices, or has the
    name of a loss or a metric.
    """
    matrices = [name for name, value in tensors.items() if value.ndim == 2 and name.endswith("weight")]
    inside = [name for name in tensors if is_recurrent(name)] + [name for name in matrices if not _WORDS.search(name)]
    paths = [name.split(".")[:-1] for name in inside]
    shared = takewhile(lambda parts: len(set(parts)) == 1, zip(*paths, strict=False))
    root = [parts[0] for parts in shared]
    left_out = {
        name: None
        for name in tensors
        if not is_recurrent(name)
        and name.split(".")[0] not in (NORMALISE, SCALE)
        and (name.split(".")[: len(root)] != root or _WORDS.search(name))
    }
    return {name: value for name, value in tensors.items() if name not in left_out}, tuple(left_out)
