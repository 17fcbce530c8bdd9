"""Fills facts into the template of a sentence; counts choose between singular and plural."""

from __future__ import annotations

import string
from typing import Any


class _Filler(string.Formatter):
    """As `str.format`, and `{count:file|files}` is "file" where the fact `count` is written as 1, else "files"."""

    def format_field(self, value: Any, form: str) -> Any:
        singular, has_plural, plural = form.partition("|")
        if has_plural:
            return singular if str(value) == "1" else plural
        return super().format_field(value, form)


_FILLER = _Filler()


def fill_in(template: str, **facts: Any) -> str:
    """`template` with its facts, such as `fill_in("{n} {n:file|files} in {folder}", n=1, folder="data")`.

    A translation may leave out the words that follow a count, or put its own two in their place.
    """
    return _FILLER.vformat(template, (), facts)


def count_noun(n: int, singular: str, plural: str) -> str:
    """`n` with its noun: `count_noun(1, "file", "files")` is "1 file"."""
    return f"{n} {singular if n == 1 else plural}"
