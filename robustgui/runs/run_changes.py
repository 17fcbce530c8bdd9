"""Renames stored runs, moves them into the trash, and restores them."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from ..base.errors import RunError
from ..base.lock import FolderLock
from .folder import LOCK, RunFolder

TRASH = ".trash"  # below the runs folder


def rename_run(folder: Path, name: str) -> None:
    """Set the label of a run; raises `SettingError` for an impossible name, `RunError` if `folder` is no run folder."""
    run = RunFolder(folder)
    run.write_spec(run.spec().copy_with(name=name))


def remove_run(folder: Path) -> Path:
    """Move a run into the trash beside it; returns its folder there.

    Raises:
        RunError: it is running, or cannot be moved.
    """
    folder = folder.absolute()
    if FolderLock(folder / LOCK).is_held():  # whatever else can be read of it
        raise RunError("The run {run} is still running. Stop it first.", run=folder.name)
    return _move(folder, folder.parent / TRASH)


def restore_run(trashed: Path) -> Path:
    """Move a run out of the trash; raises `RunError` if it cannot be moved."""
    return _move(trashed, trashed.parent.parent)


def _move(folder: Path, into: Path) -> Path:
    target = into / folder.name
    try:
        into.mkdir(exist_ok=True)
        if target.exists():
            target = into / f"{folder.name}-{datetime.now():%H%M%S%f}"
        shutil.move(folder, target)
    except OSError as error:
        raise RunError(
            "{folder} cannot be moved to {target}: {problem}.",
            folder=str(folder), target=str(into), problem=error.strerror or str(error),
        ) from error  # fmt: skip
    return target
