"""Samples of PhysioNet's records in the ways in which they are stored, to values in their units.

Source: Moody et al., "WFDB Applications Guide", signal(5).
"""

from __future__ import annotations

import os
from fractions import Fraction
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..files.source import check_fits, read_head, read_source, unreadable
from .header import GAP, WfdbHeader, WfdbSignal, segment_header

Samples = NDArray[np.int64]

# Bytes of a sample, and the value of a missing sample.
_WIDTHS: dict[int, Fraction] = {
    8: Fraction(1), 16: Fraction(2), 24: Fraction(3), 32: Fraction(4), 61: Fraction(2), 80: Fraction(1),
    160: Fraction(2), 212: Fraction(3, 2), 310: Fraction(4, 3), 311: Fraction(4, 3),
}  # fmt: skip
_GROUPS = {212: 2, 310: 3, 311: 3}  # samples that share bytes
_MISSING = {16: -(2**15), 24: -(2**23), 32: -(2**31), 61: -(2**15), 80: -(2**7), 160: -(2**15), 212: -(2**11),
            310: -(2**9), 311: -(2**9)}  # fmt: skip
_GONE = -(2**40)  # a sample after the end of a signal with a skew


def frames_of(header: WfdbHeader, name: str) -> int:
    """How many frames there are, by the header or by the size of the files. Raises `DataError` if there are none, fewer
    than the header claims, or their format is not read."""
    if header.segments:
        for segment, claimed in header.segments:
            if segment == GAP or not claimed:
                continue
            part = segment_header(header.path, name, segment)
            if frames_of(part, part.path.name) != claimed:
                raise DataError(
                    "{file} declares {claimed} {claimed:sample|samples} for its segment {segment}, which has "
                    "{there}. The record is damaged; get it again.",
                    file=name, segment=segment, claimed=claimed, there=frames_of(part, part.path.name),
                )  # fmt: skip
        return sum(frames for _, frames in header.segments)
    there = min(_frames_in(header, part, name) for part in _files(header))
    frames = there if header.frames is None else header.frames
    if not 0 < frames <= there:
        raise DataError(
            "{file}: the header declares {frames} {frames:sample|samples}, but its files contain {there}. The "
            "record is truncated or damaged; get it again.",
            file=name, frames=frames, there=there,
        )  # fmt: skip
    return frames


def wfdb_values(header: WfdbHeader, name: str) -> NDArray[np.float32]:
    """The signals of a record in their units, (S, F), NaN where a sample is missing; raises `DataError` as `frames_of`,
    and if a value is too large. Signals with several samples a frame are averaged over each frame, so that all have the
    rate of the record."""
    frames = frames_of(header, name)
    check_fits(header.path, frames * len(header.signals) * 4)
    if header.segments:
        return _join_segments(header, name, frames)
    values = np.empty((frames, len(header.signals)), np.float32)
    column = 0
    for part in _files(header):
        for signal, samples in zip(part, _split_frames(header, part, frames), strict=True):
            values[:, column] = _physical(signal, samples, frames)
            column += 1
    if np.isinf(values).any():
        raise DataError(
            ("{file}: a value is too large after scaling with the gains of the header. Correct the header."), file=name
        )
    return values


def _join_segments(header: WfdbHeader, name: str, frames: int) -> NDArray[np.float32]:
    """The segments one behind the other, (S, F); NaN in gaps, and where a segment lacks a signal."""
    titles = [signal.title for signal in header.signals]
    fixed = header.segments[0][1] > 0  # else the first segment is a layout, and signals are matched by their names
    joined = np.full((frames, len(titles)), np.nan, np.float32)
    at = 0
    for segment, count in header.segments:
        if segment != GAP and count:
            part = segment_header(header.path, name, segment)
            if fixed and len(part.signals) != len(titles):
                raise DataError(
                    "{file}: its segment {segment} has {found} {found:signal|signals}, the first one {count}. It "
                    "is damaged.",
                    file=name, segment=segment, found=len(part.signals), count=len(titles),
                )  # fmt: skip
            values = wfdb_values(part, part.path.name)
            for column, signal in enumerate(part.signals):
                place = column if fixed else titles.index(signal.title) if signal.title in titles else None
                if place is not None:
                    joined[at : at + count, place] = values[:, column]
        at += count
    return joined


def _files(header: WfdbHeader) -> list[list[WfdbSignal]]:
    """The signals by the file that they share."""
    return [list(part) for _, part in groupby(header.signals, key=lambda signal: signal.file)]


