"""Synonyms of words: nearest neighbours in the network's embedding, or entries of a list."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import DataError
from ..base.files import read_regular
from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor

_MOST = 1 << 28  # bytes of a list
_AT_ONCE = 1 << 22  # similarities computed at a time


def find_nearest_tokens(
    table: Tensor, sources: Tensor, allowed: Tensor, count: int, least: float
) -> dict[int, list[int]]:
    """The tokens with the embeddings most similar to those of `sources`, the most similar first.

    Args:
        table: embedding of each token, (V, E).
        sources: tokens, (q,).
        allowed: allowed tokens, (V,) bool.
        count: maximum number for each.
        least: minimum cosine similarity.
    """
    directions = torch.nn.functional.normalize(table.float(), dim=1)
    neighbours: dict[int, list[int]] = {}
    for batch in torch.split(sources, max(1, _AT_ONCE // len(table))):
        alike = directions[batch] @ directions.T  # (q, V)
        alike[:, ~allowed] = -torch.inf
        alike.scatter_(1, batch[:, None], -torch.inf)
        best = alike.topk(min(count, len(table)), dim=1)
        similar = best.values >= max(least, -1.0)
        for source, tokens, keep in zip(batch.tolist(), best.indices.tolist(), similar.tolist(), strict=True):
            neighbours[source] = [token for token, near in zip(tokens, keep, strict=True) if near]
    return neighbours


def read_synonyms(path: str, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Synonyms of `words` from the file at `path`; words that it does not contain are missing.

    Each line has a word, a tab, and its synonyms, separated by tabs, commas or blanks. Empty lines and lines that begin
    with # are skipped.

    Raises:
        DataError: there is no such file, or a line has no synonyms.
    """
    file = Path(os.path.expanduser(path))
    try:
        stamp = file.stat()
        lists = _read(str(file), stamp.st_mtime_ns, stamp.st_size)
    except OSError as error:
        raise DataError(
            "The list of synonyms {file} cannot be read: {problem}. Choose another file.",
            file=path or "''", problem=error.strerror or str(error),
        ) from error  # fmt: skip
    return {word: lists[word] for word in words if word in lists}


@lru_cache(maxsize=4)
def _read(path: str, changed: int, size: int) -> dict[str, tuple[str, ...]]:
    """The lists of a file, cached until it changes."""
    synonyms: dict[str, tuple[str, ...]] = {}
    try:
        lines = read_regular(Path(path), _MOST).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise DataError("The list of synonyms {file} is not UTF-8 text. Save it as UTF-8.", file=path) from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, _, tail = line.partition("\t")
        others = tuple(filter(None, re.split(r"[\t, ]+", tail.strip())))
        if not word.strip() or not others:
            raise DataError(
                "{file}, line {line}: needs a word, a tab, and at least one synonym, but reads '{text}'.",
                file=path, line=number, text=line[:80],
            )  # fmt: skip
        synonyms[word.strip()] = synonyms.get(word.strip(), ()) + others
    return synonyms
