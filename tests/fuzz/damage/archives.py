"""Damage to zip and gzip archives: members change, and the archive is written anew with the right check sums."""

from __future__ import annotations

import gzip
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from . import hostile
from .bytes import damage_bytes

Damage = Callable[[str, bytes, Random], bytes]
_NAMES = (
    "../../x.npy",
    "/x.npy",
    "x.npy/",
    "",
    ".npy",
    "x",
    "a\\b.npy",
    "é.npy",
    "x" * 5000 + ".npy",
    "X.NPY",
    "__class__.npy",
    "汉.npy",
)
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def damage_zip(content: bytes, chance: Random, inner: Damage, *, packing: int = zipfile.ZIP_STORED) -> bytes:
    """An archive of the same members, of which some were changed; `inner` damages the content of one by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(one.filename, archive.read(one)) for one in archive.infolist()]
    kind = chance.randrange(20)
    at = chance.randrange(len(members))
    name, data = members[at]
    if kind <= 11:
        for _ in range(chance.choice((1, 1, 2))):
            at = chance.randrange(len(members))
            members[at] = members[at][0], inner(*members[at], chance)
    elif kind == 12:
        del members[at]
    elif kind == 13:
        members.append((name, inner(name, data, chance)))
    elif kind == 14:
        suffix = "" if chance.random() < 0.5 else name.rpartition("/")[0] + "/"
        members[at] = suffix + chance.choice(_NAMES), data
    elif kind == 15:
        other = chance.randrange(len(members))
        members[at], members[other] = (name, members[other][1]), (members[other][0], data)
    elif kind == 16:
        members[at] = name, data + bytes(chance.choice((1, 1 << 16, 1 << 24)))
        packing = zipfile.ZIP_DEFLATED
    elif kind == 17:
        members += [(f"{name}.{number}", data) for number in range(chance.choice((10, 500)))]
    elif kind == 18:
        packing = chance.choice(_PACKINGS)
    else:
        return _directory(write_zip(members, packing), chance)
    return write_zip(members, packing)


def write_zip(members: list[tuple[str, bytes]], packing: int) -> bytes:
    """An archive of these members, two of which may have the same name."""
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w", packing) as archive:
        warnings.simplefilter("ignore")
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name[:60_000]), data, packing)
    return held.getvalue()


_DIRECTORY_FIELDS = (
    (4, 2),
    (6, 2),
    (8, 2),
    (10, 2),
    (16, 4),
    (20, 4),
    (24, 4),
    (28, 2),
    (30, 2),
    (32, 2),
    (38, 4),
    (42, 4),
)
_END_FIELDS = ((4, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2))


def _directory(content: bytes, chance: Random) -> bytes:
    """A field of the table of contents says something else than the members: sizes, offsets, flags, packing, counts."""
    end = content.rfind(b"PK\5\6")
    places = []
    at = content.find(b"PK\1\2")
    while 0 <= at < end:
        places.append(at)
        at = content.find(b"PK\1\2", at + 4)
    start, fields = (
        (chance.choice(places), _DIRECTORY_FIELDS) if places and chance.random() < 0.8 else (end, _END_FIELDS)
    )
    offset, size = chance.choice(fields)
    value = hostile.integer(chance, 8 * size)
    place = start + offset
    return content[:place] + value.to_bytes(size, "little") + content[place + size :]


def damage_gzip(content: bytes, chance: Random, inner: Callable[[bytes, Random], bytes]) -> bytes:
    """What is packed changes and is packed again; or the packed form has a second part, a wrong end or a wrong sum."""
    data = gzip.decompress(content)
    kind = chance.randrange(8)
    if kind <= 4:
        return gzip.compress(inner(data, chance), mtime=0)
    if kind == 5:
        return content + chance.choice((content, b"\0" * 20, b"x", gzip.compress(b"")))
    if kind == 6:
        return content[:-8] + struct.pack("<II", zlib.crc32(data), hostile.integer(chance, 32))
    return content[:10] + damage_bytes(content[10:], chance)
