"""Arrays of an untrusted .npz file: nothing is executed, and no size in a header is trusted."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..arrays.named_arrays import Arrays, Outline, check_characters
from ..arrays.npy_header import BROKEN, NpyHeader, read_npy_header
from ..files.source import check_fits, open_source, read_head

_BROKEN = (*BROKEN, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


class Archive(Arrays):
    """The arrays of an .npz file; each is read when it is asked for."""

    def __init__(self, path: Path) -> None:
        """Open the table of contents; raises `DataError` if there is none."""
        self.path = path
        read_head(path)
        try:
            with open_source(path) as file, zipfile.ZipFile(file) as archive:
                members = archive.infolist()
        except _BROKEN as error:
            raise _broken(path) from error
        self._members = {m.filename[:-4].lower(): m for m in members if m.filename.endswith(".npy")}

    @cached_property
    def outlines(self) -> dict[str, Outline]:
        """See `Arrays.outlines`; a member whose header is damaged is of no use, and reading it says so."""
        outlines_by_name = dict.fromkeys(self._members, Outline((), "V"))
        with open_source(self.path) as whole, zipfile.ZipFile(whole) as archive:  # once: it may have many members
            for name, member in self._members.items():
                with suppress(*_BROKEN), archive.open(member) as file:
                    header = read_npy_header(file)
                    outlines_by_name[name] = Outline(header.shape, header.dtype.kind)
        return outlines_by_name

    def read(self, name: str) -> NDArray[Any]:
        """See `Arrays.read`."""
        member = self._members[name]
        check_fits(self.path, member.file_size)
        try:
            header = self._header(name)
            if header.dtype.hasobject:
                raise DataError(
                    "{file}, array '{name}': it contains Python objects (pickle), and reading them could run "
                    "untrusted code. Save it again as numbers or text of fixed width.",
                    file=self.path.name, name=name,
                )  # fmt: skip
            if not header.fits(member.file_size):
                raise DataError(
                    "{file}, array '{name}': the header declares {count} {count:value|values}, more than the "
                    "file contains. The file may be truncated or damaged; get it again.",
                    file=self.path.name, name=name, count=header.count,
                )  # fmt: skip
            with open_source(self.path) as whole, zipfile.ZipFile(whole) as archive, archive.open(member) as file:
                file.seek(header.size)
                data = file.read(header.count * header.dtype.itemsize)
            array = np.frombuffer(data, header.dtype, header.count)
            check_characters(self.path, array)
            return array.reshape(header.shape, order="F" if header.fortran else "C")
        except MemoryError:
            raise  # the sizes are right; there is not as much
        except _BROKEN as error:
            raise _broken(self.path) from error

    def _header(self, name: str) -> NpyHeader:
        with (
            open_source(self.path) as whole,
            zipfile.ZipFile(whole) as archive,
            archive.open(self._members[name]) as file,
        ):
            return read_npy_header(file)


def _broken(path: Path) -> DataError:
    return DataError(
        "{file} is not a valid .npz file: it is damaged, truncated or of another kind. Save it again with numpy.savez.",
        file=path.name,
    )
