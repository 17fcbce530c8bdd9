"""How a line of a text file holds its label: the usual forms, and which one a file is in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from ..sequences.numbers import is_missing, is_number
from ..texts.columns import is_wordy

Form = Literal["label_first", "label_last", "fasttext", "scores", "prose"]
Separator = Literal["auto", "tab", "comma", "semicolon", "blank"]
_MARKS: dict[str, str] = {"tab": "\t", "comma": ",", "semicolon": ";", "blank": " "}
_FASTTEXT = "__label__"
_LONGEST_LABEL = 40
_ENOUGH = 0.9  # share of the lines that must have a form
_LETTERS = 0.6  # share of letters and blanks in prose
_NUMBERS = 0.2  # share of its words that may be numbers
_COARSE_FINE = re.compile(r"[A-Za-z]\w*:[A-Za-z]\w*")  # as in Li and Roth 2002: DESC:manner
_NUMBER = re.compile(r"-*[0-9]+")
_CAPITALS = re.compile(r"[A-Z]{2,12}")
_BETWEEN = re.compile(r"[\s,;|]+")
_LABELS: tuple[tuple[Form, Separator], ...] = (
    ("label_first", "tab"), ("label_last", "tab"), ("label_first", "comma"), ("label_last", "comma"),
    ("label_first", "semicolon"), ("label_last", "semicolon"), ("label_first", "blank"),
)  # fmt: skip


def label_and_text(line: str, form: str, separator: str) -> tuple[str, str] | None:
    """The label and the text of a line, or None if it is not of that form."""
    if form == "fasttext":
        label, _, text = line.partition(" ") if " " in line else line.partition("\t")
        label = label.removeprefix(_FASTTEXT)
        return (label, text.strip()) if line.startswith(_FASTTEXT) and label else None
    if form == "scores":
        cells = line.split("\t", 2)
        if len(cells) < 2:
            return None
        return (cells[-2].strip(), cells[-1].strip())
    mark = _MARKS.get(separator, "\t")
    first, separator_found, last = line.partition(mark) if form == "label_first" else line.rpartition(mark)
    label, text = (first, last) if form == "label_first" else (last, first)
    label = label.strip().strip('"')
    return (label, text.strip()) if separator_found and label else None


def coarse_label(label: str) -> str:
    """The coarse part of a label in two levels: DESC of DESC:manner."""
    return label.partition(":")[0]


def has_two_levels(labels: Iterable[str]) -> bool:
    """Whether all labels are in two levels, and the coarse ones are fewer and at least two."""
    kinds = set(labels)
    coarse = {coarse_label(label) for label in kinds}
    return 1 < len(coarse) < len(kinds) and all(map(_COARSE_FINE.fullmatch, kinds))


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of a line."""
    return line.split(_MARKS[separator])


def form_of(lines: Sequence[str], only: str = "") -> tuple[Form, Separator]:
    """The form of most lines, and the separator of label and text; running text if it is none of the others.

    Args:
        lines: the first ones of a file.
        only: the form, if it is known and only its separator is asked for; a tab if none fits.
    """
    if only:
        fitting = [separator for form, separator in _LABELS if form == only and _fits(lines, form, separator)]
        return only, fitting[0] if fitting else "tab"  # type: ignore[return-value]
    if _share(lines, lambda line: line.startswith(_FASTTEXT)) >= _ENOUGH:
        return "fasttext", "blank"
    if _share(lines, _is_scored) >= _ENOUGH:
        return "scores", "tab"
    for form, separator in _LABELS:
        if _fits(lines, form, separator):
            return form, separator
    return "prose", "auto"


def is_prose(lines: Sequence[str]) -> bool:
    """Whether there are words, letters and blanks are most of it, and few of the words are numbers."""
    text = " ".join(lines)
    words = _BETWEEN.split(text)
    letters = sum(c.isalpha() or c == " " for c in text)
    return is_wordy(text) and letters >= _LETTERS * len(text) and sum(map(is_number, words)) <= _NUMBERS * len(words)


def _fits(lines: Sequence[str], form: Form, separator: Separator) -> bool:
    """Whether lines have a short label of few kinds beside a text; numbers behind a blank are doubted the least."""
    parts = [part for line in lines if (part := label_and_text(line, form, separator))]
    if len(parts) < max(_ENOUGH * len(lines), 2):
        return False
    labels = [label for label, _ in parts]
    kinds = set(labels)
    short = all(len(label) <= _LONGEST_LABEL and not is_missing(label) for label in kinds)
    if separator == "blank":
        patterns = (_NUMBER, _COARSE_FINE, _CAPITALS)
        short = short and any(all(map(pattern.fullmatch, kinds)) for pattern in patterns)
    elif separator != "tab":
        short = short and not any(" " in label for label in kinds)
    wordy = _share([text for _, text in parts], is_wordy)
    return short and 2 <= len(kinds) <= max(len(parts) / 2, 2) and wordy >= 0.5


def _is_scored(line: str) -> bool:
    """[number,] number with decimals, text."""
    cells = line.split("\t", 2)
    score = cells[-2].strip() if len(cells) > 1 else ""
    return is_number(score) and "." in score and not is_number(cells[-1])


def _share(lines: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, lines)) / max(len(lines), 1)
