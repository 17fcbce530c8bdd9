"""Text from files made safe to show: characters that steer a terminal, or hide or reorder text, are written as escapes.

Source: Boucher & Anderson 2021, arXiv:2111.00169, for those that reorder text.
"""

from __future__ import annotations

import re

_STEERING = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # control characters: ESC, line ends, carriage return, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction of writing
    "\u00ad\u200b\u2028\u2029\u2060-\u2064\ufeff"  # nothing to be seen, or another line
    "\ud800-\udfff"  # bytes of a file name that are no text
    "\U000e0000-\U000e007f"  # tags
    "]"
)


def visible(text: object) -> str:
    """`text` on one line, with `\\x1b`, `\\n`, `\\u202e` and their like in place of the characters."""
    return _STEERING.sub(_escape, str(text))


def visible_lines(text: object) -> str:
    """The same, but line ends and tabs stay as they are, as in TOML."""
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in str(text).split("\n"))


def visible_json(text: str) -> str:
    """The same for JSON, which reads the escapes back as the characters."""
    return _STEERING.sub(_escape_json, text)


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def _escape_json(match: re.Match[str]) -> str:
    """Code units of UTF-16: JSON knows no others."""
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


_LONGEST = 80


def shorten(name: str) -> str:
    """`name` in 80 letters that can be printed."""
    printable = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name[:_LONGEST])
    return printable if len(name) <= _LONGEST else f"{printable}…"
