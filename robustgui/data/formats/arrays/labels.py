"""The array of labels to classes or targets."""

from __future__ import annotations

import numpy as np

from ....base.errors import DataError
from ..sequences.labels import Labels, encode_labels
from .named_arrays import NUMBERS, TEXTS, Arrays, as_text, whole
from .roles import Roles


def labels_of(arrays: Arrays, roles: Roles, count: int, limit: int | None) -> tuple[Labels, tuple[str, ...]]:
    """Labels of `count` sequences and the names of the classes.

    One-hot rows are classes; other matrices (N, K) are targets.

    Raises:
        DataError: there are more or fewer labels than sequences, or one makes no sense.
    """
    file, name = arrays.path.name, roles.labels
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
            "{file}, array '{name}': its shape is {shape} and its type {dtype}; "
            "{count} labels are needed, as numbers or text. Correct it.",
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
