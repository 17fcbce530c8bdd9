"""Damage to Arrow files and streams: integers inside of messages change, the frames around them stay."""

from __future__ import annotations

from random import Random

from . import hostile
from .bytes import damage_bytes

_CONTINUATION = b"\xff\xff\xff\xff"


def damage_arrow(content: bytes, chance: Random) -> bytes:
    """Some integers in the metadata or in the buffers of one message."""
    starts = _messages(content)
    if not starts:
        return damage_bytes(content, chance)
    start, length = chance.choice(starts)
    end = start + length if chance.random() < 0.7 else min(len(content), start + length + 256)  # the body follows
    for _ in range(chance.choice((1, 1, 2, 3))):
        size = chance.choice((1, 2, 4, 4, 8))
        place = start + chance.randrange(max(1, end - start)) // size * size
        old = int.from_bytes(content[place : place + size], "little")
        near = chance.choice((old + 1, old - 1, old * 2, old + 8, old - 8, 0))
        value = near if chance.random() < 0.5 else hostile.integer(chance, 8 * size)
        content = content[:place] + (value % (1 << 8 * size)).to_bytes(size, "little") + content[place + size :]
    return content


def _messages(content: bytes) -> list[tuple[int, int]]:
    """Where the metadata of each message begins, and how long they are."""
    found = []
    at = content.find(_CONTINUATION)
    while at >= 0 and len(found) < 100:
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        if 0 < length <= len(content) - at - 8:
            found.append((at + 8, length))
        at = content.find(_CONTINUATION, at + 8)
    return found
