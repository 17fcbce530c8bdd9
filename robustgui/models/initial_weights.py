"""The weights that a training starts from instead of random ones: in a file, or of a module in this process."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import RunError
from ..base.lazy import torch
from .tensor_file import read_tensors

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module

MEMORY = "memory:"  # before the digest of weights that no file holds
_contents: dict[str, bytes] = {}  # of this process, by source


def keep_weights(module: Module) -> str:
    """Keep the weights of `module` in this process, and give their source for `read_weights`: memory:DIGEST."""
    from safetensors.torch import save

    content = save({
        name: value.detach().cpu().clone(memory_format=torch.contiguous_format)
        for name, value in module.state_dict().items()
    })  # fmt: skip
    source = f"{MEMORY}{hashlib.sha256(content).hexdigest()[:32]}"
    _contents[source] = content
    return source


def is_in_memory(source: str) -> bool:
    """Whether `source` names weights that no file holds."""
    return source.startswith(MEMORY)


def get_content(source: str) -> bytes:
    """The weights that `keep_weights` kept, as the content of a .safetensors file.

    Raises:
        RunError: this process has none of that name.
    """
    if source not in _contents:
        raise RunError(
            "The initial weights were in the memory of a notebook alone. Create the network again with rg.Module, and "
            "train with runs= so that they are stored."
        )
    return _contents[source]


def receive_content(source: str, content: bytes) -> None:
    """Keep the weights that another process has pickled."""
    _contents[source] = content


def read_initial_weights(source: str) -> dict[str, Tensor]:
    """The weights by name.

    Args:
        source: a .safetensors file, or what `keep_weights` returned in this process.

    Raises:
        RunError: they cannot be read.
    """
    if not is_in_memory(source):
        return read_tensors(Path(source))[0]
    from safetensors.torch import load

    return load(get_content(source))
