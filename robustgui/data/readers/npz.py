"""NumPy archives (.npz): padded arrays, or all steps in one array with offsets.

Arrays, upper or lower case; for the test part with `_test` behind the name (for the training part `_train` may be):

- `x` (N, T, F) or (N, T), and where lengths differ either `lengths` (N,) or `mask` (N, T), True where a step is valid.
  Without both, steps at the end that are NaN in every feature are padding. Or instead:
- `values` (S, F) or (S,) with `offsets` (N + 1,): sequence i is values[offsets[i]:offsets[i + 1]].
- `y` (N,): class indices or class names; numbers that are not whole are targets, also (N, K).
- optional `class_names` (K,), `feature_names` (F,), `units` (F,), `sample_rate` (), `name` ().
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from ..parsing.archive import Archive
from ..parsing.collector import dataset_name, feature_names, offsets_of
from ..parsing.labels import Labels, encode_labels
from ..sequence_set import SequenceSet
from .base import READERS, Reader


@READERS.register("npz")
class Npz(Reader):
    """Padded arrays, or all steps in one array with offsets."""

    title: ClassVar[str] = "NumPy archive"
    suffixes: ClassVar[tuple[str, ...]] = (".npz",)

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """A ZIP archive whose first member is an array."""
        length = int.from_bytes(head[26:28], "little")
        return 1.0 if head.startswith(b"PK\3\4") and head[30 : 30 + length].endswith(b".npy") else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        path = folder / "sample.npz"
        x = [[0.5, 1.25, -3], [4, -0.5, np.nan], [0.75, 1.5, -2], [3, -1, 2]]
        np.savez(path, x=np.array(x, np.float32), y=np.array([1, 2, 1, 2]))
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """The training part; see `Reader.read`."""
        archive = Archive(path)
        return _part(archive, "_train" if "x_train" in archive or "values_train" in archive else "")

    def read_test(self, path: Path) -> SequenceSet | None:
        """The arrays whose names end in `_test`, if there are any."""
        archive = Archive(path)
        return _part(archive, "_test") if "x_test" in archive or "values_test" in archive else None


def _part(archive: Archive, part: str) -> SequenceSet:
    file = archive.path.name
    if "x" + part in archive:
        values, lengths = _padded(archive, part)
    elif "values" + part in archive and "offsets" + part in archive:
        values, lengths = _flat(archive, part)
    else:
        raise DataError(
            "{file} holds the arrays {names}, but neither 'x' (N, T, F) nor 'values' with 'offsets'. "
            "Rename the arrays.",
            file=file, names=", ".join(archive.names[:20]) or "(none)",
        )  # fmt: skip
    if not len(lengths):
        raise DataError("{file} holds no sequences. Choose a file that does.", file=file)
    if not lengths.all():
        raise DataError(
            "{file}: sequence {index} (counted from 0) has no steps. Remove it.",
            file=file, index=int(np.argmin(lengths)),
        )  # fmt: skip
    with np.errstate(over="ignore"):
        values = np.array(values, np.float32, order="C")  # a copy: what comes from a buffer cannot be written to
    _check_finite(file, values, lengths)
    features = values.shape[1]
    labels, classes = _labels(archive, part, len(lengths))
    rate = float(archive.numbers("sample_rate", 0, 1).ravel()[0]) if "sample_rate" in archive else None
    return SequenceSet.packed(
        name=next(iter(archive.texts("name", ())), dataset_name(archive.path)),
        values=values,
        offsets=offsets_of(lengths),
        labels=labels,
        classes=classes,
        features=_names(archive, "feature_names", features, feature_names(features)),
        units=_names(archive, "units", features, ()),
        sample_rate=rate if rate and np.isfinite(rate) and rate > 0 else None,
        source=str(archive.path),
    )


def _check_finite(file: str, values: NDArray[np.float32], lengths: NDArray[np.int64]) -> None:
    if not np.isinf(values).any():
        return
    place, feature = (int(i) for i in np.argwhere(np.isinf(values))[0])
    offsets = offsets_of(lengths)
    index = int(np.searchsorted(offsets, place, side="right")) - 1
    raise DataError(
        "{file}: sequence {index}, step {step}, feature {feature} (all counted from 0) is infinite or too large. "
        "Write NaN where a value is missing.",
        file=file, index=index, step=place - int(offsets[index]), feature=feature,
    )  # fmt: skip


def _names(archive: Archive, name: str, count: int, default: tuple[str, ...]) -> tuple[str, ...]:
    found = archive.texts(name, default)
    if name in archive and len(found) != count:
        raise DataError(
            "{file}, array '{name}': {found} names for {count} features. Give one name for each.",
            file=archive.path.name, name=name, found=len(found), count=count,
        )  # fmt: skip
    return found


def _padded(archive: Archive, part: str) -> tuple[NDArray[np.floating], NDArray[np.int64]]:
    """Valid steps (S, F) and lengths (N,) of `x`."""
    x = archive.numbers("x" + part, 2, 3)
    x = x[..., None] if x.ndim == 2 else x  # (N, T, F)
    N, T, F = x.shape
    if not x.size:
        raise DataError(
            "{file}, array 'x': its shape is {shape}, so it has no values. Save it as (N, T, F).",
            file=archive.path.name, shape=str((N, T, F)),
        )  # fmt: skip
    if "lengths" + part in archive:
        lengths = _whole(archive, "lengths" + part, N, 0, T)
    elif "mask" + part in archive:
        mask = archive.numbers("mask" + part, 2).astype(bool)
        if mask.shape != (N, T):
            raise DataError(
                "{file}, array '{name}': its shape is {shape}, but 'x' needs {needed}. Correct it.",
                file=archive.path.name, name="mask" + part, shape=str(mask.shape), needed=str((N, T)),
            )  # fmt: skip
        x = np.where(mask[..., None], x, np.nan)  # a hole in the mask is a missing value
        lengths = _until_last(mask)
    else:
        lengths = _until_last(~np.isnan(x).all(axis=2))  # (N, T, F) -> (N, T)
    valid = np.arange(T) < lengths[:, None]  # (N, T)
    return x[valid], lengths  # (N, T, F) -> (S, F)


def _until_last(valid: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Steps of each sequence up to the last valid one, (N, T) -> (N,)."""
    behind = valid[:, ::-1].argmax(axis=1)
    return np.where(valid.any(axis=1), valid.shape[1] - behind, 0).astype(np.int64)


