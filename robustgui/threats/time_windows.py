"""Time windows in text form, such as "0-4, 10-12"."""

from __future__ import annotations

import re

from ..base.settings import wrong

Ranges = tuple[tuple[int, int | None], ...]  # first and last step of each window, both open; None: to the end

_WINDOW = re.compile(r"(\d+)\s*(?:([-–])\s*(\d*))?")


def read_windows(text: str) -> Ranges:
    """The windows in `text` in ascending order, merged; none for an empty text.

    "3" is one step, "0-4" five of them, "10-" all from there on.

    Raises:
        PydanticCustomError: the text is not valid.
    """
    ranges: list[tuple[int, int | None]] = []
    for word in filter(None, (word.strip() for word in re.split(r"[,;]", text))):
        match = _WINDOW.fullmatch(word)
        if match is None:
            raise wrong(
                "'{word}' is not a window: give the first and the last step of each, such as 0-4, 10-", word=word
            )
        first = int(match[1])
        last = (int(match[3]) if match[3] else None) if match[2] else first
        if last is not None and last < first:
            raise wrong("the window {word} ends before it begins", word=word)
        ranges.append((first, last))
    return _merge(ranges)


def write_windows(ranges: Ranges) -> str:
    """The inverse of `read_windows`."""
    return ", ".join(
        f"{first}-" if last is None else f"{first}" if first == last else f"{first}-{last}" for first, last in ranges
    )


def intersect_windows(one: Ranges, other: Ranges) -> Ranges:
    """The intersection of both."""
    return _merge([pair for a in one for b in other if (pair := _overlap(a, b)) is not None])


def _overlap(a: tuple[int, int | None], b: tuple[int, int | None]) -> tuple[int, int | None] | None:
    first = max(a[0], b[0])
    ends = [end for end in (a[1], b[1]) if end is not None]
    last = min(ends) if ends else None
    return None if last is not None and last < first else (first, last)


def _merge(ranges: list[tuple[int, int | None]]) -> Ranges:
    merged: list[tuple[int, int | None]] = []
    for first, last in sorted(ranges, key=lambda pair: pair[0]):
        if merged and (merged[-1][1] is None or first <= merged[-1][1] + 1):
            before, end = merged[-1]
            merged[-1] = before, None if end is None or last is None else max(end, last)
        else:
            merged.append((first, last))
    return tuple(merged)
