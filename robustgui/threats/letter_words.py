"""Words in texts that are tokenised into characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..data.raw_text import combining

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class LetterWords:
    """The words of a batch of characters, (B, T) each.

    Attributes:
        inside: characters that belong to a word.
        number: of the word, from 0; T outside of words.
        length: characters of the word; 0 outside.
        first, last: characters that begin or end a word.
    """

    inside: Tensor
    number: Tensor
    length: Tensor
    first: Tensor
    last: Tensor

    @classmethod
    def find(cls, tokens: Tensor, mask: Tensor, vocabulary: Sequence[str]) -> LetterWords:
        """Runs of letters, digits and accents in `tokens` (B, T), with apostrophes between them."""
        letters = torch.tensor([is_letter(text) for text in vocabulary], device=tokens.device)
        joints = torch.tensor([text in ("'", "’") for text in vocabulary], device=tokens.device)
        letter, joint = letters[tokens] & mask, joints[tokens] & mask
        around = torch.zeros_like(letter)
        around[:, 1:-1] = letter[:, :-2] & letter[:, 2:]
        inside = letter | (joint & around)
        first, last = inside.clone(), inside.clone()
        first[:, 1:] &= ~inside[:, :-1]
        last[:, :-1] &= ~inside[:, 1:]
        T = tokens.shape[1]
        number = torch.where(inside, first.cumsum(1) - 1, T)
        sizes = torch.zeros(len(tokens), T + 1, dtype=torch.int64, device=tokens.device)
        sizes = sizes.scatter_add(1, number, inside.long())
        return cls(inside, number, sizes.gather(1, number) * inside, first, last)

    @property
    def counts(self) -> Tensor:
        """Words of each text, (B,)."""
        return self.first.sum(1)

    def find_words(self, tokens: Tensor, vocabulary: Sequence[str], words: frozenset[str]) -> Tensor:
        """Characters that belong to one of `words`, (B, T) bool."""
        inside = torch.zeros_like(self.inside)
        if not words:
            return inside
        starts = self.first.nonzero()
        for (row, at), length in zip(starts.tolist(), self.length[self.first].tolist(), strict=True):
            text = "".join(vocabulary[token] for token in tokens[row, at : at + length].tolist())
            inside[row, at : at + length] = text in words
        return inside


def is_letter(text: str) -> bool:
    """Whether a character is part of words."""
    return len(text) == 1 and (text.isalnum() or text in combining())
