"""Settings that several readers have, declared once; each call gives a field of its own."""

from __future__ import annotations

from typing import Any, Literal

from ...base.settings import setting
from ..parsing.encodings import ENCODINGS

Delimiter = Literal["auto", "comma", "semicolon", "tab", "blank", "bar"]
Decimal = Literal["auto", "point", "comma"]
Header = Literal["auto", "yes", "no"]
ScoresAs = Literal["auto", "classes", "numbers"]


def delimiter_setting() -> Any:
    """What stands between two columns of a table of numbers: a `Delimiter`."""
    return setting(
        "auto",
        title="Delimiter",
        choices={
            "auto": "found out",
            "comma": "comma",
            "semicolon": "semicolon",
            "tab": "tab",
            "blank": "blanks",
            "bar": "vertical bar",
        },
        help="What stands between two columns.",
    )


def decimal_setting() -> Any:
    """A `Decimal`."""
    return setting(
        "auto",
        title="Decimals",
        choices={"auto": "found out", "point": "point: 1.5", "comma": "comma: 1,5"},
        help="What stands before the decimals of a number.",
    )


def header_setting() -> Any:
    """Whether the first line of a table names its columns: a `Header`."""
    return setting(
        "auto",
        title="First line",
        choices={"auto": "found out", "yes": "names of the columns", "no": "a line like the others"},
        help="Whether the first line names the columns.",
    )


def scores_setting() -> Any:
    """What labels of texts that are numbers mean: a `ScoresAs`; a `threshold_setting` belongs to it."""
    return setting(
        "auto",
        title="Scores",
        choices={"auto": "found out", "classes": "positive and negative", "numbers": "numbers as they are"},
        help="Whether labels that are numbers around zero make two classes; else they are targets to be predicted.",
    )


def threshold_setting() -> Any:
    """Where the two classes of scores begin, a float."""
    return setting(
        0.5,
        ge=0,
        title="Threshold",
        when=("scores", ("auto", "classes")),
        help="Scores from here upwards are positive, from minus this downwards negative, between them left out.",
    )


def encoding_setting(*, advanced: bool = False) -> Any:
    """How letters are stored: an `Encoding`."""
    return setting("auto", title="Encoding", advanced=advanced, choices=ENCODINGS, help="How the letters are stored.")
