"""Misspellings: words with one edited character."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..data.raw_text import combining
from .keyboard import find_neighbours

_LETTERS = 32  # maximum size of an alphabet


@dataclass(frozen=True)
class TypoRules:
    """Kinds of typos that are allowed.

    Attributes:
        substitute, insert, delete, swap: the kinds of edits; a swap exchanges two neighbours.
        keyboard: characters are replaced by their neighbours on the keyboard only.
        keep_ends: the first and the last character are kept.
        alphabet: characters that may be inserted.
    """

    substitute: bool
    insert: bool
    delete: bool
    swap: bool
    keyboard: bool
    keep_ends: bool
    alphabet: str

    def near(self, character: str) -> str:
        """Candidates that may replace `character`."""
        return find_neighbours(character) if self.keyboard else self.alphabet

    def beside(self, character: str) -> str:
        """Candidates that may be inserted next to `character`; a doubled character is a typo too."""
        return character + find_neighbours(character) if self.keyboard else self.alphabet


def is_word(text: str) -> bool:
    """Whether a tokeniser reads `text` as one word: letters and digits, with apostrophes between them."""
    return re.fullmatch(rf"[^\W_][^\W_{combining()}]*(?:['’][^\W_{combining()}]+)*", text) is not None


@lru_cache(maxsize=1 << 16)
def list_misspellings(word: str, slips: TypoRules) -> tuple[str, ...]:
    """All words one edit away from `word`, each once, without the word itself.

    Only those that a tokeniser reads as one word.
    """
    first, last = (1, len(word) - 1) if slips.keep_ends else (0, len(word))  # the open places
    words: list[str] = []
    for at in range(first, last):
        before, here, after = word[:at], word[at], word[at + 1 :]
        if slips.swap and at + 1 < last:
            words.append(before + after[0] + here + after[1:])
        if slips.delete and len(word) > 1:
            words.append(before + after)
        if slips.substitute:
            words.extend(before + other + after for other in slips.near(here))
    if slips.insert:
        for at in range(first, last + 1):
            beside = word[at] if at < len(word) else word[-1]
            words.extend(word[:at] + other + word[at:] for other in slips.beside(beside))
    return tuple(other for other in dict.fromkeys(words) if other != word and is_word(other))


def find_alphabet(vocabulary: Sequence[str]) -> str:
    """The most frequent letters of a vocabulary, the most frequent first; at most 32."""
    counts = Counter(letter for word in vocabulary if is_word(word) for letter in set(word) if letter.isalpha())
    letters = sorted(counts, key=lambda letter: (-counts[letter], letter))
    return "".join(letters[:_LETTERS])
