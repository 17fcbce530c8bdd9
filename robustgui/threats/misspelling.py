"""How a word looks with one character changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..data.letters import combining
from .keyboard import find_neighbours

_LETTERS = 32  # of an alphabet that are put in


@dataclass(frozen=True)
class TypoRules:
    """Which slips there are.

    Attributes:
        substitute, insert, delete, swap: one character becomes another, is put in, left out, or changes places with
            the one behind.
        keyboard: only characters that are neighbours on a keyboard take each other's place.
        keep_ends: the first and the last character stay.
        alphabet: what may be put in.
    """

    substitute: bool
    insert: bool
    delete: bool
    swap: bool
    keyboard: bool
    keep_ends: bool
    alphabet: str

    def near(self, character: str) -> str:
        """What may be put in the place of `character`."""
        return find_neighbours(character) if self.keyboard else self.alphabet

    def beside(self, character: str) -> str:
        """What may be put in beside `character`; a key that is hit twice is a slip too."""
        return character + find_neighbours(character) if self.keyboard else self.alphabet


def is_word(text: str) -> bool:
    """Whether a tokeniser takes `text` for one word: letters and digits, with apostrophes between them."""
    return re.fullmatch(rf"[^\W_][^\W_{combining()}]*(?:['’][^\W_{combining()}]+)*", text) is not None


@lru_cache(maxsize=1 << 16)
def list_misspellings(word: str, slips: TypoRules) -> tuple[str, ...]:
    """All words that one of `slips` makes of `word`, each once, without the word itself.

    What a tokeniser would not take for one word is left out.
    """
    first, last = (1, len(word) - 1) if slips.keep_ends else (0, len(word))  # the open places
    found: list[str] = []
    for at in range(first, last):
        before, here, after = word[:at], word[at], word[at + 1 :]
        if slips.swap and at + 1 < last:
            found.append(before + after[0] + here + after[1:])
        if slips.delete and len(word) > 1:
            found.append(before + after)
        if slips.substitute:
            found.extend(before + other + after for other in slips.near(here))
    if slips.insert:
        for at in range(first, last + 1):
            beside = word[at] if at < len(word) else word[-1]
            found.extend(word[:at] + other + word[at:] for other in slips.beside(beside))
    return tuple(other for other in dict.fromkeys(found) if other != word and is_word(other))


def find_alphabet(vocabulary: Sequence[str]) -> str:
    """The letters that most words of a vocabulary have, the commonest first; at most 32."""
    counts = Counter(letter for word in vocabulary if is_word(word) for letter in set(word) if letter.isalpha())
    letters = sorted(counts, key=lambda letter: (-counts[letter], letter))
    return "".join(letters[:_LETTERS])
