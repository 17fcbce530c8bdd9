"""Misspellings: words with one edited character, any or a neighbour on a QWERTY keyboard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..data.raw_text import combining

_LETTERS = 32  # maximum size of an alphabet
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHIFTS = (0.0, 0.5, 0.75, 1.25)  # of the rows, in widths of a key


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


def _neighbours() -> dict[str, str]:
    keys = {key: (number, _SHIFTS[number] + place) for number, row in enumerate(_ROWS) for place, key in enumerate(row)}

    def near(key: str) -> str:
        row, x = keys[key]
        return "".join(
            other for other, (line, at) in keys.items()
            if other != key and abs(line - row) <= 1 and abs(at - x) <= 1.0 and (other.isalpha() or not key.isalpha())
        )  # fmt: skip

    return {key: near(key) for key in keys}


_NEAR = _neighbours()


def find_neighbours(character: str) -> str:
    """Neighbours of `character` on the keyboard, upper case for upper case; none for other characters.

    The neighbours of a letter are letters only, as a digit inside a word is no plausible typo.
    """
    near = _NEAR.get(character.lower(), "")
    return near.upper() if character.isupper() else near
