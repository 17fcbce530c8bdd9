"""Names out of files as a sentence can show them: there they may have a million letters, or some that move a cursor."""

from __future__ import annotations

_LONGEST = 80


def shorten(name: str) -> str:
    """`name` in 80 letters that can be printed."""
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name[:_LONGEST])
    return shown if len(name) <= _LONGEST else f"{shown}…"
