"""The state of a method as JSON and named tensors, and back: nothing of it can run code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..base.documents import parse_json
from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor

# A list in the JSON begins with the kind of what it encodes: "tensor" and its name, "tuple" or "list" and the items.


def pack_state(state: dict[str, Any]) -> tuple[str, dict[str, Tensor]]:
    """`state`, see `Method.state_dict`, as JSON that names its tensors; raises `TypeError` for other content."""
    tensors: dict[str, Tensor] = {}

    def pack(value: Any) -> Any:
        if isinstance(value, torch.Tensor):
            tensors[str(len(tensors))] = value
            return ["tensor", str(len(tensors) - 1)]
        if isinstance(value, dict) and all(isinstance(key, str) for key in value):
            return {key: pack(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return ["tuple" if isinstance(value, tuple) else "list", *map(pack, value)]
        if value is None or isinstance(value, bool | int | float | str):
            return value
        raise TypeError(f"the state of a method cannot hold {type(value).__name__}")

    return json.dumps(pack(state)), tensors


def unpack_state(text: str, tensors: dict[str, Tensor], device: str) -> dict[str, Any]:
    """The inverse of `pack_state`, with its tensors on `device`; raises `ValueError` for anything else."""

    def unpack(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: unpack(item) for key, item in value.items()}
        if not isinstance(value, list):
            return value
        match value:
            case ["tensor", str(name)] if name in tensors:
                return tensors[name].to(device)
            case ["tuple", *items]:
                return tuple(map(unpack, items))
            case ["list", *items]:
                return list(map(unpack, items))
        raise ValueError("the state of the method is damaged")

    state = unpack(parse_json(text, nan=True))
    if not isinstance(state, dict):
        raise ValueError("the state of the method is damaged")
    return state
