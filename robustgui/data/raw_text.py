"""Text that no step has cut into tokens yet: Unicode code points, and the letters that regular expressions need."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .formats.sequences.collector import offsets_of
from .sequence_set import CHUNK, SequenceSet

BLANK = " "  # replaces an empty text: a sequence has at least one step
END = "\0"  # ends each text where many are concatenated; no text contains it


def code_points(text: str) -> NDArray[np.int32]:
    """The characters of `text` as Unicode code points, (T,); T >= 1, because an empty text becomes one blank."""
    encoded = (text or BLANK).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(encoded, "<u4").astype(np.int32)


def pack_texts(texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Code points of all `texts` one behind the other (S,), and where each begins and the last ends, (N + 1,)."""
    filled = [text or BLANK for text in texts]
    return code_points("".join(filled)), offsets_of([len(text) for text in filled])


def as_text(codes: NDArray[np.integer]) -> str:
    """The text of code points (T,)."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def text_set(text: str, like: SequenceSet) -> SequenceSet:
    """One raw text as a set of its own, with the classes of `like` and any label: what was typed, to be prepared."""
    return SequenceSet.pack(
        name=like.name,
        values=code_points(text),
        offsets=[0, max(len(text), 1)],
        labels=np.zeros_like(like.labels[:1]),
        classes=like.classes,
        features=("token",),
        source=like.source,
        kind=like.kind,
        purpose=like.purpose,
        targets=like.targets,
    )


def blocks(data: SequenceSet, steps: int = CHUNK) -> Iterator[tuple[str, int]]:
    """All texts of `data` in order, some at a time: the texts of a block with `END` behind each, and how many.

    One text that holds a zero character has a blank there instead.
    """
    ends = np.cumsum(data.lengths)
    first = done = 0
    for chunk in data.chunks(steps):
        done += len(chunk)
        last = int(np.searchsorted(ends, done, side="right"))
        count = last - first
        shift = np.repeat(np.arange(count), data.lengths[first:last])
        codes = np.zeros(len(chunk) + count, np.int32)
        codes[np.arange(len(chunk)) + shift] = np.where(chunk == 0, ord(BLANK), chunk)
        yield as_text(codes), count
        first = last


# Scripts written without blanks between words: Thai, Lao, Myanmar, Khmer, kana, hanzi with their extensions.
UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e80-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u1780-\u17b3"
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)


@cache
def combining() -> str:
    """Accents and vowel signs that belong to the letter before them, for a class of characters; \\w leaves them out."""
    marks = "".join(chr(c) for c in range(0x300, 0x2000) if unicodedata.category(chr(c)) in ("Mn", "Mc", "Me"))
    return marks + "\u20d0-\u20f0\u3099\u309a"
