"""Headers (.hea) of PhysioNet's records: which signals there are, and where and how their samples are stored.

Source: Moody et al., "WFDB Applications Guide", header(5).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from ....base.errors import DataError
from ..files.lines import TextFile
from ..sequences.numbers import is_number

_RECORD = re.compile(
    r"(?P<name>[\w.~-]+)(?:/(?P<segments>\d+))?\s+(?P<signals>\d+)"
    r"(?:\s+(?P<rate>(?:\d++(?:\.\d++)?|\.\d++)(?:[eE][+-]?\d+)?)(?:/\S+)?(?:\s+(?P<frames>\d+)(?:\s.*)?)?)?"
)
_SIGNAL = re.compile(
    r"(?P<file>\S+)\s+(?P<format>\d+)(?:x(?P<each>\d+))?(?::(?P<skew>\d+))?(?:\+(?P<offset>\d+))?"
    r"(?:\s+(?P<gain>-?(?:\d++(?:\.\d++)?|\.\d++)(?:[eE][+-]?\d+)?)(?:\((?P<baseline>-?\d+)\))?(?:/(?P<units>\S+))?"
    r"(?:\s+\d+(?:\s+(?P<zero>-?\d+)(?:\s+(?P<initial>-?\d+)(?:\s+-?\d+(?:\s+\d+(?:\s+(?P<title>.*))?)?)?)?)?)?)?"
)
_SEGMENT = re.compile(r"([\w.-]+|~)\s+(\d+)")
GAP = "~"  # a segment in which nothing was recorded
_DEFAULT_RATE, _DEFAULT_GAIN, _DEFAULT_UNITS = 250.0, 200.0, "mV"
_MOST = 10**9  # of any number in a header that counts something
_FIRST = re.compile(r"[\w.~-]+(/\d+)?\s+\d+(\s+[\d.]+.*)?")


@dataclass(frozen=True)
class WfdbSignal:
    """One signal of a record."""

    title: str  # such as "MLII"
    file: str  # name of the file with its samples
    format: int  # number of the way in which they are stored
    each: int  # samples of it in a frame
    skew: int  # frames that it lies behind the others
    offset: int  # bytes in front of the first sample
    gain: float  # steps of the converter for one unit
    baseline: int  # what the converter gives for zero
    units: str  # such as "mV"
    initial: int  # for format 8, the sample before the first one


@dataclass(frozen=True)
class WfdbHeader:
    """A record; of one that consists of several segments a first segment of 0 frames lists the signals of all."""

    path: Path  # of the header
    name: str  # of the record, as the header says it
    rate: float  # frames a second
    frames: int | None  # None if the header does not say
    signals: tuple[WfdbSignal, ...]
    segments: tuple[tuple[str, int], ...] = ()  # name and frames of each; GAP: nothing was recorded


def looks_like_header(lines: list[str]) -> bool:
    """Whether the first lines of a file are a record and its signals."""
    lines = [line for line in lines if not line.startswith("#")]
    if len(lines) < 2 or not _FIRST.fullmatch(lines[0].strip()):
        return False
    file = lines[1].split()[0]
    if "/" in lines[0].split()[0]:
        return all(_SEGMENT.fullmatch(line.strip()) for line in lines[1:])
    if not _SIGNAL.fullmatch(lines[1].strip()) or "." not in file:
        return False
    return not is_number(file) and int(lines[0].split()[1][:10]) > 0  # a table of numbers looks much alike


def wfdb_header(path: Path, name: str) -> WfdbHeader:
    """The header of the record in the file `path`, called `name` in messages. Raises `DataError` if a line makes no
    sense, or the record is of a kind that is not read."""
    lines = [(number, line) for number, line in TextFile(path).lines() if not line.startswith("#")]
    first = _RECORD.fullmatch(lines[0][1].strip()) if lines else None
    if first is None:
        raise DataError(
            "{file} does not begin with a record, its number of signals and its rate. It is damaged; get it again.",
            file=name,
        )
    if first["segments"]:
        return _read_segments(path, name, first, lines[1:])
    count = int(first["signals"][:10])
    if len(lines) - 1 < count or not count:
        raise DataError(
            "{file} declares {count} {count:signal|signals} and describes {found}. It is damaged; get it again.",
            file=name, count=count, found=len(lines) - 1,
        )  # fmt: skip
    rate, frames = _rate(name, first), int((first["frames"] or "0")[:18])
    signals = tuple(_signal(name, number, line) for number, line in lines[1 : count + 1])
    return WfdbHeader(path, first["name"], rate, frames or None, signals)


def _rate(name: str, first: re.Match[str]) -> float:
    rate = float(first["rate"]) if first["rate"] else _DEFAULT_RATE
    if not 0 < rate < _MOST:
        raise DataError("{file}: a sample rate of {rate} Hz is not valid. Correct it.", file=name, rate=first["rate"])
    return rate


def _read_segments(path: Path, name: str, first: re.Match[str], lines: list[tuple[int, str]]) -> WfdbHeader:
    """The header of a record of several segments, with the signals that the first of these or the layout lists."""
    count = int(first["segments"][:10])
    segments = []
    for number, line in lines[:count]:
        match = _SEGMENT.fullmatch(line.strip())
        if match is None:
            raise DataError(
                "{file}, line {line}: the name of a segment and its number of samples are needed. It is damaged; "
                "get it again.",
                file=name, line=number,
            )  # fmt: skip
        segments.append((match[1], int(match[2][:18])))
    named = [segment for segment, _ in segments if segment != GAP]
    if len(segments) < count or not named:
        raise DataError(
            "{file} declares {count} {count:segment|segments} and names {found}. It is damaged; get it again.",
            file=name, count=count, found=len(named),
        )  # fmt: skip
    layout = segment_header(path, name, named[0])
    return WfdbHeader(
        path, first["name"], _rate(name, first), sum(frames for _, frames in segments), layout.signals, tuple(segments)
    )


def segment_header(path: Path, name: str, segment: str) -> WfdbHeader:
    """The header of a segment of the record in `path`; raises `DataError` if it is absent, or has segments itself."""
    file = path.with_name(f"{segment}.hea")
    if not os.path.isfile(file):
        raise DataError(
            "{file}: its segment {segment} is not in the same folder. Put {other} there.",
            file=name, segment=segment, other=file.name,
        )  # fmt: skip
    lines = [line for _, line in TextFile(file).lines() if not line.startswith("#")]
    first = _RECORD.fullmatch(lines[0].strip()) if lines else None
    if first is not None and first["segments"]:
        raise DataError("{file}: its segment {segment} consists of segments itself.", file=name, segment=segment)
    return wfdb_header(file, file.name)


def _signal(name: str, number: int, line: str) -> WfdbSignal:
    match = _SIGNAL.fullmatch(line.strip())
    if match is None:
        raise DataError(
            "{file}, line {line}: a file, a format and a gain are needed. It is damaged; get it again.",
            file=name, line=number,
        )  # fmt: skip
    if Path(match["file"]).name != match["file"] or match["file"] in (".", ".."):
        raise DataError(
            "{file}, line {line}: the samples must lie in the same folder, not in {other}. Correct the line.",
            file=name, line=number, other=match["file"][:40],
        )  # fmt: skip

    def whole(field: str, default: int) -> int:
        text = match[field]
        value = int(text[:18]) if text else default
        if not -_MOST * 10 < value < _MOST * 10:
            raise DataError(
                "{file}, line {line}: {value} is not valid here. Correct it.", file=name, line=number, value=value
            )
        return value

    gain = float(match["gain"] or 0) or _DEFAULT_GAIN
    if not 0 < abs(gain) < float("inf"):
        raise DataError("{file}, line {line}: the gain is not valid. Correct it.", file=name, line=number)
    zero = whole("zero", 0)
    return WfdbSignal(
        title=(match["title"] or "").strip(),
        file=match["file"],
        format=whole("format", 16),
        each=max(1, whole("each", 1)),
        skew=whole("skew", 0),
        offset=whole("offset", 0),
        gain=gain,
        baseline=whole("baseline", zero),
        units=match["units"] or _DEFAULT_UNITS,
        initial=whole("initial", 0),
    )
