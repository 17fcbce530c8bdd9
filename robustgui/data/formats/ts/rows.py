"""Lines of a .ts file as sequences, compared with what its header declares."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError, Sentence
from ..sequences.archive_lines import parse_feature
from ..tables.times import BadTime, find_date_form, parse_times
from .header import TsHeader

_PAIR = re.compile(r"\s*\(([^()]*),([^(),]*)\)\s*([,:]?)")


def parse_stamped_line(path: Path, line: int, content: str) -> tuple[NDArray[np.float64], NDArray[np.float64], str]:
    """One line as times (T,), values (T, F) and the text after the last colon; raises `DataError` that names line,
    feature and step.

    Where the features have different stamps, all of them count, and what a feature does not have there is missing.
    """
    features: list[tuple[list[str], list[str]]] = [([], [])]
    at = 0
    while match := _PAIR.match(content, at):
        features[-1][0].append(match[1].strip())
        features[-1][1].append(match[2].strip())
        at = match.end()
        if match[3] == ":" and content.startswith("(", at):
            features.append(([], []))
        elif match[3] != ",":
            break
    label = content[at:]
    if not match or match[3] == "," or "(" in label or ")" in label:
        raise DataError(
            "{file}, line {line}, feature {feature}, step {step}: a time and a value are needed, such as (0,1.5). "
            "Correct it.",
            file=path.name, line=line, feature=len(features), step=len(features[-1][0]) + 1,
        )  # fmt: skip
    parsed = [_feature(path, line, number, *texts) for number, texts in enumerate(features, start=1)]
    times = parsed[0][0]
    if all(np.array_equal(stamps, times) for stamps, _ in parsed):
        return times, np.stack([values for _, values in parsed], axis=1), label  # F x (T,) -> (T, F)
    times = np.unique(np.concatenate([stamps for stamps, _ in parsed]))
    together = np.full((len(times), len(parsed)), np.nan)
    for feature, (stamps, values) in enumerate(parsed):
        together[np.searchsorted(times, stamps), feature] = values
    return times, together, label


def _feature(
    path: Path, line: int, feature: int, stamps: list[str], cells: list[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times and values of one feature, both (T,), in the order of time."""
    values = parse_feature(path, line, feature, ",".join(cells))
    try:
        times = parse_times(stamps, find_date_form(stamps)[0])
    except BadTime as bad:
        raise DataError(
            "{file}, line {line}, feature {feature}, step {step}: '{text}' is not a time. Correct it.",
            file=path.name, line=line, feature=feature, step=bad.index + 1, text=bad.text,
        ) from bad  # fmt: skip
    order = np.argsort(times, kind="stable")
    return times[order], values[order]


Floats = NDArray[np.float64]
_MOST_MISSING = 100  # times as many features as a line has may be declared
Uneven = Literal["missing", "stretch"]


class TsRows:
    """Parses lines. Deviations from the header that can be corrected are counted; `notes` reports each kind once."""

    def __init__(self, path: Path, header: TsHeader, uneven: Uneven = "missing") -> None:
        self._path = path
        self._header = header
        self._uneven = uneven
        self._length = header.length
        self._others: dict[int, None] = {}  # lines of another length than declared; a line may be parsed twice
        self._incomplete: dict[int, None] = {}  # lines with fewer dimensions
        self._ragged: dict[int, None] = {}  # lines whose dimensions differ in length
        self._notes: list[Sentence] = []

    def parse(self, line: int, text: str) -> Floats:
        """The values of one line without its label, (T, F); raises `DataError` that names line, feature and step."""
        columns = [parse_feature(self._path, line, number, cells) for number, cells in enumerate(text.split(":"), 1)]
        lengths = {len(column) for column in columns}
        if len(lengths) > 1:
            self._ragged[line] = None
            columns = [_to_length(column, max(lengths), self._uneven) for column in columns]
        return self.complete(line, np.stack(columns, axis=1))  # F x (T,) -> (T, F)

    def is_univariate(self, line: int, length: int) -> bool:
        """Whether one dimension of `length` values is all that a line should hold; keeps count of its length."""
        declared = 1 if self._header.univariate else self._header.dimensions
        self._header.dimensions = declared or 1
        if self._header.dimensions != 1:
            return False
        self._compare_length(line, length)
        return True

    def complete(self, line: int, values: Floats) -> Floats:
        """`values` (T, F') with missing dimensions as NaN, (T, F); raises `DataError` if there are more dimensions than
        the header or the lines above say."""
        length, features = values.shape
        declared = 1 if self._header.univariate else self._header.dimensions
        self._header.dimensions = declared = declared or features
        if features > declared:
            raise DataError(
                "{file}, line {line}: {features} {features:feature|features}, but {declared} in the header or the "
                "lines above. The header may be wrong, or two lines may be joined; correct it.",
                file=self._path.name, line=line, features=features, declared=declared,
            )  # fmt: skip
        if declared > _MOST_MISSING * features:
            raise DataError(
                "{file}, line {line}: {features} {features:feature|features}, but {declared} {declared:is|are} "
                "declared. The header or the line is damaged; correct it.",
                file=self._path.name, line=line, features=features, declared=declared,
            )  # fmt: skip
        self._compare_length(line, length)
        if features < declared:
            self._incomplete[line] = None
            values = np.hstack([values, np.full((length, declared - features), np.nan)])  # (T, F)
        return values

    def note(self, sentence: Sentence) -> None:
        """Say `sentence` among the notes."""
        self._notes.append(sentence)

    def notes(self) -> tuple[Sentence, ...]:
        """What differed from the header, each kind once."""
        notes = list(self._notes)
        if self._others:
            template = (
                "{file}: the header says @equalLength true, but {count} {count:line has|lines have} another "
                "length, the first is line {line}. They were read with their own lengths."
            )
            notes.append(Sentence(template, self._facts(self._others)))
        if self._incomplete:
            template = (
                "{file}: {count} {count:line|lines} {count:has|have} fewer than {declared} "
                "{declared:channel|channels}, the first is line {line}. Those present are read as the first "
                "ones, the others as missing values."
            )
            facts = self._facts(self._incomplete) | {"declared": self._header.dimensions or 0}
            notes.append(Sentence(template, facts, severity="warning"))
        if self._ragged:
            template = (
                "{file}: in {count} {count:line|lines} the channels have different lengths, the first is line "
                "{line}. Shorter ones were stretched to the longest."
                if self._uneven == "stretch"
                else "{file}: in {count} {count:line|lines} the channels have different lengths, the first is "
                "line {line}. Shorter ones end with missing values. If their sampling rates differ, stretch "
                "them: format.uneven=stretch."
            )
            notes.append(Sentence(template, self._facts(self._ragged), severity="warning"))
        return tuple(notes)

    def _facts(self, lines: dict[int, None]) -> dict[str, object]:
        return {"file": self._path.name, "count": len(lines), "line": min(lines)}

    def _compare_length(self, line: int, length: int) -> None:
        if self._header.equal_length:
            self._length = self._length or length
            if length != self._length:
                self._others[line] = None


def _to_length(column: Floats, length: int, uneven: Uneven) -> Floats:
    """`column` (T',) with `length` values."""
    if len(column) == length:
        return column
    if uneven == "missing" or not len(column):
        return np.concatenate([column, np.full(length - len(column), np.nan)])
    return np.interp(np.linspace(0, len(column) - 1, length), np.arange(len(column)), column)
