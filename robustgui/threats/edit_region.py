"""The region of the threat model `edits` for edits of the network's own tokens: characters, or whole words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..data.raw_text import combining
from ..data.tokens import UNKNOWN
from .candidate_sets import AnyToken, CandidateSet, ListedCandidates
from .edit_positions import EditPositions
from .misspelling import find_neighbours, is_word
from .region import find_open_steps
from .synonyms import find_nearest_tokens, read_synonyms
from .token_region import TokenRegion

if TYPE_CHECKING:
    from torch import Tensor

    from .edits import Edits

PIECE = "▁"  # begins tokens of byte pairs


def build_edit_region(
    threat: Edits, x: Tensor, mask: Tensor, vocabulary: Sequence[str], table: Tensor | None, *, letters: bool,
    aligned: bool,
) -> TokenRegion:  # fmt: skip
    """The region of `threat` around a batch of texts; arguments and errors as in `TokenThreat.around`.

    `letters`: whether the tokens are characters.
    """
    words = _LetterWords.find(x, mask, vocabulary) if letters else None
    allowed = torch.tensor(
        [
            text != UNKNOWN
            and text.removeprefix(PIECE) not in threat.protected
            and (not letters or not threat.words_only or _is_letter(text))
            for text in vocabulary
        ],
        device=x.device,
    )
    written = list(vocabulary)
    sources = torch.tensor(sorted(set(x[mask].tolist())), dtype=torch.int64, device=x.device)
    replacing, inserting, reads = _choices(threat, sources, written, allowed, table, letters=letters)
    places = _letter_places(threat, x, mask, vocabulary, words) if words else _word_places(threat, x, mask, vocabulary)
    return TokenRegion(
        x, _restrict(threat, places, aligned=aligned), replacing, inserting if threat.insert and not aligned else None,
        reads, written, share=threat.unit == "share", eps=threat.eps, once=letters and threat.per == "word",
        aligned=aligned, together=threat.together,
    )  # fmt: skip


def _restrict(threat: Edits, places: EditPositions, *, aligned: bool) -> EditPositions:
    """`places` without the kinds of edits that are switched off, and where steps may not move, without those that move
    them."""
    on = {
        "replace": places.replace & threat.substitute,
        "delete": places.delete & (threat.delete and not aligned),
        "swap": places.swap & threat.swap,
        "insert": places.insert & (threat.insert and not aligned),
    }
    tokens = (on["replace"] | on["delete"] | on["swap"]).sum(1) + (on["swap"].any(1)).long()
    return EditPositions(
        mask=places.mask, words=places.words, gap_words=places.gap_words, lengths=places.lengths,
        most=tokens + on["insert"].sum(1) * threat.together, **on,
    )  # fmt: skip


def _choices(
    threat: Edits, sources: Tensor, written: list[str], allowed: Tensor, table: Tensor | None, *, letters: bool
) -> tuple[CandidateSet, CandidateSet, Tensor]:
    """Candidates of substitutions, of insertions, and what the network reads; new words are appended to `written`."""
    size = len(written)
    candidates: dict[int, list[int]] = {}
    match threat.replacements:
        case "any":
            any_token = AnyToken(allowed)
            return any_token, any_token, torch.arange(size, device=sources.device)
        case "keyboard":
            index = {text: token for token, text in enumerate(written) if bool(allowed[token])}
            for source in sources.tolist():
                candidates[source] = [index[near] for near in find_neighbours(written[source]) if near in index]
        case "embeddings":
            assert table is not None  # a network that reads tokens has one
            candidates = find_nearest_tokens(table, sources, allowed, threat.nearest, threat.least_cosine)
        case "list":
            candidates = _from_list(threat, sources.tolist(), written, letters=letters)
    reads = torch.arange(len(written), device=sources.device)
    reads[size:] = 0  # words outside the vocabulary read as the unknown token
    beside = candidates
    if threat.replacements == "keyboard":  # a doubled character is a typo too
        beside = {source: [*tokens, source] if tokens else [] for source, tokens in candidates.items()}
    return ListedCandidates(candidates, reads), ListedCandidates(beside, reads), reads


def _from_list(threat: Edits, sources: list[int], written: list[str], *, letters: bool) -> dict[int, list[int]]:
    pieces = any(text.startswith(PIECE) for text in written)
    texts = {source: written[source].removeprefix(PIECE) for source in sources}
    lists = read_synonyms(threat.file, sorted(set(texts.values())))
    index = {text: token for token, text in enumerate(written)}
    unknown = written[0] == UNKNOWN and not pieces
    candidates: dict[int, list[int]] = {}
    for source, text in texts.items():
        begin = PIECE if written[source].startswith(PIECE) else ""
        tokens: list[int] = []
        for other in lists.get(text, ()):
            if other in threat.protected or other in (text, UNKNOWN):
                continue
            single = len(other) == 1 if letters else is_word(other)
            if begin + other not in index and unknown and single:  # of byte pairs it would be several tokens
                index[other] = len(written)
                written.append(other)
            if begin + other in index:
                tokens.append(index[begin + other])
        candidates[source] = tokens
    return candidates


def _word_places(threat: Edits, x: Tensor, mask: Tensor, vocabulary: Sequence[str]) -> EditPositions:
    """Positions at which whole words may be edited."""
    plain = [text.removeprefix(PIECE) for text in vocabulary]
    is_protected = torch.tensor(
        [text in threat.protected or len(text) < threat.least_length for text in plain], device=x.device
    )
    window = find_open_steps(threat, mask) & mask
    free = window & ~is_protected[x]
    both = torch.zeros_like(free)
    both[:, :-1] = free[:, :-1] & free[:, 1:]
    place = torch.arange(x.shape[1] + 1, device=x.device).expand(len(x), -1)
    return EditPositions(
        mask=mask, replace=free, delete=free, swap=both, insert=_gaps(window, mask), words=place[:, :-1],
        gap_words=place, lengths=mask.sum(1), most=mask.sum(1),
    )  # fmt: skip


def _letter_places(
    threat: Edits, x: Tensor, mask: Tensor, vocabulary: Sequence[str], words: _LetterWords
) -> EditPositions:
    """Positions at which characters may be edited."""
    T = x.shape[1]
    window = find_open_steps(threat, mask) & mask
    is_protected = words.find_words(x, vocabulary, threat.protected)
    within = words.inside & ~words.first  # the gap before it lies inside of a word
    free = window & ~is_protected
    gaps = _gaps(window, mask)
    gaps[:, :-1] &= ~(is_protected & within)
    both = torch.zeros_like(free)
    both[:, :-1] = free[:, :-1] & free[:, 1:]
    before = torch.nn.functional.pad(words.number, (0, 1), value=T)  # the word of the character behind a gap
    after = torch.nn.functional.pad(words.number, (1, 0), value=T)
    gap_words = torch.where(before < T, before, after)
    if threat.words_only:
        long = words.inside & ~is_protected & (words.length >= threat.least_length)
        inner = long & ~words.first & ~words.last if threat.keep_ends else long
        free &= inner
        both[:, :-1] &= free[:, :-1] & free[:, 1:] & (words.number[:, :-1] == words.number[:, 1:])
        inside = long & within if threat.keep_ends else long
        here = torch.nn.functional.pad(inside, (0, 1))
        if not threat.keep_ends:
            here = here | torch.nn.functional.pad(long & words.last, (1, 0))
        gaps &= here
    return EditPositions(
        mask=mask, replace=free, delete=free, swap=both, insert=gaps, words=words.number, gap_words=gap_words,
        lengths=words.counts if threat.per == "word" else mask.sum(1), most=mask.sum(1),
    )  # fmt: skip


def _gaps(window: Tensor, mask: Tensor) -> Tensor:
    """Open gaps, (B, T + 1): those before an open token, and the one after the last token if that is open."""
    gaps = torch.nn.functional.pad(window, (0, 1))
    ends = mask.sum(1, keepdim=True)  # (B, 1)
    last = window.gather(1, (ends - 1).clamp(min=0))
    return gaps.scatter(1, ends, last)


@dataclass(frozen=True)
class _LetterWords:
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
    def find(cls, tokens: Tensor, mask: Tensor, vocabulary: Sequence[str]) -> _LetterWords:
        """Runs of letters, digits and accents in `tokens` (B, T), with apostrophes between them."""
        letters = torch.tensor([_is_letter(text) for text in vocabulary], device=tokens.device)
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


def _is_letter(text: str) -> bool:
    """Whether a character is part of words."""
    return len(text) == 1 and (text.isalnum() or text in combining())
