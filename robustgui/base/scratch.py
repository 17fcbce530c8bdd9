"""Folders for files that are needed for a moment; those of processes that died with theirs are removed by the next."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .parts import part_path, remove_path, sweep_parts


def make_scratch_folder(purpose: str, parent: Path | None = None) -> Path:
    """A new folder that only this user may look into, below `parent` or the system's folder for such; raises `OSError`.

    Its maker removes it with `parts.remove_path`.
    """
    place = Path(tempfile.gettempdir()) if parent is None else parent
    sweep_parts(place)
    folder = part_path(place / f"robustgui-{purpose}")
    folder.mkdir(mode=0o700)
    return folder


@contextmanager
def scratch_folder(purpose: str, parent: Path | None = None) -> Iterator[Path]:
    """The same, removed at the end."""
    folder = make_scratch_folder(purpose, parent)
    try:
        yield folder
    finally:
        remove_path(folder)
