"""Arrays that are mapped from files: pages are read when they are accessed."""

from __future__ import annotations

import math
import mmap
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..base.errors import DataError
from ..base.files import check_regular
from ..base.paths import cache_folder

IN_MEMORY = 64 << 20  # bytes; what is larger is made in a file


def map_array(path: Path, dtype: np.dtype[Any], shape: tuple[int, ...], offset: int = 0) -> NDArray[Any]:
    """The array at `offset` of `path`, read-only; raises `OSError` or `ValueError` if the file is shorter than that."""
    check_regular(path)
    return np.asarray(np.memmap(path, dtype, "r", offset, shape).view(np.ndarray))


def allocate_array(shape: tuple[int, ...], dtype: np.dtype[Any]) -> NDArray[Any]:
    """A new array to be written to; a large one is mapped from a temporary file of the cache, deleted with it.

    Raises:
        DataError: the disk is full, or the folder cannot be written to.
    """
    size = math.prod(shape) * dtype.itemsize
    if size <= IN_MEMORY:
        return np.empty(shape, dtype)
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, size)  # a full disk says so now, not in the midst of writing
            else:
                file.truncate(size)
            return np.memmap(file, dtype, "r+", shape=shape).view(np.ndarray)
    except OSError as error:
        raise DataError(
            "The preprocessed data need {size:.1f} GiB in the folder {folder}: {reason}. Free some space, or set "
            "ROBUSTGUI_CACHE to a folder on another disk.",
            size=size / 2**30, folder=str(folder), reason=error.strerror or str(error),
        ) from error  # fmt: skip


def find_origin(values: NDArray[Any]) -> tuple[Path, int] | None:
    """File and offset in bytes of an array that is mapped from a file in one piece; None if it is not."""
    base = _mapping(values)
    if (
        base is None
        or base[1].filename is None
        or not (values.flags.c_contiguous and values.flags.aligned and values.dtype.isnative)
    ):
        return None
    memory, path = base
    start = np.frombuffer(memory, np.uint8).__array_interface__["data"][0]
    inside = values.__array_interface__["data"][0] - start
    return path.filename, inside + path.offset - path.offset % mmap.ALLOCATIONGRANULARITY


def release(values: NDArray[Any]) -> None:
    """Hand the pages of a mapped array back to the system: the next look reads them again, mostly from its cache.

    Without it a walk over a large file ends with the whole file in this process's memory.
    """
    base = _mapping(values)
    if base is not None and hasattr(mmap, "MADV_DONTNEED"):  # what was written to it stays in the file
        base[0].madvise(mmap.MADV_DONTNEED)


def is_mapped(values: NDArray[Any]) -> bool:
    """Whether the array lies in a file, of whatever name."""
    return _mapping(values) is not None


def _mapping(values: Any) -> tuple[mmap.mmap, Any] | None:
    """The mapping that an array is a view of, and NumPy's own account of it."""
    account = None
    while isinstance(values, np.ndarray):
        if isinstance(values, np.memmap):
            account = values
        values = values.base
    return (values, account) if isinstance(values, mmap.mmap) and account is not None else None
