"""Cut text into characters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ...base.settings import setting
from ..raw_text import BLANK, as_text, code_points
from ..sequence_set import SequenceSet
from ..tokens import Tokeniser, Vocabulary, check_is_raw, split_at
from .base import STEPS, Fitted, Step

_PLANES = 0x110000  # code points that Unicode has


@dataclass(frozen=True)
class CharacterTokeniser(Tokeniser):
    """One token a character, looked up in a table of all code points; see `Tokeniser`.

    Attributes:
        table: (code points,) int32, the token of each.
        small: (code points,) int32, its small letter; or None where capital letters stay.
    """

    vocabulary: Vocabulary
    longest: int
    table: NDArray[np.int32] = field(repr=False)
    small: NDArray[np.int32] | None = field(repr=False)

    def cut(self, text: str) -> list[str]:
        """See `Tokeniser.cut`."""
        codes = code_points(text)
        return list(as_text(codes if self.small is None else self.small[codes]))

    def cut_block(self, texts: str, count: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """See `Tokeniser.cut_block`."""
        return split_at(self.table[code_points(texts)], len(self.vocabulary))


@STEPS.register("characters")
class Characters(Step):
    """Each character is a token, including blanks and punctuation."""

    title: ClassVar[str] = "Tokenise into characters"
    takes: ClassVar[Literal["values", "tokens", "both"]] = "tokens"

    size: int = setting(
        1000,
        ge=2,
        le=_PLANES,
        title="Vocabulary",
        unit="characters",
        help="Size of the vocabulary: the most frequent characters of the training data; all others become the "
        "unknown token.",
    )
    least: int = setting(
        1, ge=1, title="Minimum count", help="Characters that are rarer in the training data become the unknown token."
    )
    lower: bool = setting(False, title="Lower case", help="Convert text to lower case.")
    longest: int = setting(
        0,
        ge=0,
        title="Maximum length",
        unit="characters",
        help="Texts are truncated after this many characters; 0: no truncation.",
    )

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`; raises `DataError` for anything but raw text."""
        check_is_raw(train, self.title)
        small = _small_letters() if self.lower else None
        counts = np.zeros(_PLANES, np.int64)
        for chunk in train.chunks():
            counts_of_chunk = np.bincount(np.where(chunk == 0, ord(BLANK), chunk))
            counts[: len(counts_of_chunk)] += counts_of_chunk
        if small is not None:
            counts = np.bincount(small, counts, _PLANES).astype(np.int64)
        present = np.flatnonzero(counts)
        vocabulary = Vocabulary.from_counts(
            {chr(code): int(counts[code]) for code in present.tolist()}, self.size, self.least
        )
        table = np.zeros(_PLANES, np.int32)
        for character, token in list(vocabulary.index.items())[1:]:
            table[ord(character)] = token
        if small is not None:
            table = table[small]
        table[0] = len(vocabulary)  # the end of a text
        return CharacterTokeniser(vocabulary, self.longest, table, small)


def _small_letters() -> NDArray[np.int32]:
    """The small letter of each code point where it is one character, else itself, (code points,)."""
    small_letters = np.arange(_PLANES, dtype=np.int32)
    for code in range(0x1E944):  # behind it there are no capital letters
        small = chr(code).lower()
        if len(small) == 1:
            small_letters[code] = ord(small)
    return small_letters
