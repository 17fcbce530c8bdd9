"""HotFlip: replace the tokens that the gradient says hurt most, and keep what really does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from .base import ATTACKS, Attack
from .problem import rowwise

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem

_AT_ONCE = 1 << 22  # gains in memory at a time


@ATTACKS.register("hotflip")
class HotFlip(Attack):
    """One token after another: rank all replacements by their first-order gain, try the best, go on with the best.

    Replacing the token at step t by v changes the score by about (e_v - e_t) . grad_t, with the vectors e of the tokens
    and the gradient at the vector of step t: the paper's derivative along a flip, for words. Each of the `tries`
    replacements with the largest gain is put in and the network is asked; the `beam` best texts are where the next
    token is replaced. A text is done when it fools the network or its budget is spent; returned is the best one seen.
    """

    title: ClassVar[str] = "HotFlip (gradient over the vocabulary)"
    source: ClassVar[str] = "Ebrahimi et al. 2018, arXiv:1712.06751"
    acts_on: ClassVar = frozenset(("tokens",))

    beam: int = setting(1, ge=1, le=1000, title="Beam", help="How many texts are kept after each replaced token.")
    tries: int = setting(
        8, ge=1, le=100_000, title="Tries", help="How many replacements of each kept text the network is asked about."
    )

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; tokens (B, T)."""
        best = problem.x.clone()
        rank = problem.rank(problem.outputs(best))  # (B,)
        problem.record(best.clone())
        beam = best[:, None].clone()  # (B, W, T): the texts that are kept, W grows to `beam`
        for edit in range(1, int(problem.edits.edits.max()) + 1):
            going = ((problem.edits.edits >= edit) & (rank < torch.inf)).nonzero()[:, 0]  # (n, 1) -> (n,)
            if not len(going):
                break
            rows = max(1, _AT_ONCE // (self.beam * self.tries * problem.x.shape[1]))
            found = [self._extended(problem.subset(part), beam[part]) for part in torch.split(going, rows)]
            following, ranks = (torch.cat(parts) for parts in zip(*found, strict=True))  # (n, W, T), (n, W)
            if following.shape[1] != beam.shape[1]:
                beam = best[:, None].repeat(1, following.shape[1], 1)  # only rows in `going` are looked at again
            beam[going] = following
            better = ranks[:, 0] > rank[going]
            best[going] = rowwise(better, following[:, 0], best[going])
            rank[going] = torch.where(better, ranks[:, 0], rank[going])
            problem.record(best.clone())
        return best

    def _extended(self, problem: Problem, beam: Tensor) -> tuple[Tensor, Tensor]:
        """The best texts that come from `beam` (n, W', T) by one replacement, (n, W, T), and their ranks, falling."""
        n, width, T = beam.shape
        wide = problem.subset(torch.arange(n, device=beam.device).repeat_interleave(width))
        parents = beam.reshape(n * width, T)
        _, gradient = wide.gradient(parents)
        steps, tokens, possible = self._best_gains(wide, parents, gradient)  # (n * W', M) each
        tokens = torch.where(possible, tokens, parents.gather(1, steps))
        tries = steps.shape[1]
        texts = parents[:, None].repeat(1, tries, 1).scatter(2, steps[:, :, None], tokens[:, :, None])
        texts = texts.view(n, width * tries, T)
        possible = possible.view(n, width * tries) & ~_repeated(texts)
        ranks = torch.full(possible.shape, -torch.inf, device=beam.device, dtype=gradient.dtype)
        row, column = possible.nonzero(as_tuple=True)
        for chunk in torch.split(torch.arange(len(row), device=row.device), max(1, _AT_ONCE // gradient[0].numel())):
            part = problem.subset(row[chunk])
            ranks[row[chunk], column[chunk]] = part.rank(part.outputs(texts[row[chunk], column[chunk]]))
        kept = ranks.topk(min(self.beam, ranks.shape[1]), dim=1)  # the largest first
        return texts.gather(1, kept.indices[:, :, None].expand(-1, -1, T)), kept.values

    def _best_gains(self, problem: Problem, x: Tensor, gradient: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Step, token, and whether there is one, of the M replacements in `x` (n, T) that gain most, (n, M) each."""
        table = problem.network.table.detach()
        n, T = x.shape
        V = len(table)
        region = problem.edits
        free = (region.free & ~region.replaced(x)).flatten()  # (n * T,) a token is replaced once
        each = min(self.tries, V)
        gains, tokens = [], []
        for rows in torch.split(torch.arange(n * T, device=x.device), max(1, _AT_ONCE // V)):
            problem.check()
            slope = gradient.flatten(0, 1)[rows] @ table.T  # (rows, V)
            here = x.flatten()[rows]
            gain = (slope - slope.gather(1, here[:, None])).nan_to_num(-torch.inf, posinf=-torch.inf)
            gain[~(region.allowed & free[rows, None])] = -torch.inf
            best = gain.scatter(1, here[:, None], -torch.inf).topk(each, dim=1)
            gains.append(best.values)
            tokens.append(best.indices)
        best = torch.cat(gains).view(n, T * each).topk(min(self.tries, T * each), dim=1)
        chosen = torch.cat(tokens).view(n, T * each).gather(1, best.indices)
        return best.indices // each, chosen, best.values > -torch.inf


def _repeated(texts: Tensor) -> Tensor:
    """Which of the texts (n, C, T) stand before in the same row, (n, C): two orders of the same two replacements."""
    T = texts.shape[2]
    odd = torch.arange(1, 2 * T, 2, device=texts.device) * 0x9E3779B97F4A7C1 ^ 0x2545F4914F6CDD1D
    mixed = texts * odd  # (n, C, T), int64 that wraps around
    key = ((mixed ^ (mixed >> 29)) * 0x5851F42D4C957F2D).sum(2)  # (n, C)
    order = key.argsort(dim=1, stable=True)
    ordered = key.gather(1, order)
    same = torch.zeros_like(order, dtype=torch.bool)
    same[:, 1:] = ordered[:, 1:] == ordered[:, :-1]
    return torch.zeros_like(same).scatter(1, order, same)
