"""Tensors of any kind as plain float32 in memory of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...base.errors import RunError
from ...base.lazy import torch
from ...base.shorten import shorten
from .contents import Floats, check_arrays

if TYPE_CHECKING:
    from torch import Tensor


def to_arrays(tensors: dict[str, Tensor], size: int, path: Path) -> dict[str, Floats]:
    """`tensors` as arrays; whole numbers are left out, as counters are.

    Args:
        tensors: by name.
        size: of the file that they were read from, in bytes.
        path: of that file.

    Raises:
        RunError: one is of a kind that cannot be a plain weight, or they claim more values than the file can hold.
    """
    floats = {}
    for name, value in tensors.items():
        plain = torch.Tensor.detach(value)  # without what a file may have set on it
        is_dense = plain.layout is torch.strided and not (plain.is_meta or plain.is_nested or plain.is_quantized)
        if type(plain) is not torch.Tensor or not is_dense or plain.is_complex():
            raise RunError(
                "{file}: the weight {name} is complex, quantised or sparse. Convert it to plain float32 first.",
                file=str(path), name=shorten(name),
            )  # fmt: skip
        if plain.is_floating_point():
            floats[name] = plain
    check_arrays(floats, size, path)
    return {name: value.to("cpu", torch.float32, copy=True).contiguous().numpy() for name, value in floats.items()}
