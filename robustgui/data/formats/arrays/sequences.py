"""Arrays with known roles to sequences: padded, flat with offsets, or a list of arrays of unequal length."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError, Sentence
from ...sequence_set import SequenceSet
from ..files.source import check_fits
from ..sequences.collector import count_steps_to_last, dataset_name, feature_names, offsets_of
from ..sequences.labels import Labels, encode_labels
from ..sequences.precision import to_float32
from .named_arrays import NUMBERS, TEXTS, Arrays, as_text, whole
from .roles import Roles

Axes = Literal["auto", "ntf", "nft", "tfn", "ftn", "tnf"]
AXES: dict[str, str] = {
    "auto": "detected automatically",
    "ntf": "sequences, steps, features",
    "nft": "sequences, features, steps",
    "tfn": "steps, features, sequences",
    "ftn": "features, steps, sequences",
    "tnf": "steps, sequences, features",
}
_TO_NTF: dict[str, tuple[int, int, int]] = {
    "ntf": (0, 1, 2), "nft": (0, 2, 1), "tfn": (2, 0, 1), "ftn": (2, 1, 0), "tnf": (1, 0, 2),
}  # fmt: skip
_CLEARLY = 4  # times longer than the other axis makes the last one look like steps


def sequences_of(arrays: Arrays, roles: Roles, axes: Axes = "auto", limit: int | None = None) -> SequenceSet:
    """The sequences of one part, no more than `limit`; raises `DataError` if the arrays do not belong together."""
    file = arrays.path.name
    notes: tuple[Sentence, ...] = ()
    if arrays.outlines[roles.sequences].kind == "cells":
        values, lengths = _read_cells(arrays, roles.sequences, axes, limit)
    elif offsets := roles.beside(arrays, "offsets"):
        values, lengths = _read_flat(arrays, roles.sequences, offsets, limit)
    else:
        count = max(arrays.outlines[roles.labels].shape, default=0) if arrays.last_may_count else 0
        x = orient_axes(arrays.numbers(roles.sequences, 2, 3), axes, count)
        notes = describe_doubtful_axes(file, roles.sequences, x.shape, axes)
        values, lengths = _read_padded(arrays, roles, x, limit)
    if not len(lengths):
        raise DataError("{file} contains no sequences. Choose another file.", file=file)
    check_lengths(file, lengths)
    check_fits(arrays.path, values.size * 4)
    values = np.ascontiguousarray(to_float32(values))  # a copy: what comes from a buffer cannot be written to
    check_finite(file, values, lengths)
    features = values.shape[1]
    labels, classes = read_labels(arrays, roles, len(lengths), limit)
    rate = float(arrays.numbers("sample_rate", 0, 1, 2).ravel()[0]) if "sample_rate" in arrays else None
    return SequenceSet.pack(
        name=next(iter(arrays.texts("name", ())), dataset_name(arrays.path)),
        values=values,
        offsets=offsets_of(lengths),
        labels=labels,
        classes=classes,
        features=_read_names(arrays, "feature_names", features, feature_names(features)),
        units=_read_names(arrays, "units", features, ()),
        sample_rate=rate if rate and np.isfinite(rate) and rate > 0 else None,
        source=str(arrays.path),
        notes=notes,
    )


def orient_axes(x: NDArray[Any], axes: Axes, count: int = 0) -> NDArray[Any]:
    """An array (N, T), (T, N) or of three dimensions as (N, T, F); a view.

    Found out by itself: the first axis counts the sequences, unless only the last one has `count` entries.
    """
    last = axes in ("tfn", "ftn", "tnf")
    if axes == "auto":
        last = x.shape[0] != count == x.shape[-1]
        axes = "tfn" if last else "ntf"
    if x.ndim == 2:
        return (x.T if last else x)[..., None]  # (N, T) -> (N, T, 1)
    return x.transpose(_TO_NTF[axes])


def describe_doubtful_axes(file: str, name: str, shape: tuple[int, ...], axes: Axes) -> tuple[Sentence, ...]:
    """A note where (N, T, F) is assumed, but the shape looks like channels first."""
    if axes != "auto" or len(shape) != 3 or shape[2] < _CLEARLY * shape[1]:
        return ()
    template = (
        "{file}, array '{name}': read as {count} {count:sequence|sequences} of {steps} {steps:step|steps} with "
        "{features} {features:feature|features}. If the axes are in another order, choose it in the settings of "
        "the format."
    )
    facts = {"file": file, "name": name, "count": shape[0], "steps": shape[1], "features": shape[2]}
    return (Sentence(template, facts),)


def check_lengths(file: str, lengths: NDArray[np.int64]) -> None:
    """Raises `DataError` if one of the lengths (N,) is 0."""
    if not lengths.all():
        raise DataError(
            "{file}: sequence {index} (counted from 0) has no time steps. Remove it.",
            file=file, index=int(np.argmin(lengths)),
        )  # fmt: skip


def check_finite(file: str, values: NDArray[np.float32], lengths: NDArray[np.int64], first: int = 0) -> None:
    """Refuse an infinite value among steps (S, F) of sequences one behind the other, the first numbered `first`."""
    if not np.isinf(values).any():
        return
    place, feature = (int(i) for i in np.argwhere(np.isinf(values))[0])
    offsets = offsets_of(lengths)
    index = int(np.searchsorted(offsets, place, side="right")) - 1
    raise DataError(
        "{file}: sequence {index}, step {step}, feature {feature} (all counted from 0) is infinite or too large. "
        "Write NaN where a value is missing.",
        file=file, index=first + index, step=place - int(offsets[index]), feature=feature,
    )  # fmt: skip


def _read_names(arrays: Arrays, name: str, count: int, default: tuple[str, ...]) -> tuple[str, ...]:
    names = arrays.texts(name, default)
    if name in arrays and len(names) != count:
        raise DataError(
            "{file}, array '{name}': {found} {found:name|names} for {count} {count:feature|features}. Give "
            "one name for each.",
            file=arrays.path.name, name=name, found=len(names), count=count,
        )  # fmt: skip
    return names


def _read_padded(
    arrays: Arrays, roles: Roles, x: NDArray[Any], limit: int | None
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Valid steps (S, F) and lengths (N,) of `x` (N, T, F)."""
    N, T, _ = x.shape
    if not x.size:
        raise DataError(
            "{file}, array '{name}': its shape is {shape}, so it has no values. Save it as (N, T, F).",
            file=arrays.path.name, name=roles.sequences, shape=str(x.shape),
        )  # fmt: skip
    name = roles.beside(arrays, "lengths")
    lengths = whole(arrays, name, N, 0, T)[:limit] if name else None
    x = x[:limit]
    if lengths is None and (name := roles.beside(arrays, "mask")):
        mask = arrays.numbers(name, 2).astype(bool)
        if mask.shape != (N, T):
            raise DataError(
                "{file}, array '{name}': its shape is {shape}, but '{sequences}' needs {needed}. Correct it.",
                file=arrays.path.name, name=name, shape=str(mask.shape), sequences=roles.sequences,
                needed=str((N, T)),
            )  # fmt: skip
        mask = mask[:limit]
        x = np.where(mask[..., None], x, np.nan)  # a hole in the mask is a missing value
        lengths = count_steps_to_last(mask)
    elif lengths is None:
        lengths = count_steps_to_last(~np.isnan(x).all(axis=2))  # (N, T, F) -> (N, T)
    if (lengths == T).all():
        return x.reshape(-1, x.shape[2]), lengths  # (N, T, F) -> (N * T, F), a view where that can be
    valid = np.arange(T) < lengths[:, None]  # (N, T)
    return x[valid], lengths  # (N, T, F) -> (S, F)


