"""Damage to JSON, as one document or as one a line: what is inside changes, and the rest remains JSON."""

from __future__ import annotations

import json
from random import Random

from . import hostile
from .trees import damage_tree, to_json


def damage_json(content: bytes, chance: Random) -> bytes:
    """One document."""
    return _written(damage_tree(json.loads(content), chance))


def damage_json_lines(content: bytes, chance: Random) -> bytes:
    """One document a line; lines may also be lost, doubled, exchanged or foreign."""
    lines = content.splitlines()
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(lines))
        kind = chance.randrange(10)
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[chance.randrange(len(lines))])
        elif kind == 2:
            lines[at] = lines[at] + lines[at]
        elif kind == 3:
            lines.insert(
                at, chance.choice((b"", b"null", b"[]", b"{}", b"0", b'"a"', b"NaN", hostile.brackets(chance).encode()))
            )
        elif kind == 4:
            lines[at] = b" " * chance.choice((1, 1000, 100_000)) + lines[at]
        else:
            try:
                lines[at] = _written(damage_tree(json.loads(lines[at]), chance))
            except (ValueError, RecursionError):  # damaged a moment ago
                continue
        if not lines:
            break
    return chance.choice((b"\n", b"\n", b"\n", b"\r\n", b"\r")).join(lines) + chance.choice((b"\n", b"\n", b""))


def _written(value: object) -> bytes:
    return to_json(value).encode("utf-8", "surrogatepass")
