"""NumPy archives (.npz): padded arrays, or all steps in one array with offsets.

Arrays, upper or lower case; for the test part with `_test` behind the name (for the training part `_train` may be;
without a test part, `_valid`, `_val` or `_dev` is the test part):

- `x` (N, T, F) or (N, T), and where lengths differ either `lengths` (N,) or `mask` (N, T), True where a step is valid.
  Without both, steps at the end that are NaN in every feature are padding. Or instead:
- `values` (S, F) or (S,) with `offsets` (N + 1,): sequence i is values[offsets[i]:offsets[i + 1]].
- `y` (N,): class indices or class names; numbers that are not whole are targets, also (N, K).
- optional `class_names` (K,), `feature_names` (F,), `units` (F,), `sample_rate` (), `name` ().

Other names are found out: `data`, `labels`, `train_x` and the like, or the largest array and the one of as many labels.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from .arrays.base import ArraysReader
from .arrays.named_arrays import Arrays, Outline, check_characters
from .arrays.npy_header import BROKEN, NpyHeader, read_npy_header
from .base import READERS
from .files.source import check_fits, open_source, read_head

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
            with open_source(self.path) as whole, zipfile.ZipFile(whole) as archive, archive.open(member) as file:
                header = read_npy_header(file)
                self._check(name, header, member.file_size)
                file.seek(header.size)
                data = file.read(header.count * header.dtype.itemsize)
            array = np.frombuffer(data, header.dtype, header.count)
            check_characters(self.path, array)
            return array.reshape(header.shape, order="F" if header.fortran else "C")
        except MemoryError:
            raise  # the sizes are right; there is not as much
        except _BROKEN as error:
            raise _broken(self.path) from error

    def _check(self, name: str, header: NpyHeader, size: int) -> None:
        """Refuse Python objects, and an array that claims more than the `size` bytes of its member."""
        if header.dtype.hasobject:
            raise DataError(
                "{file}, array '{name}': it contains Python objects (pickle), and reading them could run "
                "untrusted code. Save it again as numbers or text of fixed width.",
                file=self.path.name, name=name,
            )  # fmt: skip
        if not header.fits(size):
            raise DataError(
                "{file}, array '{name}': the header declares {count} {count:value|values}, more than the "
                "file contains. The file may be truncated or damaged; get it again.",
                file=self.path.name, name=name, count=header.count,
            )  # fmt: skip


def _broken(path: Path) -> DataError:
    return DataError(
        "{file} is not a valid .npz file: it is damaged, truncated or of another kind. Save it again with numpy.savez.",
        file=path.name,
    )


@READERS.register("npz")
class Npz(ArraysReader):
    """Padded arrays, or all time steps in one array with offsets."""

    title: ClassVar[str] = "NumPy archive"
    suffixes: ClassVar[tuple[str, ...]] = (".npz",)

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """A ZIP archive whose first member is an array."""
        length = int.from_bytes(head[26:28], "little")
        return 1.0 if head.startswith(b"PK\3\4") and head[30 : 30 + length].endswith(b".npy") else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        path = folder / "sample.npz"
        x = [[0.5, 1.25, -3], [4, -0.5, np.nan], [0.75, 1.5, -2], [3, -1, 2]]
        np.savez(path, x=np.array(x, np.float32), y=np.array([1, 2, 1, 2]))
        return path

    def _open(self, path: Path) -> Arrays:
        return Archive(path)
