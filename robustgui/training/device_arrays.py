"""Whole arrays of values on a device: each is uploaded once, however many splits and windows share it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import numpy as np

from ..base.lazy import torch
from ..data.memory_maps import release

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

    from ..base.units import Space

_PIECE = 1 << 20  # values converted at a time, so that the host never holds all of them twice


@dataclass(eq=False)
class DeviceArray:
    """An array and its copy on a device: (S, F) float32 in network units, or (S,) int32 tokens."""

    values: NDArray[Any] = field(repr=False)
    on_device: Tensor = field(repr=False)


_uploads: WeakValueDictionary[tuple[int, str, str], DeviceArray] = WeakValueDictionary()


def upload_once(values: NDArray[Any], space: Space, device: str) -> DeviceArray:
    """`values` on `device`, in the units of `space`; an upload that is still in use is shared."""
    key = (id(values), device, "" if values.ndim == 1 else repr(space.to_dict()))
    upload = _uploads.get(key)
    if upload is None or upload.values is not values:
        upload = _uploads[key] = DeviceArray(values, _upload(values, space, device))
    return upload


def _upload(values: NDArray[Any], space: Space, device: str) -> Tensor:
    target = torch.empty(values.shape, dtype=torch.int32 if values.ndim == 1 else torch.float32, device=device)
    rows = max(1, _PIECE // int(np.prod(values.shape[1:], dtype=np.int64)))
    for start in range(0, len(values), rows):
        piece = values[start : start + rows]
        converted = piece.astype(np.int32) if values.ndim == 1 else space.to_network(piece)
        target[start : start + rows] = torch.from_numpy(converted)
        release(values)
    return target
