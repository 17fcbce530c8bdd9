"""Which code of the user may run: what was named in a command or confirmed in the window, as it was then."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path

from ..base.errors import RunError
from ..base.files import write_whole
from ..base.paths import config_folder
from ..base.shell import shell_command

_FILE = "allowed_code.json"
EXAMPLE = "robustgui.models.nets.own_example:network"  # comes with the program


def absolute(entry: str) -> str:
    """`entry` with the whole path of its file, so that it means the same from any folder.

    Raises:
        RunError: it is neither FILE.py:FUNCTION nor PACKAGE.MODULE:FUNCTION.
    """
    place, colon, function = entry.rpartition(":")
    if not colon or not place or not function.isidentifier():
        raise RunError(
            "'{entry}' does not name a function: write package.module:function, or file.py:function.", entry=entry
        )  # fmt: skip
    if place.endswith(".py"):
        return f"{Path(place).expanduser().absolute()}:{function}"
    return entry


def allow(entry: str) -> None:
    """Remember that the user wants the code of `entry`, as it is now, to run; raises `RunError` if it is not there."""
    entry = absolute(entry)
    known = _known() | {entry: _digest(entry)}
    folder = config_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / _FILE, json.dumps(known, indent=2) + "\n")
    except OSError as error:
        raise RunError(
            "The folder {folder} cannot be written: {problem}.",
            folder=str(folder), problem=error.strerror or str(error),
        ) from error  # fmt: skip


def check_allowed(entry: str) -> None:
    """Raises `RunError` unless `entry` was allowed and its file is what it was then; our own example always is."""
    entry = absolute(entry)
    if entry == EXAMPLE:
        return
    known = _known().get(entry)
    if known is None:
        raise RunError(
            "This network is Python code, {entry}, which has not been allowed to run on this machine. "
            "If you trust it: {command}",
            entry=entry,
            command=shell_command("allow", entry),
        )
    if known != _digest(entry):
        raise RunError(
            "The Python code {entry} has changed since it was allowed to run. If you trust it as it is now: {command}",
            entry=entry,
            command=shell_command("allow", entry),
        )


def file_of(entry: str) -> Path:
    """The file with the code of `entry`, found without running any of it but parent packages.

    Raises:
        RunError: it is not there.
    """
    place = entry.rpartition(":")[0]
    if place.endswith(".py"):
        path = Path(place)
        if path.is_file():
            return path
        raise RunError("There is no file {file}.", file=place)
    root, *parts = place.split(".")
    try:
        found = importlib.util.find_spec(root)
    except (ImportError, ValueError) as error:
        raise RunError("There is no Python module called {name}.", name=place) from error
    for folder in (found.submodule_search_locations or ()) if found else ():
        below = Path(folder, *parts)
        for path in (below.with_suffix(".py") if parts else below / "__init__.py", below / "__init__.py"):
            if path.is_file():
                return path
    if found is not None and found.origin and not parts and Path(found.origin).is_file():
        return Path(found.origin)
    raise RunError("There is no Python module called {name}.", name=place)


def _digest(entry: str) -> str:
    path = file_of(entry)
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise RunError(
            "{file} cannot be read: {problem}.", file=str(path), problem=error.strerror or str(error)
        ) from error


def _known() -> dict[str, str]:
    try:
        found = json.loads((config_folder() / _FILE).read_bytes())
    except (OSError, ValueError):  # nothing was allowed yet
        return {}
    return found if isinstance(found, dict) else {}
