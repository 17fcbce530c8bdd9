"""Headers (.hea) of PhysioNet's records: which signals there are, and where and how their samples are stored.

Source: Moody et al., "WFDB Applications Guide", header(5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ...base.errors import DataError
from .numbers import is_number
from .text import TextFile

_RECORD = re.compile(
    r"(?P<name>[\w.~-]+)(?:/(?P<segments>\d+))?\s+(?P<signals>\d+)"
    r"(?:\s+(?P<rate>\d*\.?\d+(?:[eE][+-]?\d+)?)(?:/\S+)?(?:\s+(?P<frames>\d+)(?:\s.*)?)?)?"
)
_SIGNAL = re.compile(
    r"(?P<file>\S+)\s+(?P<format>\d+)(?:x(?P<each>\d+))?(?::(?P<skew>\d+))?(?:\+(?P<offset>\d+))?"
    r"(?:\s+(?P<gain>-?\d*\.?\d+(?:[eE][+-]?\d+)?)(?:\((?P<baseline>-?\d+)\))?(?:/(?P<units>\S+))?"
    r"(?:\s+\d+(?:\s+(?P<zero>-?\d+)(?:\s+(?P<initial>-?\d+)(?:\s+-?\d+(?:\s+\d+(?:\s+(?P<title>.*))?)?)?)?)?)?)?"
)
_DEFAULT_RATE, _DEFAULT_GAIN, _DEFAULT_UNITS = 250.0, 200.0, "mV"
_MOST = 10**9  # of any number in a header that counts something
_FIRST = re.compile(r"[\w.~-]+(/\d+)?\s+\d+(\s+[\d.]+.*)?")


@dataclass(frozen=True)
class WfdbSignal:
    """One signal of a record.

    Attributes:
        title: such as "MLII".
        file: name of the file with its samples.
        format: number of the way in which they are stored.
        each: samples of it in a frame.
        skew: frames that it lies behind the others.
        offset: bytes in front of the first sample.
        gain: steps of the converter for one unit.
        baseline: what the converter gives for zero.
        units: such as "mV".
        initial: for format 8, the sample before the first one.
    """

    title: str
    file: str
    format: int
    each: int
    skew: int
    offset: int
    gain: float
    baseline: int
    units: str
    initial: int


@dataclass(frozen=True)
class WfdbHeader:
    """A record.

    Attributes:
        path: of the header.
        name: of the record, as the header says it.
        rate: frames a second.
        frames: how many there are, or None if the header does not say.
        signals: in order.
    """

    path: Path
    name: str
    rate: float
    frames: int | None
    signals: tuple[WfdbSignal, ...]


def looks_like_header(lines: list[str]) -> bool:
    """Whether the first lines of a file are a record and its signals."""
    lines = [line for line in lines if not line.startswith("#")]
    if len(lines) < 2 or not _FIRST.fullmatch(lines[0].strip()):
        return False
    file = lines[1].split()[0]
    if not _SIGNAL.fullmatch(lines[1].strip()) or "." not in file:
        return False
    return not is_number(file) and int(lines[0].split()[1]) > 0  # a table of numbers looks much alike


def wfdb_header(path: Path, name: str) -> WfdbHeader:
    """The header of a record.

    Args:
        path: of the file.
        name: of it in messages.

    Raises:
        DataError: a line makes no sense, or the record is of a kind that is not read.
    """
    lines = [(number, line) for number, line in TextFile(path).lines() if not line.startswith("#")]
    first = _RECORD.fullmatch(lines[0][1].strip()) if lines else None
    if first is None:
        raise DataError(
            "{file} does not begin with a record, its number of signals and its rate. It is damaged; get it again.",
            file=name,
        )
    if first["segments"]:
        raise DataError(
            "{file}: the record consists of {count} segments. Open the records of the segments one by one.",
            file=name, count=first["segments"],
        )  # fmt: skip
    count = int(first["signals"][:10])
    if len(lines) - 1 < count or not count:
        raise DataError(
            "{file} says that there are {count} signals, and describes {found}. It is damaged; get it again.",
            file=name, count=count, found=len(lines) - 1,
        )  # fmt: skip
    rate = float(first["rate"]) if first["rate"] else _DEFAULT_RATE
    if not 0 < rate < _MOST:
        raise DataError("{file}: {rate} samples a second make no sense. Correct it.", file=name, rate=first["rate"])
    frames = int(first["frames"][:18]) if first["frames"] else 0
    signals = tuple(_signal(name, number, line) for number, line in lines[1 : count + 1])
    return WfdbHeader(path, first["name"], rate, frames or None, signals)


def _signal(name: str, number: int, line: str) -> WfdbSignal:
    found = _SIGNAL.fullmatch(line.strip())
    if found is None:
        raise DataError(
            "{file}, line {line}: a file, a format and a gain are needed. It is damaged; get it again.",
            file=name, line=number,
        )  # fmt: skip
    if Path(found["file"]).name != found["file"] or found["file"] in (".", ".."):
        raise DataError(
            "{file}, line {line}: the samples must lie in the same folder, not in {other}. Correct the line.",
            file=name, line=number, other=found["file"][:40],
        )  # fmt: skip

    def whole(field: str, default: int) -> int:
        text = found[field]
        value = int(text[:18]) if text else default
        if not -_MOST * 10 < value < _MOST * 10:
            raise DataError(
                "{file}, line {line}: {value} makes no sense there. Correct it.", file=name, line=number, value=value
            )
        return value

    gain = float(found["gain"] or 0) or _DEFAULT_GAIN
    if not 0 < abs(gain) < float("inf"):
        raise DataError("{file}, line {line}: the gain makes no sense. Correct it.", file=name, line=number)
    zero = whole("zero", 0)
    return WfdbSignal(
        title=(found["title"] or "").strip(),
        file=found["file"],
        format=whole("format", 16),
        each=max(1, whole("each", 1)),
        skew=whole("skew", 0),
        offset=whole("offset", 0),
        gain=gain,
        baseline=whole("baseline", zero),
        units=found["units"] or _DEFAULT_UNITS,
        initial=whole("initial", 0),
    )
