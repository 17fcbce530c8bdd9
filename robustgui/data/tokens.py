"""Tokenisation: a vocabulary counted in the training data, the base class of tokenisers, and running text again."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from ..base.errors import DataError, Sentence
from ..base.renamed import adopt_former_methods
from .digests import text_digest
from .formats.sequences.collector import offsets_of
from .raw_text import BLANK, END, blocks
from .sequence_set import SequenceSet

UNKNOWN = "<unk>"  # token 0: what is rare in the training data or not in them at all


@adopt_former_methods
@dataclass(frozen=True)
class Vocabulary:
    """The tokens that a network knows: `UNKNOWN`, then the most frequent first.

    Attributes:
        tokens: the text of each token.
    """

    tokens: tuple[str, ...] = field(repr=False)

    @classmethod
    def from_counts(cls, counts: Mapping[str, int], size: int, least: int) -> Vocabulary:
        """The tokens that occur at least `least` times, `size` of them at most with `UNKNOWN` among them.

        Of equally frequent ones the first in the order of their letters come first, so that the order of the training
        sequences does not matter.
        """
        frequent = [token for token, count in counts.items() if count >= least and token != UNKNOWN]
        frequent.sort(key=lambda token: (-counts[token], token))
        return cls((UNKNOWN, *frequent[: size - 1]))

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def index(self) -> dict[str, int]:
        """The number of each token."""
        return {token: number for number, token in enumerate(self.tokens)}

    def encode(self, pieces: Iterable[str]) -> NDArray[np.int32]:
        """The number of each piece, 0 for those that are not known, (number of pieces,)."""
        return np.fromiter(map(self.index.get, pieces, repeat(0)), np.int32)


class Tokeniser(ABC):
    """A fitted step that cuts text into tokens. A subclass says how; this class sees to lengths and messages.

    Attributes:
        vocabulary: what it knows.
        longest: tokens that are kept of each text; 0: all.
    """

    vocabulary: Vocabulary
    longest: int

    @abstractmethod
    def cut(self, text: str) -> list[str]:
        """The tokens of one text as it writes them, also those that are not in the vocabulary."""

    @abstractmethod
    def cut_block(self, texts: str, count: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Tokens of `count` texts with `END` behind each: numbers one behind the other (S,), lengths (count,)."""

    def pieces(self, text: str) -> list[str]:
        """What `text` is cut into, one piece for each token of `encode`; a text without any is one unknown token."""
        tokens = self.cut(text.replace(END, BLANK) or BLANK) or [UNKNOWN]
        return tokens[: self.longest or None]

    def encode(self, text: str) -> NDArray[np.int32]:
        """The tokens of `text`, (T,), T >= 1."""
        tokens, lengths = self.cut_block((text.replace(END, BLANK) or BLANK) + END, 1)
        tokens, _, _ = _fit_lengths(tokens, lengths, self.longest)
        return tokens

    def __call__(self, part: SequenceSet) -> SequenceSet:
        """`part`, raw text, as tokens."""
        parts: list[NDArray[np.int32]] = []
        lengths: list[NDArray[np.int64]] = []
        origins: list[int] = []
        shortened = 0
        for texts, count in blocks(part):
            tokens, sizes, cut_off = _fit_lengths(*self.cut_block(texts, count), self.longest)
            parts.append(tokens)
            lengths.append(sizes)
            origins += map(text_digest, texts.split(END)[:count])
            shortened += cut_off
        offsets = offsets_of(np.concatenate([np.empty(0, np.int64), *lengths]))
        notes = part.notes
        if shortened:
            facts = {"count": shortened, "total": len(part), "longest": self.longest}
            notes += (
                Sentence(
                    "{count} of {total} {total:text|texts} {count:was|were} truncated after {longest} "
                    "{longest:token|tokens}.",
                    facts,
                ),
            )
        return replace(
            part,
            values=np.concatenate([np.empty(0, np.int32), *parts]),
            starts=offsets[:-1],
            lengths=np.diff(offsets),
            vocabulary=self.vocabulary.tokens,
            features=("token",),
            units=(),
            origins=np.array(origins, np.uint64),
            notes=notes,
        )


def check_is_raw(data: SequenceSet, title: str) -> None:
    """Refuse what the step `title` cannot cut: anything but raw text."""
    if not data.symbolic or data.vocabulary:
        raise DataError(
            "The preprocessing step '{step}' does not apply to {source}: it tokenises text, and these are values or "
            "tokens already. Remove it, or keep one such step only.",
            step=title, source=data.source or data.name,
        )  # fmt: skip


def split_at(tokens: NDArray[np.int32], mark: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Take the numbers `mark` out of `tokens`, one of which ends each text; also the length of each text."""
    ends = np.flatnonzero(tokens == mark)
    return np.delete(tokens, ends), np.diff(ends, prepend=-1) - 1


def _fit_lengths(
    tokens: NDArray[np.int32], lengths: NDArray[np.int64], longest: int
) -> tuple[NDArray[np.int32], NDArray[np.int64], int]:
    """Unknown tokens for texts without any, and no more than `longest` each; how many texts that made shorter."""
    starts = offsets_of(lengths)[:-1]
    empty = np.flatnonzero(lengths == 0)
    if len(empty):
        tokens = np.insert(tokens, starts[empty], 0)
        lengths = np.maximum(lengths, 1)
        starts = offsets_of(lengths)[:-1]
    over = lengths > longest if longest else np.zeros(len(lengths), bool)
    if not over.any():
        return tokens, lengths, 0
    inside = np.arange(len(tokens)) - np.repeat(starts, lengths) < longest
    return tokens[inside], np.minimum(lengths, longest), int(over.sum())


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
