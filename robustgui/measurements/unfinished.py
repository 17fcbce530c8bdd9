"""Partial results of measurements that have not ended, one file each, from which the same measurement continues.

The folder `unfinished/` of a run holds a file for each measurement that is running or was interrupted. Each line is a
checksum and a JSON object; the first one holds the settings. The file name is a digest of everything that determines
the numbers, so that another network, other data or another version never continue it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .. import __version__
from ..base.documents import parse_json
from ..base.errors import FileError, RobustGuiError
from ..base.events import Event
from ..base.files import append_line, make_folder, open_regular
from ..base.lock import FolderLock
from ..evaluation.partial_results import Arrays
from ..runs.event_json import from_json, to_json
from ..runs.folder import MODEL, UNFINISHED
from .base import MEASUREMENTS, Measurement

_FORMAT = 1
_LONGEST, _LARGEST = 1 << 26, 1 << 31  # bytes of a line and of a file that are read
_CREATED = "created"


class MeasurementKey(NamedTuple):
    """Identity of a measurement of a run.

    Attributes:
        kind: registry key of the measurement.
        settings: everything else that determines the numbers, as plain values.
        runs: all measured runs: names of those in the same folder as this one, paths of others.
    """

    kind: str
    settings: Mapping[str, Any]
    runs: tuple[str, ...] = ()


class Unfinished:
    """The results of one measurement so far; see `evaluation.partial_results.PartialResults`.

    Nothing is stored if the folder cannot be written, or while another process runs the same measurement.
    """

    def __init__(self, run: Path, key: MeasurementKey, data: str) -> None:
        """Open or create the file of `key` in the run folder `run`; `data`: fingerprint of the sequences."""
        network = network_digest(run)
        follows = [_FORMAT, __version__, key.kind, key.settings, network, data]
        digest = hashlib.blake2b(json.dumps(follows, sort_keys=True).encode(), digest_size=12).hexdigest()
        self._file = run / UNFINISHED / f"{key.kind}-{digest}.jsonl"
        self._lock = FolderLock(self._file.with_suffix(".lock"))
        self._places: dict[str, tuple[int, int]] = {}  # offset and length of the line of each key
        self._is_kept = False
        with suppress(OSError):
            make_folder(self._file.parent)
            self._is_kept = self._lock.take()
            if self._is_kept:
                _remove_stale(self._file.parent, network)
                self._places = dict(_lines(self._file))
                if "" not in self._places:
                    self._add({"key": "", "kind": key.kind, "network": network, "runs": list(key.runs),
                               "settings": dict(key.settings)})  # fmt: skip

    @property
    def results(self) -> int:
        """Number of stored results."""
        return len(self._places.keys() - {"", _CREATED})

    def fix_creation_time(self) -> str:
        """Time at which the measurement of this run first ended, ISO 8601: now, unless it is stored already.

        Results are named by it, so that a job of several runs that is interrupted later stores nothing twice.
        """
        values = self._values(_CREATED)
        try:
            return datetime.fromisoformat(values["text"]).isoformat()
        except (KeyError, TypeError, ValueError):
            now = datetime.now().isoformat()
            self._add({"key": _CREATED, "text": now})
            return now

    def arrays(self, key: str) -> Arrays | None:
        """See `PartialResults`."""
        values = self._values(key).get("arrays")
        try:
            return None if values is None else {name: _decode(value) for name, value in values.items()}
        except (AttributeError, TypeError, ValueError):
            return None

    def add_arrays(self, key: str, arrays: Arrays) -> None:
        """See `PartialResults`."""
        self._add({"key": key, "arrays": {name: _encode(value) for name, value in arrays.items()}})

    def event(self, key: str) -> Event | None:
        """See `PartialResults`."""
        text = self._values(key).get("event")
        try:
            return from_json(text) if isinstance(text, str) else None
        except ValueError:
            return None

    def add_event(self, key: str, event: Event) -> None:
        """See `PartialResults`."""
        self._add({"key": key, "event": to_json(event)})

    def release(self) -> None:
        """Release the lock: another process can continue the measurement."""
        if self._is_kept:
            self._is_kept = False
            with suppress(OSError):
                self._lock.path.unlink(missing_ok=True)
        self._lock.release()

    def finish(self) -> None:
        """Remove the file: the result of the measurement is stored."""
        if self._is_kept:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)
        self.release()
        with suppress(OSError):  # it may hold other measurements
            self._file.parent.rmdir()

    def _values(self, key: str) -> dict[str, Any]:
        """The object of the line of `key`; empty: there is none."""
        if key not in self._places:
            return {}
        offset, length = self._places[key]
        try:
            with open_regular(self._file) as file:
                file.seek(offset)
                return _object(file.read(length)) or {}
        except (OSError, FileError):
            return {}

    def _add(self, values: dict[str, Any]) -> None:
        """Append a line; once that fails, as on a full disk, nothing more is stored."""
        if not self._is_kept:
            return
        line = _line(values)
        try:
            append_line(self._file, line)
            self._places[values["key"]] = (self._file.stat().st_size - len(line) - 1, len(line))
        except OSError:
            self.release()


def names_beside(run: Path, others: Sequence[Path]) -> tuple[str, ...]:
    """`others` as in `MeasurementKey.runs`: names of those in the same folder as `run`, else paths."""
    parent = run.absolute().parent
    return tuple(other.name if other.absolute().parent == parent else str(other.absolute()) for other in others)


class InterruptedMeasurement(NamedTuple):
    """A measurement that was interrupted and can continue.

    Attributes:
        file: holds its partial results.
        measurement: its settings.
        runs: the folders of all measured runs.
        results: number of stored results.
    """

    file: Path
    measurement: Measurement
    runs: tuple[Path, ...]
    results: int

    def discard(self) -> None:
        """Remove the stored results; raises `OSError`."""
        self.file.unlink(missing_ok=True)
        with suppress(OSError):  # it may hold other measurements
            self.file.parent.rmdir()


def list_interrupted(run: Path) -> list[InterruptedMeasurement]:
    """The measurements of the run folder `run` that were interrupted, oldest first.

    Excluded are damaged files, settings that this version cannot read, and measurements of a run that no longer exists.
    """
    folder = run / UNFINISHED
    if not folder.is_dir():
        return []
    network = network_digest(run)
    interrupted = []
    for file in sorted(folder.glob("*.jsonl"), key=_find_time):
        if FolderLock(file.with_suffix(".lock")).is_held():
            continue  # it is running
        head = _head(file)
        if head.get("network") != network:
            continue
        try:
            runs = tuple(run.absolute().parent / name for name in head["runs"])
            cls = MEASUREMENTS[head["kind"]]
            measurement = cls(**{name: value for name, value in head["settings"].items() if name in cls.model_fields})
        except (RobustGuiError, KeyError, TypeError, AttributeError):  # of another version, or damaged
            continue
        if runs and all(folder.is_dir() for folder in runs):
            results = dict(_lines(file)).keys() - {"", _CREATED}
            interrupted.append(InterruptedMeasurement(file, measurement, runs, len(results)))
    return interrupted


def network_digest(run: Path) -> str:
    """Digest of the newest network in the run folder `run`; empty: there is none."""
    try:
        with open_regular(run / MODEL) as file:
            return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    except (OSError, FileError):
        return ""


def _remove_stale(folder: Path, network: str) -> None:
    """Remove results for networks that the run no longer has."""
    for file in folder.glob("*.jsonl"):
        if _head(file).get("network") != network and not FolderLock(file.with_suffix(".lock")).is_held():
            file.unlink(missing_ok=True)
            file.with_suffix(".lock").unlink(missing_ok=True)


def _head(file: Path) -> dict[str, Any]:
    try:
        with open_regular(file) as opened:
            return _object(opened.readline(_LONGEST)) or {}
    except (OSError, FileError):
        return {}


def _lines(file: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """(key, (offset, length)) of the valid lines of `file`."""
    offset = 0
    with suppress(OSError, FileError), open_regular(file) as opened:
        while offset < _LARGEST and (line := opened.readline(_LONGEST)):
            values = _object(line)
            if values is not None:
                yield values["key"], (offset, len(line.rstrip(b"\n")))
            offset += len(line)


def _line(values: dict[str, Any]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return _checksum(text) + b" " + text


def _object(line: bytes) -> dict[str, Any] | None:
    """The inverse of `_line`; None: the line is damaged or truncated."""
    checksum, _, text = line.rstrip(b"\n").partition(b" ")
    if checksum != _checksum(text):
        return None
    try:
        values = parse_json(text)
    except ValueError:
        return None
    return values if isinstance(values, dict) and isinstance(values.get("key"), str) else None


def _checksum(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=8).hexdigest().encode()


def _encode(value: NDArray[Any]) -> list[Any]:
    return [value.dtype.str, list(value.shape), base64.b64encode(np.ascontiguousarray(value).tobytes()).decode()]


def _decode(value: list[Any]) -> NDArray[Any]:
    kind, shape, content = value
    if np.dtype(kind).kind not in "biuf":
        raise ValueError(f"arrays of {kind} are not kept")
    return np.frombuffer(base64.b64decode(content, validate=True), kind).reshape(shape).copy()


def _find_time(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
