"""Damage to files of sound: chunks of .wav change under sizes that fit; headers of FLAC and pages of OGG are mended."""

from __future__ import annotations

import struct
from random import Random

from . import hostile
from .bytes import damage_bytes

_FORMATS = (1, 3, 6, 7, 2, 0x11, 0x31, 0xFFFE, 0, 0x55)


def damage_sound(content: bytes, chance: Random) -> bytes:
    """By what the file begins with."""
    if content.startswith(b"RIFF"):
        return _damage_wave(content, chance)
    if content.startswith(b"fLaC"):
        return _damage_flac(content, chance)
    return _damage_ogg(content, chance) if content.startswith(b"OggS") else damage_bytes(content, chance)


def _damage_wave(content: bytes, chance: Random) -> bytes:
    chunks = _chunks(content)
    kind = chance.randrange(10)
    at = chance.randrange(len(chunks)) if chunks else 0
    if not chunks:
        return damage_bytes(content, chance)
    tag, data = chunks[at]
    if kind <= 3:
        chunks = [(t, _other_format(d, chance) if t == b"fmt " else d) for t, d in chunks]
    elif kind == 4:
        chunks.insert(
            at,
            (
                chance.choice((b"LIST", b"JUNK", b"data", b"fmt ", b"\0\0\0\0", b"ds64", b"fact")),
                damage_bytes(data, chance),
            ),
        )
    elif kind == 5:
        del chunks[at]
    elif kind == 6:
        chunks[at] = tag, chance.choice((b"", data[:-1], data * 3, data[:3], b"\xff" * 40))
    elif kind == 7:
        chance.shuffle(chunks)
    sizes = (
        {at: chance.choice((0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFF00, len(data) + 1))} if kind >= 8 else {}
    )
    body = b"".join(
        tag + struct.pack("<I", sizes.get(i, len(data)) & 0xFFFFFFFF) + data + b"\0" * (len(data) % 2)
        for i, (tag, data) in enumerate(chunks)
    )
    magic = chance.choice((b"RIFF", b"RIFF", b"RIFF", b"RIFF", b"RIFX", b"RF64"))
    return magic + struct.pack("<I", len(body) + 4) + b"WAVE" + body


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    found = []
    at = 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        found.append((content[at : at + 4], content[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found


def _other_format(data: bytes, chance: Random) -> bytes:
    """Code, channels, rate, bytes a second, block and bits; consistent, or with one of them wrong."""
    code, channels, bits = (
        chance.choice(_FORMATS),
        chance.choice((1, 2, 3, 64, 1000)),
        chance.choice((8, 16, 24, 32, 64, 4, 12, 1)),
    )
    rate = chance.choice((8000, 1, 44100, 2**31, 2**32 - 1, 7919))
    block = channels * ((bits + 7) // 8)
    fields = [code, channels, rate, rate * block % 2**32, block % 2**16, bits]
    if chance.random() < 0.5:
        fields = [*struct.unpack_from("<HHIIHH", data.ljust(16, b"\0"))]
        at = chance.randrange(6)
        fields[at] = hostile.integer(chance, 32 if at in (2, 3) else 16)
    end = (
        struct.pack("<HHI", 22, bits, 3) + struct.pack("<H", 1) + b"\0\0\0\0\x10\0\x80\0\0\xaa\0\x38\x9b\x71"
        if code == 0xFFFE
        else b""
    )
    return struct.pack("<HHIIHH", *fields) + end


def _damage_flac(content: bytes, chance: Random) -> bytes:
    """The stream's description: block sizes, rate, channels, bits, number of samples; other blocks of metadata."""
    info = bytearray(content[8:42])
    kind = chance.randrange(6)
    if kind == 0:
        info[13:18] = (info[13] & 0xF0).to_bytes(1, "big") + hostile.integer(chance, 32).to_bytes(4, "big")
    elif kind == 1:
        info[10:13] = hostile.integer(chance, 24).to_bytes(3, "big")
    elif kind == 2:
        info[0:4] = hostile.integer(chance, 32).to_bytes(4, "big")
    elif kind == 3:
        block = bytes((chance.choice((1, 2, 3, 4, 5, 6, 126)),)) + hostile.integer(chance, 24).to_bytes(3, "big")
        return content[:42] + block + content[42:]
    elif kind == 4:
        return content[:42] + damage_bytes(content[42:], chance)
    else:
        return content + content
    return content[:8] + bytes(info) + content[42:]


def _damage_ogg(content: bytes, chance: Random) -> bytes:
    """The content of some pages, with their check sums right."""
    pages = [b"OggS" + page for page in content.split(b"OggS")[1:]]
    for _ in range(chance.choice((1, 2))):
        at = chance.randrange(len(pages))
        page = pages[at]
        kind = chance.randrange(5)
        if kind == 0:
            pages[at] = page[:6] + hostile.integer(chance).to_bytes(8, "little") + page[14:]
        elif kind == 1:
            pages.insert(at, page)
        else:
            pages[at] = page[:27] + damage_bytes(page[27:], chance)
    return b"".join(_summed(page) for page in pages)


def _summed(page: bytes) -> bytes:
    cleared = page[:22] + b"\0\0\0\0" + page[26:]
    return cleared[:22] + _ogg_sum(cleared).to_bytes(4, "little") + cleared[26:]


def _ogg_sum(data: bytes) -> int:
    """CRC-32 of polynomial 0x04C11DB7, most significant bit first, without inversions (RFC 3533)."""
    value = 0
    for byte in data:
        value = (value << 8 ^ _TABLE[value >> 24 ^ byte]) & 0xFFFFFFFF
    return value


def _entry(byte: int) -> int:
    value = byte << 24
    for _ in range(8):
        value = (value << 1 ^ 0x04C11DB7) if value & 0x80000000 else value << 1
    return value & 0xFFFFFFFF


_TABLE = [_entry(byte) for byte in range(256)]
