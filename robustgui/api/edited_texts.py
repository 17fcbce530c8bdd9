"""Edited texts of several batches: tokens, lengths, and written forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..evaluation.predictions import Indices
from ..threats.token_region import TokenRegion

if TYPE_CHECKING:
    from ..attacks.adversarial_batch import AdversarialBatch


class EditedTexts:
    """All texts: clean at first, replaced by the edited ones with `put`.

    Attributes:
        tokens: (N, T') int64, 0 after the end; T' is the length of the longest text.
        mask: valid tokens, (N, T').
    """

    def __init__(self, tokens: NDArray[np.integer], mask: NDArray[np.bool_]) -> None:
        self.tokens = tokens.astype(np.int64)
        self.mask = mask.copy()
        self._words: dict[int, tuple[str, ...]] = {}

    def put(self, rows: Indices, result: AdversarialBatch, read_lengths: Sequence[int]) -> None:
        """Store the edited texts `rows` of `result`; tokens that the network does not read (the last one in next-token
        prediction) are kept. `read_lengths`: number of tokens of each that it reads."""
        read, lengths = result.x.tolist(), result.mask.sum(1).tolist()
        words = [[""] * length for length in lengths]  # as in the vocabulary
        if isinstance(result.region, TokenRegion):
            words = result.region.words(result.point)
        for number, row in enumerate(rows.tolist()):
            clean = self.tokens[row, self.mask[row]].tolist()
            behind = clean[read_lengths[number] :]
            text = [*read[number][: lengths[number]], *behind]
            self._widen(len(text))
            self.tokens[row], self.mask[row] = 0, False
            self.tokens[row, : len(text)], self.mask[row, : len(text)] = text, True
            self._words[row] = (*words[number], *(("",) * len(behind)))

    def _widen(self, length: int) -> None:
        more = length - self.tokens.shape[1]
        if more > 0:
            self.tokens = np.pad(self.tokens, ((0, 0), (0, more)))
            self.mask = np.pad(self.mask, ((0, 0), (0, more)))

    def words(self, vocabulary: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """The tokens of each text as written, including those in no vocabulary, N."""
        texts = []
        for row in range(len(self.tokens)):
            tokens = self.tokens[row, self.mask[row]].tolist()
            written = self._words.get(row, ("",) * len(tokens))
            texts.append(tuple(text or vocabulary[token] for text, token in zip(written, tokens, strict=True)))
        return tuple(texts)
