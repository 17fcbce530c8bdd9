"""Stored data of a notebook, see `robustgui.load` and `content`."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np

from ....base.errors import DataError
from ...sequence_set import SequenceSet
from ..base import READERS, Reader
from .content import META, encode_parts, read_part


@READERS.register("notebook")
class Notebook(Reader):
    """Data that a notebook gave as arrays or tables, stored beside the runs that were trained on them."""

    title: ClassVar[str] = "Data of a notebook"
    suffixes: ClassVar[tuple[str, ...]] = ()  # .npz, but only those that this program has written

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """A ZIP archive whose first member is the description."""
        length = int.from_bytes(head[26:28], "little")
        return 1.0 if head.startswith(b"PK\3\4") and head[30 : 30 + length] == META.encode() else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        path = folder / "sample.npz"
        part = SequenceSet.pack(
            name="sample", values=np.arange(11, dtype=np.float32)[:, None], offsets=[0, 3, 5, 8, 11],
            labels=np.array([0, 1, 0, 1]), classes=("1", "2"), features=("value",),
        )  # fmt: skip
        path.write_bytes(encode_parts({"train": part}))
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """The training part; see `Reader.read`."""
        data = read_part(path, "train")
        if data is None:
            raise DataError("{file} contains no sequences. Choose another file.", file=path.name)
        return data if limit is None else data.select(np.arange(min(limit, len(data))))

    def read_test(self, path: Path) -> SequenceSet | None:
        """See `Reader.read_test`."""
        return read_part(path, "test")

    def read_validation(self, path: Path) -> SequenceSet | None:
        """See `Reader.read_validation`."""
        return read_part(path, "validation")
