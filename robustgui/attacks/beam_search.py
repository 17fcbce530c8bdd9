"""Beam search over edits of texts: the base class of attacks that keep the best texts after each edit."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from ..threats.single_edits import SingleEdits, apply_edits
from .base import Attack
from .problem import select_rows

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

AT_ONCE = 1 << 22  # numbers in memory at a time


class BeamSearch(Attack):
    """Beam search: after each edit, candidates of every kept text are evaluated with the network, and the `beam` best
    are kept.

    A subclass proposes the candidates. The search of a text ends when it is adversarial or its budget is spent; the
    best text evaluated is returned.
    """

    acts_on: ClassVar = frozenset(("tokens",))

    beam: int = setting(1, ge=1, le=1000, title="Beam width", help="Number of texts that are kept after each edit.")
    tries: int = setting(
        8, ge=1, le=100_000, title="Candidates",
        help="Number of edits of each kept text that are evaluated with the network.",
    )  # fmt: skip

    @abstractmethod
    def propose(self, problem: Problem, texts: Tensor) -> tuple[SingleEdits, Tensor]:
        """Candidate edits of `texts`, points (n, S), at most `tries` each, and their priorities, (m,).

        Higher priorities are evaluated first; of equal texts the first is kept.
        """

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; points (B, S)."""
        best = problem.x.clone()
        rank = problem.rank(problem.outputs(best))  # (B,)
        problem.record(best.clone())
        beam = best[:, None].clone()  # (B, W, S): the texts that are kept, W grows to `beam`
        for edit in range(1, int(problem.edits.edits.max()) + 1):
            going = ((problem.edits.edits >= edit) & (rank < torch.inf)).nonzero()[:, 0]  # (n, 1) -> (n,)
            if not len(going):
                break
            rows = max(1, AT_ONCE // (self.beam * self.tries * problem.x.shape[1]))
            extensions = [self._extend(problem.subset(part), beam[part]) for part in torch.split(going, rows)]
            width = max(texts.shape[1] for texts, _ in extensions)
            extensions = [_widen(texts, ranks, width) for texts, ranks in extensions]
            following, ranks = (torch.cat(parts) for parts in zip(*extensions, strict=True))  # (n, W, S), (n, W)
            if following.shape[1] != beam.shape[1]:
                beam = best[:, None].repeat(1, following.shape[1], 1)  # rows outside `going` are not read again
            beam[going] = following
            better = ranks[:, 0] > rank[going]
            best[going] = select_rows(better, following[:, 0], best[going])
            rank[going] = torch.where(better, ranks[:, 0], rank[going])
            problem.record(best.clone())
        return best

    def _extend(self, problem: Problem, beam: Tensor) -> tuple[Tensor, Tensor]:
        """The best texts one edit away from `beam` (n, W', S), (n, W, S), and their ranks in descending order."""
        n, width, S = beam.shape
        wide = problem.subset(torch.arange(n, device=beam.device).repeat_interleave(width))
        parents = beam.reshape(n * width, S)  # (n * W', S)
        edits, promise = self.propose(wide, parents)
        column = rank_in_row(edits.row, promise)
        count = int(column.max()) + 1 if len(column) else 1
        texts = parents[:, None].repeat(1, count, 1)  # (n * W', M, S)
        texts[edits.row, column] = apply_edits(wide.edits, parents, edits)
        possible = torch.zeros(texts.shape[:2], dtype=torch.bool, device=beam.device)
        possible[edits.row, column] = True
        texts = texts.view(n, width * count, S)
        possible = possible.view(n, width * count) & ~_find_repeated(texts)
        ranks = torch.full(possible.shape, -torch.inf, device=beam.device)
        row, place = possible.nonzero(as_tuple=True)
        for chunk in torch.split(torch.arange(len(row), device=row.device), max(1, AT_ONCE // (S * 16))):
            part = problem.subset(row[chunk])
            batch_ranks = part.rank(part.outputs(texts[row[chunk], place[chunk]]))
            ranks[row[chunk], place[chunk]] = batch_ranks.to(ranks.dtype)
        best = ranks.topk(min(self.beam, ranks.shape[1]), dim=1)  # the largest first
        return texts.gather(1, best.indices[:, :, None].expand(-1, -1, S)), best.values


def select_best_of_row(row: Tensor, promise: Tensor, tries: int) -> Tensor:
    """Mask of the `tries` edits with the highest priority of each point; `row`, `promise` and result (m,)."""
    return rank_in_row(row, promise) < tries


def rank_in_row(row: Tensor, promise: Tensor) -> Tensor:
    """Position of each edit within its point by descending priority, (m,), from 0."""
    order = promise.argsort(dim=0, descending=True, stable=True)
    order = order[row[order].argsort(dim=0, stable=True)]  # by point, then by priority
    ordered = row[order]
    place = torch.arange(len(row), device=row.device)
    first = torch.ones_like(ordered, dtype=torch.bool)
    first[1:] = ordered[1:] != ordered[:-1]
    start = torch.where(first, place, 0).cummax(0).values if len(row) else place
    return torch.empty_like(place).scatter(0, order, place - start)


def _widen(texts: Tensor, ranks: Tensor, width: int) -> tuple[Tensor, Tensor]:
    """Texts (n, W', S) and ranks (n, W') padded to `width`; the rank of padding is -inf."""
    more = width - texts.shape[1]
    if not more:
        return texts, ranks
    return (
        torch.cat([texts, texts[:, :1].expand(-1, more, -1)], 1),
        torch.nn.functional.pad(ranks, (0, more), value=-torch.inf),
    )


def _find_repeated(texts: Tensor) -> Tensor:
    """Mask of texts (n, C, S) that occur earlier in the same row, (n, C), such as two orders of the same edits."""
    S = texts.shape[2]
    odd = torch.arange(1, 2 * S, 2, device=texts.device) * 0x9E3779B97F4A7C1 ^ 0x2545F4914F6CDD1D
    mixed = texts * odd  # (n, C, S), int64 that wraps around
    key = ((mixed ^ (mixed >> 29)) * 0x5851F42D4C957F2D).sum(2)  # (n, C)
    order = key.argsort(dim=1, stable=True)
    ordered = key.gather(1, order)
    same = torch.zeros_like(order, dtype=torch.bool)
    same[:, 1:] = ordered[:, 1:] == ordered[:, :-1]
    return torch.zeros_like(same).scatter(1, order, same)
