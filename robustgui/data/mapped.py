"""Arrays that lie in a file and come into memory page by page, as they are looked at."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def mapped(path: Path, dtype: np.dtype[Any], shape: tuple[int, ...], offset: int = 0) -> NDArray[Any]:
    """The array at `offset` of `path`, read-only; raises `OSError` or `ValueError` if the file is shorter than that."""
    return np.asarray(np.memmap(path, dtype, "r", offset, shape).view(np.ndarray))


def origin(values: NDArray[Any]) -> tuple[Path, int] | None:
    """File and offset in bytes of an array that is mapped from a file in one piece; None if it is not."""
    base = _mapping(values)
    if base is None or not (values.flags.c_contiguous and values.flags.aligned and values.dtype.isnative):
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
    if base is not None and hasattr(mmap, "MADV_DONTNEED"):
        base[0].madvise(mmap.MADV_DONTNEED)


def _mapping(values: Any) -> tuple[mmap.mmap, Any] | None:
    """The mapping that an array is a view of, and NumPy's own account of it."""
    account = None
    while isinstance(values, np.ndarray):
        if isinstance(values, np.memmap) and values.filename is not None:
            account = values
        values = values.base
    return (values, account) if isinstance(values, mmap.mmap) and account is not None else None
