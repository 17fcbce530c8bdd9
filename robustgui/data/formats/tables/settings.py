"""Settings that several readers have, declared once; each call gives a field of its own."""

from __future__ import annotations

from typing import Any, Literal

from ....base.settings import setting
from ..files.encodings import ENCODINGS
from .grid import MARKS, Grid
from .layout import THOUSANDS, Form

Delimiter = Literal["auto", "comma", "semicolon", "tab", "blank", "bar"]
Decimal = Literal["auto", "point", "comma"]
Thousands = Literal["auto", "none", "comma", "point", "apostrophe", "blank"]
Header = Literal["auto", "yes", "no"]
ScoresAs = Literal["auto", "classes", "numbers"]


def delimiter_setting() -> Any:
    """The delimiter of a table of numbers: a `Delimiter`."""
    return setting(
        "auto",
        title="Delimiter",
        choices={
            "auto": "detected automatically",
            "comma": "comma",
            "semicolon": "semicolon",
            "tab": "tab",
            "blank": "blanks",
            "bar": "vertical bar",
        },
        help="Character that separates two columns.",
    )


def decimal_setting() -> Any:
    """A `Decimal`."""
    return setting(
        "auto",
        title="Decimals",
        choices={"auto": "detected automatically", "point": "point: 1.5", "comma": "comma: 1,5"},
        help="Decimal separator.",
    )


def thousands_setting() -> Any:
    """A `Thousands`."""
    return setting(
        "auto",
        title="Thousands",
        advanced=True,
        choices={
            "auto": "detected automatically",
            "none": "none: 1234",
            "comma": "comma: 1,234",
            "point": "point: 1.234",
            "apostrophe": "apostrophe: 1'234",
            "blank": "blank: 1 234",
        },
        help="Thousands separator.",
    )


def above_setting() -> Any:
    """Number of lines above a table, an int; -1: detected."""
    return setting(
        -1,
        ge=-1,
        title="Lines above",
        advanced=True,
        help="Number of lines above the table, which are skipped; -1: detected automatically.",
    )


def form_of(reader: Any) -> Form:
    """The layout of a table as the settings of a reader specify it."""
    return Form(reader.delimiter, reader.decimal, reader.header, reader.thousands, reader.above)


def written_as(grid: Grid) -> dict[str, Any]:
    """The same settings with the detected layout."""
    names = {mark: name for name, mark in MARKS.items()}
    sure = not grid.ambiguous
    return {
        "delimiter": names.get(grid.delimiter, "auto"),
        "decimal": "auto" if not sure else "comma" if grid.form.decimal == "," else "point",
        "thousands": {mark: name for name, mark in THOUSANDS.items()}[grid.form.thousands] if sure else "auto",
        "header": "yes" if grid.header else "no",
        "above": grid.above,
    }


def header_setting() -> Any:
    """Whether the first line of a table names its columns: a `Header`."""
    return setting(
        "auto",
        title="First line",
        choices={"auto": "detected automatically", "yes": "names of the columns", "no": "data, like the other lines"},
        help="Whether the first line names the columns.",
    )


def scores_setting() -> Any:
    """How numeric labels of texts are read: a `ScoresAs`; needs a `threshold_setting`."""
    return setting(
        "auto",
        title="Scores",
        choices={
            "auto": "detected automatically",
            "classes": "positive and negative",
            "numbers": "numbers as they are",
        },
        help="Read numeric labels as two classes by their sign; otherwise they are regression targets.",
    )


def threshold_setting() -> Any:
    """Where the two classes of scores begin, a float."""
    return setting(
        0.5,
        ge=0,
        title="Threshold",
        when=("scores", ("auto", "classes")),
        help="Scores of at least this value are positive, scores of at most its negative are negative; scores in "
        "between are excluded.",
    )


def encoding_setting(*, advanced: bool = False) -> Any:
    """The character encoding: an `Encoding`."""
    return setting(
        "auto", title="Encoding", advanced=advanced, choices=ENCODINGS, help="Character encoding of the file."
    )
