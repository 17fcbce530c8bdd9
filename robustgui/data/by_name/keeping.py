"""Stores fetched data in the cache atomically: complete and with checksums, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from ...base.errors import DataError
from ...base.scratch import scratch_folder
from .checksums import note_checksums


def keep(name: str, folder: Path, fetch: Callable[[Path], Iterable[Path]]) -> None:
    """Make `folder` out of what `fetch` puts into the folder that it is given; it says which files are the data.

    Raises:
        DataError: whatever `fetch` raises; or the disk does not take the data, and then there is no `folder`.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with scratch_folder("fetched", folder.parent) as place:
            whole = place / "whole"
            whole.mkdir()
            note_checksums(whole, fetch(whole))
            shutil.rmtree(folder, ignore_errors=True)  # half of it, from an attempt that was cut short
            whole.replace(folder)
    except OSError as error:
        raise DataError(
            "The dataset {name} cannot be kept in {folder}: {reason}. "
            "Make room there, or name another folder in the variable ROBUSTGUI_CACHE.",
            name=name, folder=str(folder.parent), reason=error.strerror or str(error),
        ) from error  # fmt: skip
