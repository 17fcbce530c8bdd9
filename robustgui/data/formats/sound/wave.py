"""The header of a .wav file: what its samples are and where they lie, checked against the bytes that are there.

Source: IBM & Microsoft 1991, "Multimedia Programming Interface and Data Specifications 1.0"; Microsoft 1994 for
WAVE_FORMAT_EXTENSIBLE; EBU Tech 3306 for RF64.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..files.source import check_fits, open_source, read_source, unreadable

MAGICS = (b"RIFF", b"RIFX", b"RF64")
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_GUID = b"\0\0\0\0\x10\0\x80\0\0\xaa\0\x38\x9b\x71"  # behind the code in an extensible format
_UNKNOWN = 0xFFFFFFFF  # a size that the writer did not know, or that is stored elsewhere
_UNFINISHED = (0, _UNKNOWN, _UNKNOWN - 0xFF, 0x7FFFFFFF, 0x7FFFFFFF - 36)  # such sizes mean: to the end
_MOST_CHUNKS = 10_000
_LONGEST_FORMAT = 4096


@dataclass(frozen=True)
class WaveHeader:
    """What a .wav file holds."""

    rate: int  # samples a second
    channels: int  # 1 mono, 2 stereo
    code: int  # _PCM or _FLOAT; others are codecs that only a library reads
    width: int  # bytes of one sample of one channel
    order: Literal["<", ">"]  # "<" or ">"
    start: int  # where the samples begin, in bytes
    frames: int  # samples of each channel

    @property
    def plain(self) -> bool:
        """Whether the samples are numbers one behind the other."""
        return (self.code == _PCM and self.width in (1, 2, 3, 4)) or (self.code == _FLOAT and self.width in (4, 8))


def is_wave(head: bytes) -> bool:
    """Whether a file that begins so is a .wav file."""
    return head[:4] in MAGICS and head[8:12] == b"WAVE"


def wave_header(path: Path, name: str) -> WaveHeader:
    """The header of a file; raises `DataError` if it is damaged or claims more than is there."""
    try:
        with open_source(path) as file:
            return _header(file, os.fstat(file.fileno()).st_size, name)
    except OSError as error:
        raise unreadable(path, error) from error


def wave_samples(path: Path, name: str, header: WaveHeader) -> NDArray[np.float32]:
    """The samples (T, C) in [-1, 1], whole numbers divided by the largest that their width can hold."""
    size = header.frames * header.channels * header.width
    check_fits(path, header.frames * header.channels * 4)
    data = read_source(path, header.start, size)
    if len(data) < size:
        raise _short(name)
    return _numbers(data, header).reshape(-1, header.channels)  # (T * C,) -> (T, C)


def _numbers(data: bytes, header: WaveHeader) -> NDArray[np.float32]:
    order, width = header.order, header.width
    if header.code == _FLOAT:
        with np.errstate(over="ignore", invalid="ignore"):
            return np.frombuffer(data, f"{order}f{width}").astype(np.float32)
    if width == 1:
        return (np.frombuffer(data, np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
    if width == 3:
        wide = np.zeros((len(data) // 3, 4), np.uint8)
        wide[:, slice(1, 4) if order == "<" else slice(0, 3)] = np.frombuffer(data, np.uint8).reshape(-1, 3)
        return wide.view(f"{order}i4")[:, 0].astype(np.float32) / np.float32(2**31)
    return np.frombuffer(data, f"{order}i{width}").astype(np.float32) / np.float32(2 ** (8 * width - 1))


def _header(file: BinaryIO, size: int, name: str) -> WaveHeader:
    head = file.read(12)
    if not is_wave(head):
        raise DataError("{file} is not a .wav file: it does not begin with RIFF and WAVE. Get it again.", file=name)
    order: Literal["<", ">"] = ">" if head[:4] == b"RIFX" else "<"
    form, long_size, at = b"", 0, 12
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        tag = file.read(8)
        if len(tag) < 8:
            break
        length = _integer(tag[4:8], order)
        if tag[:4] == b"ds64":
            long_size = _integer(file.read(16)[8:16], order)
        elif tag[:4] == b"fmt ":
            form = file.read(min(length, _LONGEST_FORMAT))
        elif tag[:4] == b"data":
            if length in _UNFINISHED and not _is_tag(
                file, at + 8
            ):  # written to a pipe, or by a program that was ended before it came back
                length = long_size if head[:4] == b"RF64" and long_size else size - at - 8
            return _check_header(form, order, at + 8, length, size, name)
        at += 8 + length
        if length % 2 and not _is_tag(file, at):  # the pad byte, which some programs leave out
            at += 1
    raise DataError("{file} has no samples: it is truncated or damaged. Get it again.", file=name)


def _is_tag(file: BinaryIO, at: int) -> bool:
    """Whether a chunk of one of the usual kinds begins at byte `at`."""
    file.seek(at)
    return file.read(4) in (b"data", b"fmt ", b"fact", b"LIST", b"ds64", b"bext", b"JUNK", b"cue ", b"smpl", b"id3 ")


def _check_header(form: bytes, order: Literal["<", ">"], start: int, length: int, size: int, name: str) -> WaveHeader:
    if len(form) < 16:
        raise DataError("{file} does not specify how its samples are stored. It is damaged; get it again.", file=name)
    code, channels, rate, block = (_integer(form[i:j], order) for i, j in ((0, 2), (2, 4), (4, 8), (12, 14)))
    if code == _EXTENSIBLE and form[26:40] == _GUID:
        code = _integer(form[24:26], order)
    width = block // channels if channels else 0
    if not channels or not rate or not block or (code in (_PCM, _FLOAT) and width * channels != block):
        raise DataError(
            "{file}: {channels} {channels:channel|channels} at {rate} Hz in blocks of {block} {block:byte|bytes} "
            "is not a valid format. The file is damaged; get it again.",
            file=name, channels=channels, rate=rate, block=block,
        )  # fmt: skip
    if start + length > size:
        raise _short(name)
    return WaveHeader(rate, channels, code, width, order, start, length // block)


def _integer(data: bytes, order: str) -> int:
    return int.from_bytes(data, "little" if order == "<" else "big")


def _short(name: str) -> DataError:
    return DataError(
        "{file}: the header declares more samples than the file contains. It is truncated or damaged; get it again.",
        file=name,
    )
