"""Greedy replacement of important words: TextFooler, and PWWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.lazy import torch
from ..base.settings import setting
from ..threats.candidate_sets import AnyToken
from .base import ATTACKS
from .beam_search import rank_in_row
from .word_by_word import BestEdit, Plan, WordByWord
from .word_importance import score_without_words

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats.single_edits import SingleEdits
    from .problem import Problem


@ATTACKS.register("greedy_words")
class GreedyWords(WordByWord):
    """Replace words in the order of their importance, each by the candidate that increases the loss most.

    TextFooler (Jin et al.): the importance of a word is the increase of the score without it. Of the replacements that
    succeed the first on the list, the most similar one, is taken; otherwise the one that increases the score most, if
    any does. PWWS (Ren et al.): saliency is the increase of the score when the word is unknown; words are ordered by
    the softmax of their saliencies times the largest increase of a single replacement of each, and these replacements
    are made. Both use the score of the problem, so that they can be targeted.
    """

    title: ClassVar[str] = "Greedy words (TextFooler, PWWS)"
    source: ClassVar[str] = "Jin et al. 2020, arXiv:1907.11932; Ren et al. 2019, doi:10.18653/v1/P19-1103"

    rank: Literal["delete", "unknown", "saliency"] = setting(
        "delete", title="Word importance",
        choices={
            "delete": "score with the word deleted",
            "unknown": "score with the word unknown",
            "saliency": "saliency times largest gain (PWWS)",
        },
        help="Score of a word's importance; PWWS evaluates the replacements of all words before the first one is made.",
    )  # fmt: skip

    def plan(self, problem: Problem, score: Tensor, words: Tensor) -> Plan:
        """See `WordByWord.plan`."""
        importance = score_without_words(problem, score, words, unknown=self.rank != "delete")
        if self.rank != "saliency":
            return Plan(importance)
        row, word = words.nonzero(as_tuple=True)
        part = problem.subset(row)
        best = self.best_edit(part, part.x, word)
        slot, token = torch.zeros_like(words, dtype=torch.int64), torch.zeros_like(words, dtype=torch.int64)
        gain = torch.full(words.shape, -torch.inf, device=words.device)
        slot[row, word], token[row, word], gain[row, word] = best.slot, best.token, best.rank - score[row]
        weight = importance.masked_fill(~words, -torch.inf).softmax(1).nan_to_num(0.0)
        return Plan(torch.where(gain > -torch.inf, weight * gain, gain), BestEdit(slot, token, gain))

    def prioritise(self, problem: Problem, edits: SingleEdits) -> Tensor:
        """See `WordByWord.prioritise`: the order of a list (the most similar first); random for the whole
        vocabulary."""
        chance = super().prioritise(problem, edits)
        if isinstance(problem.edits.replacing, AnyToken):
            return chance
        place = edits.row * problem.x.shape[1] + edits.slot
        first = -torch.arange(len(place), dtype=torch.float64, device=place.device)
        return chance - rank_in_row(place, first)
