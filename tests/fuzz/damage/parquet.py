"""Damage to Parquet files: values of their metadata and of page headers change, and everything is written again."""

from __future__ import annotations

from random import Random
from typing import Any

from . import hostile
from .bytes import damage_bytes
from .thrift import INTEGERS, read_struct, write_struct

_MAGIC = b"PAR1"
_LIST_KINDS, _STRUCT_KIND, _BINARY_KIND = (9, 10), 12, 8
_ROW_GROUPS, _COLUMNS, _COLUMN_META, _DATA_PAGE, _DICTIONARY_PAGE = 4, 1, 3, 9, 11


def damage_parquet(content: bytes, chance: Random) -> bytes:
    """Metadata with one to three other values under the right length, another page header, or another page."""
    if not content.endswith(_MAGIC) or len(content) < 12:
        return damage_bytes(content, chance)
    length = int.from_bytes(content[-8:-4], "little")
    body, footer = content[: -8 - length], content[-8 - length : -8]
    try:
        metadata, _ = read_struct(footer)
        pages = _pages(metadata)
        kind = chance.randrange(10)
        if kind <= 5 or not pages:
            for _ in range(chance.choice((1, 1, 2, 3))):
                _damage_struct(metadata, chance)
            footer = write_struct(metadata)
        elif kind <= 8:
            body = _with_other_page(body, chance.choice(pages), chance)
        else:
            at = chance.choice(pages)
            body = body[:at] + damage_bytes(body[at:], chance)
    except (ValueError, IndexError):  # no metadata: the file is encrypted, or was damaged before
        return damage_bytes(content, chance)
    return body + footer + len(footer).to_bytes(4, "little") + _MAGIC


def _pages(metadata: Any) -> list[int]:
    """Where pages begin."""
    found = []
    for group in _field(metadata, _ROW_GROUPS, [0, []])[1]:
        for column in _field(group, _COLUMNS, [0, []])[1]:
            meta = _field(column, _COLUMN_META, [])
            found += [at for at in (_field(meta, _DATA_PAGE, 0), _field(meta, _DICTIONARY_PAGE, 0)) if at > 0]
    return found


def _field(struct: Any, number: int, otherwise: Any) -> Any:
    return next((value for field, _, value in struct if field == number), otherwise)


def _with_other_page(body: bytes, at: int, chance: Random) -> bytes:
    """A page whose header has another value; what follows may lie elsewhere than the metadata say."""
    header, end = read_struct(body, at)
    _damage_struct(header, chance)
    written = write_struct(header)
    if len(written) < end - at:  # padded by a field that is skipped, so that the page stays in its place
        filled = [*header, [99, _BINARY_KIND, b""]]
        missing = end - at - len(write_struct(filled))
        if missing >= 0:
            filled[-1][2] = bytes(missing)
            written = write_struct(filled)
    return body[:at] + written + body[end:]


def _damage_struct(struct: Any, chance: Random) -> None:
    """Another value, one field more or less, or a list of another length, somewhere inside."""
    places: list[tuple[Any, int]] = []
    waiting = [struct]
    while waiting:
        for entry in waiting.pop():
            places.append((entry, 2))
            kind, value = entry[1], entry[2]
            if kind == _STRUCT_KIND:
                waiting.append(value)
            elif kind in _LIST_KINDS and value[0] == _STRUCT_KIND:
                waiting += value[1]
    if not places:
        return
    entry, _ = chance.choice(places)
    entry[2] = _other_value(entry[1], entry[2], chance)
    if chance.random() < 0.05:
        entry[0] = chance.randrange(1, 20)
    if chance.random() < 0.1:
        holder = chance.choice([one for one, _ in places])
        if holder[1] == _STRUCT_KIND and holder[2]:
            del holder[2][chance.randrange(len(holder[2]))]


def _other_value(kind: int, value: Any, chance: Random) -> Any:
    if kind <= 2:
        return not value
    if kind in INTEGERS:
        near = chance.choice((value + 1, value - 1, -value, value * 2, chance.randrange(20)))
        return near if chance.random() < 0.5 else hostile.integer(chance, 64, signed=True)
    if kind == _BINARY_KIND:
        text = hostile.text(chance).encode("utf-8", "surrogatepass")
        return chance.choice((value + b"x", b"", text, damage_bytes(value, chance)))
    if kind in _LIST_KINDS:
        inner, values = value
        return [inner, chance.choice((values[:-1], values * 2, values * 50, [], values[::-1]))]
    if kind == _STRUCT_KIND and value:
        return chance.choice((value[:-1], value[1:], value + value[-1:]))
    return value