def _read_flat(arrays: Arrays, name: str, index: str, limit: int | None) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Steps (S, F) and lengths (N,) of all steps in one array and `index`, where each sequence begins."""
    values = arrays.numbers(name, 1, 2)
    values = values[:, None] if values.ndim == 1 else values  # (S, F)
    offsets = whole(arrays, index, None, 0, len(values))
    lengths = np.diff(offsets)
    if not values.shape[1] or len(offsets) < 2 or offsets[0] != 0 or offsets[-1] != len(values) or (lengths < 0).any():
        raise DataError(
            "{file}, array '{name}': offsets must increase from 0 to {steps}, the number of steps in 'values'. "
            "Correct it.",
            file=arrays.path.name, name=index, steps=len(values),
        )  # fmt: skip
    lengths = lengths[:limit]
    return values[: int(lengths.sum())], lengths


def _read_cells(arrays: Arrays, name: str, axes: Axes, limit: int | None) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Steps (S, F) and lengths (N,) of a list of arrays (T, F), (F, T) or (T,). With automatic axes, the axis along
    which the arrays have the same length counts the features; if both or none do, the steps come first."""
    sequences = [
        cell.ravel()[:, None] if 1 in cell.shape or cell.ndim < 2 else cell for cell in arrays.cells(name)[:limit]
    ]
    for index, cell in enumerate(sequences):
        if cell.ndim != 2 or not cell.size:
            raise DataError(
                "{file}, array '{name}', entry {index} (counted from 0): its shape is {shape}; "
                "a matrix with values is needed. Correct it.",
                file=arrays.path.name, name=name, index=index, shape=str(cell.shape),
            )  # fmt: skip
    rows, columns = {cell.shape[0] for cell in sequences}, {cell.shape[1] for cell in sequences}
    if axes in ("nft", "ftn") or (axes == "auto" and len(rows) == 1 < len(columns)):
        sequences = [cell.T for cell in sequences]  # (F, T) -> (T, F)
        columns = rows
    if len(columns) > 1:
        raise DataError(
            "{file}, array '{name}': its matrices have {widths} {widths:column|columns}. All sequences need the "
            "same features.",
            file=arrays.path.name, name=name, widths=", ".join(map(str, sorted(columns)[:10])),
        )  # fmt: skip
    if not sequences:
        return np.zeros((0, 1), np.float32), np.zeros(0, np.int64)
    return np.concatenate(sequences), np.array([len(cell) for cell in sequences], np.int64)


