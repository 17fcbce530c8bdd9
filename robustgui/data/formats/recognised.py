"""Any format, detected from the content of the file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ..sequence_set import SequenceSet
from .base import READERS, Preview, Reader, reader_for


@READERS.register("recognised")
class Recognised(Reader):
    """Detect the format from the content of the file."""

    title: ClassVar[str] = "Detected from the content"
    suffixes: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """Never: it delegates to the others."""
        return 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """That of the NumPy archive."""
        return READERS["npz"].sample(folder)

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """See `Reader.read`."""
        return reader_for(path).read(path, limit)

    def read_test(self, path: Path) -> SequenceSet | None:
        """See `Reader.read_test`."""
        return reader_for(path).read_test(path)

    def read_validation(self, path: Path) -> SequenceSet | None:
        """See `Reader.read_validation`."""
        return reader_for(path).read_validation(path)

    def guess(self, path: Path) -> Reader:
        """The reader that knows the format, and what it found out."""
        return reader_for(path).guess(path)

    def preview(self, path: Path, rows: int = 50) -> Preview:
        """See `Reader.preview`."""
        return reader_for(path).preview(path, rows)
