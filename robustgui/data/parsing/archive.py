"""Arrays out of an .npz file that nobody vouches for: nothing is executed, nothing allocated on a header's word."""

from __future__ import annotations

import io
import struct
import tokenize
import zipfile
import zlib
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from ...base.errors import DataError
from .source import check_fits, read_head

_BROKEN = (
    ValueError, EOFError, OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError,
    struct.error, SyntaxError, tokenize.TokenError, OverflowError, TypeError, KeyError,
)  # fmt: skip


class Archive:
    """The arrays of an .npz file by name, in lower case; each is read when it is asked for."""

    def __init__(self, path: Path) -> None:
        """Open the table of contents; raises `DataError` if there is none."""
        self.path = path
        read_head(path)
        try:
            with zipfile.ZipFile(path) as archive:
                members = archive.infolist()
        except _BROKEN as error:
            raise _broken(path) from error
        self._members = {m.filename[:-4].lower(): m for m in members if m.filename.endswith(".npy")}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """What it holds."""
        return tuple(self._members)

    def read(self, name: str) -> NDArray[Any]:
        """One array.

        Raises:
            DataError: it holds Python objects, claims more than is there or than fits in memory, or is damaged.
        """
        member = self._members[name]
        check_fits(self.path, member.file_size)
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(member) as file:
                shape, fortran, dtype, header_bytes = _header(file)
                if dtype.hasobject:
                    raise DataError(
                        "{file}, array '{name}': it holds Python objects (pickle), and reading them could run "
                        "a stranger's program. Save it again as numbers or text of fixed width.",
                        file=self.path.name, name=name,
                    )  # fmt: skip
                count = 1
                for length in shape:
                    count *= length
                if any(length < 0 for length in shape) or header_bytes + count * dtype.itemsize > member.file_size:
                    raise DataError(
                        "{file}, array '{name}': the header claims {count} values, more than the file holds. "
                        "The file may be cut off or damaged; get it again.",
                        file=self.path.name, name=name, count=count,
                    )  # fmt: skip
                data = file.read(count * dtype.itemsize)
                array = np.frombuffer(data, dtype, count)
                return array.reshape(shape, order="F" if fortran else "C")
        except _BROKEN as error:
            raise _broken(self.path) from error

    def numbers(self, name: str, *dimensions: int) -> NDArray[Any]:
        """One array of numbers or truth values with one of the given numbers of dimensions."""
        array = self.read(name)
        if array.dtype.kind not in "biuf":
            raise DataError(
                "{file}, array '{name}': numbers are needed, not {dtype}. Save it as numbers.",
                file=self.path.name, name=name, dtype=str(array.dtype),
            )  # fmt: skip
        if array.ndim not in dimensions:
            raise DataError(
                "{file}, array '{name}': its shape is {shape}; {allowed} dimensions are needed. Reshape it.",
                file=self.path.name, name=name, shape=str(array.shape), allowed=" / ".join(map(str, dimensions)),
            )  # fmt: skip
        return array

    def texts(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """One array as names; `default` if there is none. Bytes are UTF-8."""
        if name not in self:
            return default
        array = self.read(name).ravel()
        return tuple(_text(item) for item in array.tolist())


def _text(item: object) -> str:
    return item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item)


def _header(file: Any) -> tuple[tuple[int, ...], bool, np.dtype[Any], int]:
    """Shape, column order, type, and the header's own size in bytes."""
    start: BinaryIO = io.BytesIO(file.read(1 << 16))  # numpy allows headers of 10 000 bytes
    version = npy.read_magic(start)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, fortran, dtype = read(start)
    file.seek(start.tell())
    return shape, fortran, dtype, start.tell()


def _broken(path: Path) -> DataError:
    return DataError(
        "{file} is not a sound .npz file: it is damaged, cut off or of another kind. Save it again with numpy.savez.",
        file=path.name,
    )
