"""IDX files as of MNIST, compressed or not: each picture is a sequence of its rows, from top to bottom.

The labels lie in a file of their own, found by its name (images-idx3 and labels-idx1) or because it alone holds as many
numbers as there are pictures. Beside train-images, t10k-images are the test part.
"""

from __future__ import annotations

import gzip
import math
import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError, Sentence
from ...base.settings import setting
from ..sequence_set import Kind, SequenceSet
from .arrays.sequences import check_finite, check_lengths
from .base import READERS, Reader
from .files.source import check_fits, open_source, read_head, unreadable
from .sequences.collector import count_steps_to_last, dataset_name, feature_names
from .sequences.labels import encode_labels

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
    """The array of a file, or the first `rows` of its first axis. Raises `DataError` if there is no header, it claims
    more bytes than there are, or they do not fit in memory."""
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
        if (labels_file := _find_beside(images, name)) is not None:
            return labels_file
    able = [path for path, header in _idx_files(images.parent) if header.shape == (count,)]
    return able[0] if len(able) == 1 else None


def find_test_file(images: Path) -> Path | None:
    """The images of MNIST's test part beside those of its training part."""
    if "train" not in images.name:
        return None
    files = (_find_beside(images, images.name.replace("train", word, 1)) for word in _TEST_WORDS)
    return next(filter(None, files), None)


def _find_beside(images: Path, name: str) -> Path | None:
    """Another file called `name` in the same folder, compressed or not."""
    files = (images.with_name(file_name) for file_name in (name, name.removesuffix(".gz"), name + ".gz"))
    return next((file for file in files if file != images and os.path.isfile(file)), None)


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


@READERS.register("idx")
class Idx(Reader):
    """Images row by row, with their labels in a second file."""

    title: ClassVar[str] = "IDX, as of MNIST"
    suffixes: ClassVar[tuple[str, ...]] = (".idx", ".idx3", ".gz")
    reads_folders: ClassVar[bool] = True
    kind: ClassVar[Kind] = "image"

    labels: str = setting(
        "", title="Labels", help="Name of the file with the labels, in the same folder; empty: detected by name."
    )
    steps: Literal["rows", "columns"] = setting(
        "rows",
        title="Steps",
        choices={"rows": "rows, from the top", "columns": "columns, from the left"},
        help="What is read as successive time steps.",
    )

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """Type and axes at the beginning, lengths that the file can hold; or a folder with such a file."""
        if not head:
            return 0.7 if path.is_dir() and images_in(path) is not None else 0.0
        header = idx_header(head)
        if header is None:
            return 0.0
        packed = head.startswith(b"\x1f\x8b")
        try:
            sound = packed or header.begin + header.size == path.stat().st_size
        except OSError:
            return 0.0
        return 0.9 if sound else 0.4

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second picture has one row less."""
        pictures = np.arange(24, dtype=">f4").reshape(4, 3, 2)
        pictures[1, 2] = np.nan
        lengths = b"".join(length.to_bytes(4, "big") for length in pictures.shape)
        (folder / "sample.idx1").write_bytes(b"\0\0\x08\1\0\0\0\4\1\2\1\2")
        path = folder / "sample.idx3"
        path.write_bytes(b"\0\0\x0d\3" + lengths + pictures.tobytes())
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """All pictures; see `Reader.read`."""
        path = self._images(path)
        header = header_of(path)
        if header is not None and len(header.shape) == 1:
            raise DataError("{file} contains labels. Choose the file with the images instead.", file=path.name)
        x = idx_array(path, limit)
        if x.ndim not in (2, 3, 4) or not x.size:
            raise DataError(
                "{file}: its axes are {shape}; pictures have 2 to 4 axes with values. Choose another file.",
                file=path.name, shape=" x ".join(map(str, x.shape)),
            )  # fmt: skip
        x = x[..., None] if x.ndim == 2 else x
        if self.steps == "columns":
            x = x.swapaxes(1, 2)
        N, T = x.shape[:2]
        check_fits(path, x.size * 4)
        with np.errstate(over="ignore", invalid="ignore"):
            values = x.reshape(N * T, -1).astype(np.float32)  # (N, T, ...) -> (N * T, F)
        if not values.shape[1]:
            raise DataError("{file} contains no sequences. Choose another file.", file=path.name)
        check_finite(path.name, values, np.full(N, T))
        lengths = count_steps_to_last(~np.isnan(values).all(axis=1).reshape(N, T))  # (N * T,) -> (N, T)
        check_lengths(path.name, lengths)
        count = header.shape[0] if header is not None else N
        beside = self._labels_of(path, count)
        y = idx_array(beside)
        if y.shape != (count,):
            raise DataError(
                "{file} contains {labels} {labels:label|labels}, but {pictures} contains {count} images. Choose "
                "files that belong together.",
                file=beside.name, labels=" x ".join(map(str, y.shape)), pictures=path.name, count=count,
            )  # fmt: skip
        distinct, codes = np.unique(y[:N], return_inverse=True)
        labels, classes = encode_labels([str(item) for item in distinct.tolist()], range(len(distinct)), beside.name)
        return SequenceSet(
            name=dataset_name(path),
            values=values,
            starts=np.arange(N, dtype=np.int64) * T,
            lengths=lengths,
            labels=labels[codes],
            classes=classes,
            features=feature_names(values.shape[1], "column" if self.steps == "rows" else "row"),
            source=str(path),
            notes=(Sentence("The labels are those of the file {file}.", {"file": beside.name}),),
            kind=self.kind if N and x.ndim > 2 and x.shape[2] > 1 else "series",
        )

    def read_test(self, path: Path) -> SequenceSet | None:
        """The t10k part beside the training part."""
        test_file = find_test_file(self._images(path))
        return None if test_file is None else self.copy_with(labels="").read(test_file)

    def guess(self, path: Path) -> Reader:
        """With the file of the labels, unless there is a test part, which has one of its own."""
        path = self._images(path)
        header = header_of(path)
        if self.labels or header is None or len(header.shape) == 1 or find_test_file(path):
            return self
        return self.copy_with(labels=self._labels_of(path, header.shape[0]).name)

    def _images(self, path: Path) -> Path:
        if not path.is_dir():
            return path
        images = images_in(path)
        if images is None:
            raise DataError("The folder {path} contains no IDX files of images. Choose another one.", path=str(path))
        return images

    def _labels_of(self, path: Path, count: int) -> Path:
        labels_file = path.parent / self.labels if self.labels else find_labels_file(path, count)
        if labels_file is None or labels_file.parent != path.parent or not os.path.isfile(labels_file):
            raise DataError(
                "{file}: there is no file with its labels. Put it into the same folder, under the same name with "
                "'labels' for 'images', or name it in the settings of the format.",
                file=path.name,
            )  # fmt: skip
        return labels_file
