"""Candidate tokens of substitutions: any of the vocabulary, or those of a list."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from ..base.lazy import torch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

NO_TOKEN = -1  # no token: pads lists


class CandidateSet(ABC):
    """The candidates that may replace a source token; `NO_TOKEN` as the source stands for no particular token."""

    @abstractmethod
    def allows(self, source: Tensor, token: Tensor) -> Tensor:
        """Whether `token` may replace `source`, both (...), -> (...) bool; any numbers are accepted."""

    @abstractmethod
    def counts(self, source: Tensor) -> Tensor:
        """Number of candidates other than `source` itself, (...) -> (...) int64."""

    @abstractmethod
    def draw(self, source: Tensor, uniform: Tensor) -> Tensor:
        """A random candidate for each of `source` (...), by uniform numbers in [0, 1) (...); `NO_TOKEN` if there is
        none."""

    @abstractmethod
    def options(self, source: Tensor) -> Tensor:
        """The candidates of `source` (q,) that an attack has to evaluate: (q, M), padded with `NO_TOKEN`.

        One of each group of candidates that the network reads alike; may include the source itself.
        """


class AnyToken(CandidateSet):
    """All allowed tokens of the vocabulary.

    Attributes:
        allowed: the allowed tokens, (V,) bool.
    """

    def __init__(self, allowed: Tensor) -> None:
        self.allowed = allowed
        self._tokens = allowed.nonzero()[:, 0]  # (n, 1) -> (n,)
        self._numbers = allowed.cumsum(0) - 1  # (V,) the number of a token among the allowed ones

    def allows(self, source: Tensor, token: Tensor) -> Tensor:
        """See `CandidateSet.allows`."""
        index = token.clamp(0, len(self.allowed) - 1)
        return (index == token) & self.allowed[index]

    def counts(self, source: Tensor) -> Tensor:
        """See `CandidateSet.counts`."""
        return len(self._tokens) - self.allows(source, source).long()

    def draw(self, source: Tensor, uniform: Tensor) -> Tensor:
        """See `CandidateSet.draw`."""
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
    """A list of candidates for each source token.

    Attributes:
        lists: (U, M) int64, padded with `NO_TOKEN`.
        distinct_lists: the same without tokens that the network reads like an earlier one, (U, K).
        rows: the list of each token, (N,); the last, an empty one, for most.
    """

    def __init__(self, candidates: Mapping[int, Sequence[int]], reads: Tensor) -> None:
        """`candidates`: candidates of each token, the most likely first; `reads` (N,) as in `TokenRegion`."""
        device = reads.device
        lists = {source: list(dict.fromkeys(tokens)) for source, tokens in candidates.items()}
        read = reads.tolist()
        distinct = [
            list({read[token]: token for token in reversed(tokens)}.values())[::-1] for tokens in lists.values()
        ]
        self.lists = _table([*lists.values(), []]).to(device)
        self.distinct_lists = _table([*distinct, []]).to(device)
        self.rows = torch.full((len(reads),), len(lists), device=device)
        self.rows[torch.tensor(list(lists), dtype=torch.int64, device=device)] = torch.arange(len(lists), device=device)
        self._counts = (self.lists >= 0).sum(1)
        number = torch.arange(len(self.lists), device=device)[:, None]
        self._keys = (number * len(reads) + self.lists)[self.lists >= 0].sort().values  # (pairs,)

    def _row(self, source: Tensor) -> Tensor:
        index = source.clamp(0, len(self.rows) - 1)
        return torch.where(index == source, self.rows[index], len(self.lists) - 1)

    def allows(self, source: Tensor, token: Tensor) -> Tensor:
        """See `CandidateSet.allows`."""
        index = token.clamp(0, len(self.rows) - 1)
        if not len(self._keys):
            return torch.zeros_like(index, dtype=torch.bool)
        key = self._row(source) * len(self.rows) + index
        place = torch.searchsorted(self._keys, key).clamp(max=len(self._keys) - 1)
        return (index == token) & (self._keys[place] == key)

    def counts(self, source: Tensor) -> Tensor:
        """See `CandidateSet.counts`."""
        return self._counts[self._row(source)]

    def draw(self, source: Tensor, uniform: Tensor) -> Tensor:
        """See `CandidateSet.draw`."""
        row = self._row(source)
        count = self._counts[row]
        number = (uniform * count).long().minimum(count - 1).clamp(min=0)
        return self.lists[row, number]

    def options(self, source: Tensor) -> Tensor:
        """See `CandidateSet.options`."""
        return self.distinct_lists[self._row(source)]


def _table(lists: Sequence[Sequence[int]]) -> Tensor:
    """Lists as an array padded with `NO_TOKEN`, (len(lists), length of the longest, at least 1)."""
    width = max(1, *(len(one) for one in lists))
    return torch.tensor([[*one, *[NO_TOKEN] * (width - len(one))] for one in lists], dtype=torch.int64)
