"""A digest that tells datasets apart, taken in milliseconds from data of any size."""

from __future__ import annotations

import hashlib

import numpy as np

from .mapped import release
from .sequence_set import Dataset

_SEQUENCES = 64  # of each part whose values are digested; labels, starts and lengths are digested of all
_STEPS = 4096  # of each of those


def identity(dataset: Dataset) -> str:
    """The same for data that were read again in the same way, another for other data, another split or other steps.

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
