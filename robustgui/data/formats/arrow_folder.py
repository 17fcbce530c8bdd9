"""Folders of Arrow or Parquet files: what Hugging Face's `datasets` saves, downloads and caches.

The parts called train and test are read as such; without a test part the validation part is used.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from ...base.documents import parse_json
from ...base.errors import DataError, Sentence
from ...base.files import read_regular
from ...base.settings import setting
from ..sequence_set import SequenceSet
from .arrow.base import ArrowReader
from .base import READERS, Preview, Reader

SUFFIXES = (".parquet", ".arrow")
_PARTS = {"train": "train", "training": "train", "test": "test", "testing": "test", "validation": "validation",
          "valid": "validation", "val": "validation", "dev": "validation", "eval": "validation"}  # fmt: skip
_WORDS = re.compile(r"[A-Za-z]+")
_DEEPEST = 4
_LONGEST = 1 << 24  # bytes of a description


def parts_of(folder: Path) -> dict[str, tuple[Path, ...]]:
    """The files of each part, in order; "" for files of no named part. Empty if there are none. Raises `DataError` if a
    description of the folder is damaged, or names files that are absent."""
    if os.path.isfile(folder / "state.json"):
        return {"": _read_file_list(folder, folder)}
    if os.path.isfile(folder / "dataset_dict.json"):
        names = _json(folder, folder / "dataset_dict.json").get("splits")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise _make_damage_error(folder, "dataset_dict.json")
        parts: dict[str, tuple[Path, ...]] = {}
        for name in names:
            if "/" in name or "\\" in name or name in (".", ".."):
                raise _make_damage_error(folder, "dataset_dict.json")
            part = _PARTS.get(name.lower()) or str(name)
            parts[part] = parts.get(part, ()) + _read_file_list(folder, folder / name)
        return parts
    return _by_names(folder)


def looks_like_one(folder: Path) -> bool:
    """Whether there is a description of a dataset, or a file of rows; nothing is opened."""
    if os.path.isfile(folder / "dataset_dict.json"):
        return True
    return bool(_files(folder, most=1))


def _by_names(folder: Path) -> dict[str, tuple[Path, ...]]:
    """By words in the names of files and of the folders between: train-00000-of-00002.parquet, test/0000.parquet."""
    parts: dict[str, tuple[Path, ...]] = {}
    for file in _files(folder):
        words = _WORDS.findall(file.relative_to(folder).as_posix().lower())
        part = next((_PARTS[word] for word in reversed(words) if word in _PARTS), "")
        parts[part] = (*parts.get(part, ()), file)
    if "train" in parts and "" in parts:
        del parts[""]  # caches and indices beside the parts
    return parts


def _files(folder: Path, most: int | None = None) -> list[Path]:
    files: list[Path] = []
    start = len(folder.parts)
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if len(Path(place).parts) - start >= _DEEPEST:
            folders.clear()
        files += [Path(place, name) for name in sorted(names) if name.endswith(SUFFIXES) and name[0] not in "._"]
        if most is not None and len(files) >= most:
            break
    return [file for file in files if not file.name.startswith("cache-")]


def _read_file_list(top: Path, folder: Path) -> tuple[Path, ...]:
    """The files that state.json lists; all in the folder where there is none."""
    if not os.path.isfile(folder / "state.json"):
        files = tuple(_files(folder)) if folder.is_dir() else ()
    else:
        entries = _json(top, folder / "state.json").get("_data_files")
        try:
            names = [entry["filename"] for entry in entries or []]
            files = tuple(folder / name for name in names if Path(name).name == name)
        except (TypeError, KeyError) as error:
            raise _make_damage_error(top, "state.json") from error
    if not files or not all(os.path.isfile(file) for file in files):
        raise DataError(
            "The folder {path}: files of the split '{part}' are missing. Get the dataset again.",
            path=str(top), part=folder.name,
        )  # fmt: skip
    return files


def _json(top: Path, path: Path) -> dict[str, Any]:
    try:
        document = parse_json(read_regular(path, _LONGEST))
    except (OSError, ValueError) as error:
        raise _make_damage_error(top, path.name) from error
    if not isinstance(document, dict):
        raise _make_damage_error(top, path.name)
    return document


def _make_damage_error(folder: Path, name: str) -> DataError:
    return DataError(
        "The folder {path}: its description {name} is damaged. Get the dataset again.", path=str(folder), name=name
    )


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
        return self.copy_with(train=name)._guess_settings(path, files)

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
