"""JSON and TOML from files as plain values, bounded in depth, numbers and memory: a file may hold anything."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any, NoReturn

DEEPEST = 32  # tables and lists within each other
MOST_INTEGER = 2**63 - 1
_MEMORY = 400_000_000  # bytes that the values of one document may need
_CHECKED = 1 << 20  # bytes of a document that cannot need so much
_LONGEST_KEY = 64  # parts between dots
_SEPARATORS = re.compile(r"([=,\n])")


def parse_json(content: str | bytes, *, nan: bool = False) -> Any:
    """The value of a JSON text in UTF-8.

    Args:
        content: the text.
        nan: whether NaN and Infinity are numbers, as Python writes them.

    Raises:
        ValueError: it is no strict JSON (repeated keys are none), is nested too deeply, holds a number that is too
            long, or needs too much memory.
    """
    text = content if isinstance(content, str) else content.decode("utf-8")
    if len(text) > _CHECKED:
        _check_memory(text)
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=None if nan else _refuse)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def parse_toml(text: str) -> dict[str, Any]:
    """The table of a TOML text.

    Raises:
        ValueError: it is no TOML (the message names line and column), is nested too deeply, or holds a number beyond
            64 bits.
    """
    _check_keys(text)
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    check_plain(table)
    return table


def check_plain(value: Any) -> None:
    """Raises `ValueError` if `value` is nested too deeply, holds an integer beyond 64 bits or text that is no text."""
    level = [value]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below += [*item.keys(), *item.values()]
            elif isinstance(item, list | tuple):
                below += item
            elif isinstance(item, int) and abs(item) > MOST_INTEGER:
                raise ValueError("it holds a number beyond 64 bits")
            elif isinstance(item, str):
                check_text(item)
        if not below:
            return
        level = below
    raise ValueError("it is nested too deeply")


def check_text(text: str) -> str:
    """`text`; raises `ValueError` for lone surrogates, which no file and no screen takes."""
    if not text.isascii():
        text.encode()  # UnicodeEncodeError is a ValueError
    return text


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a key occurs twice in it")
    return values


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _check_keys(text: str) -> None:
    """tomllib takes quadratic time for keys of many parts."""
    before, *pieces = ["\n", *_SEPARATORS.split(text), "\n"]
    for piece, behind in zip(pieces[::2], pieces[1::2], strict=True):
        if piece.count(".") > _LONGEST_KEY and (before == "\n" or behind == "=" or piece.lstrip().startswith("[")):
            raise ValueError("it is nested too deeply")
        before = behind


def _check_memory(text: str) -> None:
    """An empty table takes 72 bytes, an entry of a list up to 40."""
    need = 72 * (text.count("[") + text.count("{")) + 40 * text.count(",") + (1 if text.isascii() else 4) * len(text)
    if need > _MEMORY:
        raise ValueError("its values need too much memory")
