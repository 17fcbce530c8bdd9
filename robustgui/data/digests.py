"""Digests of 64 bits: of steps, of numbers, and of texts."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .memory_maps import release
from .sequence_set import Dataset

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


_SEQUENCES = 64  # of each part whose values are digested; labels, starts and lengths are digested of all
_STEPS = 4096  # of each of those


def digest_dataset(dataset: Dataset) -> str:
    """Digest of a dataset: equal for the same data, split and preprocessing.

    Returns:
        32 hexadecimal digits. Values are sampled: two files that differ in a few values only may be taken for one.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in (dataset.train, dataset.validation, dataset.test):
        if part is None:
            digest.update(b"none")
            continue
        names = (part.name, part.source, part.kind, part.task, part.classes, part.features, part.units, len(part))
        digest.update(repr((names, part.vocabulary, part.values.dtype.str)).encode())
        for array in (part.starts, part.lengths, part.labels):
            digest.update(np.ascontiguousarray(array).tobytes())
        for index in np.linspace(0, len(part) - 1, min(len(part), _SEQUENCES)).astype(int).tolist():
            digest.update(np.ascontiguousarray(part[index][:_STEPS]).tobytes())
        release(part.values)
    return digest.hexdigest()
