"""Folders of Arrow or Parquet files: what Hugging Face's `datasets` saves, downloads and caches.

The parts called train and test are read as such; without a test part the validation part is used.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from ....base.errors import DataError, Sentence
from ....base.settings import setting
from ...sequence_set import SequenceSet
from ..arrow.base import ArrowReader
from ..base import READERS, Preview, Reader
from .parts import looks_like_one, parts_of


@READERS.register("arrow_folder")
class ArrowFolder(ArrowReader):
    """Arrow or Parquet files in splits for training and testing."""

    title: ClassVar[str] = "Hugging Face dataset (folder)"
    suffixes: ClassVar[tuple[str, ...]] = ()
    reads_folders: ClassVar[bool] = True

    train: str = setting("", title="For training", help="Training split; empty: train, or all of it.")
    test: str = setting("", title="For testing", help="Test split; empty: test, or validation; a hyphen: none.")

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """A folder with such files, or with a description of them."""
        return 0.85 if not head and path.is_dir() and looks_like_one(path) else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        import pyarrow as pa

        path = folder / "sample"
        path.mkdir(exist_ok=True)
        steps = pa.array([[0.5, 1.25, -3], [4, -0.5], [0.75, 1.5, -2], [3, None, 2]], pa.list_(pa.float32()))
        table = pa.table({"steps": steps, "label": ["a", "b", "a", "b"]})
        with pa.OSFile(str(path / "data-00000-of-00001.arrow"), "wb") as sink, pa.ipc.new_stream(
            sink, table.schema
        ) as writer:  # fmt: skip
            writer.write_table(table)
        (path / "dataset_info.json").write_text("{}", encoding="utf-8")
        state = '{"_data_files": [{"filename": "data-00000-of-00001.arrow"}], "_split": null}'
        (path / "state.json").write_text(state, encoding="utf-8")
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """The training part; see `Reader.read`."""
        return self._sequences(path, self._part(path, self.train)[1], limit)

    def read_test(self, path: Path) -> SequenceSet | None:
        """The test part, if there is one."""
        parts = parts_of(path)
        trained = self._part(path, self.train)[0]
        names = [self.test] if self.test else ["test", "validation"]
        name = next((name for name in names if name in parts and name != trained), "")
        if not name:
            return None
        data = self._sequences(path, parts[name], None)
        if name == "test":
            return data
        note = Sentence("The split '{part}' is used for testing.", {"part": name})
        return replace(data, notes=(*data.notes, note))

    def guess(self, path: Path) -> Reader:
        """See `Reader.guess`."""
        name, files = self._part(path, self.train)
        return self.changed(train=name)._guess_settings(path, files)

    def preview(self, path: Path, rows: int = 50) -> Preview:
        """The first rows of the training part."""
        table_preview = self._preview(path, self._part(path, self.train)[1], rows)
        parts = Sentence("Splits: {names}", {"names": ", ".join(parts_of(path))})
        return replace(table_preview, facts=(*table_preview.facts, parts))

    def _part(self, path: Path, name: str) -> tuple[str, tuple[Path, ...]]:
        """Name and files of a part; without a name that of the training data, or the only one."""
        parts = parts_of(path)
        candidates = [name] if name else ["train", *parts]
        part_name = next((part for part in candidates if part in parts), None)
        if part_name is None:
            raise DataError(
                "The folder {path} has no split '{part}'. It has: {known}. Choose one of them.",
                path=str(path), part=name or "train", known=", ".join(parts) or "(none)",
            )  # fmt: skip
        return part_name, parts[part_name]