def read_labels(arrays: Arrays, roles: Roles, count: int, limit: int | None) -> tuple[Labels, tuple[str, ...]]:
    """Labels of `count` sequences and the names of the classes: one-hot rows are classes, other matrices (N, K)
    targets; without a role for labels, (N, 0) targets. Raises `DataError` if there are more or fewer labels than
    sequences, or one makes no sense."""
    file, name = arrays.path.name, roles.labels
    if not name:
        return np.zeros((count, 0), np.float32), ()
    names = arrays.texts("class_names", ())
    y = arrays.read(name)
    if y.ndim == 2 and 1 in y.shape:
        y = y.ravel()  # (N, 1) or (1, N) -> (N,)
    elif y.ndim == 2 and len(y) != count == y.shape[1] and limit is None:
        y = y.T  # (K, N) -> (N, K)
    if limit is not None:
        y = y[:count] if y.ndim else y
    if y.ndim not in (1, 2) or len(y) != count or y.dtype.kind not in NUMBERS + TEXTS or not y.size:
        raise DataError(
            "{file}, array '{name}': its shape is {shape} and its type {dtype}; {count} {count:label|labels} "
            "{count:is|are} needed, as numbers or text. Correct it.",
            file=file, name=name, shape=str(y.shape), dtype=str(y.dtype), count=count,
        )  # fmt: skip
    if y.ndim == 2:
        if y.dtype.kind not in NUMBERS:
            raise DataError(
                "{file}, array '{name}': numbers are needed, not {dtype}. Save it as numbers.",
                file=file, name=name, dtype=str(y.dtype),
            )  # fmt: skip
        if ((y == 0) | (y == 1)).all() and (y.sum(axis=1) == 1).all():
            classes = names if len(names) == y.shape[1] else tuple(map(str, range(y.shape[1])))
            return y.argmax(axis=1).astype(np.int64), classes
        with np.errstate(over="ignore"):
            targets = y.astype(np.float32)
        if not np.isfinite(targets).all():
            raise DataError(
                "{file}, array '{name}': a target is missing or infinite. Correct it.", file=file, name=name
            )
        return targets, ()
    if names and y.dtype.kind in "biu":
        return whole(arrays, name, None, 0, len(names) - 1)[:count], names
    items = y.astype(int).tolist() if y.dtype.kind == "b" else y.tolist()
    return encode_labels([as_text(item) for item in items], range(count), file, classes=names)
