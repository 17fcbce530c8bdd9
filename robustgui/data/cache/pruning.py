"""Limits the size of the cache: the least recently used entries are removed first."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from ...base.lock import FolderLock
from ...base.paths import cache_folder
from .entry import LOCK, META

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
