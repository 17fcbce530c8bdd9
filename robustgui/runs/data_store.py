"""Data of a notebook, stored beside the runs that were trained on them: one file for each content.

The files lie in the folder `data` of the runs folder and are named by their content, so that runs on the same data
share one file, and a runs folder that is moved or copied as a whole keeps them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import RunError
from ..base.files import make_folder, write_whole
from ..data.by_name.base import MEMORY
from ..data.formats.notebook.content import encode_parts
from ..models.initial_weights import get_content, is_in_memory
from ..models.python import Python

if TYPE_CHECKING:
    from ..data import DataSettings, SequenceSet
    from ..models import Model

FOLDER = "data"  # below the runs folder
TRASH = ".trash"  # below the runs folder, laid out like it
_NAME = re.compile(r"(.+)-[0-9a-f]{32}(?:\.npz|\.safetensors)?")


def memory_name(name: str, digest: str) -> str:
    """The source of data in memory: `memory:NAME-DIGEST`."""
    return f"{MEMORY}{_safe(name)}-{digest}"


def _safe(name: str) -> str:
    """`name` with only what every file system takes, and not too long."""
    return re.sub(r"[^\w.+-]+", "-", name).strip(".-")[:60] or "data"


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
    _write(path, lambda: encode_parts(parts))
    return settings.copy_with(train=str(path))


def store_weights(model: Model, runs: Path) -> Model:
    """Write initial weights that no file holds below `runs`, and give `model` with the name of the file.

    Raises:
        RunError: it cannot be written.
    """
    if not (isinstance(model, Python) and is_in_memory(model.weights)):
        return model
    content = get_content(model.weights)  # of this process, so that the digest is one
    path = runs.absolute() / FOLDER / f"{_safe(model.label)}-{model.weights.rpartition(':')[2]}.safetensors"
    _write(path, lambda: content)
    return model.copy_with(weights=str(path))


def _write(path: Path, encode: Callable[[], bytes]) -> None:
    """Write a file of the store unless it is there; raises `RunError`."""
    try:
        if not path.is_file():
            path.parents[1].mkdir(parents=True, exist_ok=True)
            make_folder(path.parent)
            write_whole(path, encode())
    except OSError as error:
        raise RunError(
            "The folder {folder} cannot be written: {problem}.",
            folder=str(path.parent), problem=error.strerror or str(error),
        ) from error  # fmt: skip


def find_moved_data(data: DataSettings, runs: Path) -> DataSettings:
    """`data` with the file in the store of `runs` where it lies no longer at its former path."""
    moved = _find_moved(data.train, runs)
    return data if moved is None else data.copy_with(train=moved)


def find_moved_weights(model: Model, runs: Path) -> Model:
    """`model` with the file of its initial weights in the store of `runs`, as `find_moved_data`."""
    moved = _find_moved(model.weights, runs) if isinstance(model, Python) else None
    return model if moved is None else model.copy_with(weights=moved)


def _find_moved(source: str, runs: Path) -> str | None:
    """Where a file that the store held at `source` lies now; None: there, or it is no file of the store."""
    path = Path(source)
    if not _NAME.fullmatch(path.name) or path.parent.name != FOLDER or os.path.exists(path):
        return None
    places = (runs.absolute() / FOLDER / path.name, runs.absolute() / TRASH / FOLDER / path.name)
    return next((str(place) for place in places if place.is_file()), None)
