"""Which tokens may be put in the place of which: any of the vocabulary, or those of a list."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

NO_TOKEN = -1  # no token: pads lists


class CandidateSet(ABC):
    """What may be put in the place of a source token; `NO_TOKEN` as the source stands for no token in particular."""

    @abstractmethod
    def allows(self, source: Tensor, token: Tensor) -> Tensor:
        """Whether `token` may be put in the place of `source`, both (...), -> (...) bool; any numbers are taken."""

    @abstractmethod
    def counts(self, source: Tensor) -> Tensor:
        """How many tokens, other than itself, may be put in the place of `source` (...), -> (...) int64."""

    @abstractmethod
    def drawn(self, source: Tensor, uniform: Tensor) -> Tensor:
        """One of them for each of `source` (...), by numbers in [0, 1) (...), with equal chance; `NO_TOKEN` of none."""

    @abstractmethod
    def options(self, source: Tensor) -> Tensor:
        """Those that an attack has to try for `source` (q,): (q, M), filled up with `NO_TOKEN`.

        Of several that the network reads alike it is one; the source itself may be among them.
        """


class AnyToken(CandidateSet):
    """Any token of the vocabulary that may be put in at all.

    Attributes:
        allowed: which those are, (V,) bool.
    """

    def __init__(self, allowed: Tensor) -> None:
        self.allowed = allowed
        self._tokens = allowed.nonzero()[:, 0]  # (n, 1) -> (n,)
        self._numbers = allowed.cumsum(0) - 1  # (V,) the number of a token among the allowed ones

    def allows(self, source: Tensor, token: Tensor) -> Tensor:
        """See `CandidateSet.allows`."""
        known = token.clamp(0, len(self.allowed) - 1)
        return (known == token) & self.allowed[known]

    def counts(self, source: Tensor) -> Tensor:
        """See `CandidateSet.counts`."""
        return len(self._tokens) - self.allows(source, source).long()

    def drawn(self, source: Tensor, uniform: Tensor) -> Tensor:
        """See `CandidateSet.drawn`."""
        count = self.counts(source)
        if not len(self._tokens):
            return torch.full_like(source, NO_TOKEN)
        number = (uniform * count).long().minimum(count - 1)
        itself = self._numbers[source.clamp(0, len(self.allowed) - 1)]
        number = number + (self.allows(source, source) & (number >= itself)).long()  # the source is skipped
        return torch.where(count > 0, self._tokens[number.clamp(0, len(self._tokens) - 1)], NO_TOKEN)

    def options(self, source: Tensor) -> Tensor:
        """See `CandidateSet.options`."""
        return self._tokens.expand(len(source), -1)


class ListedCandidates(CandidateSet):
    """Lists of tokens, one for each source token.

    Attributes:
        lists: (U, M) int64, `NO_TOKEN` behind the end of each.
        tried: the same without those that the network reads like one before, (U, K).
        rows: which list belongs to a token, (N,); the last, an empty one, to most.
    """

    def __init__(self, found: Mapping[int, Sequence[int]], reads: Tensor) -> None:
        """`found`: what may be put in the place of a token, the likeliest first; `reads` (N,) as in `TokenRegion`."""
        device = reads.device
        kept = {source: list(dict.fromkeys(tokens)) for source, tokens in found.items()}
        read = reads.tolist()
        distinct = [list({read[token]: token for token in reversed(tokens)}.values())[::-1] for tokens in kept.values()]
        self.lists = _table([*kept.values(), []]).to(device)
        self.tried = _table([*distinct, []]).to(device)
        self.rows = torch.full((len(reads),), len(kept), device=device)
        self.rows[torch.tensor(list(kept), dtype=torch.int64, device=device)] = torch.arange(len(kept), device=device)
        self._counts = (self.lists >= 0).sum(1)
        number = torch.arange(len(self.lists), device=device)[:, None]
        self._keys = (number * len(reads) + self.lists)[self.lists >= 0].sort().values  # (pairs,)

    def _row(self, source: Tensor) -> Tensor:
        known = source.clamp(0, len(self.rows) - 1)
        return torch.where(known == source, self.rows[known], len(self.lists) - 1)

    def allows(self, source: Tensor, token: Tensor) -> Tensor:
        """See `CandidateSet.allows`."""
        known = token.clamp(0, len(self.rows) - 1)
        if not len(self._keys):
            return torch.zeros_like(known, dtype=torch.bool)
        key = self._row(source) * len(self.rows) + known
        place = torch.searchsorted(self._keys, key).clamp(max=len(self._keys) - 1)
        return (known == token) & (self._keys[place] == key)

    def counts(self, source: Tensor) -> Tensor:
        """See `CandidateSet.counts`."""
        return self._counts[self._row(source)]

    def drawn(self, source: Tensor, uniform: Tensor) -> Tensor:
        """See `CandidateSet.drawn`."""
        row = self._row(source)
        count = self._counts[row]
        number = (uniform * count).long().minimum(count - 1).clamp(min=0)
        return self.lists[row, number]

    def options(self, source: Tensor) -> Tensor:
        """See `CandidateSet.options`."""
        return self.tried[self._row(source)]


def _table(lists: Sequence[Sequence[int]]) -> Tensor:
    """Lists side by side, filled up with `NO_TOKEN`, (len(lists), length of the longest, at least 1)."""
    width = max(1, *(len(one) for one in lists))
    return torch.tensor([[*one, *[NO_TOKEN] * (width - len(one))] for one in lists], dtype=torch.int64)
