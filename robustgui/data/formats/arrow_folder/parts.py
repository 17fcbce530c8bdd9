"""Folders of Arrow and Parquet files as Hugging Face's `datasets` saves them: which files are which part."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from ....base.documents import parse_json
from ....base.errors import DataError
from ....base.files import read_regular

SUFFIXES = (".parquet", ".arrow")
_PARTS = {"train": "train", "training": "train", "test": "test", "testing": "test", "validation": "validation",
          "valid": "validation", "val": "validation", "dev": "validation", "eval": "validation"}  # fmt: skip
_WORDS = re.compile(r"[A-Za-z]+")
_DEEPEST = 4
_LONGEST = 1 << 24  # bytes of a description


def parts_of(folder: Path) -> dict[str, tuple[Path, ...]]:
    """The files of each part, in order; "" for files that no name says more about. Empty if there are none.

    Raises:
        DataError: a description of the folder is damaged, or names files that are not there.
    """
    if os.path.isfile(folder / "state.json"):
        return {"": _read_file_list(folder, folder)}
    if os.path.isfile(folder / "dataset_dict.json"):
        names = _json(folder, folder / "dataset_dict.json").get("splits")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise _damaged_folder(folder, "dataset_dict.json")
        parts: dict[str, tuple[Path, ...]] = {}
        for name in names:
            if "/" in name or "\\" in name or name in (".", ".."):
                raise _damaged_folder(folder, "dataset_dict.json")
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
    found: dict[str, tuple[Path, ...]] = {}
    for file in _files(folder):
        words = _WORDS.findall(file.relative_to(folder).as_posix().lower())
        part = next((_PARTS[word] for word in reversed(words) if word in _PARTS), "")
        found[part] = (*found.get(part, ()), file)
    if "train" in found and "" in found:
        del found[""]  # caches and indices beside the parts
    return found


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
            raise _damaged_folder(top, "state.json") from error
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
        raise _damaged_folder(top, path.name) from error
    if not isinstance(document, dict):
        raise _damaged_folder(top, path.name)
    return document


def _damaged_folder(folder: Path, name: str) -> DataError:
    return DataError(
        "The folder {path}: its description {name} is damaged. Get the dataset again.", path=str(folder), name=name
    )
