"""The UEA and UCR archives' .ts files: directives, then one sequence a line, features between colons.

Source: Bagnall et al. 2018, "The UEA multivariate time series classification archive", arXiv:1811.00075. A line is
`1.5,2,?:0.5,1,1:label`: two features of three steps, one value missing. Sequences may differ in length. With
`@timeStamps true` each value stands in a pair with its time: `(0,1.5),(1,2):label`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError, Sentence
from ..parsing.collector import Collector
from ..parsing.numbers import BadCell, numbers
from ..parsing.stamped import stamped
from ..parsing.text import TextFile, head_lines
from ..parsing.times import constant_rate
from ..parsing.ts_header import COMMENTS, DIRECTIVES, TsHeader, read_header
from ..sequence_set import SequenceSet
from .base import READERS, Reader


@READERS.register("ts")
class Ts(Reader):
    """Directives, then one sequence a line, features between colons, the label last."""

    title: ClassVar[str] = "UEA and UCR archive"
    suffixes: ClassVar[tuple[str, ...]] = (".ts",)

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """A known directive in the first lines; a .arff file, which looks alike, has @relation and @attribute."""
        words = {line[1:].split()[0].lower() for line in head_lines(head) if line[0] == "@" and line[1:].split()}
        if words & {"relation", "attribute"}:
            return 0.0
        return 0.95 if words & (DIRECTIVES - {"data"}) else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        path = folder / "sample.ts"
        path.write_bytes(
            b"# a comment\n@problemName sample\n@timeStamps false\n@missing false\n@univariate true\n"
            b"@equalLength false\n@classLabel true 1 2\n@data\n0.5,1.25,-3:1\n4,-0.5:2\n0.75,1.5,-2:1\n3e0,-1,2:2\n"
        )
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """The sequences must be what the directives declare; see `Reader.read`."""
        text = TextFile(path)
        lines = text.lines()
        header = read_header(path, lines)
        labelled = header.labelled is not False
        found = Collector(path, limit, parse=lambda line, cells: _sequence(path, line, cells)[:, 0], padded=False)
        spans: list[NDArray[np.float64]] = []  # times of each sequence, (T,)
        for line, content in found.remaining(lines) if not header.timestamps else lines:
            if content.startswith(COMMENTS):
                continue
            if found.full:
                break
            if header.timestamps:
                times, values, label = stamped(path, line, content)
                _check(path, line, values.shape, header)
                found.add(values, label if labelled else "", line)
                spans.append(times)
                continue
            features, _, label = content.rpartition(":") if labelled else (content, "", "")
            if not features:
                raise DataError(
                    "{file}, line {line}: no label behind a colon at the end. The line may be cut off; add the label.",
                    file=path.name, line=line,
                )  # fmt: skip
            if ":" not in features:
                _check(path, line, (features.count(",") + 1, 1), header)
                found.add_text(features, label, line)
                continue
            values = _sequence(path, line, features)
            _check(path, line, values.shape, header)
            found.add(values, label, line)
        data = found.finish(
            classes=header.classes, targets=header.targets, name=header.name, notes=text.notes, labelled=labelled
        )
        if spans:
            ends = np.array([(times[0], times[-1]) for times in spans])  # (N, 2)
            distances = np.concatenate([np.diff(times) for times in spans])
            counting = bool(np.isin(ends[:, 0], (0, 1)).all() and (distances == 1).all())  # steps, and not seconds
            data = replace(data, times=ends, sample_rate=None if counting else constant_rate(distances))
        if header.missing is False and np.isnan(data.values).any():
            note = Sentence("The header of {file} says @missing false, but values are missing.", {"file": path.name})
            data = replace(data, notes=(*data.notes, note))
        return data


def _sequence(path: Path, line: int, text: str) -> NDArray[np.float64]:
    """Values of one line, (T, F)."""
    columns: list[NDArray[np.float64]] = []
    for feature, cells in enumerate(text.split(":"), start=1):
        try:
            columns.append(numbers(cells, empty_is_missing=False))
        except BadCell as bad:
            raise DataError(
                "{file}, line {line}, feature {feature}, step {step}: '{text}' is not a finite number. "
                "Correct it, or write ? if the value is missing.",
                file=path.name, line=line, feature=feature, step=bad.index + 1, text=bad.text,
            ) from bad  # fmt: skip
        if len(columns[-1]) != len(columns[0]):
            raise DataError(
                "{file}, line {line}: feature {feature} has {length} steps, the first one has {first}. "
                "Bring the features of a sequence to the same length, with ? for missing values.",
                file=path.name, line=line, feature=feature, length=len(columns[-1]), first=len(columns[0]),
            )  # fmt: skip
    return np.stack(columns, axis=1)  # F x (T,) -> (T, F)


def _check(path: Path, line: int, shape: tuple[int, ...], header: TsHeader) -> None:
    """Compare a sequence's shape (T, F) with the header, or with the first sequence where the header leaves it open."""
    length, features = shape
    declared = 1 if header.univariate else header.dimensions
    header.dimensions = declared = declared or features
    if features != declared:
        raise DataError(
            "{file}, line {line}: {features} features, {declared} by the header or the lines above. "
            "The line may be cut off, or the header be wrong; correct it.",
            file=path.name, line=line, features=features, declared=declared,
        )  # fmt: skip
    if header.equal_length:
        header.length = header.length or length
        if length != header.length:
            raise DataError(
                "{file}, line {line}: {length} steps, but the header says @equalLength true, and {declared} "
                "steps by the header or the lines above. Write @equalLength false, or correct the line.",
                file=path.name, line=line, length=length, declared=header.length,
            )  # fmt: skip
