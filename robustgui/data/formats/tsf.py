"""Monash forecasting archive's .tsf files: attributes of each series, then one series a line.

Source: Godahewa et al. 2021, "Monash Time Series Forecasting Archive", arXiv:2105.06643. A line is
`T1:2010-01-01 00-00-00:0.5,1,?`: a value for each attribute, then the observations. Series have no labels: the task is
forecasting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

import numpy as np

from ...base.errors import DataError, Sentence
from ..sequence_set import SequenceSet
from .base import READERS, Reader
from .files.lines import TextFile
from .sequences.archive_lines import find_directives, missing_data_line, parse_feature
from .sequences.collector import Collector
from .tables.times import BadTime, parse_times

_DIRECTIVES = frozenset(["frequency", "horizon", "missing", "equallength"])
_UNITS = {"second": 1, "minute": 60, "minutely": 60, "hour": 3600, "hourly": 3600, "day": 86_400, "daily": 86_400}
_UNITS |= {"week": 604_800, "weekly": 604_800}
_UNEVEN = {"month": 30.436875, "monthly": 30.436875, "quarter": 91.310625, "quarterly": 91.310625}
_UNEVEN |= {"year": 365.2425, "yearly": 365.2425}  # mean days: only the order in time counts
_MOST_DIGITS = 10  # of a number that counts steps
_FREQUENCY = re.compile(r"(?:(\d{1,9}|half)_)?([a-z]+?)s?")
_CLOCK = re.compile(r"(\d{1,2})-(\d{2})-(\d{2})$")


@dataclass
class _Header:
    """What the directives say; `attributes` are names and kinds in the order of the columns."""

    name: str = ""
    attributes: list[tuple[str, str]] = field(default_factory=list)
    frequency: str = ""
    horizon: int | None = None


@READERS.register("tsf")
class Tsf(Reader):
    "Series for forecasting: declared attributes, then one series per line."

    title: ClassVar[str] = "Monash forecasting archive"
    suffixes: ClassVar[tuple[str, ...]] = (".tsf",)
    has_labels: ClassVar[bool] = False

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """Directives that only this format has, beside @attribute or the ending."""
        words = find_directives(head)
        marks = words & {"frequency", "horizon"} or (words & _DIRECTIVES and path.suffix.lower() == ".tsf")
        return 0.97 if marks and words & {"attribute", "data"} and not words & {"classlabel", "targetlabel"} else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Four series, the second of two steps."""
        path = folder / "sample.tsf"
        path.write_bytes(
            b"# a comment\n@relation sample\n@attribute series_name string\n@attribute start_timestamp date\n"
            b"@frequency hourly\n@horizon 2\n@missing true\n@equallength false\n@data\n"
            b"a:2020-01-01 00-00-00:0.5,1.25,-3\nb:2020-01-01 06-00-00:4,-0.5\n"
            b"c:2020-01-01 00-00-00:0.75,?,-2\nd:2020-01-02 00-00-00:3e0,-1,2\n"
        )
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """Each series is one sequence, with its name as a group and its start as a time; see `Reader.read`."""
        text = TextFile(path)
        lines = text.lines()
        header = _read_header(path, lines)
        names = [name for name, kind in header.attributes]
        kinds = [kind for name, kind in header.attributes]
        naming = kinds.index("string") if "string" in kinds else None
        dating = kinds.index("date") if "date" in kinds else None
        step, is_even = _step_of(header.frequency)
        collector = Collector(path, limit)
        series: list[str] = []
        spans: list[tuple[float, float]] = []
        for line, content in lines:
            if content.startswith("#"):
                continue
            if collector.full:
                break
            cells, observations = _cells(path, line, content, len(header.attributes))
            values = parse_feature(path, line, 1, observations)
            collector.add(values[:, None], "", line)  # (T,) -> (T, 1)
            series.append(cells[naming] if naming is not None else f"line {line}")
            if dating is not None:
                start = _start(path, line, cells[dating])
                spans.append((start, start + step * (len(values) - 1)))
        used = {place for place in (naming, dating) if place is not None}
        excluded = [name for place, name in enumerate(names) if place not in used]
        data = collector.finish(name=header.name, notes=(*text.notes, *_notes(header, excluded)), labelled=False)
        if len(set(series)) > 1 and naming is not None:
            series_names = tuple(dict.fromkeys(series))
            index = {name: number for number, name in enumerate(series_names)}
            groups = np.array([index[name] for name in series], np.int64)
            data = replace(data, groups=groups, group_names=series_names, group_title="series")
        times = np.array(spans, np.float64) if spans else None  # (N, 2)
        return replace(data, times=times, sample_rate=1 / step if step and is_even else None)


