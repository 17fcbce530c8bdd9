"""The region of the threat model `edits` for edits of characters of texts that the network reads as words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..base.errors import RunError
from ..base.lazy import torch
from ..data.tokens import UNKNOWN
from .candidate_sets import ListedCandidates
from .edit_positions import EditPositions
from .edit_region import PIECE
from .misspelling import TypoRules, find_alphabet, is_word, list_misspellings
from .region import find_open_steps
from .token_region import TokenRegion

if TYPE_CHECKING:
    from torch import Tensor

    from .edits import Edits


def build_typo_region(
    threat: Edits, x: Tensor, mask: Tensor, vocabulary: Sequence[str], *, aligned: bool
) -> TokenRegion:
    """The region of texts with typos in words; arguments as in `TokenThreat.around`.

    Raises:
        RunError: the replacements are whole words, or the network reads subword tokens.
    """
    if threat.replacements in ("embeddings", "list"):
        raise RunError("Similar words and words from a list replace whole words. Set one edit to change a word.")
    if any(text.startswith(PIECE) for text in vocabulary):
        raise RunError(
            "The network reads subword tokens, and an edit within a word changes how it is split. Set one edit to "
            "change a word, or tokenise the text into words or characters."
        )
    slips = TypoRules(
        substitute=threat.substitute, insert=threat.insert, delete=threat.delete, swap=threat.swap,
        keyboard=threat.replacements == "keyboard", keep_ends=threat.keep_ends, alphabet=find_alphabet(vocabulary),
    )  # fmt: skip
    written = list(vocabulary)
    index = {text: token for token, text in enumerate(written)}
    candidates: dict[int, list[int]] = {}
    for source in sorted(set(x[mask].tolist())):
        text = vocabulary[source]
        if not is_word(text) or len(text) < threat.least_length or text in threat.protected:
            continue
        tokens: list[int] = []
        for other in list_misspellings(text, slips):
            if other in threat.protected:
                continue
            if other not in index and vocabulary[0] == UNKNOWN:
                index[other] = len(written)
                written.append(other)
            if other in index:
                tokens.append(index[other])
        candidates[source] = tokens
    reads = torch.arange(len(written), device=x.device)
    reads[len(vocabulary) :] = 0  # the unknown token
    lists = ListedCandidates(candidates, reads)
    free = mask & find_open_steps(threat, mask) & (lists.counts(x) > 0)
    sizes = torch.tensor([len(text) for text in vocabulary], device=x.device)
    lengths = ((sizes[x] * mask) if threat.per == "character" else mask).sum(1)
    places = EditPositions.of_replacements(mask, free, lengths=lengths, most=free.sum(1))
    return TokenRegion(
        x, places, lists, None, reads, written, share=threat.unit == "share", eps=threat.eps, aligned=aligned
    )
