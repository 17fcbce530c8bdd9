"""Values that lie on a device as a whole: each array once, however many parts and windows are made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import numpy as np

from ..base.lazy import torch
from ..data.mapped import release

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

    from ..base.units import Space

_PIECE = 1 << 20  # values converted at a time, so that the host never holds all of them twice


@dataclass(eq=False)
class Resident:
    """An array and what lies on the device of it: (S, F) float32 in network units, or (S,) int32 tokens."""

    values: NDArray[Any] = field(repr=False)
    on_device: Tensor = field(repr=False)


_there: WeakValueDictionary[tuple[int, str, str], Resident] = WeakValueDictionary()


def resident(values: NDArray[Any], space: Space, device: str) -> Resident:
    """`values` on `device`, as a network sees them that works in `space`; there already, if someone else holds them."""
    key = (id(values), device, "" if values.ndim == 1 else repr(space.to_dict()))
    found = _there.get(key)
    if found is None or found.values is not values:
        found = _there[key] = Resident(values, _uploaded(values, space, device))
    return found


def _uploaded(values: NDArray[Any], space: Space, device: str) -> Tensor:
    target = torch.empty(values.shape, dtype=torch.int32 if values.ndim == 1 else torch.float32, device=device)
    rows = max(1, _PIECE // int(np.prod(values.shape[1:], dtype=np.int64)))
    for start in range(0, len(values), rows):
        piece = values[start : start + rows]
        converted = piece.astype(np.int32) if values.ndim == 1 else space.to_network(piece)
        target[start : start + rows] = torch.from_numpy(converted)
        release(values)
    return target
