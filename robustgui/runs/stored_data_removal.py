"""Data of notebooks that no run needs any more go to the trash with the last of their runs, and come back with it."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from ..base.errors import RobustGuiError
from .data_store import FOLDER, TRASH
from .folder import SPEC
from .spec import read_spec_text

_IN_SPEC = re.compile(r"[/\\]data[/\\]+([\w.+-]+-[0-9a-f]{32}\.(?:npz|safetensors))")


def list_stored_files(spec: str) -> set[str]:
    """The names of the files in a store that the text of a spec names."""
    return set(_IN_SPEC.findall(spec))


def discard_unused(names: set[str], runs: Path) -> None:
    """Move those files of the store that no run of `runs` names into its trash, where runs still find them.

    A run whose spec cannot be read may need any of them.
    """
    for spec in runs.glob(f"*/{SPEC}") if names else ():
        try:
            names = names - list_stored_files(read_spec_text(spec))
        except RobustGuiError:
            return
    _move(names, runs / FOLDER, runs / TRASH / FOLDER)


def take_back(names: set[str], runs: Path) -> None:
    """Move files of the store out of the trash of `runs`, for a run that is restored."""
    _move(names, runs / TRASH / FOLDER, runs / FOLDER)


def _move(names: set[str], source: Path, target: Path) -> None:
    """Move those files that are in `source` and not in `target`; what cannot be moved stays."""
    for name in sorted(names):
        with suppress(OSError):
            if (source / name).is_file() and not (target / name).exists():
                target.mkdir(parents=True, exist_ok=True)
                os.replace(source / name, target / name)
    with suppress(OSError):
        source.rmdir()  # if it is empty now
