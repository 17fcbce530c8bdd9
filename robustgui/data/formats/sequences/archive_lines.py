"""What line formats share: directives above a line @data, and rows of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from ..files.lines import head_lines
from .numbers import BadCell, numbers


def find_directives(head: bytes) -> set[str]:
    """The words behind @ at the beginning of the first lines, in lower case."""
    return {line[1:].split()[0].lower() for line in head_lines(head) if line[0] == "@" and line[1:].split()}


def parse_feature(path: Path, line: int, feature: int, cells: str) -> NDArray[np.float64]:
    """The steps of one feature, between commas, (T,); raises `DataError` that names line, feature and step."""
    try:
        return numbers(cells, empty_is_missing=False)
    except BadCell as bad:
        raise DataError(
            "{file}, line {line}, feature {feature}, step {step}: '{text}' is not a finite number. "
            "Correct it, or write ? if the value is missing.",
            file=path.name, line=line, feature=feature, step=bad.index + 1, text=bad.text,
        ) from bad  # fmt: skip


def parse_cells(
    file: str, line: int, cells: str, columns: Sequence[int] | range, delimiter: str = ",", missing: str = "?"
) -> NDArray[np.float64]:
    """The cells of a line, (T,), in `columns` (from 1) of the file; raises `DataError` that names line and column.

    The cells may be empty where `missing` is not "?".
    """
    try:
        return numbers(cells, delimiter, empty_is_missing=missing != "?")
    except BadCell as bad:
        raise DataError(
            "{file}, line {line}, column {column}: '{text}' is not a finite number. "
            "Correct it, or write {missing} if the value is missing.",
            file=file, line=line, column=columns[bad.index], text=bad.text, missing=missing,
        ) from bad  # fmt: skip


def missing_data_line(path: Path) -> DataError:
    """The error for a file that ends before a line @data."""
    return DataError("{file} has no line @data. The file may be truncated; get it again.", file=path.name)
