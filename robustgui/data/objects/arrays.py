"""Objects of NumPy, torch and others as arrays, without importing any library that made them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from ..formats.arrays.roles import LABEL_NAMES, SEQUENCE_NAMES
from .description import Part

_SECOND = np.timedelta64(1, "s")


def is_from(value: Any, package: str) -> bool:
    """Whether the class of `value`, or one that it inherits from, is of `package`."""
    return any(cls.__module__.partition(".")[0] == package for cls in type(value).__mro__)


def is_frame(value: Any) -> bool:
    """Whether `value` is a data frame of pandas."""
    return is_from(value, "pandas") and hasattr(value, "columns")


def to_array(value: Any) -> NDArray[Any]:
    """`value` as an array of numbers, texts or dates; of objects where it is ragged."""
    if isinstance(value, np.ma.MaskedArray):
        return np.where(np.ma.getmaskarray(value), np.nan, np.ma.getdata(value))
    if is_from(value, "torch"):
        tensor = (
            value.detach().to_dense().cpu().resolve_conj() if value.is_sparse else value.detach().cpu().resolve_conj()
        )
        value = (tensor.float() if str(tensor.dtype) == "torch.bfloat16" else tensor).numpy()
    elif isinstance(value, list | tuple) and value and (is_from(value[0], "torch") or is_from(value[0], "pandas")):
        value = [to_array(each) for each in value]
    elif is_from(value, "pandas"):
        value = value.to_numpy()
    try:
        array = np.asarray(value)
    except ValueError:  # of unequal lengths
        array = np.empty(len(value), object)
        for index, each in enumerate(value):
            array[index] = each
    if array.dtype == object and array.ndim == 1 and len(array):
        array = _as_texts_or_numbers(array)
    return array


def _as_texts_or_numbers(array: NDArray[Any]) -> NDArray[Any]:
    """Objects that are all texts or all numbers as an array of these, None as NaN; others as they are."""
    items = array.tolist()
    if all(isinstance(item, str) for item in items):
        return np.array(items)
    if all(item is None or isinstance(item, int | float | np.number) for item in items):
        return np.array([np.nan if item is None else item for item in items])
    return array


def to_sequences(value: Any, name: str) -> NDArray[Any] | list[NDArray[Any]]:
    """Sequences as one array (N, T) or (N, T, F), or as N arrays (T,) or (T, F); texts as an array (N,).

    Raises:
        DataError: it is nothing of these.
    """
    if is_from(value, "torch") and getattr(value, "is_nested", False):
        value = list(value.unbind())
    elif is_from(value, "torch") and getattr(value, "is_meta", False):
        raise DataError("{file}: a tensor on the device 'meta' has no values.", file=name)
    elif type(value).__name__ == "PackedSequence" and is_from(value, "torch"):
        value = sys.modules["torch"].nn.utils.rnn.unpack_sequence(value)
    if isinstance(value, str | bytes | Mapping) or not (hasattr(value, "__array__") or isinstance(value, Iterable)):
        raise DataError(
            "{file}: sequences cannot be made of an object of the type {type}. Give an array (N, T) or (N, T, F), a "
            "list of N arrays (T, F), a data frame, or a torch dataset.",
            file=name, type=type(value).__name__,
        )  # fmt: skip
    array = to_array(value if hasattr(value, "__array__") else list(value))
    if array.dtype != object:
        return array
    return [to_array(each) for each in array.tolist()] if array.ndim == 1 else [to_array(each) for each in array]


def to_seconds(value: Any, name: str) -> NDArray[np.float64]:
    """Times as numbers: dates as seconds since 1970, UTC; raises `DataError` where one is missing or no time."""
    if is_from(value, "pandas") and getattr(getattr(value, "dtype", None), "tz", None) is not None:
        value = value.dt.tz_convert("UTC").dt.tz_localize(None)
    array = to_array(value)
    if array.dtype.kind == "M":
        seconds = (array - np.datetime64(0, "s")) / _SECOND
    elif array.dtype.kind in "biuf":
        seconds = array.astype(np.float64)
    else:
        seconds = np.full(1, np.nan)
    if not np.isfinite(seconds).all():
        raise DataError(
            "{file}: times must be numbers or dates without gaps, not {type}. Convert them, such as with "
            "pandas.to_datetime.",
            file=name, type=str(array.dtype),
        )  # fmt: skip
    return seconds


def unpack(part: Part, name: str) -> Part:
    """`part` with the pairs, tables and torch datasets in `x` taken apart to sequences and labels.

    Raises:
        DataError: the items of a dataset are neither sequences nor pairs of a sequence and a label.
    """
    x, y = part.x, part.y
    if isinstance(x, tuple) and len(x) == 2 and y is None:
        return unpack(replace(part, x=x[0], y=x[1]), name)
    if isinstance(x, Mapping):
        unknown = sorted(set(x) - set(Part.__dataclass_fields__))
        if "x" not in x or unknown:
            raise DataError(
                "{file}: a part is given as a dictionary with 'x' and, where there are any, 'y', 'lengths', 'mask', "
                "'groups' and 'times'; this one has {names}.",
                file=name, names=", ".join(map(str, x)),
            )  # fmt: skip
        return unpack(Part(**x), name)
    if not is_frame(x) and hasattr(x, "to_pandas") and not is_from(x, "torch"):
        return replace(part, x=x.to_pandas())
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(x, torch.utils.data.DataLoader):
        return unpack(replace(part, x=x.dataset), name)
    if torch is not None and isinstance(x, torch.utils.data.Dataset):
        return _unpack_items(part, name)
    return part


def _unpack_items(part: Part, name: str) -> Part:
    """A torch dataset, item by item."""
    source = part.x
    items = [source[i] for i in range(len(source))] if hasattr(source, "__len__") else list(source)
    pairs = [_pair(item) for item in items]
    sizes = {len(pair) for pair in pairs}
    if len(sizes) != 1 or not sizes <= {1, 2}:
        raise DataError(
            "{file}: the items of a torch dataset must be sequences, or pairs of a sequence and its label. Give x and "
            "y by themselves, with lengths= where they are padded.",
            file=name,
        )
    x = [pair[0] for pair in pairs]
    if part.y is not None or sizes == {1}:
        return replace(part, x=x)
    labels = [pair[1].item() if getattr(pair[1], "ndim", 1) == 0 else pair[1] for pair in pairs]
    return replace(part, x=x, y=labels)


def _pair(item: Any) -> tuple[Any, ...]:
    """One item of a torch dataset as sequence and label, by the usual names where it is a dictionary."""
    if isinstance(item, Mapping):
        keys = ([key for key in item if str(key).lower() in names] for names in (SEQUENCE_NAMES, LABEL_NAMES))
        return tuple(item[names[0]] for names in keys if names)
    return tuple(item) if isinstance(item, tuple | list) else (item,)