def _frames_in(header: WfdbHeader, part: list[WfdbSignal], name: str) -> int:
    """Frames of a file that are really there."""
    first = part[0]
    if first.format not in _WIDTHS or any(signal.format != first.format for signal in part):
        raise DataError(
            "{file}: the samples in {data} are stored in format {format}, which is not read. "
            "Convert them to format 16 with the program xform.",
            file=name, data=first.file, format=first.format,
        )  # fmt: skip
    path = _data(header, part, name)
    try:
        size = path.stat().st_size - first.offset
    except OSError as error:
        raise unreadable(path, error) from error
    return int(size / _WIDTHS[first.format] // sum(signal.each for signal in part)) if size > 0 else 0


def _data(header: WfdbHeader, part: list[WfdbSignal], name: str) -> Path:
    path = header.path.parent / part[0].file
    if not os.path.isfile(path):
        raise DataError(
            "{file}: the samples are in {data}, which is missing. Put it into the same folder.",
            file=name, data=part[0].file,
        )  # fmt: skip
    return path


def _split_frames(header: WfdbHeader, part: list[WfdbSignal], frames: int) -> list[Samples]:
    """The samples of each signal in a file, (frames * each,)."""
    first = part[0]
    width = sum(signal.each for signal in part)
    path = header.path.parent / first.file
    read_head(path)
    check_fits(path, frames * width * 8)
    size = -(-frames * width // _GROUPS.get(first.format, 1)) * _GROUPS.get(first.format, 1) * _WIDTHS[first.format]
    data = np.frombuffer(read_source(path, first.offset, int(size)), np.uint8)
    rows = unpack(data, first.format, frames * width).reshape(frames, width)  # (S * W,) -> (S, W)
    parts, at = [], 0
    for signal in part:
        samples = rows[:, at : at + signal.each].reshape(-1)
        parts.append(np.cumsum(samples) + signal.initial if signal.format == 8 else samples)
        at += signal.each
    return parts


def _physical(signal: WfdbSignal, samples: Samples, frames: int) -> NDArray[np.float32]:
    """Samples (frames * each,) in units, (frames,)."""
    if signal.skew:
        late = min(signal.skew * signal.each, len(samples))
        samples = np.concatenate([samples[late:], np.full(late, _GONE)])
    missing = (samples == _GONE) | (samples == _MISSING.get(signal.format, _GONE))
    frame = np.trunc(samples.reshape(frames, signal.each).mean(axis=1))  # (S * E,) -> (S,), whole as in libwfdb
    with np.errstate(over="ignore"):
        values: NDArray[np.float32] = ((frame - signal.baseline) / signal.gain).astype(np.float32)
    values[missing.reshape(frames, signal.each).any(axis=1)] = np.nan
    return values


def unpack(data: NDArray[np.uint8], form: int, count: int) -> Samples:
    """`count` samples from bytes in one of the formats; differences where the format stores these."""
    if form in (16, 61, 160):
        words = data[: 2 * count].view("<u2" if form == 160 else ">i2" if form == 61 else "<i2").astype(np.int64)
        return words - 2**15 if form == 160 else words
    if form == 8:
        return data[:count].view(np.int8).astype(np.int64)
    if form == 80:
        return data[:count].astype(np.int64) - 2**7
    if form == 32:
        return data[: 4 * count].view("<i4").astype(np.int64)
    if form == 24:
        low, middle, high = data[: 3 * count].reshape(-1, 3).T
        return low + 256 * middle.astype(np.int64) + 65536 * high.view(np.int8).astype(np.int64)
    return _bits(data, form, count)


def _bits(data: NDArray[np.uint8], form: int, count: int) -> Samples:
    """Formats that put several samples into a few bytes; a last group that is not full is filled up."""
    group = 3 if form == 212 else 4
    padded = np.zeros(-(-len(data) // group) * group, np.int64)
    padded[: len(data)] = data
    b = padded.reshape(-1, group).T
    if form == 212:
        pairs = [b[0] | (b[1] & 0x0F) << 8, b[2] | (b[1] & 0xF0) << 4]
        bits = 12
    elif form == 310:
        pairs = [b[0] >> 1 | (b[1] & 7) << 7, b[2] >> 1 | (b[3] & 7) << 7, b[1] >> 3 | (b[3] >> 3) << 5]
        bits = 10
    else:
        pairs = [b[0] | (b[1] & 3) << 8, b[1] >> 2 | (b[2] & 15) << 6, b[2] >> 4 | (b[3] & 63) << 4]
        bits = 10
    samples = np.stack(pairs, axis=1).reshape(-1)[:count]  # (G, P) -> (G * P,)
    return np.where(samples >= 1 << (bits - 1), samples - (1 << bits), samples)
