"""Converts one source; runs in a child process, so that it can be ended at any moment and blocks nothing.

It imports neither torch nor Qt. After an interruption the next process resumes from what was committed.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ...base.apart_messages import report_progress
from ...base.errors import DataError, FileError, RobustGuiError, Sentence
from ...base.lock import FolderLock
from ...base.parts import sweep_parts
from ...base.paths import cache_folder
from ..formats.files.progress import ReadTracker, track_reading
from ..formats.sequences.sequence_buffer import VALUES, FileSequenceBuffer, buffer_in_files
from ..memory_maps import find_origin
from .entry import LOCK, META, Entry, read_description
from .source_files import Stamp, checksum, files_of, record_opened_files, refuse_change, stamp

_REPORT_S = 0.2
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_ORIGIN = "origin.json"  # of what is being converted, to continue it later


def convert(entry_json: str) -> None:
    """Convert an entry, given by `Entry.to_json`; reports its progress as `ReadProgress`.

    Raises:
        DataError: the source cannot be read, or the folder of the cache cannot be written to.
    """
    with suppress(AttributeError, OSError):
        os.nice(5)  # the window comes first
    entry = Entry.from_json(entry_json)
    try:
        entry.folder.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(entry.folder / LOCK)
        while not lock.take():
            report_progress(ReadProgress(entry.path.name, "waiting"))
            time.sleep(_REPORT_S)
        sweep_parts(entry.folder, all_ours=True)
        if not entry.open(lambda _: None)[0]:  # another process may have made it meanwhile
            _convert(entry)
            prune(keep=entry.folder)
    except RobustGuiError:
        entry.clear()
        raise
    except OSError as error:
        if error.errno in _FULL:
            entry.clear()  # gives the space back
        raise _describe_os_error(entry, error) from error
    except MemoryError as error:
        raise DataError(
            "There is not enough memory to read {file}. Close other programs, or use a part of the data.",
            file=entry.path.name,
        ) from error  # fmt: skip


def _convert(entry: Entry) -> None:
    origin = stamp(files_of(entry.path, set()))
    if _read_origin(entry.folder) != origin or (entry.folder / META).exists():
        entry.clear()
        (entry.folder / _ORIGIN).write_text(json.dumps(origin), encoding="utf-8")
    opened_files = record_opened_files(entry.path.parent, cache_folder())
    with track_reading() as tracker, buffer_in_files(entry.folder) as buffers:
        with _watch_progress(entry, tracker, buffers):
            data = entry.reader.read_named_part(entry.path, entry.part)
        report_progress(ReadProgress(entry.path.name, "storing"))
        files = files_of(entry.path, opened_files)
        now: Stamp = stamp(files)
        refuse_change(origin, entry.path)
        total = max(sum(size for _, size, _ in now), 1)
        digest = entry.find_checksum(now) or checksum(
            files, _throttle(lambda done: report_progress(ReadProgress(entry.path.name, "storing", share=done / total)))
        )
        refuse_change(now, entry.path)
        entry.save(data, now, digest)
    is_kept = data is not None and find_origin(data.values) == (entry.folder / VALUES, 0)
    for file in entry.folder.glob("gathered.*"):
        if file.name != VALUES or not is_kept:
            file.unlink()


def _describe_os_error(entry: Entry, error: OSError) -> DataError:
    if error.errno in _FULL:
        return DataError(
            "The disk is full: the converted copy of {file} does not fit into the folder {folder}. Free some "
            "space, or set ROBUSTGUI_CACHE to a folder on another disk.",
            file=entry.path.name, folder=str(entry.folder.parent),
        )  # fmt: skip
    return DataError(
        "{file} cannot be converted in the folder {folder}: {reason}. "
        "Set ROBUSTGUI_CACHE to a folder that can be written to.",
        file=entry.path.name, folder=str(entry.folder.parent), reason=error.strerror or str(error),
    )  # fmt: skip


def _read_origin(folder: Path) -> Any:
    try:
        return read_description(folder / _ORIGIN)
    except (FileError, OSError, ValueError):
        return None


def _throttle(report: Callable[[int], None]) -> Callable[[int], None]:
    """`report`, called a few times a second at most."""
    last = time.monotonic()

    def call(done: int) -> None:
        nonlocal last
        if time.monotonic() - last > _REPORT_S:
            last = time.monotonic()
            report(done)

    return call


@contextmanager
def _watch_progress(entry: Entry, tracker: ReadTracker, buffers: list[FileSequenceBuffer]) -> Iterator[None]:
    """Inside, a thread reports how far the reader is."""
    stop = threading.Event()
    thread = threading.Thread(target=_report_progress_until, args=(entry, tracker, buffers, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _report_progress_until(
    entry: Entry, tracker: ReadTracker, buffers: list[FileSequenceBuffer], stop: threading.Event
) -> None:
    before: tuple[float, float] | None = None
    while not stop.wait(_REPORT_S):
        count = len(buffers[0]) if buffers else 0
        share = tracker.share() if count else None
        eta = None
        if share is not None:
            now = time.monotonic()
            before = before or (now, share)
            if share > before[1] and now - before[0] > 1:
                eta = (1 - share) * (now - before[0]) / (share - before[1])
        report_progress(ReadProgress(entry.path.name, "reading", count, share, eta))


LIMIT = 20 << 30  # bytes
_SHARE = 0.1  # of the space that would be free without a cache


def prune(keep: Path) -> None:
    """Remove entries, but never `keep` or one that is being written, until the rest is small enough."""
    folders = [folder for folder in cache_folder().iterdir() if (folder / LOCK).is_file() or (folder / META).is_file()]
    entries = sorted((_last_used(folder), folder) for folder in folders)
    sizes = {folder: sum(file.stat().st_size for file in folder.glob("*") if file.is_file()) for _, folder in entries}
    total = sum(sizes.values())
    room = min(LIMIT, int((shutil.disk_usage(cache_folder()).free + total) * _SHARE))
    for _, folder in entries:
        if total <= room:
            return
        if folder != keep:
            with suppress(OSError):  # in use, where a system forbids that
                total -= sizes[folder] if _remove(folder) else 0


def _remove(folder: Path) -> bool:
    """Whether the entry was removed: not where another process writes it."""
    lock = FolderLock(folder / LOCK)
    if not lock.take():
        return False
    try:
        (folder / META).unlink(missing_ok=True)  # so that the entry is not complete any more
        if os.name == "nt":  # where no file that is open can be removed
            lock.release()
        shutil.rmtree(folder)
    finally:
        lock.release()
    return True


def _last_used(folder: Path) -> float:
    described = folder / META
    return (described if described.exists() else folder).stat().st_mtime


Phase = Literal["waiting", "reading", "storing", "comparing"]


@dataclass(frozen=True)
class ReadProgress:
    """How far the reading of a large source has come.

    Attributes:
        file: its name.
        phase: "waiting" for another process that converts the same; "reading"; "storing"; "comparing" with what was
            converted before.
        sequences: found so far.
        share: of the phase, in [0, 1]; None: not known.
        eta_s: seconds that the phase will still take; None: not known.
    """

    file: str
    phase: Phase
    sequences: int = 0
    share: float | None = None
    eta_s: float | None = None

    @property
    def sentence(self) -> Sentence:
        """The phase, for the user."""
        facts = {"file": self.file}
        match self.phase:
            case "waiting":
                return Sentence("Waiting until {file} is converted", facts)
            case "reading":
                return Sentence("Converting {file} (only once)", facts)
            case "storing":
                return Sentence("Storing {file}", facts)
            case "comparing":
                return Sentence("Comparing {file} with its converted copy", facts)
