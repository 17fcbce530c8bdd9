"""The parts of a dataset as one file: a ZIP archive of plain arrays, and everything else as JSON before them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ....base.documents import parse_json
from ....base.errors import DataError, Sentence
from ...sequence_set import Calendar, SequenceSet
from ..files.source import check_fits, open_source
from ..npz import Archive

# The fields of a SequenceSet as files store them: plain values, tuples of them, and arrays of one entry per sequence.
PLAIN_FIELDS = ("name", "sample_rate", "source", "kind", "purpose", "group_title")
TUPLE_FIELDS = ("classes", "features", "units", "filled", "vocabulary", "group_names", "targets", "closed")
ARRAY_FIELDS = ("starts", "lengths", "labels", "groups", "times", "baseline", "origins")

META = "robustgui.json"  # the first member of the archive
_VALUES, _DATES = "values", "dates"
_MOST_META = 1 << 28  # bytes; a large vocabulary
_DIGEST_BYTES = 16

Parts = Mapping[str, SequenceSet]  # by name: "train", "test", "validation"


def digest_parts(parts: Parts) -> str:
    """A digest of all parts, which names their file."""
    return _hash(f"{name} {_digest(*_describe(part))}".encode() for name, part in sorted(parts.items()))


def encode_parts(parts: Parts) -> bytes:
    """The file of `parts`; equal parts give equal bytes."""
    meta: dict[str, Any] = {}
    arrays: dict[str, NDArray[Any]] = {}
    for name, part in parts.items():
        fields, arrays_of_part = _describe(part)
        meta[name] = {"digest": _digest(fields, arrays_of_part), "arrays": list(arrays_of_part), "fields": fields}
        arrays |= {f"{name}_{key}": array for key, array in arrays_of_part.items()}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        with archive.open(META, "w") as file:
            file.write(json.dumps(meta).encode())
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as file:
                np.lib.format.write_array(file, array, allow_pickle=False)
    return content.getvalue()


def read_part(path: Path, name: str) -> SequenceSet | None:
    """The part `name` in the file `path`; None: it has none.

    Raises:
        DataError: it is no such file, or it is damaged.
    """
    named_arrays = Archive(path)
    try:
        with open_source(path) as whole, zipfile.ZipFile(whole) as archive, archive.open(META) as file:
            check_fits(path, archive.getinfo(META).file_size)
            meta = parse_json(file.read(_MOST_META), nan=True)
        if name not in meta:
            return None
        part = meta[name]
        arrays = {str(key): named_arrays.read(f"{name}_{key}") for key in part["arrays"]}
        if _digest(part["fields"], arrays) != part["digest"]:
            raise ValueError("its content has changed")
        return _build(part["fields"], arrays, path)
    except (KeyError, ValueError, TypeError, AttributeError, OSError, zipfile.BadZipFile) as error:
        raise DataError(
            "{file} is damaged ({problem}). Train again with the data from the notebook, or restore the file.",
            file=path.name, problem=str(error)[:100],
        ) from error  # fmt: skip


def _describe(part: SequenceSet) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Everything of `part` but its source: plain values, and arrays."""
    calendar = part.calendar
    dates = None
    if calendar is not None and calendar.of is part.values:
        dates = np.concatenate([part.dates_of(i) for i in range(len(part))])  # (S,)
    packed = part.compact()
    fields = {name: getattr(part, name) for name in (*PLAIN_FIELDS, *TUPLE_FIELDS) if name != "source"}
    fields["notes"] = [[note.template, note.facts, note.severity] for note in part.notes]
    arrays = {name: getattr(packed, name) for name in (_VALUES, *ARRAY_FIELDS) if name != "starts"}
    arrays[_DATES] = dates
    plain: dict[str, Any] = parse_json(json.dumps(fields, default=_to_plain), nan=True)
    return plain, {name: np.ascontiguousarray(array) for name, array in arrays.items() if array is not None}


def _build(fields: dict[str, Any], arrays: dict[str, NDArray[Any]], path: Path) -> SequenceSet:
    """The inverse of `_describe`; raises `ValueError`, `KeyError` or `TypeError` where something is impossible."""
    dates = arrays.pop(_DATES, None)
    values, lengths = arrays.pop(_VALUES), arrays.pop("lengths")
    members: dict[str, Any] = {name: fields[name] for name in PLAIN_FIELDS if name != "source"}
    members |= {name: tuple(fields[name]) for name in TUPLE_FIELDS} | arrays
    if lengths.ndim != 1 or not len(lengths) or lengths.min() < 1 or int(lengths.sum()) != len(values):
        raise ValueError("sequences outside of the values")
    if (values.ndim, values.dtype.str[1:]) not in ((2, "f4"), (1, "i4")):
        raise ValueError("values of another type")
    if any(len(array) != len(lengths) for array in arrays.values()) or (
        dates is not None and len(dates) != len(values)
    ):
        raise ValueError("arrays of different length")
    notes = tuple(Sentence(*note) for note in fields["notes"])
    data = SequenceSet(
        values=values, starts=np.cumsum(lengths) - lengths, lengths=lengths, notes=notes, source=str(path),
        **members,
    )  # fmt: skip
    return data if dates is None else replace(data, calendar=Calendar(values, dates))


def _digest(fields: dict[str, Any], arrays: Mapping[str, NDArray[Any]]) -> str:
    """Of plain values and arrays, whatever their order."""
    names = sorted(arrays)
    kinds = [[name, arrays[name].dtype.str, list(arrays[name].shape)] for name in names]
    return _hash([json.dumps([fields, kinds], sort_keys=True).encode(), *(arrays[name].data for name in names)])


def _hash(pieces: Any) -> str:
    digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _to_plain(value: Any) -> Any:
    """Numbers of NumPy as plain ones; anything else in a sentence as its text."""
    return value.item() if isinstance(value, np.generic) else str(value)
