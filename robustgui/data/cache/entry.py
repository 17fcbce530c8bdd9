"""One converted source on disk: a folder of plain arrays, and a description that is written last."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from ... import __version__
from ...base.documents import parse_json
from ...base.errors import FileError
from ...base.files import read_regular, write_whole
from ...base.paths import cache_folder
from ...base.settings import from_table, to_table
from ..formats import READERS, Reader
from ..sequence_set import SequenceSet
from .arrays import from_folder, to_folder
from .source_files import Stamp, checksum, files_of, stamp

Part = Literal["train", "test", "validation"]
META, LOCK = "meta.json", "lock"
_MOST = 1 << 29  # bytes of a description; a source may have a million files
_FORMAT = 2
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Entry:
    """The place of what `reader` finds in `path`; the test part that lies in the same source has a place of its own."""

    path: Path
    reader: Reader
    part: Part

    @property
    def folder(self) -> Path:
        """Named after source and settings, so that another way to read the same file lies elsewhere."""
        key = json.dumps([_FORMAT, __version__, self.part, str(self.path), to_table(self.reader)], sort_keys=True)
        digest = hashlib.blake2b(key.encode(), digest_size=8).hexdigest()
        return cache_folder() / f"{_NOT_IN_NAMES.sub('_', self.path.name)[:40]}-{digest}"

    @property
    def complete(self) -> bool:
        """Whether everything was written."""
        return (self.folder / META).is_file()

    def to_json(self) -> str:
        """For another process."""
        return json.dumps({"path": str(self.path), "reader": to_table(self.reader), "part": self.part})

    @classmethod
    def from_json(cls, text: str) -> Entry:
        """The inverse of `to_json`."""
        values = parse_json(text)
        return cls(Path(values["path"]), from_table(READERS, values["reader"]), values["part"])

    def open(self, each: Callable[[int], None]) -> tuple[bool, SequenceSet | None]:
        """Whether the entry is valid, and then the sequences (None: the source has no such part), mapped read-only.

        The source is unchanged if its size and time are; else its checksum decides, and `each` is called with the
        number of compared bytes and may raise. A damaged entry is not valid.
        """
        try:
            meta = read_description(self.folder / META)
            files = [Path(name) for name, _, _ in meta["stamp"]]
            if not all(file.is_file() for file in files):
                return False, None
            if self.path.is_dir() and files != files_of(self.path, set()):  # another file came into the folder
                return False, None
            now = stamp(files)
            if now != meta["stamp"]:
                if [size for _, size, _ in now] != [size for _, size, _ in meta["stamp"]]:
                    return False, None
                if checksum(files, each) != meta["checksum"]:
                    return False, None
                write_whole(self.folder / META, json.dumps(meta | {"stamp": now}))
            os.utime(self.folder / META)  # the least recently used are removed first
            return True, None if meta["data"] is None else from_folder(self.folder, meta["data"])
        except (FileError, OSError, ValueError, KeyError, TypeError, IndexError):
            return False, None

    def find_checksum(self, origin: Stamp) -> str:
        """The checksum of the same files, if another part of the source has it already; else nothing."""
        sibling = Entry(self.path, self.reader, "test" if self.part == "train" else "train")
        try:
            meta = read_description(sibling.folder / META)
            return str(meta["checksum"]) if meta["stamp"] == origin else ""
        except (FileError, OSError, ValueError, KeyError, TypeError):
            return ""

    def save(self, data: SequenceSet | None, origin: Stamp, digest: str) -> None:
        """Write everything, the description last; raises `OSError`."""
        description = None if data is None else to_folder(data, self.folder, [Path(name) for name, _, _ in origin])
        write_whole(
            self.folder / META,
            json.dumps({"format": _FORMAT, "stamp": origin, "checksum": digest, "data": description}, default=_plain),
        )

    def clear(self) -> None:
        """Remove what is there, so that the entry is not complete; arrays that are mapped stay valid."""
        for file in self.folder.glob("*"):
            if file.name != LOCK:
                shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)


def _plain(value: Any) -> Any:
    """Numbers of NumPy as plain ones; anything else in a sentence as its text."""
    return value.item() if isinstance(value, np.generic) else str(value)


def read_description(path: Path) -> Any:
    """What a file of a cached source describes; raises `OSError`, `FileError` or `ValueError` if it is damaged."""
    return parse_json(read_regular(path, _MOST))
