"""DeepWordBug: typos in the most important words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.settings import setting
from .base import ATTACKS
from .word_by_word import Plan, WordByWord
from .word_importance import compute_head_scores, compute_tail_scores, score_without_words

if TYPE_CHECKING:
    from torch import Tensor

    from .problem import Problem


@ATTACKS.register("typos")
class Typos(WordByWord):
    """Rank words by their importance to the network's score, then misspell one after another.

    The temporal head score of a word is the change of the score when it is read after the words before it, the temporal
    tail score the change when it is read before those after it; combined is the head score plus `weight` times the tail
    score. A random sample of the allowed edits of a word is evaluated, and the best one kept.
    """

    title: ClassVar[str] = "Typos (DeepWordBug, score-based)"
    source: ClassVar[str] = "Gao et al. 2018, arXiv:1801.04354"

    tries: int = setting(
        20, ge=1, le=100_000, title="Candidates",
        help="Number of edits of each word that are evaluated with the network.",
    )  # fmt: skip
    rank: Literal["replace", "combined", "head", "tail"] = setting(
        "replace", title="Word importance",
        choices={
            "replace": "score with the word unknown",
            "combined": "head and tail score",
            "head": "head score",
            "tail": "tail score",
        },
        help="Scoring function of word importance.",
    )  # fmt: skip
    weight: float = setting(
        1.0, ge=0, le=100, title="Weight of the tail", advanced=True, when=("rank", ("combined",)),
        help="Weight of the tail score relative to the head score.",
    )  # fmt: skip

    def plan(self, problem: Problem, score: Tensor, words: Tensor) -> Plan:
        """See `WordByWord.plan`; the paper's scores are the confidence in the label, which decreases as the problem's
        score increases."""
        match self.rank:
            case "replace":
                return Plan(score_without_words(problem, score, words, unknown=True))
            case "head":
                return Plan(-compute_head_scores(problem, words))
            case "tail":
                return Plan(-compute_tail_scores(problem, words))
        head = compute_head_scores(problem, words)
        return Plan(-head - self.weight * compute_tail_scores(problem, words))
