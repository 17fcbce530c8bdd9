"""Damage to MATLAB files of level 5: elements change inside of what is compressed, and are compressed again."""

from __future__ import annotations

import zlib
from random import Random

from . import hostile
from .bytes import damage_bytes

_HEADER = 128
_COMPRESSED = 15


def damage_mat5(content: bytes, chance: Random) -> bytes:
    """One variable with other tags, flags, dimensions or content; or lost, doubled, nested or of another order."""
    parts: list[tuple[int, bytes]] = []
    at = _HEADER
    while at + 8 <= len(content):
        kind, size = (int.from_bytes(content[at + k : at + k + 4], "little") for k in (0, 4))
        data = content[at + 8 : at + 8 + size]
        try:
            parts.append((kind, zlib.decompress(data) if kind == _COMPRESSED else content[at : at + 8 + size]))
        except zlib.error:
            return damage_bytes(content, chance)
        at += 8 + size
    if not parts:
        return damage_bytes(content, chance)
    header = content[:_HEADER]
    place = chance.randrange(len(parts))
    kind, data = parts[place]
    match chance.randrange(12):
        case 0:
            del parts[place]
        case 1:
            parts.append((kind, data))
        case 2:
            parts[place] = kind, data * 2
        case 3:
            header = damage_bytes(header, chance)
        case 4:
            parts[place] = kind, data + bytes(chance.choice((1, 8, 1 << 20)))
        case 5:
            parts[place] = chance.choice((0, 1, 9, 14, 255)), data
        case _:
            for _ in range(chance.choice((1, 1, 2))):
                data = _other_integer(data, chance)
            parts[place] = kind, data
    return header + b"".join(_packed(*part) for part in parts)


def _other_integer(data: bytes, chance: Random) -> bytes:
    """Tags, flags, dimensions and names lie at multiples of four, mostly near the beginning."""
    if len(data) < 8:
        return damage_bytes(data, chance)
    most = min(len(data), 96) if chance.random() < 0.7 else len(data)
    size = chance.choice((1, 2, 4, 4))
    at = chance.randrange(0, most - 4, 4)
    near = chance.randrange(20) if chance.random() < 0.6 else hostile.integer(chance, 8 * size)
    return data[:at] + near.to_bytes(size, "little") + data[at + size :]


def _packed(kind: int, data: bytes) -> bytes:
    if kind != _COMPRESSED:
        return data
    packed = zlib.compress(data)
    return _COMPRESSED.to_bytes(4, "little") + len(packed).to_bytes(4, "little") + packed
