"""Damage to .safetensors: the header changes as JSON under its right length; values follow as they are, or do not."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from . import hostile
from .bytes import damage_bytes
from .trees import Raw, damage_tree, to_json

_TYPES = ("F64", "F32", "F16", "BF16", "I64", "I8", "U8", "BOOL", "F8_E4M3", "F8_E5M2", "C64", "U64", "F4", "x", "")
_SHAPES: tuple[Any, ...] = (
    [],
    [0],
    [1],
    [-1],
    [2**40],
    [2**32, 2**32],
    [0, 2**62],
    [1] * 70,
    [1.5],
    ["a"],
    [None],
    Raw("[" + "9" * 5000 + "]"),
)


def damage_safetensors(content: bytes, chance: Random) -> bytes:
    """One to three values of the header, with offsets that fit for most."""
    length = int.from_bytes(content[:8], "little")
    header: Any = json.loads(content[8 : 8 + length])
    data = content[8 + length :]
    kind = chance.randrange(10)
    names = [name for name in header if name != "__metadata__"]
    if kind <= 2 and names:
        _change_tensor(header, names, chance)
    elif kind <= 4 and "__metadata__" in header:
        header["__metadata__"] = _other_metadata(header["__metadata__"], chance)
    elif kind <= 6:
        header = damage_tree(header, chance)
    elif kind == 7 and names:
        data = _renamed(header, names, data, chance)
    elif kind == 8:
        data = chance.choice((data[:-1], data + b"\0", data * 2, b"", b"\xff" * len(data), damage_bytes(data, chance)))
    else:
        return _with_header(chance.choice((b"", b"{}", b"{" * 5000, b"[]", b"null", b'{"a":' * 200)), data, chance)
    return _with_header(to_json(header).encode("utf-8", "surrogatepass"), data, chance)


def _change_tensor(header: Any, names: list[str], chance: Random) -> None:
    """Type, shape or offsets of one tensor."""
    entry = header[chance.choice(names)]
    match chance.randrange(4):
        case 0:
            entry["dtype"] = chance.choice(_TYPES)
        case 1:
            entry["shape"] = chance.choice(_SHAPES)
        case 2:
            entry["shape"] = chance.choice(
                (entry["shape"][::-1], [*entry["shape"], 1], [1, *entry["shape"]], entry["shape"][:-1])
            )
        case _:
            entry["data_offsets"][chance.randrange(2)] = hostile.integer(chance, 63)


def _other_metadata(metadata: Any, chance: Random) -> Any:
    """JSON within the JSON, which our own files have, changes as JSON."""
    key = chance.choice(list(metadata))
    try:
        metadata[key] = to_json(damage_tree(json.loads(metadata[key]), chance))
    except ValueError:
        metadata[key] = hostile.text(chance)
    return metadata


def _renamed(header: Any, names: list[str], data: bytes, chance: Random) -> bytes:
    """Tensors are left out, exchanged or called otherwise; all values stay."""
    first, second = chance.choice(names), chance.choice(names)
    match chance.randrange(3):
        case 0:
            header[hostile.text(chance)[:3000]] = header.pop(first)
        case 1:
            header[first], header[second] = header[second], header[first]
        case _:
            if header[first]["data_offsets"][1] == len(data):
                del header[first]
                return data[: max((header[name]["data_offsets"][1] for name in names if name in header), default=0)]
    return data


def _with_header(header: bytes, data: bytes, chance: Random) -> bytes:
    header += b" " * (-len(header) % 8)
    length = hostile.integer(chance) if chance.random() < 0.03 else len(header)
    return length.to_bytes(8, "little") + header + data
