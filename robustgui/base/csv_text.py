"""Comma-separated values as every export writes them: text that a spreadsheet would run as a formula is made harmless.

Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from .errors import FileError
from .files import open_regular

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


CLEAN = "_clean"
_BESIDE = "_meta.json"
_MARK = '{\n  "neutralised": true'


def description_path(table: Path) -> Path:
    """Where the description of `table`, or of the clean sequences beside it, lies."""
    return table.with_name(table.stem.removesuffix(CLEAN) + _BESIDE)


def describe_table(facts: dict[str, Any]) -> str:
    """The content of the description of a table that `base.csv_text.format_csv` wrote."""
    return json.dumps({"neutralised": True, **facts}, indent=2) + "\n"


def make_restorer(table: Path) -> Callable[[str], str]:
    """A function that undoes the escape of a cell of `table`."""
    try:
        with open_regular(description_path(table)) as file:
            is_ours = file.read(len(_MARK)) == _MARK.encode()
    except (OSError, FileError):  # there is none
        is_ours = False
    return restore if is_ours else str
