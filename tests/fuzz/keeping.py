"""Copies of the inputs that failed, for whoever looks into it."""

from __future__ import annotations

import shutil
from pathlib import Path


def keep(source: Path, target: Path) -> None:
    """Copy a file or folder; links stay links, pipes and devices are left out."""
    if source.is_symlink() or not source.exists():
        return
    shutil.rmtree(target, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, ignore=_special)
    elif source.is_file() and source.stat().st_size < 1 << 28:
        target.write_bytes(source.read_bytes())


def _special(folder: str, names: list[str]) -> set[str]:
    paths = {name: Path(folder, name) for name in names}
    odd = {name for name, path in paths.items() if not (path.is_symlink() or path.is_file() or path.is_dir())}
    return odd | {name for name, path in paths.items() if path.is_file() and path.stat().st_size > 1 << 28}
