"""Which user code may run: what was allowed by name, with the digest of every file as it was then.

Code of the user's own networks and of plug-in folders runs only if it was allowed on this machine, and only these very
bytes: see `code_import`. Packages that are installed are trusted as they are installed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .code_files import CodeFiles, format_names
from .documents import parse_json
from .errors import FileError, NotAllowed, RunError, Sentence
from .files import read_regular, write_whole
from .lock import FolderLock
from .parts import sweep_parts
from .paths import config_folder
from .shell import shell_command

_FILE = "allowed_code.json"
_LOCK = "allowed_code.lock"
_PATIENCE_S, _PAUSE_S = 5.0, 0.01
_MOST_BYTES = 64 << 20


def allow(code: CodeFiles) -> None:
    """Remember that the user wants this code, in these very bytes, to run.

    Raises:
        RunError: that cannot be stored.
    """
    if _read_allowed().get(code.entry) == code.digests:
        return
    folder = config_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep_parts(folder)
        with _alone(folder):
            write_whole(folder / _FILE, json.dumps(_read_allowed() | {code.entry: code.digests}, indent=2) + "\n")
    except OSError as error:
        raise RunError(
            "The folder {folder} cannot be written: {problem}.",
            folder=str(folder), problem=error.strerror or str(error),
        ) from error  # fmt: skip


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Inside, no other process changes what is allowed; one that does not come to an end is not waited for."""
    lock = FolderLock(folder / _LOCK)
    latest = time.monotonic() + _PATIENCE_S
    while not lock.take() and time.monotonic() < latest:
        time.sleep(_PAUSE_S)
    try:
        yield
    finally:
        lock.release()


def check_allowed(code: CodeFiles) -> None:
    """Raises `NotAllowed` unless every file of `code` was allowed, as it is now; the message names what would run."""
    reason = _find_reason(code, _read_allowed().get(code.entry))
    if reason is not None:
        raise NotAllowed(reason, shell_command("allow", code.entry))


def _find_reason(code: CodeFiles, digests: Any) -> Sentence | None:
    """Why `code` may not run, where `digests` of its files were allowed; None: it may."""
    facts = {"entry": code.entry, "folder": str(code.folder)}
    if digests is None:
        return Sentence(
            "{entry} is Python code that has not been allowed to run on this machine. Files of {folder} that would "
            "run: {files}.",
            facts | {"files": format_names([*code.digests])},
        )
    if not isinstance(digests, dict):
        return Sentence(
            "{entry} was allowed to run by an earlier version of the program, which covered one file only. Files of "
            "{folder} that would run: {files}.",
            facts | {"files": format_names([*code.digests])},
        )
    if digests == code.digests:
        return None
    changes = {
        "changed": [name for name, digest in code.digests.items() if digests.get(name, digest) != digest],
        "new": [name for name in code.digests if name not in digests],
        "missing": [str(name) for name in digests if name not in code.digests],
    }
    return Sentence(
        "The Python code {entry} has changed since it was allowed to run, in {folder} (changed: {changed}; new: {new}; "
        "missing: {missing}).",
        facts | {kind: format_names(names) for kind, names in changes.items()},
    )


def _read_allowed() -> dict[str, Any]:
    """By entry: SHA-256 of each file by name; of earlier versions one text."""
    path = config_folder() / _FILE
    try:
        content = parse_json(read_regular(path, _MOST_BYTES))
    except (OSError, FileError, ValueError):  # nothing was allowed yet, or nothing can be read
        return {}
    return content if isinstance(content, dict) else {}
