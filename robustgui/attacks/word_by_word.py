"""Word-by-word attacks: the base class of attacks that edit words in the order of their importance."""

from __future__ import annotations

import itertools
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from ..base.lazy import torch
from ..base.settings import setting
from ..threats.base import Knowledge
from ..threats.single_edits import SingleEdits, apply_edits, list_edits
from .base import Attack
from .beam_search import select_best_of_row
from .problem import select_rows
from .word_importance import choose_batch_size, editable_words

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


class BestEdit(NamedTuple):
    """The best edit of each text, (n,); `rank` is -inf without any."""

    slot: Tensor
    token: Tensor
    rank: Tensor


class Plan(NamedTuple):
    """Order and edits of the words of a text.

    Attributes:
        importance: of each word, (B, W); the largest is edited first.
        edits: the edit of each word, as `BestEdit` (B, W); None: the edits of a word are evaluated in its turn.
    """

    importance: Tensor
    edits: BestEdit | None = None


class WordByWord(Attack):
    """Ranks the words of a text and evaluates edits of one after another; edits that increase the score are kept.

    A subclass defines the ranking and the edits. The attack on a text ends when it succeeds, its budget is spent, or no
    word is left. A word of a network that reads characters is a run of letters.
    """

    acts_on: ClassVar = frozenset(("tokens",))
    needs: ClassVar[Knowledge] = "scores"

    tries: int = setting(
        50, ge=1, le=100_000, title="Candidates",
        help="Number of edits of each word that are evaluated with the network.",
    )  # fmt: skip
    passes: int = setting(
        1, ge=1, le=1000, title="Passes", advanced=True,
        help="Number of passes over all words; words that are read as characters take one edit per pass.",
    )  # fmt: skip

    @abstractmethod
    def plan(self, problem: Problem, score: Tensor, words: Tensor) -> Plan:
        """The order of the words.

        Args:
            problem: access to the network.
            score: of the clean texts, (B,).
            words: editable words, (B, W) bool, W = T + 1; the last stands for all characters outside of words.
        """

    def prioritise(self, problem: Problem, edits: SingleEdits) -> Tensor:
        """Priority of edits, (m,): where a word has too many, those of the highest priority are evaluated; random
        here."""
        generator = problem.generator
        return torch.rand(len(edits.row), generator=generator, device=generator.device).to(edits.row.device)

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; points (B, S)."""
        region = problem.edits
        best = problem.x.clone()
        outputs = problem.outputs(best)
        rank = problem.rank(outputs)
        problem.record(best.clone(), outputs)
        words = editable_words(region)
        plan = self.plan(problem, problem.score(outputs), words)
        order = plan.importance.masked_fill(~words, -torch.inf).argsort(dim=1, descending=True, stable=True)  # (B, W)
        counts = words.sum(1)
        for turn in itertools.islice(itertools.cycle(range(words.shape[1])), self.passes * words.shape[1]):
            is_exhausted = region.units(best).sum(1) >= region.edits
            going = ((counts > turn) & ~is_exhausted & (rank < torch.inf)).nonzero()[:, 0]  # (n, 1) -> (n,)
            if not len(going):
                continue
            part, word = problem.subset(going), order[going, turn]
            if plan.edits is None:
                edit = self.best_edit(part, best[going], word)
            else:
                edit = self._apply_planned(part, best[going], BestEdit(*(value[going, word] for value in plan.edits)))
            better = edit.rank > rank[going]
            edits = SingleEdits(torch.arange(len(going), device=going.device), edit.slot, edit.token)
            best[going] = select_rows(better, apply_edits(part.edits, best[going], edits), best[going])
            rank[going] = torch.where(better, edit.rank, rank[going])
            problem.record(best.clone())
        return best

    def best_edit(self, problem: Problem, texts: Tensor, word: Tensor) -> BestEdit:
        """The best edit of `word` (n,) in each of `texts` (n, S); of equal ones the first."""
        region = problem.edits
        edits = list_edits(region, texts, region.word_numbers == word[:, None])
        edits = edits.select(select_best_of_row(edits.row, self.prioritise(problem, edits), self.tries))
        ranks = self._ranks(problem, texts, edits)
        winner = select_best_of_row(edits.row, ranks, 1)
        best, ranks = edits.select(winner), ranks[winner]
        slot, token = torch.zeros_like(word), texts[:, 0].clone()
        rank = torch.full_like(word, -torch.inf, dtype=ranks.dtype)
        slot[best.row], token[best.row], rank[best.row] = best.slot, best.token, ranks
        return BestEdit(slot, token, rank)

    def _apply_planned(self, problem: Problem, texts: Tensor, edit: BestEdit) -> BestEdit:
        """`edit` of each text with its present rank, where it is still possible."""
        region = problem.edits
        row = torch.arange(len(texts), device=texts.device)
        edits = SingleEdits(row, edit.slot, edit.token)
        after = apply_edits(region, texts, edits)
        possible = (edit.rank > -torch.inf) & (region.seal(after) == after).all(1)
        rank = torch.full_like(edit.rank, -torch.inf)
        rank[possible] = self._ranks(problem, texts, edits.select(possible)).to(rank.dtype)
        return BestEdit(edit.slot, edit.token, rank)

    @staticmethod
    def _ranks(problem: Problem, texts: Tensor, edits: SingleEdits) -> Tensor:
        """Rank of `texts` (n, S) after each of the edits, (m,)."""
        ranks = [torch.zeros(0, device=texts.device)]
        for chunk in torch.split(torch.arange(len(edits.row), device=texts.device), choose_batch_size(texts)):
            batch = edits.select(chunk)
            part = problem.subset(batch.row)
            ranks.append(part.rank(part.outputs(apply_edits(problem.edits, texts, batch))))
        return torch.cat(ranks)
