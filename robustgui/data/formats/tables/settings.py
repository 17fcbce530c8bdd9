"""Settings that several readers have, declared once; each call gives a field of its own."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

from ....base.settings import setting
from ..base import AUTO_CHOICE
from ..files.encodings import ENCODINGS
from .grid import MARKS, Grid
from .layout import THOUSANDS, Form

Delimiter = Literal["auto", "comma", "semicolon", "tab", "blank", "bar"]
Decimal = Literal["auto", "point", "comma"]
Thousands = Literal["auto", "none", "comma", "point", "apostrophe", "blank"]
Header = Literal["auto", "yes", "no"]
ScoresAs = Literal["auto", "classes", "numbers"]


delimiter_setting = partial(
    setting,
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
decimal_setting = partial(
    setting,
    "auto",
    title="Decimals",
    choices=AUTO_CHOICE | {"point": "point: 1.5", "comma": "comma: 1,5"},
    help="Decimal separator.",
)
thousands_setting = partial(
    setting,
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
ids_setting = partial(
    setting,
    (),
    title="Id columns",
    help="Columns that together identify the sequence of a time step; none: detected automatically; a hyphen: "
    "all rows are one sequence.",
)
time_setting = partial(
    setting,
    "",
    title="Time column",
    help="Name of the time column, or its number in a text file; empty: detected automatically; a hyphen: none.",
)
label_setting = partial(
    setting,
    "",
    title="Label column",
    help="Name of the column with the labels, or its number in a text file; empty: detected automatically; a "
    "hyphen: none.",
)
group_setting = partial(
    setting,
    "",
    title="Group column",
    help="Column with the source of a sequence, such as the speaker, patient or author; empty: detected "
    "automatically; a hyphen: none.",
)
excluded_setting = partial(setting, (), title="Excluded columns", help="Columns that are not used, by name or number.")
above_setting = partial(
    setting,
    -1,
    ge=-1,
    title="Lines above",
    advanced=True,
    help="Number of lines above the table, which are skipped; -1: detected automatically.",
)
header_setting = partial(
    setting,
    "auto",
    title="First line",
    choices=AUTO_CHOICE | {"yes": "names of the columns", "no": "data, like the other lines"},
    help="Whether the first line names the columns.",
)
scores_setting = partial(
    setting,
    "auto",
    title="Scores",
    choices=AUTO_CHOICE | {"classes": "positive and negative", "numbers": "numbers as they are"},
    help="Read numeric labels as two classes by their sign; otherwise they are regression targets.",
)
threshold_setting = partial(
    setting,
    0.5,
    ge=0,
    title="Threshold",
    when=("scores", ("auto", "classes")),
    help=(
        "Scores of at least this value are positive, scores of at most its negative are negative; scores in "
        "between are excluded."
    ),
)
encoding_setting = partial(setting, "auto", title="Encoding", choices=ENCODINGS, help="Character encoding of the file.")


def form_of(reader: Any) -> Form:
    """The layout of a table as the settings of a reader specify it."""
    return Form(reader.delimiter, reader.decimal, reader.header, reader.thousands, reader.above)


def find_notation(grid: Grid) -> dict[str, Any]:
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
