"""Results as tables: rows for pandas, CSV and LaTeX."""

from __future__ import annotations

import json
import os
from abc import abstractmethod
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .csv_text import format_csv
from .errors import RunError
from .together import write_together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .events import Event

_ENDINGS = (".csv", ".json", ".tex")


class Tabular:
    """A result that is a table as well; a subclass names its columns."""

    @abstractmethod
    def columns(self) -> dict[str, list[Any]]:
        """The columns by name, all of one length, of plain values."""

    def to_frame(self) -> Any:
        """A `pandas.DataFrame` of the columns; raises `RunError` without pandas."""
        try:
            pandas = import_module("pandas")  # only whoever asks for a frame needs it
        except ImportError as error:
            raise RunError("Data frames need pandas. Install it with: pip install pandas jinja2") from error
        return pandas.DataFrame(self.columns())

    def to_csv(self, path: str | os.PathLike[str] | None = None, *, overwrite: bool = False) -> str:
        """The table as comma-separated values, which are also written to `path`; numbers are exact.

        Raises:
            ExistsError: `path` exists, and `overwrite` is false.
            RunError: it cannot be written.
        """
        columns = self.columns()
        return _write(format_csv(list(columns), zip(*columns.values(), strict=True)), path, overwrite)

    def to_latex(self, path: str | os.PathLike[str] | None = None, *, overwrite: bool = False, **options: Any) -> str:
        """The table for LaTeX, as pandas writes it with `options`; raises as `to_frame` and `to_csv`."""
        settings = {"index": False, "escape": True, "float_format": "%.4g"} | options
        try:
            text: str = self.to_frame().to_latex(**settings)
        except ImportError as error:
            raise RunError("Tables for LaTeX need jinja2. Install it with: pip install jinja2") from error
        return _write(text, path, overwrite)

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the table to `path`: .csv, .json (a list of rows) or .tex, by its ending.

        Raises:
            ExistsError: `path` exists, and `overwrite` is false.
            RunError: another ending, or it cannot be written.
        """
        ending = Path(path).suffix.lower()
        if ending == ".csv":
            self.to_csv(path, overwrite=overwrite)
        elif ending == ".tex":
            self.to_latex(path, overwrite=overwrite)
        elif ending == ".json":
            columns = self.columns()
            rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
            _write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", path, overwrite)
        else:
            raise RunError(
                "{file} has no known ending. Choose one of {known}.", file=str(path), known=", ".join(_ENDINGS)
            )


def columns_of(events: Sequence[Event]) -> dict[str, list[Any]]:
    """A column for each plain field of events of one kind, apart from the run; sentences as texts."""
    names = [each.name for each in fields(events[0]) if each.repr and each.name != "run"] if events else []
    columns = {name: [_to_plain(getattr(event, name)) for event in events] for name in names}
    return {name: values for name, values in columns.items() if not any(isinstance(value, tuple) for value in values)}


def _to_plain(value: Any) -> Any:
    """Numbers, texts, truth values and tuples as they are; anything else as its text."""
    is_plain = value is None or isinstance(value, bool | int | float | str | tuple)
    return value if is_plain else str(value)


def _write(text: str, path: str | os.PathLike[str] | None, overwrite: bool) -> str:
    if path is not None:
        write_together({Path(path): text}, overwrite=overwrite)
    return text
