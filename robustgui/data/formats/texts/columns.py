"""Roles of the columns of a table of texts: text, label and group."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...raw_text import UNSPACED
from ..sequences.numbers import is_number

TEXTS = (
    "text", "sentence", "review", "tweet", "content", "message", "body", "comment", "document", "phrase", "utterance",
)  # fmt: skip
LABELS = (
    "label", "class", "target", "y", "sentiment", "category", "polarity", "intent", "topic", "score", "rating",
    "stars", "language", "emotion", "标签", "类别", "情感",
)  # fmt: skip
GROUPS = ("group", "user", "user_id", "author", "speaker", "subject", "patient", "reviewer", "conversation")
IDS = ("", "id", "index", "idx", "unnamed: 0", "tweet_id", "guid", "uid")
_WORDS = re.compile(rf"(?<![^\W\d_])[^\W\d_]{{2,}}+\W++[^\W\d_]++\W++[^\W\d_]|[{UNSPACED}]{{2}}")
_LETTERS = re.compile(r"[^\W\d_]")
_NUMBERS = 2  # columns of numbers that make a table of sequences
_LOOKED_AT = 1000  # characters of a text


class Columns(NamedTuple):
    """Names of columns; empty where there is none."""

    text: str
    label: str
    group: str


def is_wordy(text: str) -> bool:
    """Whether it looks like something that people have said: three words, or two characters of Chinese and the like."""
    return _WORDS.search(text, 0, _LOOKED_AT) is not None


def mostly_wordy(texts: Sequence[str]) -> bool:
    """Whether at least half of `texts` are, and there are some."""
    return bool(texts) and 2 * sum(map(is_wordy, texts)) >= len(texts)


def are_names(columns: Mapping[str, Sequence[str]], text: str, titles: Sequence[str]) -> bool:
    """Whether the column `text` rather holds the names of classes: few different cells, beside columns of numbers.
    `columns` are the first cells of each, with those of a header; `titles` the header, or empty texts."""
    title_of = dict(zip(columns, titles, strict=True))
    first = int(any(titles))
    cells = columns[text][first:]
    if title_of[text].strip().lower() in TEXTS or 2 * len(set(cells)) > len(cells):
        return False
    other_columns = [cells[first:] for name, cells in columns.items() if name != text]
    return sum(all(map(is_number, cells)) for cells in other_columns) >= _NUMBERS


def guess_columns(columns: Mapping[str, Sequence[str]], *, text: str = "", label: str = "", group: str = "") -> Columns:
    """What each column probably is, from the first cells of each; what is given is kept.

    Text is the column with a name that says so, else the one with the longest cells that are no numbers. The label has
    a name that says so, else the fewest distinct values: at least two, and each twice on average.
    """
    low = {name.strip().lower(): name for name in reversed(list(columns))}
    free = [name for name in columns if name not in (text, label, group)]

    def find_named(names: Sequence[str]) -> str:
        return next((low[name] for name in names if low.get(name) in free), "")

    if not text:
        worded = [name for name in free if _has_letters(columns[name])]
        named = [name for name in TEXTS if low.get(name) in worded]
        ids = {low[name] for name in IDS if name in low}
        candidates = [name for name in worded if name not in ids] or worded
        wordy = [name for name in candidates if mostly_wordy(columns[name])]
        text = low[named[0]] if named else max(wordy or candidates, key=lambda name: _length(columns[name]), default="")
        free = [name for name in free if name != text]
    if not label:
        label = find_named(LABELS)
        free = [name for name in free if name != label]
    if not group:
        group = find_named(GROUPS)
        free = [name for name in free if name != group]
    if not label:
        distinct = {name: len(set(columns[name])) for name in free if name.strip().lower() not in IDS}
        able = {name: n for name, n in distinct.items() if n >= 2 and 2 * n <= len(columns[name])}
        label = min(able, key=lambda name: able[name], default="")
    return Columns(text, label, group)


def looks_like_scores(cells: Sequence[str], threshold: float) -> bool:
    """Whether they are ratings around zero: numbers, some with decimals, on both sides of the threshold."""
    if not cells or not all(map(is_number, cells)):
        return False
    scores = [float(cell) for cell in cells]
    fractions = any(not score.is_integer() for score in scores if abs(score) < 2**53)
    return fractions and max(scores) >= threshold and min(scores) <= -threshold


def _has_letters(cells: Sequence[str]) -> bool:
    return 2 * sum(_LETTERS.search(cell) is not None and not is_number(cell) for cell in cells) > len(cells)


def _length(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / max(len(cells), 1)
