"""The region of a threat model on texts: at most k tokens are replaced, deleted, inserted or swapped.

A point holds one token per position. Its first T columns belong to the tokens of the clean text: the token itself, its
replacement, or `DELETED`. Behind them follow the gaps between tokens, `DELETED` where nothing is inserted: one round of
T + 1 gaps for each token that may be inserted side by side. Each position is edited at most once, so the number of
edits of a point is an upper bound of the edit distance between the two texts (and the distance itself, unless a
shorter sequence of edits leads to the same text).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..base.lazy import torch
from .edit_positions import EditPositions, Slots
from .region import Region, to_double
from .single_edits import DELETED, draw_edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Generator, Tensor

    from .candidate_sets import CandidateSet

Written = tuple[tuple[str, int], ...]  # tokens of a text, each with its position in the clean text; -1: inserted


class TokenRegion(Region):
    """The allowed texts around a batch. There may be more tokens than in the vocabulary: words as they are written.

    Attributes:
        centre: the clean batch as a point, (B, S) int64.
        places: positions at which it may be edited.
        replacing, inserting: candidates of substitutions and insertions; None: no insertions.
        reads: the network's token for each token, (N,) int64; those of the vocabulary map to themselves.
        written: the text of each token, N.
        share: whether the budget is a share of the text; else a number of edits.
        once: whether each word takes at most one edit.
        aligned: whether the network predicts at every step, so that no step may move: a deletion reads as the unknown
            token.
        together: maximum number of adjacent insertions.
        edits: maximum number of edits of each text, (B,) int64.
        scale: number of edits for a budget of 1, (B,) float64.
        eps: the budget, in the threat's unit.
    """

    def __init__(
        self, tokens: Tensor, places: EditPositions, replacing: CandidateSet, inserting: CandidateSet | None,
        reads: Tensor, written: Sequence[str], *, share: bool, eps: float, once: bool = False, aligned: bool = False,
        together: int = 1, spare: int | None = None,
    ) -> None:  # fmt: skip
        rounds = together if inserting is not None else 0
        gaps = torch.full((len(tokens), rounds * (tokens.shape[1] + 1)), DELETED, device=tokens.device)
        super().__init__(torch.cat([tokens, gaps], 1), eps)
        self.tokens, self.places, self.replacing, self.inserting = tokens, places, replacing, inserting
        self.reads, self.written = reads, written
        self.share, self.once, self.aligned, self.together = share, once, aligned, together
        self.edits = _edits(eps, places, share)
        self.scale = to_double(places.lengths if share else torch.ones_like(places.lengths)).clamp(min=1)
        if spare is None:
            spare = min(gaps.shape[1], int(self.edits.max())) if rounds and len(tokens) else 0
        self.spare = spare
        self.slots = Slots(tokens.shape[1], rounds, tokens.device)

    def subset(self, rows: Tensor) -> TokenRegion:
        """See `Region.subset`."""
        return self._like(self.tokens[rows], self.places.subset(rows), self.eps, self.spare)

    def with_eps(self, eps: float) -> TokenRegion:
        """See `Region.with_eps`."""
        return self._like(self.tokens, self.places, eps, None)

    def step_region(self, point: Tensor, step: int, *, passed: Tensor, left: Tensor) -> TokenRegion:
        """See `Region.step_region`: after n of N steps at most n / N of the edits are made, rounded up."""
        total = passed + left
        granted = (self.edits * (passed + 1) + total - 1) // total  # (B,) rounded up
        count = (point[:, :step] != self.tokens[:, :step]).sum(1)
        tokens = torch.cat([point[:, :step], self.tokens[:, step : step + 1]], 1)
        return TokenRegion(
            tokens, self.places.only(step, count < granted), self.replacing, None, self.reads, self.written,
            share=False, eps=1.0, aligned=self.aligned,
        )  # fmt: skip

    def _like(self, tokens: Tensor, places: EditPositions, eps: float, spare: int | None) -> TokenRegion:
        return TokenRegion(
            tokens, places, self.replacing, self.inserting, self.reads, self.written, share=self.share, eps=eps,
            once=self.once, aligned=self.aligned, together=self.together, spare=spare,
        )  # fmt: skip

    def render(self, v: Tensor) -> Tensor:
        """The network's tokens, (B, T + spare), without gaps; padding is unchanged."""
        if self.aligned:
            return self.read(v)
        columns, there = self.columns(v)
        behind = torch.nn.functional.pad(torch.where(self.places.mask, 0, self.tokens), (0, self.spare))
        return torch.where(there, self.read(v.gather(1, columns)), behind)

    def valid(self, v: Tensor, mask: Tensor) -> Tensor:
        """See `Region.valid`; an empty text reads as one unknown token."""
        if self.aligned:
            return mask
        there = self.columns(v)[1]
        there[:, 0] |= mask.any(1)
        return there

    def read(self, tokens: Tensor) -> Tensor:
        """The network's tokens for `tokens` (...); the unknown token for `DELETED`."""
        return torch.where(tokens >= 0, self.reads[tokens.clamp(0, len(self.reads) - 1)], 0)

    def columns(self, v: Tensor) -> tuple[Tensor, Tensor]:
        """The column of `v` at each step of the text, and the valid steps, (B, T + spare) each."""
        return self.slots.pack(self.present(v), self.spare)

    def present(self, v: Tensor) -> Tensor:
        """Columns with a token, (B, S) bool."""
        there = v >= 0
        there[:, : self.slots.T] &= self.places.mask
        return there

    def origins(self, v: Tensor) -> Tensor:
        """Position in the clean text of the token in each column of `v`, (B, S); -1 for insertions."""
        T = self.slots.T
        place = torch.arange(T, device=v.device).expand(len(v), -1)
        swapped = self._find_swaps(v)
        place = place + swapped.long() - _behind(swapped).long()
        return torch.nn.functional.pad(place, (0, v.shape[1] - T), value=-1)

    def words(self, v: Tensor) -> list[list[str]]:
        """The tokens of each text as written, where the network may read unknown ones."""
        return [[token for token, _ in text] for text in self.write_texts(v)]

    def write_texts(self, v: Tensor) -> tuple[Written, ...]:
        """Each text as written: its tokens, each with its position in the clean text."""
        columns, there = self.columns(v)
        tokens, origins = v.gather(1, columns).tolist(), self.origins(v).gather(1, columns).tolist()
        rows = zip(tokens, origins, there.sum(1).tolist(), strict=True)
        return tuple(
            tuple((self.written[token], place) for token, place in zip(row[:length], places[:length], strict=True))
            for row, places, length in rows
        )

    def find_changes(self, v: Tensor) -> Tensor:
        """Columns of `v` that differ from the clean text, (B, S) bool."""
        return v != self.centre

    def _find_swaps(self, v: Tensor) -> Tensor:
        """Tokens that are swapped with the next one, (B, T) bool; of overlapping pairs the first count."""
        clean, now = self.tokens, v[:, : self.slots.T]
        pair = torch.zeros_like(self.places.swap)
        pair[:, :-1] = (now[:, :-1] == clean[:, 1:]) & (now[:, 1:] == clean[:, :-1]) & (clean[:, 1:] != clean[:, :-1])
        pair &= self.places.swap
        place = torch.arange(pair.shape[1], device=v.device)
        start = torch.where(pair, -1, place).cummax(1).values  # the last place before each run of pairs
        return pair & ((place - start) % 2 == 1)

    def units(self, v: Tensor) -> Tensor:
        """Columns of `v` that are a single allowed edit, (B, S); a swap counts at its first token."""
        T = self.slots.T
        now, clean, swapped = v[:, :T], self.tokens, self._find_swaps(v)
        changed = (now != clean) & ~swapped & ~_behind(swapped)
        replaced = self.places.replace & self.replacing.allows(clean, now)
        edits = swapped | (changed & (replaced | (self.places.delete & (now == DELETED))))
        if self.inserting is None:
            return edits
        gaps = v[:, T:]
        return torch.cat([edits, self.gap_open & self.inserting.allows(self.gap_sources, gaps)], 1)

    @property
    def gap_open(self) -> Tensor:
        """Gaps that allow insertions, (B, S - T) bool."""
        return self.places.insert.repeat(1, self.slots.rounds)  # (B, T + 1) -> (B, S - T)

    @property
    def gap_sources(self) -> Tensor:
        """The token after each gap; after the text the last one, (B, S - T)."""
        ends = (self.places.mask.sum(1, keepdim=True) - 1).clamp(min=0)
        place = torch.arange(self.slots.T + 1, device=self.tokens.device).minimum(ends)  # (B, T + 1)
        return self.tokens.gather(1, place).repeat(1, self.slots.rounds)

    def size(self, v: Tensor) -> Tensor:
        """Number or share of edits, (B,) float64; a share may exceed eps, as the number of edits is rounded."""
        T = self.slots.T
        second = torch.nn.functional.pad(_behind(self._find_swaps(v)), (0, v.shape[1] - T))
        changed = self.find_changes(v) & ~second
        return to_double(changed.sum(1)) / self.scale

    def largest_size(self) -> Tensor:
        """See `Region.largest_size`: for shares the rounded number of edits, at least one."""
        return to_double(self.edits) / self.scale

    def project(self, v: Tensor) -> Tensor:
        """The nearest text: edits that are not allowed are undone, and of too many edits the first in the text are
        kept."""
        T = self.slots.T
        units = self.slots.in_order(self.units(v))  # (B, S), in text order
        if self.once:
            units &= self._first_of_word(units)
        is_kept = self.slots.back(units & (units.cumsum(1) <= self.edits[:, None]))
        swapped = _behind(is_kept[:, :T] & self._find_swaps(v))
        is_kept = is_kept | torch.nn.functional.pad(swapped, (0, v.shape[1] - T))
        points = torch.where(is_kept, v, self.centre)
        emptied = self.places.mask.any(1) & ~self.present(points).any(1)
        points[:, 0] = torch.where(emptied, self.tokens[:, 0], points[:, 0])  # texts have at least one token
        return points

    def _first_of_word(self, units: Tensor) -> Tensor:
        """Columns, in text order, that are the first of `units` in their word, (B, S)."""
        words = self.slots.in_order(self.word_numbers)
        place = torch.arange(units.shape[1], device=units.device).expand_as(units)
        last = torch.full((len(units), self.slots.T + 1), units.shape[1], device=units.device)
        first = last.scatter_reduce(1, words, place.masked_fill(~units, units.shape[1]), "amin")
        return first.gather(1, words) == place

    @property
    def word_numbers(self) -> Tensor:
        """The word of each column, (B, S)."""
        return torch.cat([self.places.words, self.places.gap_words.repeat(1, self.slots.rounds)], 1)

    def seal(self, v: Tensor) -> Tensor:
        """See `Region.seal`; equals `project`, as integers are not rounded."""
        return self.project(v)

    def random_start(self, generator: Generator) -> Tensor:
        """As many random edits as the budget allows, each at an unedited position, (B, S)."""
        return draw_edits(self, generator)


def _behind(first: Tensor) -> Tensor:
    """The tokens after those of `first` (B, T), which is False at the end."""
    return first.roll(1, 1)


def _edits(eps: float, places: EditPositions, share: bool) -> Tensor:
    """Maximum number of edits of each text, (B,) int64."""
    lengths = places.lengths
    if eps == 0:
        return torch.zeros_like(lengths)
    if not math.isfinite(eps):
        return places.most
    if not share:
        return torch.full_like(lengths, int(min(eps, 2**31))).minimum(places.most)
    edits = (eps * to_double(lengths)).round().long().to(lengths.device)
    return edits.clamp(min=1).minimum(places.most)
