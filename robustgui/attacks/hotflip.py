"""HotFlip: beam search over edits ranked by the gradient of the loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..threats.single_edits import DELETED, SWAP, SingleEdits, find_allowed_edits
from .base import ATTACKS
from .beam_search import AT_ONCE, BeamSearch, select_best_of_row

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats.candidate_sets import CandidateSet
    from ..threats.token_region import TokenRegion
    from .problem import Problem

Ranked = tuple[SingleEdits, "Tensor"]


@ATTACKS.register("hotflip")
class HotFlip(BeamSearch):
    """Rank all edits by their first-order increase of the loss, evaluate the best with the network, and continue
    with the best texts.

    Replacing the token at step t by v changes the score by about (e_v - e_t) . grad_t, with embeddings e and the
    gradient with respect to the embedding of step t: the paper's derivative along a flip. A swap of two tokens is two
    flips; an insertion or deletion is a flip at every later step, as each receives the token of a neighbour.
    """

    title: ClassVar[str] = "HotFlip (gradient over the vocabulary, white-box)"
    source: ClassVar[str] = "Ebrahimi et al. 2018, arXiv:1712.06751"

    def propose(self, problem: Problem, texts: Tensor) -> Ranked:
        """See `BeamSearch.propose`."""
        _, gradient = problem.gradient(texts)  # (n, L, E), L steps are read
        table = problem.network.table.detach()
        at_once = max(1, AT_ONCE // (len(table) * gradient.shape[1]))
        ranked: list[Ranked] = []
        for rows in torch.split(torch.arange(len(texts), device=texts.device), at_once):
            problem.check()
            edits, gains = self._rank_edits(problem.edits.subset(rows), texts[rows], gradient[rows], table)
            ranked.append((edits._replace(row=rows[edits.row]), gains))
        edits = SingleEdits(*(torch.cat(parts) for parts in zip(*(edits for edits, _ in ranked), strict=True)))
        return edits, torch.cat([gains for _, gains in ranked])

    def _rank_edits(self, region: TokenRegion, v: Tensor, gradient: Tensor, table: Tensor) -> Ranked:
        """The edits of `v` (n, S) with the largest first-order increase, at most `tries` each, and these increases."""
        T = region.slots.T
        there = region.valid(v, region.places.mask)
        read = region.render(v)
        slope = gradient @ table.T  # (n, L, V)
        here = slope.gather(2, read[:, :, None])[:, :, 0].masked_fill(~there, 0.0)  # (n, L) e_t . grad_t
        vectors = table[read] * there[:, :, None]
        ahead = _suffix_sums((vectors.roll(-1, 1) * gradient).sum(2), here, skip_last=True)  # each gets the next token
        behind = _suffix_sums((vectors.roll(1, 1) * gradient).sum(2), here)  # each gets the previous token
        step = (torch.arange(T, device=v.device).expand(len(v), -1) if region.aligned
                else region.slots.steps(region.present(v))).clamp(max=read.shape[1] - 1)  # fmt: skip
        where = find_allowed_edits(region, v)
        ranked = [self._puts(region.replacing, region, where.replace, region.tokens, slope, here, step[:, :T], 0)]
        row, slot = where.delete.nonzero(as_tuple=True)
        ranked.append((SingleEdits(row, slot, torch.full_like(slot, DELETED)), ahead[row, step[row, slot]]))
        row, slot = where.swap.nonzero(as_tuple=True)
        one, two = step[row, slot], step[row, (slot + 1).clamp(max=T - 1)]
        gain = ((vectors[row, two] - vectors[row, one]) * (gradient[row, one] - gradient[row, two])).sum(1)
        ranked.append((SingleEdits(row, slot, torch.full_like(slot, SWAP)), gain))
        if region.inserting is not None:
            after = torch.nn.functional.pad(behind[:, 1:], (0, 1)) - here  # the inserted token is here itself
            ranked.append(
                self._puts(region.inserting, region, where.insert, region.gap_sources, slope, -after, step[:, T:], T)
            )
        edits = SingleEdits(*(torch.cat(parts) for parts in zip(*(edits for edits, _ in ranked), strict=True)))
        gains = torch.cat([gain for _, gain in ranked]).nan_to_num(-torch.inf, posinf=-torch.inf, neginf=-torch.inf)
        real = gains > -torch.inf
        edits, gains = edits.select(real), gains[real]
        best = select_best_of_row(edits.row, gains, self.tries)
        return edits.select(best), gains[best]

    def _puts(
        self, choices: CandidateSet, region: TokenRegion, flags: Tensor, sources: Tensor, slope: Tensor, lost: Tensor,
        step: Tensor, first: int,
    ) -> Ranked:  # fmt: skip
        """For each position in `flags` (n, P) the tokens with the largest increase: e_v . grad_t at its `step`, minus
        `lost`."""
        row, place = flags.nonzero(as_tuple=True)
        options = choices.options(sources[row, place])  # (q, M)
        read = region.read(options)
        at = step[row, place]
        each = min(self.tries, options.shape[1])
        if options.shape[1] == 0 or not len(row):
            none = torch.zeros(0, dtype=torch.int64, device=slope.device)
            return SingleEdits(none, none, none), none.to(slope.dtype)
        gain = slope[row, at].gather(1, read) - lost[row, at][:, None]
        unlike = read != region.read(sources[row, place])[:, None] if not first else torch.ones_like(gain).bool()
        gain = gain.masked_fill((options < 0) | ~unlike, -torch.inf)
        best = gain.nan_to_num(-torch.inf, posinf=-torch.inf, neginf=-torch.inf).topk(each, dim=1)
        slot = (place + first)[:, None].expand(-1, each)
        return (
            SingleEdits(
                row[:, None].expand(-1, each).flatten(), slot.flatten(), options.gather(1, best.indices).flatten()
            ),
            best.values.flatten(),
        )


def _suffix_sums(moved: Tensor, here: Tensor, *, skip_last: bool = False) -> Tensor:
    """Increase summed over all steps from each step on, (n, L), if each gets `moved` (n, L) in place of `here`."""
    gain = moved - here
    if skip_last:  # nothing comes after the last step
        gain = torch.cat([gain[:, :-1], -here[:, -1:]], 1)
    return gain.flip(1).cumsum(1).flip(1)
