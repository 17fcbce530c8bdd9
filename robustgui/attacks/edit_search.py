"""Beam search over single edits, evaluating all of them or a random sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.lazy import torch
from ..base.settings import setting
from ..threats.base import Knowledge
from ..threats.single_edits import SingleEdits, list_edits
from .base import ATTACKS
from .beam_search import AT_ONCE, BeamSearch, select_best_of_row

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


@ATTACKS.register("edit_search")
class EditSearch(BeamSearch):
    """Beam search over edits: all texts that are one edit away are evaluated with the network, and the best are
    kept.

    With all edits evaluated and a beam of one it is the greedy search of Pruthi et al. over all typos; with an
    unbounded beam it is exhaustive. Where there are more edits than `tries`, a random sample is evaluated.
    """

    title: ClassVar[str] = "Beam search over edits (score-based)"
    source: ClassVar[str] = "Pruthi et al. 2019, arXiv:1905.11268"
    needs: ClassVar[Knowledge] = "scores"

    tries: int = setting(
        200, ge=1, le=100_000, title="Candidates",
        help="Number of edits of each kept text that are evaluated with the network.",
    )  # fmt: skip

    def propose(self, problem: Problem, texts: Tensor) -> tuple[SingleEdits, Tensor]:
        """See `BeamSearch.propose`."""
        region, generator = problem.edits, problem.generator
        widest = texts.shape[1] * max(1, len(region.written))
        chunks: list[tuple[SingleEdits, Tensor]] = []
        for rows in torch.split(torch.arange(len(texts), device=texts.device), max(1, AT_ONCE // widest)):
            problem.check()
            edits = list_edits(region.subset(rows), texts[rows])
            chance = torch.rand(len(edits.row), generator=generator, device=generator.device).to(texts.device)
            best = select_best_of_row(edits.row, chance, self.tries)
            chunks.append((edits.select(best)._replace(row=rows[edits.row[best]]), chance[best]))
        edits = SingleEdits(*(torch.cat(parts) for parts in zip(*(edits for edits, _ in chunks), strict=True)))
        return edits, torch.cat([chance for _, chance in chunks])
