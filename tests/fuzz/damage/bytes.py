"""Damage to files: bytes flipped, cut, doubled; numbers in headers made huge; words of the format in wrong places."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]

_HUGE = (0, 1, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1, 10**12, 0xFFFFFFFFFFFFFFFF)
_WORDS = (
    b"nan", b"inf", b"-1", b"1e999", b"999999999999", b"?", b"\x00", b"\xff\xfe", b"\r\n", b'"', b"{", b"}", b"[", b"]",
    b"@data", b"@attribute", b"cos\nsystem\n(S'true'\ntR.", b"\x80\x04\x95", b"PK\x03\x04", b"\x1f\x8b", b"RIFF",
)  # fmt: skip


def damage_bytes(content: bytes, chance: random.Random) -> bytes:
    """One to six random damages."""
    for _ in range(chance.randint(1, 6)):
        content = chance.choice(_DAMAGES)(content, chance)
    return content


def damage_by(known: Damage | None, content: bytes, chance: random.Random, share: float = 0.8) -> bytes:
    """By `known`, which knows the format, in that share of cases, else by `damage_bytes`."""
    if known is None or chance.random() >= share:
        return damage_bytes(content, chance)
    try:
        return known(content, chance)
    except Exception:  # of whatever kind: `content` is no longer what the format asks for
        return damage_bytes(content, chance)


def try_damage(known: Damage | None, content: bytes) -> None:
    """Raises whatever `known` does with a whole file: there it has no excuse."""
    for number in range(8):
        if known is not None:
            known(content, random.Random(number))


def _flip(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return content
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _remove(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.randint(1, 40) :]


def _double(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[max(0, at - chance.randint(1, 200)) :]


def _insert(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(_WORDS) + content[at:]


def _huge_integer(content: bytes, chance: random.Random) -> bytes:
    """A binary integer somewhere, mostly in the header, becomes a very large one."""
    size, form = chance.choice(((2, "H"), (4, "I"), (8, "Q")))
    if len(content) < size:
        return content
    reach = len(content) - size if chance.random() < 0.3 else min(len(content) - size, 128)
    at = chance.randint(0, reach)
    value = chance.choice(_HUGE) % 2 ** (8 * size)
    return content[:at] + struct.pack(chance.choice("<>") + form, value) + content[at + size :]


def _huge_number(content: bytes, chance: random.Random) -> bytes:
    """A number written in digits becomes a very large one."""
    found = list(re.finditer(rb"\d+", content[:100_000]))
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start()] + str(chance.choice(_HUGE)).encode() + content[one.end() :]


_DAMAGES = (_flip, _flip, _cut, _remove, _double, _insert, _huge_integer, _huge_integer, _huge_number)