def _flat(archive: Archive, part: str) -> tuple[NDArray[np.floating], NDArray[np.int64]]:
    """Steps (S, F) and lengths (N,) of `values` and `offsets`."""
    values = archive.numbers("values" + part, 1, 2)
    values = values[:, None] if values.ndim == 1 else values  # (S, F)
    offsets = _whole(archive, "offsets" + part, None, 0, len(values))
    lengths = np.diff(offsets)
    if not values.shape[1] or len(offsets) < 2 or offsets[0] != 0 or offsets[-1] != len(values) or (lengths < 0).any():
        raise DataError(
            "{file}, array '{name}': it must rise from 0 to {steps}, the number of steps in 'values'. Correct it.",
            file=archive.path.name, name="offsets" + part, steps=len(values),
        )  # fmt: skip
    return values, lengths


def _whole(archive: Archive, name: str, count: int | None, low: int, high: int) -> NDArray[np.int64]:
    """Whole numbers within [low, high], (count,)."""
    array = archive.numbers(name, 1)
    good = (array >= low) & (array <= high) & (array == np.floor(array))
    if (count is not None and len(array) != count) or not good.all():
        raise DataError(
            "{file}, array '{name}': it needs {count} whole numbers from {low} to {high}. Correct it.",
            file=archive.path.name, name=name, count=len(array) if count is None else count, low=low, high=high,
        )  # fmt: skip
    return array.astype(np.int64)


def _labels(archive: Archive, part: str, count: int) -> tuple[Labels, tuple[str, ...]]:
    file, name = archive.path.name, "y" + part
    if name not in archive:
        raise DataError("{file} has no array '{name}' with the labels. Add it.", file=file, name=name)
    names = archive.texts("class_names", ())
    y = archive.read(name)
    if y.ndim == 2 and y.shape[1] == 1:
        y = y[:, 0]  # (N, 1) -> (N,)
    if y.ndim not in (1, 2) or len(y) != count or y.dtype.kind not in "biufUS" or not y.size:
        raise DataError(
            "{file}, array '{name}': its shape is {shape} and its type {dtype}; "
            "{count} labels are needed, as numbers or text. Correct it.",
            file=file, name=name, shape=str(y.shape), dtype=str(y.dtype), count=count,
        )  # fmt: skip
    if y.ndim == 2:
        targets = archive.numbers(name, 2).astype(np.float32)
        if not np.isfinite(targets).all():
            raise DataError(
                "{file}, array '{name}': a target is missing or infinite. Correct it.", file=file, name=name
            )
        return targets, ()
    if names and y.dtype.kind in "biu":
        return _whole(archive, name, count, 0, len(names) - 1), names
    items = y.astype(int).tolist() if y.dtype.kind == "b" else y.tolist()
    return encode_labels([_label(item) for item in items], range(count), file, classes=names)


def _label(item: object) -> str:
    return item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item)
