"""JSON from a file that nobody vouches for: whatever is wrong with it is a ValueError, and its memory is bounded."""

from __future__ import annotations

import json
from typing import Any

_PIECES = 4_000_000  # of commas and brackets: parsed, they take some 100 bytes each


def parse_json(text: str | bytes) -> Any:
    """The value that `text` writes; bytes are UTF-8.

    Raises:
        ValueError: it is no JSON, is nested too deeply, holds a number of thousands of digits or millions of parts.
    """
    if isinstance(text, bytes):
        text = text.decode()  # UnicodeDecodeError is a ValueError
    pieces = sum(text.count(sign) for sign in ",[{")
    if pieces > _PIECES:
        raise ValueError(f"it has more than {_PIECES} parts")
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
