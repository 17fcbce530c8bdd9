"""Digests of 64 bits: of steps, of numbers, and of texts."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A bijection of 64 bits that spreads each of them: the finaliser of SplitMix (Steele, Lea and Flood 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MIX[1]
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _MIX[2]
    return numbers ^ (numbers >> np.uint64(31))


def absorb(digest: NDArray[np.uint64], numbers: NDArray[np.unsignedinteger[Any]]) -> NDArray[np.uint64]:
    """Update each digest with one more number."""
    return mix(digest + numbers.astype(np.uint64) * _MIX[0])


def step_digests(values: NDArray[Any]) -> NDArray[np.uint64]:
    """A digest of each step of (S, F) values or (S,) tokens, (S,); 0 and -0 are the same."""
    numbers = (values + 0).astype(values.dtype if values.dtype.kind == "i" else np.float32)
    bits = np.ascontiguousarray(numbers).reshape(len(values), -1).view(np.uint32)  # (S, F)
    digest = np.zeros(len(values), np.uint64)
    for column in range(bits.shape[1]):
        digest = absorb(digest, bits[:, column])
    return digest


def text_digest(text: str) -> int:
    """Digest of one text."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
