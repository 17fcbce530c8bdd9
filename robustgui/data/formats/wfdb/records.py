"""Records of a folder, or one: their signals, annotations and labels, brought under the same features."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ....base.errors import DataError
from ..files.lines import TextFile
from .annotation import Annotations, annotations_of
from .header import WfdbHeader, wfdb_header

_TABLES = ("REFERENCE.csv", "REFERENCE-v3.csv", "labels.csv")
_OTHERS = ("atr", "ecg", "qrs", "pu")  # kinds of annotations, those by people first


@dataclass(frozen=True)
class WfdbRecord:
    """A record before its samples are read."""

    header: WfdbHeader  # with rate and signals
    name: str  # for messages
    annotations: Annotations | None  # None if there are none
    label: str = ""  # of the whole record, from a table beside it; "" if there is none


def header_files(path: Path, most: int | None = None) -> list[Path]:
    """The headers of a folder, in order; of another file of a record its header."""
    if path.is_dir():
        headers = sorted(file for file in path.iterdir() if file.suffix.lower() == ".hea")
        return headers[:most]
    beside = path.with_suffix(".hea")
    return [beside if path.suffix.lower() != ".hea" and os.path.isfile(beside) else path]


def records_of(path: Path, annotator: str) -> list[WfdbRecord]:
    """All records of `path`, which is a folder or one of a record's files. Raises `DataError` if there are none, they
    differ in their rate, or one is damaged."""
    files = header_files(path)
    if not files:
        raise DataError("The folder {path} contains no records (.hea). Choose another one.", path=str(path))
    labels = _labels(files[0].parent)
    records = []
    inner = _segments_of(files) if path.is_dir() else frozenset()
    for file in files:
        if file.stem in inner:
            continue
        name = f"{path.name}/{file.name}" if path.is_dir() else path.name
        header = wfdb_header(file, name)
        notes = _annotations(file, header, annotator)
        label = labels.get(file.stem, labels.get(header.name, ""))
        records.append(WfdbRecord(header, name, None if notes is None else annotations_of(notes, name), label))
    rates = Counter(record.header.rate for record in records)
    if len(rates) > 1:
        common = rates.most_common(1)[0][0]
        differing = next(record for record in records if record.header.rate != common)
        raise DataError(
            "{file} has a sample rate of {rate:g} Hz, others have {common:g} Hz. Put records of one sample rate "
            "into one folder.",
            file=differing.name, rate=differing.header.rate, common=common,
        )  # fmt: skip
    return records


def _segments_of(files: Sequence[Path]) -> frozenset[str]:
    """The names of records that are segments of others; they are read as a part of these."""
    names = set[str]()
    for file in files:
        lines = [line.split() for _, line in TextFile(file).lines() if not line.startswith("#")]
        if lines and lines[0] and "/" in lines[0][0]:
            names.update(words[0] for words in lines[1:] if words)
    return frozenset(names)


def choose_signals(records: Sequence[WfdbRecord], requested: Sequence[str]) -> list[list[int]]:
    """The columns of each record that are used: those named, those that all have, or else the first one. Raises
    `DataError` if a record has no signal of a given name."""
    titles = [[signal.title or str(i + 1) for i, signal in enumerate(record.header.signals)] for record in records]
    names = list(requested) or [title for title in titles[0] if all(title in others for others in titles)]
    if not names:
        return [[0] for _ in records]
    for record, record_titles in zip(records, titles, strict=True):
        for name in names:
            if name not in record_titles:
                raise DataError(
                    "{file} has no signal '{name}'. Its signals are: {known}. Choose one that all records have.",
                    file=record.name, name=name, known=", ".join(record_titles),
                )  # fmt: skip
    return [[record_titles.index(name) for name in dict.fromkeys(names)] for record_titles in titles]


def find_shared_titles(records: Sequence[WfdbRecord], columns: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """The names of the selected signals; "" where records call them differently."""
    signals = ([record.header.signals[i].title for i in used] for record, used in zip(records, columns, strict=True))
    return tuple(titles[0] if len(set(titles)) == 1 else "" for titles in zip(*signals, strict=True))


def find_shared_units(records: Sequence[WfdbRecord], columns: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """The units of the selected signals; raises `DataError` if records differ in them."""
    all_units = [[record.header.signals[i].units for i in used] for record, used in zip(records, columns, strict=True)]
    for record, units in zip(records, all_units, strict=True):
        if units != all_units[0]:
            raise DataError(
                "{file} has the units {units}, others have {common}. Put records with the same units into one folder.",
                file=record.name, units=", ".join(units), common=", ".join(all_units[0]),
            )  # fmt: skip
    return tuple(all_units[0])


def _annotations(file: Path, header: WfdbHeader, annotator: str) -> Path | None:
    """The file of annotations: of the kind that is wanted, or of the first kind that is there."""
    stems = dict.fromkeys((file.stem, header.name))
    for kind in (annotator,) if annotator else _OTHERS:
        for stem in stems:
            candidate = file.with_name(f"{stem}.{kind}")
            if os.path.isfile(candidate):
                return candidate
    if annotator:
        raise DataError(
            "{file} has no annotations with the ending .{kind}. Choose another ending.", file=file.name, kind=annotator
        )
    return None


def _labels(folder: Path) -> dict[str, str]:
    """Labels of whole records by their names, such as "A00001,N"."""
    path = next((folder / name for name in _TABLES if os.path.isfile(folder / name)), None)
    if path is None:
        return {}
    rows = [line.split(",") for _, line in TextFile(path).lines()]
    return {row[0].strip().removesuffix(".mat"): row[1].strip() for row in rows if len(row) > 1 and row[1].strip()}
