"""Versions of the program: whether a file was written by a newer one than this."""

from __future__ import annotations

import re

from .. import __version__

_NUMBERS = re.compile(r"(\d{1,9}(?:\.\d{1,9}){0,4})")


def newer_than_this(version: str) -> bool:
    """Whether `version`, such as "0.12.1", is a later one than that of this program; what is no version is not."""
    theirs, ours = _numbers(version), _numbers(__version__)
    return theirs > ours


def _numbers(version: str) -> tuple[int, ...]:
    numbers = _NUMBERS.match(version)
    return tuple(map(int, numbers[1].split("."))) if numbers else ()
