"""The header of a NumPy array, checked against the number of bytes that follow it."""

from __future__ import annotations

import io
import math
import struct
import tokenize
import warnings
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
from numpy.lib import format as npy

MAGIC = b"\x93NUMPY"
BROKEN = (
    ValueError, EOFError, OSError, NotImplementedError, RuntimeError, struct.error, SyntaxError, tokenize.TokenError,
    OverflowError, TypeError, KeyError, MemoryError, RecursionError, Warning,
)  # fmt: skip
_LONGEST = 1 << 16  # bytes; numpy itself allows headers of 10 000 bytes


@dataclass(frozen=True)
class NpyHeader:
    """What is said in front of an array."""

    shape: tuple[int, ...]  # its lengths, as they are claimed
    fortran: bool  # whether its first axis runs fastest
    dtype: np.dtype[Any]  # its type; may be of Python objects
    size: int  # of the header in bytes

    @property
    def count(self) -> int:
        """How many values are claimed, however many that is."""
        return math.prod(self.shape)

    def fits(self, available: int) -> bool:
        """Whether `available` bytes can hold header and array."""
        sound = all(length >= 0 for length in self.shape) and max(self.shape, default=0) < 2**62
        return sound and self.size + self.count * self.dtype.itemsize <= available


def read_npy_header(file: BinaryIO | Any) -> NpyHeader:
    """The header at the beginning of an open file; raises one of BROKEN if it is damaged."""
    start: BinaryIO = io.BytesIO(file.read(_LONGEST))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        version = npy.read_magic(start)
        read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, fortran, dtype = read(start)
        np.broadcast_to(np.empty((), dtype), shape)  # raises where NumPy holds no such array: 64 axes, 2^63 bytes
    return NpyHeader(shape, fortran, dtype, start.tell())
