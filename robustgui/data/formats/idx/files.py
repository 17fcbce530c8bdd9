"""MNIST's IDX files, compressed or not: an array behind a few bytes that say how long its axes are.

Source: LeCun, Cortes & Burges 1998, "The MNIST database of handwritten digits": two zero bytes, one for the type, one
for the number of axes, then the length of each axis and the values, all with the highest byte first.
"""

from __future__ import annotations

import gzip
import math
import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..files.source import check_fits, open_source, read_head, unreadable

_TYPES = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
_GZIP = b"\x1f\x8b"
_MOST_AXES = 8
_DENSEST = 1100  # bytes that a byte can unfold to, by deflate's own bound of 1032
_PIECE = 1 << 20


@dataclass(frozen=True)
class IdxHeader:
    """What is said in front of an array: its type, and the lengths of its axes as they are claimed."""

    dtype: np.dtype[Any]
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """Of the values in bytes."""
        return math.prod(self.shape) * self.dtype.itemsize

    @property
    def begin(self) -> int:
        """Where the values begin, in bytes."""
        return 4 + 4 * len(self.shape)


def idx_header(start: bytes) -> IdxHeader | None:
    """The header at the beginning of a file, which may be compressed; None if there is none."""
    if start.startswith(_GZIP):
        try:
            start = zlib.decompressobj(31).decompress(start, 4 + 4 * _MOST_AXES)
        except zlib.error:
            return None
    if len(start) < 4 or start[:2] != b"\0\0" or start[2] not in _TYPES or not 0 < start[3] <= _MOST_AXES:
        return None
    if len(start) < 4 + 4 * start[3]:
        return None
    shape = tuple(int.from_bytes(start[4 + 4 * axis : 8 + 4 * axis], "big") for axis in range(start[3]))
    return IdxHeader(np.dtype(_TYPES[start[2]]), shape)


def idx_array(path: Path, rows: int | None = None) -> NDArray[Any]:
    """The array of a file, or the first `rows` of its first axis.

    Raises:
        DataError: there is no header, or not as many bytes as it claims, or they do not fit in memory.
    """
    head = read_head(path)
    header = idx_header(head)
    if header is None:
        raise DataError(
            "{file} is not an IDX file: it does not begin with a type and the lengths of its axes. Get it again, or "
            "choose another file.",
            file=path.name,
        )  # fmt: skip
    shape = header.shape if rows is None else (min(rows, header.shape[0]), *header.shape[1:])
    part = IdxHeader(header.dtype, shape)
    try:
        real = path.stat().st_size * (_DENSEST if head.startswith(_GZIP) else 1)
        if header.begin + header.size > real:
            raise _short(path, header)
        check_fits(path, part.size)
        with open_source(path) as raw:
            file: BinaryIO | gzip.GzipFile = gzip.GzipFile(fileobj=raw) if head.startswith(_GZIP) else raw
            data = _exactly(file, header.begin + part.size)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _short(path, header) from error
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) < header.begin + part.size:
        raise _short(path, header)
    try:
        return np.frombuffer(data, header.dtype, offset=header.begin).reshape(shape)
    except ValueError as error:  # no values at all, along axes that are too long for any array
        raise _short(path, header) from error


def _exactly(file: BinaryIO | gzip.GzipFile, size: int) -> bytearray:
    """No more than `size` bytes, whatever the file unfolds to."""
    data = bytearray()
    while len(data) < size and (piece := file.read(min(_PIECE, size - len(data)))):
        data += piece
    return data


def _short(path: Path, header: IdxHeader) -> DataError:
    return DataError(
        "{file}: the header declares {shape} values, more than the file contains. The file may be truncated or "
        "damaged; get it again.",
        file=path.name, shape=" x ".join(map(str, header.shape)),
    )  # fmt: skip


_MOST = 64  # files of a folder that are looked into
_IMAGES = re.compile(r"images?|idx[2-4]", re.I)
_TO_LABELS = ((re.compile(r"images?", re.I), "labels"), (re.compile(r"idx[2-4]", re.I), "idx1"))
_TEST_WORDS = ("t10k", "test")


def find_labels_file(images: Path, count: int) -> Path | None:
    """The labels of an images file: by its name, or the only vector of `count` numbers in the folder."""
    name = images.name
    if _IMAGES.search(name):
        for pattern, word in _TO_LABELS:
            name = pattern.sub(word, name)
        for file_name in (name, name.removesuffix(".gz"), name + ".gz"):
            candidate = images.with_name(file_name)
            if file_name != images.name and os.path.isfile(candidate):
                return candidate
    able = [path for path, header in _idx_files(images.parent) if header.shape == (count,)]
    return able[0] if len(able) == 1 else None


def find_test_file(images: Path) -> Path | None:
    """The images of MNIST's test part beside those of its training part."""
    if "train" not in images.name:
        return None
    for word in _TEST_WORDS:
        name = images.name.replace("train", word, 1)
        for file_name in (name, name.removesuffix(".gz"), name + ".gz"):
            if os.path.isfile(images.with_name(file_name)):
                return images.with_name(file_name)
    return None


def images_in(folder: Path) -> Path | None:
    """The images file of a folder that is to be opened first: that of the training part, if there is one."""
    able = [path for path, header in _idx_files(folder) if len(header.shape) in (2, 3, 4)]
    return next((path for path in able if "train" in path.name), able[0] if able else None)


def _idx_files(folder: Path) -> list[tuple[Path, IdxHeader]]:
    files_with_headers = []
    try:
        files = sorted(path for path in folder.iterdir() if os.path.isfile(path) and path.stat().st_size)[:_MOST]
        for path in files:
            with open_source(path) as file:
                header = idx_header(file.read(256))
            if header is not None:
                files_with_headers.append((path, header))
    except (OSError, DataError):
        return files_with_headers
    return files_with_headers


def header_of(path: Path) -> IdxHeader | None:
    """The header of a file; raises `DataError` if it cannot be read."""
    return idx_header(read_head(path))
