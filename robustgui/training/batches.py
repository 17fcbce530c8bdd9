"""Batches of the training data as tensors: from the device where the data fit, else streamed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import numpy as np

from ..base.lazy import torch
from ..data.memory_maps import is_mapped, release
from ..models.batch import Batch, to_batch, token_batch

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

    from ..base.units import Space
    from ..data import SequenceSet
    from ..data.batch_order import Indices


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


_HOST_LIMIT = 1 << 30  # bytes; larger data are read batch by batch
_DEVICE_SHARE = 0.25  # of the free memory of a GPU
_STREAMED = 64 << 20  # bytes of a mapped file that may pile up in memory
_AROUND = 1 << 16  # bytes that the system reads around a part of a mapped file


class Batches:
    """Batches of `part` on `device`, in network units; the same bits whether the data fit on the device or not."""

    def __init__(self, part: SequenceSet, space: Space, device: str) -> None:
        self.part = part
        self.space = space
        self.device = device
        self.resident = part.values.nbytes <= _room(device, part)
        self._bytes_read = 0  # of a mapped file since its pages were released
        if self.resident:
            self._device_values = upload_once(part.values, space, device)
            self._values = self._device_values.on_device  # (S, F), or (S,) tokens
            self._starts = torch.tensor(part.starts).to(device)  # (N,)
            self._lengths = torch.tensor(part.lengths).to(device)  # (N,)
            self._labels = torch.tensor(part.labels).to(device)  # (N,) or (N, K)

    def __len__(self) -> int:
        return len(self.part)

    def take(self, indices: Indices) -> Batch:
        """The sequences `indices`, in that order, padded to the longest of them."""
        if not self.resident:
            return self._read_from_file(indices)
        longest = int(self.part.lengths[indices].max(initial=1))
        rows = torch.from_numpy(indices).to(self.device)
        time = torch.arange(longest, device=self.device)
        mask = time < self._lengths[rows][:, None]  # (B, T)
        steps = torch.where(mask, self._starts[rows][:, None] + time, 0)  # (B, T)
        if self.part.symbolic:
            return token_batch(self.part.task, self._values[steps].long() * mask, self._labels[rows], mask)
        x = torch.where(mask[:, :, None], self._values[steps], 0.0)  # (B, T, F)
        return Batch(x, self._labels[rows], mask)

    def _read_from_file(self, indices: Indices) -> Batch:
        batch = to_batch(self.part, indices, self.space, self.device)
        step = self.part.values.nbytes // len(self.part.values)
        self._bytes_read += int(np.maximum(self.part.lengths[indices] * step, _AROUND).sum())
        if self._bytes_read > _STREAMED:
            self._bytes_read = 0
            release(self.part.values)
        return batch


def _room(device: str, part: SequenceSet) -> int:
    """How many bytes of data may be kept on `device`; a mapped file needs no copy in the host's memory."""
    if device.startswith("cuda"):
        free, _ = torch.cuda.mem_get_info(device)
        return int(free * _DEVICE_SHARE)
    return 0 if is_mapped(part.values) else _HOST_LIMIT
