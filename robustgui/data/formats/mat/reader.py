"""MATLAB's .mat files: matrices with their labels, or lists (cell arrays) of sequences of unequal length.

Versions 5 to 7 need nothing, version 7.3 is HDF5 and needs the extra `hdf5`. Sequences may count along the first axis
or, as is usual in MATLAB, along the last; which one has as many entries as there are labels.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np

from ....base.errors import DataError
from ..arrays.base import ArraysReader
from ..arrays.named_arrays import Arrays
from ..base import READERS
from ..files.source import read_head
from .elements import HEADER
from .hdf5 import MAGIC, Hdf5Arrays
from .level5 import Level5Arrays


@READERS.register("mat")
class Mat(ArraysReader):
    """Matrices, or lists of sequences, with their labels."""

    title: ClassVar[str] = "MATLAB"
    suffixes: ClassVar[tuple[str, ...]] = (".mat",)

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """MATLAB's text and mark at the beginning, or HDF5, which others write too."""
        if head.startswith(b"MATLAB 5.0") and head[126:128] in (b"IM", b"MI"):
            return 1.0
        if MAGIC in (head[:8], head[512:520]):
            return 0.9 if head.startswith(b"MATLAB 7.3") or path.suffix.lower() in cls.suffixes else 0.4
        return 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        from scipy.io import savemat

        path = folder / "sample.mat"
        cells = np.empty(4, object)
        cells[:] = [np.array(steps) for steps in ([0.5, 1.25, -3], [4, -0.5], [0.75, 1.5, -2], [3.5, -1, 2])]
        savemat(path, {"X": cells, "Y": np.array([1, 2, 1, 2])}, do_compression=True)
        return path

    def _open(self, path: Path) -> Arrays:
        head = read_head(path)
        if MAGIC in (head[:8], head[512:520]):
            return Hdf5Arrays(path)
        if len(head) < HEADER or head[126:128] not in (b"IM", b"MI"):
            raise DataError(
                "{file} is not a MATLAB file of version 5 to 7.3. Save it again with the option -v7 in MATLAB.",
                file=path.name,
            )
        return Level5Arrays(path)
