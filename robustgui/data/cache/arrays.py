"""A SequenceSet as plain files of one folder, and back, mapped; nothing is walked when it is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...base.errors import Sentence
from ...base.files import open_regular
from ..formats.notebook.content import ARRAY_FIELDS, PLAIN_FIELDS, TUPLE_FIELDS
from ..formats.sequences.sequence_buffer import VALUES as GATHERED
from ..memory_maps import find_origin, map_array, release
from ..sequence_set import Known, SequenceSet
from ..space import moments_of

_PIECE = 1 << 18  # steps written or looked at in one go


def to_folder(data: SequenceSet, folder: Path, sources: list[Path]) -> dict[str, Any]:
    """Write the arrays of `data` and give what else there is to know, for JSON.

    Values that are mapped from one of `sources` stay there. Raises `OSError`.
    """
    meta: dict[str, Any] = {name: getattr(data, name) for name in (*PLAIN_FIELDS, *TUPLE_FIELDS)}
    meta["notes"] = [[note.template, note.facts, note.severity] for note in data.notes]
    meta["values"] = _store_values(data.values, folder, sources)
    meta["arrays"] = []
    packed = data.is_packed
    for name in ARRAY_FIELDS:
        array = getattr(data, name)
        if array is not None and not (name == "starts" and packed):
            with (folder / f"{name}.npy").open("wb") as file:
                np.save(file, array, allow_pickle=False)
                _to_disk(file)
            meta["arrays"].append(name)
    if not data.symbolic:
        meta["missing"], meta["moments"] = _compute_statistics(data.values)
    return meta


def from_folder(folder: Path, meta: dict[str, Any]) -> SequenceSet:
    """The inverse of `to_folder`; raises `OSError`, `ValueError`, `KeyError` or `TypeError` if it is damaged."""
    fields: dict[str, Any] = {name: meta[name] for name in PLAIN_FIELDS} | {
        name: tuple(meta[name]) for name in TUPLE_FIELDS
    }
    fields |= {name: _read_array(folder / f"{name}.npy") for name in meta["arrays"]}
    place = meta["values"]
    values = map_array(folder / place["file"], np.dtype(place["dtype"]), tuple(place["shape"]), place["offset"])
    lengths = fields["lengths"]
    ends = np.cumsum(lengths)
    starts = fields.setdefault("starts", ends - lengths)
    count = len(lengths)
    if not all(len(fields[name]) == count for name in meta["arrays"]) or not count:
        raise ValueError("arrays of different length")
    if not (lengths.min() > 0 and starts.min() >= 0 and (starts + lengths).max() <= len(values)):
        raise ValueError("sequences outside of the values")
    facts = None
    if "moments" in meta:
        facts = Known(values, tuple(meta["missing"]), np.array(meta["moments"], np.float64))
    notes = tuple(Sentence(*note) for note in meta["notes"])
    return SequenceSet(values=values, notes=notes, facts=facts, **fields)


def _store_values(values: NDArray[Any], folder: Path, sources: list[Path]) -> dict[str, Any]:
    """Where the values lie now: in the source, in the file that a Collector wrote, or in a new one."""
    place: dict[str, Any] = {"dtype": values.dtype.str, "shape": list(values.shape), "offset": 0}
    there = find_origin(values)
    if there is not None and there[0] in sources:
        return place | {"file": str(there[0]), "offset": there[1]}
    name = "values.i32" if values.ndim == 1 else "values.f32"
    if there == (folder / GATHERED, 0):
        with there[0].open("rb+") as file:
            _to_disk(file)
        return place | {"file": GATHERED}
    with (folder / name).open("wb") as file:
        for start in range(0, len(values), _PIECE):
            file.write(np.ascontiguousarray(values[start : start + _PIECE]).data)
            release(values)
        _to_disk(file)
    return place | {"file": name}


def _compute_statistics(values: NDArray[np.float32]) -> tuple[list[int], list[list[float]]]:
    """Missing values of each feature, and its mean, deviation, least and largest value; see `moments_of`."""

    def pieces() -> Iterator[NDArray[np.float32]]:
        for start in range(0, len(values), _PIECE):
            yield values[start : start + _PIECE]
            release(values)

    missing = sum((np.isnan(piece).sum(axis=0) for piece in pieces()), np.zeros(values.shape[1], np.int64))
    return missing.tolist(), [row.tolist() for row in moments_of(pieces, values.shape[1])]


def _to_disk(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def _read_array(path: Path) -> NDArray[Any]:
    with open_regular(path) as file:
        array: NDArray[Any] = np.load(file, allow_pickle=False)
    return array
