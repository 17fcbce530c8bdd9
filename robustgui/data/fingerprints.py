"""Fingerprints of training sequences: enough to recognise them in other data, not enough to restore them."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from .digests import mix, step_digests, text_digest
from .formats.arrays.npy_header import BROKEN, read_npy_header
from .sequence_set import SequenceSet

_SKETCH = 12  # random projections of a sequence
_TOLERANCE = 0.003  # of its norm: what half precision or three decimals change, and no other sequence comes as near
_STRETCH = 16  # steps of a stretch
_PER_SEQUENCE = 8  # stretches that are kept of a training sequence, about
_ALL = 1 << 16  # stretches up to which all are kept
_SHARED = 0.25  # of the stretches of a sequence: it overlaps with training data
_AT_ONCE = 4096  # sketches compared at a time
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SMALL = 1 << 24  # bytes of an array that may be of zeros alone
_TOKENS_IN_WINDOWS = "next_token"  # running text is cut into windows, other texts share phrases by nature

Digests = NDArray[np.uint64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Fingerprints:
    """What is kept of N training sequences.

    A sequence of values is recognised by random projections (Johnson and Lindenstrauss 1984) of its standardised
    values, within a tolerance: as float16 or with three decimals it is the same. Windows of one series that overlap are
    recognised by digests of stretches of consecutive steps, chosen by their content (Manber 1994, "Finding similar
    files in a large file system"). Texts are recognised by the digest of the whole.

    Attributes:
        count: sequences.
        mean, std: of each feature of the training data, (F,); units of the projections. Empty of texts.
        sketches: (N', P) float32 projections, ascending in the first; equal ones are kept once.
        digests: (N',) of texts, ascending.
        stretches: (M,) digests, ascending.
        every: one of so many stretches is kept, those whose digest it divides.
    """

    count: int
    mean: NDArray[np.float64] = field(repr=False)
    std: NDArray[np.float64] = field(repr=False)
    sketches: NDArray[np.float32] = field(repr=False)
    digests: Digests = field(repr=False)
    stretches: Digests = field(repr=False)
    every: int = 1

    def __add__(self, other: Fingerprints) -> Fingerprints:
        """Of the sequences of both; `other` must have been taken with `fingerprint(..., like=self)`."""
        return Fingerprints(
            count=self.count + other.count,
            mean=self.mean,
            std=self.std,
            sketches=_ascending(np.concatenate([self.sketches, other.sketches])),
            digests=np.union1d(self.digests, other.digests),
            stretches=np.union1d(self.stretches, other.stretches),
            every=self.every,
        )

    def is_of(self, other: Fingerprints) -> bool:
        """Whether both are of the same sequences."""
        return all(np.array_equal(getattr(self, name), getattr(other, name)) for name in vars(self))

    def find_copies(self, part: SequenceSet) -> Flags:
        """Which sequences of `part` have the content of a training sequence, (N,)."""
        if part.symbolic:
            return _among(_text_digests(part), self.digests)
        if part.values.shape[1:] != self.mean.shape:
            return np.zeros(len(part), bool)  # other features
        return _near(self.sketches, *_sketches(part, self.mean, self.std))

    def find_overlaps(self, part: SequenceSet) -> Flags:
        """Which sequences of `part` share a quarter or more of their stretches with training sequences, (N,)."""
        overlaps = np.zeros(len(part), bool)
        if not len(self.stretches):
            return overlaps
        for first, last, digests, owner in _stretches(part, self.every):
            shared_digests = _among(digests, self.stretches)
            total = np.bincount(owner, minlength=last - first)
            shared = np.bincount(owner, weights=shared_digests, minlength=last - first)
            overlaps[first:last] = (total >= 2) & (shared >= _SHARED * total)
        return overlaps

    def to_bytes(self) -> bytes:
        """For a file."""
        file = io.BytesIO()
        np.savez_compressed(file, **vars(self))
        return file.getvalue()

    def to_text(self) -> str:
        """For a file whose metadata are text."""
        return base64.b64encode(self.to_bytes()).decode("ascii")

    @classmethod
    def from_text(cls, text: object) -> Fingerprints | None:
        """The inverse of `to_text`; None for anything else: what cannot be read is not known."""
        try:
            return cls.from_bytes(base64.b64decode(text, validate=True)) if isinstance(text, str) else None
        except ValueError:
            return None

    @classmethod
    def from_bytes(cls, content: bytes) -> Fingerprints:
        """The inverse of `to_bytes`; raises `ValueError` for anything else."""
        try:
            with ZipFile(io.BytesIO(content)) as archive:
                most = _SMALL + 8 * len(content)  # numbers at random, which nothing compresses to an eighth
                arrays = {name: _read_array(archive, name, most) for name in cls.__dataclass_fields__}
        except (BadZipFile, zlib.error, *BROKEN) as error:
            raise ValueError(f"these are no fingerprints: {error}") from error
        kinds = {name: array.dtype.kind + str(array.ndim) for name, array in arrays.items()}
        count, every = arrays["count"], arrays["every"]
        mean, std, sketches, digests, stretches = (
            arrays[name] for name in ("mean", "std", "sketches", "digests", "stretches")
        )
        if kinds != _KINDS or mean.shape != std.shape or sketches.shape[1] != _SKETCH or count < 0 or every < 1:
            raise ValueError("these are no fingerprints: their arrays do not fit each other")
        return cls(int(count), mean, std, sketches, digests, stretches, int(every))


_KINDS = {
    "count": "i0", "mean": "f1", "std": "f1", "sketches": "f2", "digests": "u1", "stretches": "u1", "every": "i0",
}  # fmt: skip


def _read_array(archive: ZipFile, name: str, most: int) -> NDArray[Any]:
    """An array of an archive in memory; raises `ValueError` if it has more than `most` bytes or not those it claims."""
    entry = archive.getinfo(f"{name}.npy")
    if entry.file_size > most:
        raise ValueError(f"{name} is larger than it can be")
    content = archive.read(entry)
    header = read_npy_header(io.BytesIO(content))
    if header.dtype.hasobject or header.size + header.count * header.dtype.itemsize != len(content):
        raise ValueError(f"{name} has another size than its header says")
    return np.frombuffer(content, header.dtype, header.count, header.size).reshape(header.shape).copy()


def fingerprint(part: SequenceSet, like: Fingerprints | None = None) -> Fingerprints:
    """Fingerprints of the sequences of `part`, to be added to those of `like`, or independent."""
    if part.symbolic:
        mean = std = np.zeros(0)
        sketches = np.zeros((0, _SKETCH), np.float32)
        digests = np.unique(_text_digests(part))
    else:
        mean, std = _moments(part) if like is None else (like.mean, like.std)
        sketches, digests = _ascending(_sketches(part, mean, std)[0]), np.zeros(0, np.uint64)
    every = _thinning(part) if like is None else like.every
    stretches = [block for _, _, block, _ in _stretches(part, every)]
    return Fingerprints(
        count=len(part), mean=mean, std=std, sketches=sketches, digests=digests,
        stretches=np.unique(np.concatenate([np.zeros(0, np.uint64), *stretches])), every=every,
    )  # fmt: skip


def _moments(part: SequenceSet) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and standard deviation of each feature, (F,) each; 1 for a constant feature."""
    count = max(int(part.lengths.sum()), 1)
    total = sum((np.nan_to_num(chunk.astype(np.float64)).sum(0) for chunk in part.chunks()), np.zeros(1))
    mean = total / count
    squares = sum(((np.nan_to_num(chunk.astype(np.float64)) - mean) ** 2).sum(0) for chunk in part.chunks())
    std = np.sqrt(squares / count)
    return mean, np.where(std > 0, std, 1.0)


def _sketches(
    part: SequenceSet, mean: NDArray[np.float64], std: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Projections (N, P) of the standardised values on random signs, and the norms (N,)."""
    sketches = np.zeros((len(part), _SKETCH), np.float32)
    norms = np.zeros(len(part))
    features = len(mean)
    for (first, last), chunk in zip(part.spans(), part.chunks(), strict=True):
        u = (np.nan_to_num(chunk.astype(np.float64)) - mean) / std  # (S, F)
        lengths = part.lengths[first:last]
        begins = np.cumsum(lengths) - lengths
        place = np.arange(len(u)) - np.repeat(begins, lengths)
        numbers = (place[:, None] * features + np.arange(features)).astype(np.uint64)  # (S, F)
        signs = mix(numbers + np.uint64(1))
        norms[first:last] = np.sqrt(np.add.reduceat((u * u).sum(1), begins))
        for bit in range(_SKETCH):
            positive = (signs >> np.uint64(bit)) & np.uint64(1)
            sketches[first:last, bit] = np.add.reduceat(np.where(positive, u, -u).sum(1), begins)
    return sketches, norms


def _ascending(sketches: NDArray[np.float32]) -> NDArray[np.float32]:
    """Different sketches, ascending in their first projection."""
    return np.unique(sketches, axis=0)


def _near(training: NDArray[np.float32], queries: NDArray[np.float32], norms: NDArray[np.float64]) -> Flags:
    """Which of `queries` (N, P) lie within the tolerance of one of `training`, (N,)."""
    reach = (_TOLERANCE * norms + 1e-6).astype(np.float32)
    low = np.searchsorted(training[:, 0], queries[:, 0] - reach)
    high = np.searchsorted(training[:, 0], queries[:, 0] + reach, side="right")
    is_near = np.zeros(len(queries), bool)
    for row in np.flatnonzero(high > low).tolist():
        for start in range(int(low[row]), int(high[row]), _AT_ONCE):
            candidates = training[start : min(start + _AT_ONCE, int(high[row]))]
            if (np.abs(candidates - queries[row]) <= reach[row]).all(1).any():
                is_near[row] = True
                break
    return is_near


def _among(queries: Digests, ascending: Digests) -> Flags:
    """Which of `queries` are in `ascending`, (N,)."""
    if not len(ascending):
        return np.zeros(len(queries), bool)
    place = np.minimum(np.searchsorted(ascending, queries), len(ascending) - 1)
    is_member: Flags = ascending[place] == queries
    return is_member


def _text_digests(part: SequenceSet) -> Digests:
    """A digest of each text: as it was before it was cut into tokens, where that is known."""
    if part.origins is not None:
        return part.origins
    return np.array([text_digest(part.text(i)) for i in range(len(part))], np.uint64)


def _thinning(part: SequenceSet) -> int:
    """One of how many stretches is kept."""
    total = int(np.maximum(part.lengths - _STRETCH + 1, 0).sum())
    return max(1, total // max(_PER_SEQUENCE * len(part), _ALL))


def _stretches(part: SequenceSet, every: int) -> Iterator[tuple[int, int, Digests, NDArray[np.int64]]]:
    """Digests of the stretches that are kept, block by block of sequences.

    Stretches in which nothing happens (most steps equal the one before) say nothing about where they come from.

    Yields:
        The first sequence of the block and the one behind its last; digests (M,); which sequence of the block each
        is from (M,).
    """
    if part.symbolic and part.purpose != _TOKENS_IN_WINDOWS:
        return
    for (first, last), chunk in zip(part.spans(), part.chunks(), strict=True):
        lengths = part.lengths[first:last]
        if len(chunk) < _STRETCH:
            continue
        owner = np.repeat(np.arange(last - first), lengths)
        steps = step_digests(chunk)  # (S,)
        count = len(steps) - _STRETCH + 1
        digest = np.zeros(count, np.uint64)
        changes = np.zeros(count, np.int64)
        for place in range(_STRETCH):
            digest = digest * _FACTOR + steps[place : place + count]
            if place:
                changes += steps[place : place + count] != steps[place - 1 : place - 1 + count]
        digest = mix(digest)
        inside = owner[:count] == owner[_STRETCH - 1 :]
        is_kept = inside & (2 * changes >= _STRETCH) & (digest % np.uint64(every) == 0)
        yield first, last, digest[is_kept], owner[:count][is_kept]