def _read_header(path: Path, lines: Iterator[tuple[int, str]]) -> _Header:
    header = _Header()
    for line, content in lines:
        if content.startswith("#"):
            continue
        word, *words = content.split() or [""]
        if not word:
            continue
        match word.lower():
            case "@data":
                return header
            case "@relation":
                header.name = " ".join(words)
            case "@attribute" if len(words) >= 2:
                header.attributes.append((" ".join(words[:-1]), words[-1].lower()))
            case "@frequency":
                header.frequency = "_".join(words).lower()
            case "@horizon" if words and words[0].isdecimal() and len(words[0]) < _MOST_DIGITS:
                header.horizon = int(words[0])
            case other if other.startswith("@"):
                pass  # @missing and @equallength are seen in the data; others belong to other programs
            case _:
                raise DataError(
                    "{file}, line {line}: before the line @data only directives such as @frequency hourly are allowed. "
                    "Add the line @data above the first series.",
                    file=path.name, line=line,
                )  # fmt: skip
    raise missing_data_line(path)


def _cells(path: Path, line: int, content: str, count: int) -> tuple[list[str], str]:
    """The attributes of a line and the text of its observations; a time may hold colons of its own."""
    before, _, observations = content.rpartition(":")
    cells = before.split(":") if before else []
    if len(cells) > count > 0:
        cells = [*cells[: count - 1], ":".join(cells[count - 1 :])]
    if len(cells) != count:
        raise DataError(
            "{file}, line {line}: {found} {found:attribute|attributes} before the observations, but {count} "
            "{count:is|are} declared. The line may be cut off; correct it.",
            file=path.name, line=line, found=len(cells), count=count,
        )  # fmt: skip
    return [cell.strip() for cell in cells], observations


def _start(path: Path, line: int, text: str) -> float:
    """Seconds since 1970; the clock is written 00-00-00."""
    try:
        return float(parse_times([_CLOCK.sub(r"\1:\2:\3", text)], "iso")[0])
    except BadTime as bad:
        raise DataError(
            "{file}, line {line}: '{text}' is not a time such as 2010-01-31 00-00-00. Correct it.",
            file=path.name, line=line, text=bad.text,
        ) from bad  # fmt: skip


def _step_of(frequency: str) -> tuple[float, bool]:
    """Seconds between two steps, 0 if unknown, and whether all are that long."""
    match = _FREQUENCY.fullmatch(frequency)
    if not match:
        return 0.0, False
    count, word = match.groups()
    many = 0.5 if count == "half" else float(count or 1)
    if word in _UNITS:
        return many * _UNITS[word], many > 0
    return many * _UNEVEN.get(word, 0.0) * 86_400, False


def _notes(header: _Header, excluded: list[str]) -> list[Sentence]:
    notes = []
    if header.horizon:
        template = (
            "The file specifies a forecasting horizon of {horizon} {horizon:step|steps} ({frequency}): "
            "task.horizon={horizon}."
        )
        notes.append(Sentence(template, {"horizon": header.horizon, "frequency": header.frequency or "?"}))
    if excluded:
        template = "Attributes of the series were excluded: {names}."
        notes.append(Sentence(template, {"names": ", ".join(excluded[:10])}, severity="warning"))
    return notes
