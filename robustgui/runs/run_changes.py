"""Renames stored runs, moves them into the trash, and restores them."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from ..base.errors import RobustGuiError, RunError
from ..base.lock import FolderLock
from .data_store import TRASH
from .folder import LOCK, SPEC, RunFolder
from .spec import read_spec_text
from .stored_data_removal import discard_unused, list_stored_files, take_back


def rename_run(folder: Path, name: str) -> None:
    """Set the label of a run; raises `SettingError` for an impossible name, `RunError` if `folder` is no run folder."""
    run = RunFolder(folder)
    run.write_spec(run.spec().copy_with(name=name))


def remove_run(folder: Path) -> Path:
    """Move a run into the trash beside it, with data of notebooks that no other run needs; returns its folder there.

    Raises:
        RunError: it is running, or cannot be moved.
    """
    folder = folder.absolute()
    if FolderLock(folder / LOCK).is_held():  # whatever else can be read of it
        raise RunError("The run {run} is still running. Stop it first.", run=folder.name)
    trashed = _move(folder, folder.parent / TRASH)
    discard_unused(_list_data(trashed), folder.parent)
    return trashed


def restore_run(trashed: Path) -> Path:
    """Move a run and its data out of the trash; raises `RunError` if it cannot be moved."""
    folder = _move(trashed, trashed.parent.parent)
    take_back(_list_data(folder), folder.parent)
    return folder


def _list_data(folder: Path) -> set[str]:
    """The data of notebooks that a run names; none of one that cannot be read."""
    try:
        return list_stored_files(read_spec_text(folder / SPEC))
    except RobustGuiError:
        return set()


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
