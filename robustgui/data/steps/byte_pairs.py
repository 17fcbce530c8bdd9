"""Cut text into pieces of words that are frequent in the training data.

Source: Sennrich, Haddow and Birch 2016, "Neural machine translation of rare words with subword units",
arXiv:1508.07909; as in the package `tokenizers`, with the mark ▁ where a word begins (Kudo and Richardson 2018,
arXiv:1808.06226).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from ...base.settings import setting
from ..raw_text import END, blocks, combining
from ..sequence_set import SequenceSet
from ..tokens import UNKNOWN, Tokeniser, Vocabulary, check_is_raw, split_at
from .base import STEPS, Fitted, Step

_BEGIN = "▁"  # replaces the blank before a word
_LETTERS = 256  # characters that are known in any case; of a larger vocabulary half may be characters


@dataclass(frozen=True)
class BytePairTokeniser(Tokeniser):
    """Merges pairs in the order in which they were learned, in each word alone; see `Tokeniser`.

    Attributes:
        model: a tokenizers.Tokenizer.
        numbers: the number in `vocabulary` of each of its numbers.
        tokens_of: the tokens of every word met so far.
    """

    vocabulary: Vocabulary
    lower: bool
    longest: int
    model: Any = field(repr=False)
    numbers: tuple[int, ...] = field(repr=False)
    tokens_of: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)

    def cut(self, text: str) -> list[str]:
        """See `Tokeniser.cut`; an unknown character is returned as it is in the text."""
        pieces: list[str] = []
        for word in _words(text + END, self.lower)[:-1]:
            encoded = self.model.encode(word)
            for token, (start, end) in zip(encoded.tokens, encoded.offsets, strict=True):
                pieces.append(word[start:end] if token == UNKNOWN else token)
        return pieces

    def cut_block(self, texts: str, count: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """See `Tokeniser.cut_block`."""
        end = len(self.vocabulary)
        words = _words(texts, self.lower)
        new = [word for word in dict.fromkeys(words) if word not in self.tokens_of and word != END]
        for word, encoded in zip(new, self.model.encode_batch_fast(new), strict=True):
            self.tokens_of[word] = tuple(self.numbers[number] for number in encoded.ids)
        self.tokens_of[END] = (end,)
        tokens = np.fromiter(chain.from_iterable(map(self.tokens_of.__getitem__, words)), np.int32)
        return split_at(tokens, end)


@STEPS.register("byte_pairs")
class BytePairs(Step):
    """Byte-pair encoding: frequent words are single tokens, rare words are composed of subword tokens."""

    title: ClassVar[str] = "Tokenise into byte pairs (BPE)"
    takes: ClassVar[Literal["values", "tokens", "both"]] = "tokens"

    size: int = setting(
        4000,
        ge=2,
        le=1_000_000,
        title="Vocabulary",
        unit="tokens",
        help="Size of the vocabulary: the most frequent pairs of the training data are merged until it is reached.",
    )
    least: int = setting(
        2, ge=1, title="Minimum count", help="Pairs that are rarer in the training data are not merged."
    )
    lower: bool = setting(True, title="Lower case", help="Convert text to lower case.")
    longest: int = setting(
        0,
        ge=0,
        title="Maximum length",
        unit="tokens",
        help="Texts are truncated after this many subword tokens; 0: no truncation.",
    )

    def fit(self, train: SequenceSet) -> Fitted:
        """See `Step.fit`; raises `DataError` for anything but raw text, and without the package `tokenizers`."""
        check_is_raw(train, self.title)
        try:
            from tokenizers import Tokenizer, models, trainers
        except ImportError as error:
            raise DataError(
                "Byte pairs need the package tokenizers. Install it with: pip install 'robustgui[bpe]', or tokenise "
                "the text into words or characters."
            ) from error
        model = Tokenizer(models.BPE(unk_token=UNKNOWN))
        trainer = trainers.BpeTrainer(
            vocab_size=self.size,
            min_frequency=self.least,
            special_tokens=[UNKNOWN],
            limit_alphabet=max(self.size // 2, min(self.size - 1, _LETTERS)),
            show_progress=False,
        )
        words = (_words(texts, self.lower) for texts, _ in blocks(train))
        model.train_from_iterator((word for block in words for word in block if word != END), trainer)
        model.encode_special_tokens = True  # "<unk>" in a text is five characters
        names: list[str] = [model.id_to_token(number) or "" for number in range(model.get_vocab_size())]
        raw = BytePairTokeniser(Vocabulary(tuple(names)), self.lower, self.longest, model, tuple(range(len(names))))
        return _by_frequency(raw, train)


def _by_frequency(raw: BytePairTokeniser, train: SequenceSet) -> BytePairTokeniser:
    """`raw` with its tokens numbered from the most frequent to the rarest, behind the unknown one."""
    counts = np.zeros(len(raw.vocabulary), np.int64)
    for texts, count in blocks(train):
        tokens, _ = raw.cut_block(texts, count)
        counts += np.bincount(tokens, minlength=len(counts))
    order = np.concatenate([[0], 1 + np.argsort(-counts[1:], kind="stable")])
    names = raw.vocabulary.tokens
    vocabulary = Vocabulary(tuple(names[number] for number in order.tolist()))
    return BytePairTokeniser(vocabulary, raw.lower, raw.longest, raw.model, tuple(np.argsort(order).tolist()))


def _words(texts: str, lower: bool) -> list[str]:
    """Words and runs of marks, each with `_BEGIN` where a blank is before it, and `END` behind each text."""
    marked = _BEGIN + texts.replace(" ", _BEGIN).replace(END, END + _BEGIN).removesuffix(_BEGIN)
    return _pattern().findall(marked.lower() if lower else marked)


@cache
def _pattern() -> re.Pattern[str]:
    letter = rf"\w{combining()}"
    return re.compile(rf"{END}|{_BEGIN}?+(?:[{letter}]++|[^{letter}\s{_BEGIN}{END}]++)|{_BEGIN}++|\s++")
