"""Nested JSON objects as flat ones: paths such as "data.text", a list of objects as one list for each of their keys."""

from __future__ import annotations

from typing import Any

import numpy as np

_DEEPEST = 8  # objects within objects


def flatten(value: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, Any]:
    """The leaves of an object by their paths: texts, numbers, truth values, None, and lists.

    An object within it adds its key and a point to the path; a list of objects becomes one list for each of their keys,
    under a path with "[]", None where an object has not that key; an object whose keys are 0, 1, 2... becomes a list.
    """
    leaves: dict[str, Any] = {}
    for key, item in value.items():
        path = f"{prefix}{escape(key)}"
        if isinstance(item, dict) and item and depth < _DEEPEST:
            if _is_numbered(item):
                item = [item[str(i)] for i in range(len(item))]
            else:
                leaves.update(flatten(item, f"{path}.", depth + 1))
                continue
        if isinstance(item, list) and item and all(isinstance(part, dict) for part in item) and depth < _DEEPEST:
            parts = [flatten(part, f"{path}[].", depth + 1) for part in item]
            keys = dict.fromkeys(name for part in parts for name in part)
            leaves.update({name: [part.get(name) for part in parts] for name in keys})
        else:
            leaves[path] = item
    return leaves


def escape(text: str) -> str:
    """`text` with lone surrogates, which cannot be encoded, replaced by their codes such as \\ud83d."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text


def is_numbers(value: Any) -> bool:
    """Whether it is a list of numbers, or of lists of numbers, None for a missing one; at least one."""
    if not isinstance(value, list) or not value:
        return False
    cells = [cell for part in value for cell in part] if all(isinstance(part, list) for part in value) else value
    filled = [cell for cell in cells if cell is not None]
    return bool(filled) and all(isinstance(cell, int | float) for cell in filled)


def is_words(value: Any) -> bool:
    """Whether it is a list of texts."""
    return isinstance(value, list) and bool(value) and all(isinstance(part, str) for part in value)


def is_counter(value: Any) -> bool:
    """Whether a list counts 0, 1, 2... or 1, 2, 3..."""
    if not is_numbers(value) or isinstance(value[0], list) or None in value:
        return False
    return value[0] in (0, 1) and len(value) > 2 and bool((np.diff(value) == 1).all())


def _is_numbered(value: dict[str, Any]) -> bool:
    return len(value) > 1 and all(str(i) in value for i in range(len(value)))
