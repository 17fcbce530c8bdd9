"""Detokenisation: tokens as running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BEGIN = "▁"  # byte pairs have it where a word begins
_CLOSING, _OPENING = frozenset(".,;:!?)]}%…"), frozenset("([{#@$")
_UNSPACED = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\uffef\U00020000-\U000323af]"
)


def running_text(tokens: Sequence[str]) -> str:
    """Characters one behind the other; words with blanks between them, where their script has any.

    Cut into tokens again by the same step it gives the same tokens.
    """
    if any(token.startswith(_BEGIN) for token in tokens):
        return "".join(tokens).replace(_BEGIN, " ").strip()
    if any(token.isspace() for token in tokens):
        return "".join(tokens)  # characters: the blanks are there themselves
    text = ""
    for token in tokens:
        tight = not text or token in _CLOSING or text[-1] in _OPENING
        unspaced = bool(text) and (_UNSPACED.match(text[-1]) or _UNSPACED.match(token)) is not None
        text += token if tight or unspaced else f" {token}"
    return text
