"""Comma-separated values as every export writes them: text that a spreadsheet would run as a formula is made harmless.

Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Any

_FORMULA = re.compile(r"'*(\s*[=+\-@＝＋－＠]|[\t\r\n])")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?(inf|nan)", re.ASCII)
_QUOTE = "'"
_END = "\r\n"  # whatever of it stands in a cell is quoted: else a cell could begin another line


def format_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A line of names and lines of cells, with plain line ends. Numbers stay as they are, also negative ones."""
    lines: list[str] = []
    writer = csv.writer(_Lines(lines), lineterminator=_END)
    writer.writerow(map(neutralise, header))
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    return "".join(lines)


class _Lines:
    """Takes what a `csv.writer` writes, a line at a time."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def write(self, line: str) -> None:
        self._lines.append(line.removesuffix(_END) + "\n")


def neutralise(cell: Any) -> Any:
    """`cell`, behind an apostrophe if it is text that begins as a formula does; `restore` takes it away again."""
    is_formula = isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)
    return _QUOTE + cell if is_formula else cell


def restore(text: str) -> str:
    """The inverse of `neutralise`."""
    is_neutralised = text.startswith(_QUOTE) and _FORMULA.match(text)
    return text[1:] if is_neutralised else text
