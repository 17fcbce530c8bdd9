"""Files of one export: all of them are written or none, and nothing is replaced without consent."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TypeAlias, Union

from .errors import ExistsError, RunError
from .files import fill_file, sync_folder
from .parts import part_path, remove_path, sweep_parts

Content: TypeAlias = Union[bytes, str, "Mapping[str, Content]"]  # the last is a folder: its entries by name
Consent: TypeAlias = bool | Collection[Path]  # to replace anything, nothing, or these

_NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_TAKEN = {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR}


def refuse_to_replace(files: Iterable[Path], overwrite: Consent = False) -> None:
    """Raises `ExistsError` if one of `files` exists and may not be replaced; links that lead nowhere exist too.

    What is neither a file nor a folder, such as a pipe or a device, is never replaced.
    """
    existing = find_existing(files)
    special = [str(file) for file in existing if file.exists() and not (file.is_file() or file.is_dir())]
    if special:
        raise ExistsError(
            "{files}: a pipe, a device or another special file, which is never replaced. Nothing was written. Choose "
            "another name.",
            files=", ".join(special),
        )  # fmt: skip
    refused = [str(file) for file in existing if not _is_allowed(file, overwrite)]
    if refused:
        raise ExistsError(
            "{files} exists already, and nothing was written. Choose another name, or allow it to be replaced "
            "(--overwrite, overwrite=True).",
            files=", ".join(refused),
        )  # fmt: skip


def find_existing(files: Iterable[Path]) -> list[Path]:
    """Those of `files` that are there, links that lead nowhere among them."""
    return [file for file in files if os.path.lexists(file)]


def write_together(contents: Mapping[Path, Content], *, overwrite: Consent = False, durable: bool = True) -> None:
    """Write several files and folders: when this raises, each of them is as it was before.

    A process that is killed between two of them leaves each one whole, old or new. The first of `contents` comes last,
    so that it is never there without those that it needs.

    Args:
        contents: by place, in folders that exist; text is written as UTF-8 with plain line ends.
        overwrite: which may be replaced. A link is replaced itself, not the file that it leads to.
        durable: wait until the disk has everything.

    Raises:
        ExistsError: one is there, or appears meanwhile, and may not be replaced.
        RunError: two of them have the same name, or one cannot be written: disk full, no permission, no such folder.
    """
    _check_names(contents)
    refuse_to_replace(contents, overwrite)
    try:
        _write(contents, overwrite, durable=durable)
    except OSError as error:
        raise RunError(
            "{file} cannot be written: {problem}. Nothing was replaced. Choose another folder or name.",
            file=", ".join(map(str, contents)), problem=error.strerror or str(error),
        ) from error  # fmt: skip


def _write(contents: Mapping[Path, Content], overwrite: Consent, *, durable: bool) -> None:
    folders = {target.absolute().parent for target in contents}
    for folder in folders:
        sweep_parts(folder)
    backups: list[Path] = []
    with ExitStack() as undo:
        parts: dict[Path, Path] = {}
        for target, content in contents.items():
            parts[target] = part = part_path(target)
            undo.callback(remove_path, part)
            _fill(part, content, durable=durable)
        for target, part in reversed(parts.items()):
            if _is_allowed(target, overwrite) and os.path.lexists(target):
                backups.append(_replace(part, target, undo))
            else:
                _place(part, target, undo)
        undo.pop_all()
    for old in backups:
        with suppress(OSError):  # all is written: what is left here is swept later
            remove_path(old)
    if durable:
        for folder in folders:
            sync_folder(folder)


def _is_allowed(file: Path, overwrite: Consent) -> bool:
    return overwrite if isinstance(overwrite, bool) else file in overwrite


def _check_names(targets: Iterable[Path]) -> None:
    seen: dict[str, Path] = {}
    for target in targets:
        if target.name in ("", ".", ".."):
            raise RunError("'{file}' is not the name of a file. Choose another name.", file=str(target))
        other = seen.setdefault(str(target.absolute()).casefold(), target)
        if other is not target:
            raise RunError(
                "{file} and {other} differ in capital letters alone, and are one file on some systems. Choose another "
                "name.",
                file=str(other), other=str(target),
            )  # fmt: skip


def _fill(part: Path, content: Content, *, durable: bool) -> None:
    if not isinstance(content, Mapping):
        fill_file(part, content, durable=durable)
        return
    part.mkdir()
    for name, inner in content.items():
        _fill(part / name, inner, durable=durable)
    if durable:
        sync_folder(part)


def _replace(part: Path, target: Path, undo: ExitStack) -> Path:
    """Put `part` in the place of `target`, and say where what was there is kept; `undo` puts that back."""
    if part.is_dir() != target.is_dir():
        code = errno.EISDIR if target.is_dir() else errno.ENOTDIR
        raise OSError(code, os.strerror(code), str(target))
    old = part_path(target, "old")
    undo.callback(_put_back, old, target)
    if part.is_dir():
        target.rename(old)
        part.rename(target)
        return old
    try:
        os.link(target, old, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without links
        target.rename(old)
    part.replace(target)
    return old


def _put_back(old: Path, target: Path) -> None:
    """What was at `target` is there again; killed in between, the next sweep does it."""
    if os.path.lexists(old):
        remove_path(target)
        old.rename(target)


def _place(part: Path, target: Path, undo: ExitStack) -> None:
    """Give `part` its name; raises `ExistsError` where something has that name by now."""
    try:
        if part.is_dir():
            part.rename(target)
            undo.callback(remove_path, target)
        elif _link(part, target):
            undo.callback(remove_path, target)
            part.unlink()
        else:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))  # the name is ours now
            undo.callback(remove_path, target)
            part.replace(target)
    except OSError as error:
        if error.errno in _TAKEN:
            refuse_to_replace([target])
        raise


def _link(part: Path, target: Path) -> bool:
    """Whether the file system has links; raises `OSError` if `target` is there, or anything else goes wrong."""
    try:
        os.link(part, target)
    except NotImplementedError:
        return False
    except OSError as error:
        if error.errno in _NO_LINKS:
            return False
        raise
    return True
