"""Thrift's compact protocol, in which Parquet keeps its metadata: read into lists, and written again.

A struct is a list of [field, type, value]; a list is [type, [values]].

Source: Apache Thrift, "Thrift compact protocol".
"""

from __future__ import annotations

import struct
from typing import Any

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
INTEGERS = (_I16, _I32, _I64)

Struct = list[list[Any]]


def read_struct(data: bytes, at: int = 0) -> tuple[Struct, int]:
    """The struct that begins at byte `at`, and where it ends; raises `ValueError` or `IndexError` on other bytes."""
    fields: Struct = []
    number = 0
    while True:
        head = data[at]
        at += 1
        if head == 0:
            return fields, at
        kind, step = head & 15, head >> 4
        if step:
            number += step
        else:
            number, at = _zigzag(data, at)
        value, at = _value(data, at, kind) if kind > _FALSE else (kind == _TRUE, at)
        fields.append([number, kind, value])


def write_struct(fields: Struct) -> bytes:
    """The bytes of a struct."""
    parts = []
    last = 0
    for number, kind, value in fields:
        step = number - last
        wide = not 0 < step < 16
        stored = (_TRUE if value else _FALSE) if kind <= _FALSE else kind
        parts.append(bytes((stored if wide else step << 4 | stored,)) + (_varint(_zig(number)) if wide else b""))
        if kind > _FALSE:
            parts.append(_bytes(kind, value))
        last = number
    return b"".join(parts) + b"\0"


def _value(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind <= _FALSE:
        return data[at] == _TRUE, at + 1
    if kind == _BYTE:
        return data[at], at + 1
    if kind in INTEGERS:
        return _zigzag(data, at)
    if kind == _DOUBLE:
        return struct.unpack_from("<d", data, at)[0], at + 8
    if kind == _BINARY:
        length, at = _unsigned(data, at)
        return data[at : at + length], at + length
    if kind in (_LIST, _SET):
        head = data[at]
        at += 1
        length, inner = head >> 4, head & 15
        if length == 15:
            length, at = _unsigned(data, at)
        values = []
        for _ in range(length):
            one, at = _value(data, at, inner)
            values.append(one)
        return [inner, values], at
    if kind == _STRUCT:
        return read_struct(data, at)
    raise ValueError(f"a value of type {kind}")


def _bytes(kind: int, value: Any) -> bytes:
    if kind <= _FALSE:
        return bytes((_TRUE if value else _FALSE,))
    if kind == _BYTE:
        return bytes((value & 255,))
    if kind in INTEGERS:
        return _varint(_zig(value))
    if kind == _DOUBLE:
        return struct.pack("<d", value)
    if kind == _BINARY:
        return _varint(len(value)) + value
    if kind in (_LIST, _SET):
        inner, values = value
        length = len(values)
        head = bytes((length << 4 | inner,)) if length < 15 else bytes((0xF0 | inner,)) + _varint(length)
        return head + b"".join(_bytes(inner, one) for one in values)
    return write_struct(value)


def _unsigned(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _zigzag(data: bytes, at: int) -> tuple[int, int]:
    value, at = _unsigned(data, at)
    return value >> 1 ^ -(value & 1), at


def _zig(value: int) -> int:
    return (value << 1 ^ value >> 63) & (1 << 64) - 1


def _varint(value: int) -> bytes:
    parts = bytearray()
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes((*parts, value))
