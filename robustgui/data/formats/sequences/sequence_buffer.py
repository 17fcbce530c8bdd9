"""Buffers of the sequences of a Collector: in memory, or in files from which an interrupted conversion resumes."""

from __future__ import annotations

import json
import os
import time
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from ....base.documents import parse_json
from ....base.errors import FileError
from ....base.files import open_regular, read_regular, write_whole
from ...memory_maps import map_array
from ..files.source import check_fits

COMMIT_S = 2.0  # seconds of work lost at most when the process is killed
VALUES, STATE = "gathered.f32", "gathered.json"
_MOST_STATE = 1 << 20  # bytes
_NUMBERS = ("lengths", "lines", "codes")
_TEXTS = "gathered.labels"


class SequenceBuffer:
    """Sequences of one file behind each other, in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.columns = 0  # features of a step; 0 before the first sequence
        # Of each sequence its steps, its line in the file, and the number of its label.
        self.lengths, self.lines, self.codes = array("q"), array("q"), array("q")
        self.labels: dict[str, int] = {}  # each distinct label as written, and its number, in the order of the file
        self._bytes = bytearray()
        self._checked = 0

    def __len__(self) -> int:
        return len(self.lengths)

    def put(
        self, values: NDArray[np.float32], lengths: Sequence[int], labels: Sequence[str], lines: Sequence[int]
    ) -> None:
        """Sequences behind each other (S, F) with the length, label and line of each."""
        self.columns = self.columns or values.shape[1]
        self._write(values)
        self.lengths.extend(lengths)
        self.lines.extend(lines)
        numbers = self.labels
        self.codes.extend([numbers.setdefault(label, len(numbers)) for label in labels])

    def finish(self) -> NDArray[np.float32]:
        """All values, (S, F)."""
        return np.frombuffer(self._bytes, np.float32).reshape(-1, self.columns)  # (S * F,) -> (S, F)

    def _write(self, values: NDArray[np.float32]) -> None:
        if len(self._bytes) + values.nbytes > self._checked:  # whenever it has doubled
            self._checked = 2 * (len(self._bytes) + values.nbytes)
            check_fits(self.path, self._checked)
        self._bytes += np.ascontiguousarray(values).data.cast("B")


class FileSequenceBuffer(SequenceBuffer):
    """The same in files of `folder`; resumes from what an earlier process committed there.

    Files are truncated to the sizes in `STATE`, so that a killed process leaves no partial sequence.
    """

    def __init__(self, path: Path, folder: Path) -> None:
        """Restore what is there; raises `OSError` if the folder cannot be written to."""
        super().__init__(path)
        self._folder = folder
        self._committed, self._texts_bytes, self._known_labels = 0, 0, 0
        state = self._restore()
        self._steps = int(np.sum(self.lengths)) if state else 0
        self._files = {name: self._open(name, size) for name, size in self._sizes().items()}
        self._last = time.monotonic()

    def finish(self) -> NDArray[np.float32]:
        """All values, mapped from their file, (S, F)."""
        self.commit()
        self.close()
        return map_array(self._folder / VALUES, np.dtype(np.float32), (self._steps, self.columns))

    def put(
        self, values: NDArray[np.float32], lengths: Sequence[int], labels: Sequence[str], lines: Sequence[int]
    ) -> None:
        """See `SequenceBuffer.put`; now and then what is there is committed."""
        super().put(values, lengths, labels, lines)
        if time.monotonic() - self._last > COMMIT_S:
            self.commit()

    def commit(self) -> None:
        """Write everything so far, so that a killed process does not lose it."""
        for name in _NUMBERS:
            self._files[name].write(getattr(self, name)[self._committed :].tobytes())
        texts = "".join(json.dumps(text) + "\n" for text in list(self.labels)[self._known_labels :]).encode()
        self._files[_TEXTS].write(texts)
        for file in self._files.values():
            file.flush()
        self._committed, self._known_labels = len(self), len(self.labels)
        self._texts_bytes += len(texts)
        state = {"path": str(self.path), "columns": self.columns, "sequences": len(self), "steps": self._steps}
        write_whole(self._folder / STATE, json.dumps(state | {"texts": self._texts_bytes}), durable=False)
        self._last = time.monotonic()

    def close(self) -> None:
        """Close the files; what was not committed is discarded."""
        for file in self._files.values():
            file.close()

    def _write(self, values: NDArray[np.float32]) -> None:
        self._files[VALUES].write(np.ascontiguousarray(values).data)
        self._steps += len(values)

    def _sizes(self) -> dict[str, int]:
        numbers = {name: len(self) * 8 for name in _NUMBERS}
        return {VALUES: self._steps * self.columns * 4, _TEXTS: self._texts_bytes, **numbers}

    def _open(self, name: str, size: int) -> BinaryIO:
        """A file truncated to its committed size, positioned at its end."""
        path = self._folder / (name if name in (VALUES, _TEXTS) else f"gathered.{name}.i64")
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        os.ftruncate(descriptor, size)
        file = os.fdopen(descriptor, "r+b", buffering=1 << 20)
        file.seek(size)
        return file

    def _read_start(self, name: str, size: int) -> bytes:
        with open_regular(self._folder / name) as file:
            return file.read(size)

    def _restore(self) -> bool:
        """Restore what an earlier process committed; whether there was anything valid."""
        try:
            state = parse_json(read_regular(self._folder / STATE, _MOST_STATE))
            if state["path"] != str(self.path) or not state["sequences"]:
                return False
            count = int(state["sequences"])
            parts = [self._read_start(f"gathered.{name}.i64", 8 * count) for name in _NUMBERS]
            numbers = [np.frombuffer(part, np.int64) for part in parts]
            texts = self._read_start(_TEXTS, state["texts"]).decode().splitlines()
            size = (self._folder / VALUES).stat().st_size
        except (FileError, OSError, ValueError, KeyError, TypeError):
            return False  # nothing there, or damaged: begin anew
        lengths = numbers[0]
        sound = all(len(column) == count for column in numbers) and int(lengths.sum()) == state["steps"]
        if not sound or size < state["steps"] * state["columns"] * 4:
            return False
        for name, column in zip(_NUMBERS, numbers, strict=True):
            getattr(self, name).frombytes(column.tobytes())
        self.columns = int(state["columns"])
        self.labels = {parse_json(text): number for number, text in enumerate(texts)}
        self._committed, self._known_labels, self._texts_bytes = count, len(texts), int(state["texts"])
        return True


_folder: ContextVar[Path | None] = ContextVar("folder", default=None)
_places: ContextVar[list[FileSequenceBuffer] | None] = ContextVar("places", default=None)


@contextmanager
def buffer_in_files(folder: Path) -> Iterator[list[FileSequenceBuffer]]:
    """Inside, what the first Collector finds goes to `folder`; gives a list that holds it once there is one."""
    buffers: list[FileSequenceBuffer] = []
    tokens = _folder.set(folder), _places.set(buffers)
    try:
        yield buffers
    finally:
        _folder.reset(tokens[0])
        _places.reset(tokens[1])
        for place in buffers:
            place.close()


def sequence_buffer(path: Path) -> SequenceBuffer:
    """A buffer for the sequences of `path`: in files for the first one inside of `buffer_in_files`, else in memory."""
    folder, buffers = _folder.get(), _places.get()
    if folder is None or buffers is None or buffers:
        return SequenceBuffer(path)
    place = FileSequenceBuffer(path, folder)
    buffers.append(place)
    return place
