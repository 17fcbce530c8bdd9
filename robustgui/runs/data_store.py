"""Data of a notebook, stored beside the runs that were trained on them: one file for each content.

The files lie in the folder `data` of the runs folder and are named by their content, so that runs on the same data
share one file, and a runs folder that is moved or copied as a whole keeps them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import RunError
from ..base.files import make_folder, write_whole
from ..data.by_name.base import MEMORY
from ..data.formats.notebook.content import encode_parts

if TYPE_CHECKING:
    from ..data import DataSettings, SequenceSet

FOLDER = "data"  # below the runs folder
_NAME = re.compile(r"(.+)-[0-9a-f]{32}(?:\.npz)?")


def memory_name(name: str, digest: str) -> str:
    """The source of data in memory: `memory:NAME-DIGEST`."""
    safe = re.sub(r"[^\w.+-]+", "-", name).strip(".-")[:60]
    return f"{MEMORY}{safe or 'data'}-{digest}"


def title_of(source: str) -> str:
    """The name of a source without path, prefix, digest and ending."""
    return notebook_title(source) or Path(source.removeprefix("example:")).stem.removesuffix("_TRAIN")


def notebook_title(source: str) -> str:
    """The name that a notebook gave to data in memory; empty for other sources."""
    match = _NAME.fullmatch(Path(source.removeprefix(MEMORY)).name)
    return match[1] if match else ""


def store_data(settings: DataSettings, parts: Mapping[str, SequenceSet], runs: Path) -> DataSettings:
    """Write `parts` below `runs`, unless they are there, and give `settings` that name the file.

    Raises:
        RunError: it cannot be written.
    """
    path = runs.absolute() / FOLDER / f"{settings.train.removeprefix(MEMORY)}.npz"
    try:
        if not path.is_file():
            runs.mkdir(parents=True, exist_ok=True)
            make_folder(path.parent)
            write_whole(path, encode_parts(parts))
    except OSError as error:
        raise RunError(
            "The folder {folder} cannot be written: {problem}.",
            folder=str(path.parent), problem=error.strerror or str(error),
        ) from error  # fmt: skip
    return settings.copy_with(train=str(path))


def find_moved_data(data: DataSettings, runs: Path) -> DataSettings:
    """`data` with the file in the store of `runs` where it lies no longer at its former path."""
    path = Path(data.train)
    if not _NAME.fullmatch(path.name) or path.parent.name != FOLDER or os.path.exists(path):
        return data
    moved = runs.absolute() / FOLDER / path.name
    return data.copy_with(train=str(moved)) if moved.is_file() else data
