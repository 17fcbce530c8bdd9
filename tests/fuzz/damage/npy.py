"""Damage to the header of a NumPy array: other types, shapes and orders, written as the format asks."""

from __future__ import annotations

import struct
from random import Random

from . import hostile
from .bytes import damage_bytes

_MAGIC = b"\x93NUMPY"
_TYPES = (
    "'<f4'", "'>f8'", "'<f2'", "'<f16'", "'<c8'", "'<i1'", "'|u1'", "'<i8'", "'<u8'", "'|b1'", "'|O'", "'O'", "'<U0'",
    "'<U5'",
    "'|S0'", "'|S3'", "'|V0'", "'|V4'", "'<M8[ns]'", "'<M8'", "'<m8[D]'", "'<M8[25s]'", "'x'", "''", "None", "5", "[]",
    "[('a', '<f4')]", "[('a', '<f4'), ('b', '|O')]", "[('', '<f4')]", "[('a', '<f4'), ('a', '<i4')]", "('<f4', (2,))",
    "('<f4', (0,))", "('<f4', (-1,))", "{'names': ['a'], 'formats': ['<f4'], 'offsets': [9]}",
    "[('a', [('b', '<f4')])]",
    "'<f4,<i4'", "'<U99999999999'", "'|S2147483647'", "'T'", "'\\x00'", "'int'", "'float128'", "b'<f4'", "('<f4', {})",
)  # fmt: skip
_SHAPES = (
    "()", "(0,)", "(0, 0)", "(1,)", "(-1,)", "(-4, -3)", "(4,)", "(3, 4)", "(12,)", "(2, 2, 3)", "(12, 1)", "(1, 12)",
    "(4, 3, 1, 1)",
    "(999999999999,)", "(0, 999999999999999)", "(9223372036854775807,)", "(9223372036854775808,)",
    "(4294967296, 4294967296)",
    "(65536, 65536, 65536, 65536)", "(4.0, 3)", "('a',)", "(True, 3)", "(None,)", "4", "[4, 3]", "(4, (3,))",
    "(1,) * 99",
    "(" + "1," * 33 + ")", "(" + "1," * 65 + ")", "(" + "9" * 5000 + ",)", "(0x4, 3)", "(4_0, 3)", "(4L, 3L)", "(1e3,)",
)  # fmt: skip
_OTHER_HEADERS = (
    b"{", b"{}", b"[]", b"(" * 5000, b"[" * 100, b"{'descr': '<f4'}", b"", b"\0" * 64,
    b"{'descr': '<f4', 'fortran_order': 1, 'shape': (1,)}",
    b"__import__('os').abort()", b"\xff" * 20, b"{'descr': '<f4', 'fortran_order': False, 'shape': (4, 3), 'x': 1}",
    b"-" * 9000 + b"1",
    b"{**{}}", b"{1: 2}", b"{'shape': (4, 3), 'descr': '<f4', 'fortran_order': False, 'shape': ()}", b"1 if 1 else 2",
)  # fmt: skip


def damage_npy(content: bytes, chance: Random) -> bytes:
    """A header with other facts in front of the same data, or data cut, doubled or damaged behind a sound header."""
    if not content.startswith(_MAGIC) or len(content) < 12:
        return damage_bytes(content, chance)
    wide = content[6] >= 2
    start = 12 if wide else 10
    length = int.from_bytes(content[8:start], "little")
    header, data = content[start : start + length], content[start + length :]
    facts = {"descr": "'<f4'", "fortran_order": "False", "shape": "(4, 3)"}
    if chance.random() < 0.6:
        facts |= _facts_of(header)
    kind = chance.randrange(8)
    if kind <= 2:
        facts["descr"] = chance.choice(_TYPES)
    if kind in (0, 3, 4):
        facts["shape"] = chance.choice(_SHAPES)
    if kind == 5:
        facts["fortran_order"] = chance.choice(("True", "None", "1", "'a'"))
    if kind >= 6:
        data = chance.choice((b"", data[:-1], data * 2, data + b"x", bytes(len(data)), b"\xff" * len(data)))
    text = "{" + ", ".join(f"'{name}': {value}" for name, value in facts.items()) + ", }"
    body = chance.choice(_OTHER_HEADERS) if chance.random() < 0.1 else text.encode()
    version = chance.choice((1, 1, 1, 2, 3, 3, 0, 4, 255))
    return write_npy(body, data, version, chance)


def _facts_of(header: bytes) -> dict[str, str]:
    """The facts of a header that NumPy wrote, as they are written."""
    text = header.decode("latin-1")
    found = {}
    for name in ("descr", "fortran_order", "shape"):
        _, there, rest = text.partition(f"'{name}': ")
        if there:
            end = rest.find(")") + 1 if rest.startswith("(") else rest.find(", '" if rest.startswith("[") else ",")
            found[name] = rest[:end]
    return found


def write_npy(header: bytes, data: bytes, version: int, chance: Random) -> bytes:
    """An array file with this header, padded as the format asks, and its length right but for a few."""
    form = "<H" if version < 2 else "<I"
    size = struct.calcsize(form)
    header += b" " * (-(8 + size + len(header) + 1) % 64) + b"\n"
    length = len(header) % (1 << 8 * size)
    if chance.random() < 0.05:
        length = hostile.integer(chance, 8 * size)
    return _MAGIC + bytes((version, 0)) + struct.pack(form, length) + header + data
