"""Damage to tables and other texts: cells, lines and delimiters change, the rest stays in its place."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from random import Random

from . import hostile

_CELL = re.compile(rb"[^,;:\t\r\n ]+")
_ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-32",
    "utf-8-sig",
    "latin-1",
    "cp1251",
    "shift_jis",
    "gb18030",
    "utf-7",
    "cp037",
)


def damage_text(content: bytes, chance: Random) -> bytes:
    """One to four damages."""
    for _ in range(chance.choice((1, 1, 2, 3, 4))):
        content = chance.choice(_DAMAGES)(content, chance)
    return content


def _cell(content: bytes, chance: Random) -> bytes:
    """Some cells become others: in one place, or everywhere where the same stood."""
    cells = list(_CELL.finditer(content[:100_000]))
    if not cells:
        return content + hostile.token(chance)
    one, new = chance.choice(cells), hostile.token(chance)
    if len(new) < 400 and chance.random() < 0.2:
        return content.replace(one[0], new)
    return content[: one.start()] + new + content[one.end() :]


def _exchange_cells(content: bytes, chance: Random) -> bytes:
    cells = list(_CELL.finditer(content[:100_000]))
    if len(cells) < 2:
        return content
    first, second = sorted(chance.sample(cells, 2), key=lambda cell: cell.start())
    between = content[first.end() : second.start()]
    return content[: first.start()] + second[0] + between + first[0] + content[second.end() :]


def _quote(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice((b'"', b"'", b'""', b"\\", b'"\n', b'","')) + content[at:]


def _lines(content: bytes, chance: Random) -> bytes:
    """Lines are lost, doubled, exchanged or repeated; blank ones come in."""
    lines = content.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(6)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(other, lines[at])
    elif kind == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 3:
        lines[at : at + 1] = [lines[at]] * chance.choice((10, 300))
    elif kind == 4:
        lines[at:at] = [b""] * chance.choice((1, 100))
    else:
        lines = lines[: at + 1]
    return b"\n".join(lines)


def _long_line(content: bytes, chance: Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    separator = chance.choice((b",", b";", b"\t", b" ", b":"))
    filling = chance.choice((b"1", b"", b"a", b"0.5", b"?")) + separator
    lines[at] += separator + filling * chance.choice((3, 100, 3000))
    return b"\n".join(lines)


def _delimiters(content: bytes, chance: Random) -> bytes:
    old, new = chance.sample((b",", b";", b"\t", b" ", b":", b".", b"|", b"\0"), 2)
    return content.replace(old, new) if chance.random() < 0.5 else content.replace(old, new, 3)


def _line_ends(content: bytes, chance: Random) -> bytes:
    new = chance.choice((b"\r\n", b"\r", b"\n\n", b"\x0b", b"\x0c", b"\x85", b"\xe2\x80\xa8", b" \n", b"\0\n", b"\n\r"))
    return content.replace(b"\n", new, chance.choice((-1, 1, 3)))


def _encoding(content: bytes, chance: Random) -> bytes:
    return content.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "ignore")


def _packed(content: bytes, chance: Random) -> bytes:
    packed = gzip.compress(content, mtime=0)
    return packed * 2 if chance.random() < 0.3 else packed


def _header_only(content: bytes, chance: Random) -> bytes:
    return b"\n".join(content.split(b"\n")[: chance.choice((0, 1, 2, 5))])


def _ends(content: bytes, chance: Random) -> bytes:
    addition = chance.choice((b"\0" * 100, b"\x1a", b"\n" * 1000, b"\xff", b"\xef\xbb\xbf", hostile.token(chance)))
    return addition + content if chance.random() < 0.5 else content + addition


_DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cell, _cell, _cell, _cell, _exchange_cells, _quote, _lines, _lines, _long_line, _delimiters, _line_ends, _encoding,
    _packed, _header_only, _ends,
)  # fmt: skip
