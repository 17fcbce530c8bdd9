"""The content of a file of weights: arrays with printable names, not larger than a file of its size can hold."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...base.errors import RunError
from ...base.files import read_regular
from ...base.lazy import torch
from ...base.visible import shorten
from ...models.tensor_file import explain_unreadable

if TYPE_CHECKING:
    from torch import Tensor

    from ...data.fingerprints import Fingerprints
    from ..architecture.identification import Hints


Floats = NDArray[np.float32]
MOST = 2 << 30  # bytes of a file
_SMALL = 16 << 20
_TENSORS = 10_000
_LONGEST = 200  # letters of a name


@dataclass(frozen=True)
class Contents:
    """What a file holds, as arrays and plain values, which can be sent between processes.

    Attributes:
        arrays: by the names in the file, in its order.
        origin: the file.
        digest: SHA-256 of the file.
        key: where in a checkpoint they were; empty: the file holds nothing else.
        hints: what the file says about the layout beyond the weights; None: nothing.
        trained_on: fingerprints of the training data, of a network of ours; None: unknown.
    """

    arrays: dict[str, Floats] = field(repr=False)
    origin: Path
    digest: str
    key: str = ""
    hints: Hints | None = None
    trained_on: Fingerprints | None = field(default=None, repr=False)

    @property
    def tensors(self) -> dict[str, Tensor]:
        """The arrays as tensors that share their memory."""
        return {name: torch.from_numpy(array) for name, array in self.arrays.items()}


def read_content(path: Path) -> bytes:
    """All bytes of a file of weights.

    Raises:
        RunError: there is no such file, it cannot be read, is no regular file or is larger than 2 GB.
    """
    with explain_unreadable(path):
        return read_regular(path, MOST)


def digest_of(content: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def largest_content(size: int) -> int:
    """How many bytes of float32 a file of `size` bytes can hold, compressed or not.

    Float8 becomes four times as large, and two layers that share their weights are stored once; what is compressed
    better than that is no trained weights.
    """
    return _SMALL + 4 * size


def check_arrays(values: Mapping[str, Any], size: int, path: Path) -> None:
    """Refuse what no file of weights holds, before it is copied.

    Args:
        values: arrays or tensors by name.
        size: of the file in bytes.
        path: for the message.

    Raises:
        RunError: there are too many, one has a name that cannot be shown, or together they are larger than the file
            can hold.
    """
    if len(values) > _TENSORS:
        raise RunError(
            "{file} holds {count} {count:weight|weights}; a network may have {most}.",
            file=str(path), count=len(values), most=_TENSORS,
        )  # fmt: skip
    for name in values:
        if len(name) > _LONGEST or not name.isprintable():
            raise RunError(
                "{file} is damaged: {name} is no name of a weight.", file=str(path), name=shorten(name)
            )  # fmt: skip
    total = 4 * sum(int(np.prod([int(length) for length in value.shape], dtype=object)) for value in values.values())
    if total > largest_content(size):
        raise RunError(
            "{file} is damaged: its weights claim {claimed} MB, far more than the {size} MB of the file can hold.",
            file=str(path), claimed=f"{total / 1e6:,.0f}", size=f"{size / 1e6:,.1f}",
        )  # fmt: skip


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
