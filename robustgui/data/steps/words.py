"""Cut text into words, numbers, emoticons and punctuation marks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ...base.settings import setting
from ..raw_text import END, UNSPACED, blocks, combining
from ..sequence_set import SequenceSet
from ..tokens import Tokeniser, Vocabulary, check_is_raw, split_at
from .base import STEPS, Fitted, Step

_EMOTICONS = (
    r"[:;=][-o^*']?[)(\]\[}{|\\*@$>](?!\w)"  # :) ;-( =]
    r"|[:;=]'?[-^]?/(?![/\w])"  # :/ but not ://
    r"|(?<!\w)[:;=][-^']?[DdPpOoSs03](?!\w)"  # :D :P :3, but not 10:30
    r"|[)(\]\[][-o^']?[:;](?![\w:;)(])"  # (:
    r"|</?3++(?!\w)"
    r"|\^[_.-]*+\^|-[_.]+-(?!\w)"  # ^_^ -_-
)
_PLAIN = r"[A-Za-z0-9]++(?=[\0-&(-/:-@\[-`{-\x7f])"  # nearly all words of English, found fast


@dataclass(frozen=True)
class WordTokeniser(Tokeniser):
    """Cuts as the regular expression of `_pattern` says; see `Tokeniser`."""

    vocabulary: Vocabulary
    lower: bool
    longest: int

    def cut(self, text: str) -> list[str]:
        """See `Tokeniser.cut`."""
        return _split_words(text, self.lower)

    def cut_block(self, texts: str, count: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """See `Tokeniser.cut_block`."""
        numbers = self._numbers
        end = len(self.vocabulary)
        numbers_of_pieces = [numbers.get(piece, 0) for piece in _split_words(texts, self.lower)]
        return split_at(np.array(numbers_of_pieces, np.int32), end)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The number of each token, and one more for the end of a text."""
        return self.vocabulary.index | {END: len(self.vocabulary)}


@STEPS.register("words")
class Words(Step):
    """Words, numbers, emoticons and punctuation are tokens; in scripts without blanks each character is one."""

    title: ClassVar[str] = "Tokenise into words"
    takes: ClassVar[Literal["values", "tokens", "both"]] = "tokens"

    size: int = setting(
        10_000,
        ge=2,
        le=1_000_000,
        title="Vocabulary",
        unit="words",
        help="Size of the vocabulary: the most frequent words of the training data; all others become the "
        "unknown token.",
    )
    least: int = setting(
        2,
        ge=1,
        title="Minimum count",
        help="Words that are rarer in the training data become the unknown token, which is thereby trained too.",
    )
    lower: bool = setting(True, title="Lower case", help="Convert text to lower case.")
    longest: int = setting(
        0,
        ge=0,
        title="Maximum length",
        unit="words",
        help="Texts are truncated after this many words; 0: no truncation.",
    )

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`; raises `DataError` for anything but raw text."""
        check_is_raw(train, self.title)
        counts: Counter[str] = Counter()
        for texts, _ in blocks(train):
            counts.update(_split_words(texts, self.lower))
        del counts[END]
        return WordTokeniser(Vocabulary.from_counts(counts, self.size, self.least), self.lower, self.longest)


def _split_words(text: str, lower: bool) -> list[str]:
    return _pattern().findall(text.lower() if lower else text)


@cache
def _pattern() -> re.Pattern[str]:
    """One token: the end of a text, a word with its accents and inner apostrophes, an emoticon, a character, a mark."""
    marks = combining()
    letters = rf"[^\W_{UNSPACED}]++(?:[{marks}]++[^\W_{UNSPACED}]*+)*+"
    word = rf"{letters}(?:['’]{letters})*+"
    mark = r"[^\w\s](?:[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|\u200d[^\w\s])*+"
    flag = "[\U0001f1e6-\U0001f1ff]{2}"
    alone = rf"[{UNSPACED}][{marks}]*+"
    return re.compile(rf"{_PLAIN}|{END}|{word}|{alone}|{_EMOTICONS}|{flag}|_++|[{marks}]++|{mark}")
