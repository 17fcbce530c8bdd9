"""PhysioNet's records (.hea, .dat, .atr): annotated heart beats, windows, or whole records.

One record, or a folder of records; each record is a group, because beats of one patient are alike. Source: Goldberger
et al. 2000, "PhysioBank, PhysioToolkit, and PhysioNet", doi:10.1161/01.CIR.101.23.e215.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError, Sentence
from ....base.settings import AsTuple, setting
from ...sequence_set import Kind, SequenceSet
from ..base import AUTO_CHOICE, READERS, Reader
from ..files.lines import head_lines
from ..files.source import check_fits
from ..sequences.collector import dataset_name
from ..sequences.labels import Labels, class_order
from .annotation import AAMI, BEATS
from .header import looks_like_header
from .records import WfdbRecord, choose_signals, find_shared_titles, find_shared_units, header_files, records_of
from .signal import frames_of, wfdb_values


@dataclass(frozen=True)
class Segments:
    """Sequences of one record."""

    starts: NDArray[np.int64]  # (N,) in frames, as `lengths`
    lengths: NDArray[np.int64]
    labels: list[str]  # of each; "" where there is none
    excluded_beats: int = 0  # their window begins before the record

    @property
    def spans(self) -> NDArray[np.int64]:
        """First and last frame of each sequence, (N, 2)."""
        return np.stack([self.starts, self.starts + self.lengths - 1], axis=1)  # 2 x (N,) -> (N, 2)


def cut_beats(record: WfdbRecord, frames: int, before_s: float, after_s: float, aami: bool) -> Segments:
    """A window around each beat, shorter where the record ends; beats too close to its beginning are left out."""
    notes = record.annotations
    if notes is None:
        return Segments(np.zeros(0, np.int64), np.zeros(0, np.int64), [])
    rate = record.header.rate
    before, after = round(before_s * rate), max(1, round(after_s * rate))
    is_beat = np.array([symbol in BEATS and symbol != "" for symbol in notes.symbols], bool)
    selected = np.flatnonzero(is_beat & (notes.samples >= 0) & (notes.samples < frames))
    whole = selected[notes.samples[selected] >= before]
    starts = notes.samples[whole] - before
    lengths = np.minimum(notes.samples[whole] + after, frames) - starts
    symbols = [notes.symbols[i] for i in whole.tolist()]
    return Segments(starts, lengths, [AAMI[s] for s in symbols] if aami else symbols, len(selected) - len(whole))


def cut_windows(record: WfdbRecord, frames: int, length_s: float, stride_s: float) -> Segments:
    """Windows of fixed length; the label is the rhythm in their middle, or else that of the record.

    A record that is shorter than one window is one sequence.
    """
    length = max(1, round(length_s * record.header.rate))
    stride = max(1, round(stride_s * record.header.rate))
    starts = np.arange(0, max(frames - length, 0) + 1, stride, dtype=np.int64)
    lengths = np.minimum(starts + length, frames) - starts
    labels = [record.label] * len(starts)
    if not record.label and record.annotations is not None:
        labels = record.annotations.rhythm_at(starts + lengths // 2)
    return Segments(starts, lengths, labels)


def cut_whole(record: WfdbRecord, frames: int) -> Segments:
    """The record as one sequence, with its label or its first rhythm."""
    label = record.label
    if not label and record.annotations is not None:
        label = next(iter(filter(None, record.annotations.rhythm_at(np.array([frames - 1])))), "")
    return Segments(np.zeros(1, np.int64), np.array([frames], np.int64), [label])


_FOR_BEATS, _FOR_WINDOWS = ("cut", ("auto", "beats")), ("cut", ("auto", "windows"))


@READERS.register("wfdb")
class Wfdb(Reader):
    """Beats, windows or whole records of signals."""

    title: ClassVar[str] = "PhysioNet record (WFDB)"
    suffixes: ClassVar[tuple[str, ...]] = (".hea", ".atr", ".dat")
    reads_folders: ClassVar[bool] = True
    kind: ClassVar[Kind] = "beats"

    cut: Literal["auto", "beats", "windows", "records"] = setting(
        "auto",
        title="Sequences",
        choices=AUTO_CHOICE | {"beats": "one per beat", "windows": "windows", "records": "whole records"},
        help="Which segments are extracted from a record; detected automatically: beats where they are annotated.",
    )
    before: float = setting(
        0.3, ge=0, le=60, unit="s", title="Before", when=_FOR_BEATS, help="Start of the segment before each beat."
    )
    after: float = setting(
        0.5, gt=0, le=60, unit="s", title="After", when=_FOR_BEATS, help="End of the segment after each beat."
    )
    labels: Literal["aami", "symbols"] = setting(
        "aami",
        title="Classes",
        choices={"aami": "five by AAMI: N, S, V, F, Q", "symbols": "symbols as annotated"},
        when=_FOR_BEATS,
        help="Definition of the class of a beat.",
    )
    length: float = setting(
        10.0, gt=0, le=86400, unit="s", title="Window", when=_FOR_WINDOWS, help="Length of a window."
    )
    stride: float = setting(
        10.0,
        gt=0,
        le=86400,
        unit="s",
        title="Stride",
        when=_FOR_WINDOWS,
        help="Distance between the starts of two successive windows.",
    )
    signals: Annotated[tuple[str, ...], AsTuple] = setting(
        (), title="Signals", help="Names of the signals, such as MLII; none: the signals that all records share."
    )
    annotator: str = setting(
        "", title="Annotations", advanced=True, help="Extension of the annotation files; empty: atr, ecg or qrs."
    )

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """A header; samples or annotations with a header beside them; or a folder with headers."""
        if not head:
            return 0.75 if path.is_dir() and header_files(path, 1) else 0.0
        if looks_like_header(head_lines(head)[:5]):
            return 0.97
        beside = path.suffix.lower() in cls.suffixes and os.path.isfile(path.with_suffix(".hea"))
        return 0.9 if beside else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Five beats, the first too early, the last one shorter."""
        path = folder / "sample.hea"
        path.write_text("sample 1 10 40\nsample.dat 16 100/mV 16 0 0 0 0 MLII\n", encoding="ascii")
        (folder / "sample.dat").write_bytes((np.arange(40) % 7 * 20 - 40).astype("<i2").tobytes())
        marks = [(1, 1), (8, 1), (9, 5), (9, 1), (11, 5)]  # distance to the one before, code
        words = [code << 10 | distance for distance, code in marks]
        (folder / "sample.atr").write_bytes(np.array([*words, 0], "<u2").tobytes())
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """The sequences of all records; see `Reader.read`."""
        records = records_of(path, self.annotator)
        how = self._find_cut(records)
        columns = choose_signals(records, self.signals)
        units = find_shared_units(records, columns)
        parts: list[tuple[int, Segments]] = []
        pieces, shift, count, names = [], 0, 0, list[str]()
        check_fits(path, sum(frames_of(record.header, record.name) for record in records) * len(columns[0]) * 8)
        for record, columns_of_record in zip(records, columns, strict=True):
            frames = frames_of(record.header, record.name)
            segments = self._segment(record, frames, how)
            if len(segments.starts):
                pieces.append(wfdb_values(record.header, record.name)[:, columns_of_record])
                parts.append((shift, segments))
                names.append(record.header.path.stem)
                shift += frames
                count += len(segments.starts)
            if limit is not None and count >= limit:
                break
        if not count:
            raise DataError(
                "{file}: no beat is annotated within its samples. Use windows or whole records instead.",
                file=path.name,
            )  # fmt: skip
        labels, classes = _labels(path, [label for _, segments in parts for label in segments.labels])
        titles = find_shared_titles(records, columns)
        data = SequenceSet(
            name=dataset_name(path) if os.path.isfile(path) else path.name,
            values=np.concatenate(pieces),
            starts=np.concatenate([segments.starts + start for start, segments in parts]),
            lengths=np.concatenate([segments.lengths for _, segments in parts]),
            labels=labels,
            classes=classes,
            features=tuple(title or f"signal {i + 1}" for i, title in enumerate(titles)),
            units=units,
            sample_rate=records[0].header.rate,
            source=str(path),
            notes=_notes(sum(segments.excluded_beats for _, segments in parts)),
            kind=self.kind,
            groups=np.repeat(np.arange(len(parts)), [len(segments.starts) for _, segments in parts]).astype(np.int64),
            group_names=tuple(names),
            group_title="patient",
            times=np.concatenate([segments.spans for _, segments in parts]) / records[0].header.rate,
        )
        return data if limit is None or count <= limit else data.select(np.arange(limit))

    def guess(self, path: Path) -> Reader:
        """With what is cut out, and the names of the signals."""
        records = records_of(path, self.annotator)
        columns = choose_signals(records, self.signals)
        titles = find_shared_titles(records, columns)
        return self.copy_with(cut=self._find_cut(records), signals=titles if all(titles) else ())

    def _find_cut(self, records: Sequence[WfdbRecord]) -> Literal["beats", "windows", "records"]:
        if self.cut != "auto":
            return self.cut
        if any(record.annotations is not None and cut_beats(record, 2**62, 0, 1, True).labels for record in records):
            return "beats"
        return "records" if any(record.label for record in records) else "windows"

    def _segment(self, record: WfdbRecord, frames: int, how: str) -> Segments:
        if how == "beats":
            return cut_beats(record, frames, self.before, self.after, self.labels == "aami")
        if how == "windows":
            return cut_windows(record, frames, self.length, self.stride)
        return cut_whole(record, frames)


def _labels(path: Path, texts: list[str]) -> tuple[Labels, tuple[str, ...]]:
    """Class indices; without any label none."""
    if not any(texts):
        return np.zeros((len(texts), 0), np.float32), ()
    named = [text or "unknown" for text in texts]
    classes = class_order(list(set(named)))
    index = {name: i for i, name in enumerate(classes)}
    return np.array([index[name] for name in named], np.int64), classes


def _notes(excluded_beats: int) -> tuple[Sentence, ...]:
    if not excluded_beats:
        return ()
    template = "{count} {count:beat|beats} too close to the beginning of a record {count:was|were} excluded."
    return (Sentence(template, {"count": excluded_beats}),)
