"""Parquet and Arrow files: sequences in lists, texts, one step a row, or one sequence a row."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ..sequence_set import SequenceSet
from .arrow.base import ArrowReader
from .arrow.batches import FILE, PARQUET, STREAM
from .base import READERS, Preview, Reader


@READERS.register("parquet")
class Parquet(ArrowReader):
    """One file with typed columns."""

    title: ClassVar[str] = "Parquet or Arrow"
    suffixes: ClassVar[tuple[str, ...]] = (".parquet", ".pq", ".arrow", ".arrows", ".feather", ".ipc")

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """The format's mark; a stream begins with a common number, and a plausible length behind it."""
        if head.startswith((PARQUET, FILE, b"FEA1")):
            return 1.0
        length = int.from_bytes(head[4:8], "little")
        if not head.startswith(STREAM) or not 0 < length < 1 << 24:
            return 0.0
        return 0.9 if path.suffix.lower() in cls.suffixes else 0.6

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = folder / "sample.parquet"
        steps = pa.array([[0.5, 1.25, -3], [4, -0.5], [0.75, 1.5, -2], [3, None, 2]], pa.list_(pa.float32()))
        pq.write_table(pa.table({"steps": steps, "label": ["a", "b", "a", "b"]}), path)
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """All rows; see `Reader.read`."""
        return self._sequences(path, (path,), limit)

    def guess(self, path: Path) -> Reader:
        """See `Reader.guess`."""
        return self._guess_settings(path, (path,))

    def preview(self, path: Path, rows: int = 50) -> Preview:
        """The first rows."""
        return self._preview(path, (path,), rows)
