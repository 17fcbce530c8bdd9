"""Names from files, shortened for a sentence: they may have a million letters, or characters that move a cursor."""

from __future__ import annotations

_LONGEST = 80


def shorten(name: str) -> str:
    """`name` in 80 letters that can be printed."""
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name[:_LONGEST])
    return shown if len(name) <= _LONGEST else f"{shown}…"
