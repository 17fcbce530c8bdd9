"""Tables written by this program escape texts that a spreadsheet would run as formulas; reading undoes that.

The description beside such a table begins with a mark; other tables are read as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..base.csv_text import restore
from ..base.errors import FileError
from ..base.files import open_regular

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
