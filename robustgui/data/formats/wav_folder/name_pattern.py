"""Patterns of file names such as `{label}_{speaker}_{index}`: matching names, and guessing the pattern of a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ....base.settings import wrong

LABELS = ("label", "class", "digit", "word", "command", "emotion")
GROUPS = ("speaker", "group", "patient", "subject", "actor", "person", "recording")
INDICES = ("index", "take", "number")
NO_HASH = "{speaker}_nohash_{index}"  # of the Speech Commands dataset
_FIELD = re.compile(r"\{([A-Za-z][A-Za-z0-9]*)\}")
_RANGES = re.compile(r"\s*+\d{1,9}(\s*+-\s*+\d{1,9})?\s*+(,\s*+\d{1,9}(\s*+-\s*+\d{1,9})?\s*+)*")
_LABEL_REPEATS = 2  # times on average at least, or it is no label


def check_pattern(text: str) -> str:
    """For a validator: `text` if it is a pattern, or empty."""
    fields = _FIELD.findall(text)
    if text and (not fields or len(set(fields)) < len(fields) or re.search(r"\}\{", text)):
        raise wrong("needs names in braces with something between them, such as {example}", example="{label}_{index}")
    return text


def check_ranges(text: str) -> str:
    """For a validator: `text` if it lists numbers and ranges, or nothing."""
    if text.strip() and not _RANGES.fullmatch(text):
        raise wrong("needs numbers and ranges such as 0-4, 9, got {input}", input=repr(text))
    return text


def in_ranges(number: str, ranges: str) -> bool:
    """Whether a number of a file name is in ranges such as "0-4, 9"."""
    if not number.isdecimal() or not ranges.strip():
        return False
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        if int(first) <= int(number) <= int(last or first):
            return True
    return False


def tells(pattern: str, names: Sequence[str]) -> bool:
    """Whether one of `names` is a field of `pattern`."""
    return not set(names).isdisjoint(_FIELD.findall(pattern))


def match_pattern(stem: str, pattern: str) -> dict[str, str] | None:
    """What `pattern` says of the file name `stem`; None if it does not fit."""
    match = _compile(pattern).fullmatch(stem)
    return None if match is None else match.groupdict()


def field_of(parts: dict[str, str], names: Sequence[str]) -> tuple[str, str]:
    """The first of `names` that is there and its value; empty if none is."""
    return next(((name, parts[name]) for name in names if name in parts), ("", ""))


def guess_pattern(stems: Sequence[str]) -> str:
    """The pattern that all names follow: label first, a number last, a speaker between them; empty if there is none."""
    if all(match_pattern(stem, NO_HASH) for stem in stems):
        return NO_HASH
    for mark in "_-. ":
        rows = [stem.split(mark) for stem in stems]
        width = len(rows[0])
        if width < 2 or any(len(row) != width or not all(row) for row in rows):
            continue
        columns = list(zip(*rows, strict=True))
        fields = [f"part{i + 1}" for i in range(width)]
        if all(cell.isdecimal() for cell in columns[-1]):
            fields[-1] = "index"
        able = [i for i in range(width) if fields[i] != "index" and _repeats(columns[i])]
        if not able:
            continue
        fields[able[0]] = "label"
        if len(able) > 1:
            fields[able[1]] = "speaker"
        return mark.join(f"{{{field}}}" for field in fields)
    return ""


def _repeats(cells: Sequence[str]) -> bool:
    distinct = len(set(cells))
    return distinct > 1 and distinct * _LABEL_REPEATS <= len(cells)


@lru_cache(maxsize=64)
def _compile(pattern: str) -> re.Pattern[str]:
    """A regular expression: fields match as little as possible, the last one the rest; other characters are literal."""
    pieces, at = [], 0
    for field in _FIELD.finditer(pattern):
        pieces += [re.escape(pattern[at : field.start()]), f"(?P<{field[1]}>.+?)"]
        at = field.end()
    return re.compile("".join(pieces) + re.escape(pattern[at:]), re.DOTALL)
