"""Alignment of edited texts with the clean text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..threats.token_region import Written

INSERTED = -1  # the origin of a token that was put in


def align_steps(origins: Sequence[int], count: int) -> NDArray[np.int64]:
    """For each of `count` tokens of the clean text the last step of the edited text that corresponds to it, (count,).

    That is the last token at this position or before it in the clean text; of swapped tokens the one that is there now;
    tokens inserted after the last one belong to it.

    Args:
        origins: position in the clean text of each token of the edited text, or `INSERTED`.
        count: number of tokens of the clean text, at least 1.
    """
    places = np.asarray(origins, np.int64)
    found = np.zeros(count, np.int64)
    known = places >= 0
    np.maximum.at(found, np.sort(places[known]), np.flatnonzero(known))
    found = np.maximum.accumulate(found)
    found[-1] = max(len(places) - 1, 0)
    return found


def mark_edited_tokens(clean: Sequence[str], written: Written) -> NDArray[np.float32]:
    """1 for each token of the clean text that was replaced, deleted or swapped, (T,), else 0.

    A swap marks both tokens.
    """
    found = np.ones(len(clean), np.float32)
    kept = [(text, place) for text, place in written if place >= 0]
    if not kept:
        return found
    places = np.array([place for _, place in kept])
    before = np.concatenate([[-1], np.maximum.accumulate(places)[:-1]])
    behind = np.concatenate([np.minimum.accumulate(places[::-1])[::-1][1:], [len(clean)]])
    same = np.array([text == clean[place] for text, place in kept])
    found[places[same & (before < places) & (places < behind)]] = 0
    return found


def align_tokens(count: int, written: Written, tokens: Sequence[int]) -> NDArray[np.int64]:
    """The token at the position of each token of the clean text, (count,): itself or its replacement; -1 where deleted.

    `tokens`: token indices of `written`.
    """
    found = np.full(count, -1, np.int64)
    for (_, place), token in zip(written, tokens, strict=True):
        if place >= 0:
            found[place] = token
    return found
