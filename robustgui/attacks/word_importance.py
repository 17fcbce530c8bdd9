"""Importance of words for a network, from its scores alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..threats.single_edits import DELETED, find_allowed_edits
from .beam_search import AT_ONCE

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats.token_region import TokenRegion
    from .problem import Problem

_UNKNOWN = 0  # the token of words outside the vocabulary


def editable_words(region: TokenRegion) -> Tensor:
    """Editable words of each clean text, (B, T + 1) bool; the last stands for all characters outside of words."""
    allowed = find_allowed_edits(region, region.centre)
    columns = torch.cat([allowed.replace | allowed.delete | allowed.swap, allowed.insert], 1).long()
    words = torch.zeros(len(columns), region.slots.T + 1, dtype=torch.int64, device=columns.device)
    return words.scatter_add(1, region.word_numbers, columns) > 0


def score_without_words(problem: Problem, score: Tensor, words: Tensor, *, unknown: bool) -> Tensor:
    """Increase of the score without each of `words` (B, W), (B, W); one query per word.

    Args:
        problem: access to the network.
        score: of the clean texts, (B,).
        words: the words to score.
        unknown: the word is replaced by the unknown token instead of deleted.
    """
    region = problem.edits
    row, word = words.nonzero(as_tuple=True)
    inside = region.word_numbers[row] == word[:, None]  # (m, S)
    if not unknown:
        inside = inside | _blank_beside(region, row, word)
    clean = region.centre[row]
    points = torch.where(inside & (clean >= 0), _UNKNOWN if unknown else DELETED, clean)
    return _by_word(words, row, word, score_points(problem, row, points) - score[row])


def _blank_beside(region: TokenRegion, row: Tensor, word: Tensor) -> Tensor:
    """The blank deleted together with `word` (m,) of the texts `row`: that after it, else that before it, (m, S)
    bool."""
    T, S = region.slots.T, region.centre.shape[1]
    blanks = torch.tensor([text.isspace() for text in region.written], device=row.device)
    blank = torch.nn.functional.pad(blanks[region.tokens] & region.places.mask, (0, S - T))[row]
    first, last, there = (ends[row, word][:, None] for ends in _ends(region))
    place = torch.arange(S, device=row.device)
    behind = blank & (place == last + 1)
    before = blank & (place == first - 1) & ~behind.any(1, keepdim=True)
    return (behind | before) & there


def compute_head_scores(problem: Problem, words: Tensor) -> Tensor:
    """Temporal head scores: increase of the score when each of `words` (B, W) is read after those before it, (B, W).

    Source: Gao et al. 2018. One query for each word of a text, and one for the empty text.
    """
    _, last, there = _ends(problem.edits)
    return _differences(problem, words, there, upto=last)


def compute_tail_scores(problem: Problem, words: Tensor) -> Tensor:
    """Temporal tail scores: increase of the score when each of `words` (B, W) is read before those after it, (B, W)."""
    first, _, there = _ends(problem.edits)
    return _differences(problem, words, there, since=first)


def score_points(problem: Problem, row: Tensor, points: Tensor) -> Tensor:
    """Score of each of `points` (m, S) of the sequences `row` (m,), (m,); infinite for NaN."""
    scores = [torch.zeros(0, device=points.device)]
    for chunk in torch.split(torch.arange(len(row), device=row.device), choose_batch_size(points)):
        part = problem.subset(row[chunk])
        scores.append(part.score(part.outputs(points[chunk])).nan_to_num(torch.inf))
    return torch.cat(scores)


def choose_batch_size(points: Tensor) -> int:
    """Number of points (n, S) that are evaluated in one batch."""
    return max(1, AT_ONCE // (points.shape[1] * 16))


def _ends(region: TokenRegion) -> tuple[Tensor, Tensor, Tensor]:
    """First and last position of each word, (B, T + 1), and which words exist."""
    T, numbers, mask = region.slots.T, region.places.words, region.places.mask
    place = torch.arange(T, device=numbers.device).expand_as(numbers)
    none = torch.full((len(numbers), T + 1), -1, device=numbers.device)
    last = none.scatter_reduce(1, numbers, place.masked_fill(~mask, -1), "amax")
    first = (none + T + 1).scatter_reduce(1, numbers, place.masked_fill(~mask, T), "amin")
    there = last >= 0
    there[:, T] = False  # T stands for all characters outside of words
    return first, last, there


def _differences(
    problem: Problem, words: Tensor, there: Tensor, *, upto: Tensor | None = None,
    since: Tensor | None = None,
) -> Tensor:  # fmt: skip
    """Differences of the scores of prefixes or suffixes of texts that differ by one word, (B, W)."""
    region = problem.edits
    row, word = there.nonzero(as_tuple=True)
    place = torch.arange(region.slots.T, device=row.device)
    clean = region.centre[row]  # (m, S)
    if upto is not None:
        gone = place > upto[row, word][:, None]
    else:
        assert since is not None
        gone = place < since[row, word][:, None]
    gone = torch.nn.functional.pad(gone, (0, clean.shape[1] - region.slots.T), value=True)
    parts = _by_word(there, row, word, score_points(problem, row, torch.where(gone, DELETED, clean)))
    every = torch.arange(len(words), device=row.device)
    nothing = score_points(problem, every, torch.full_like(region.centre, DELETED))
    if upto is not None:
        shorter = torch.cat([nothing[:, None], parts[:, :-1]], 1)
    else:
        behind = there.roll(-1, 1)
        shorter = torch.where(behind, parts.roll(-1, 1), nothing[:, None])
    return torch.where(words & there, parts - shorter, 0.0).nan_to_num(0.0)


def _by_word(words: Tensor, row: Tensor, word: Tensor, values: Tensor) -> Tensor:
    """`values` (m,) of single words as (B, W), 0 elsewhere."""
    table = torch.zeros(words.shape, dtype=values.dtype, device=values.device)
    table[row, word] = values
    return table
