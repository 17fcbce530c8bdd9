"""The tokens that a network of others knows, from a file, and where each of ours stands among them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..base.documents import parse_json
from ..base.errors import RunError
from ..base.files import read_regular
from ..data.tokens import UNKNOWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST = 1 << 28  # bytes
_UNKNOWN = (UNKNOWN, "<UNK>", "[UNK]", "<oov>", "<OOV>", "unk", "<unknown>")


def rows_of(ours: tuple[str, ...], file: str, size: int) -> tuple[NDArray[np.int64], int]:
    """The row of each of our tokens in a table of `size` vectors, and how many of ours are not in it.

    Args:
        ours: the text of each token.
        file: one token a line, or a JSON list, or a JSON table of numbers by token; empty: the table is in our order.
        size: of the table.

    Raises:
        RunError: the file cannot be read, names a number that the table does not have, or none is given and the sizes
            differ; or a token is not in it and nothing stands for unknown ones.
    """
    if not file:
        if len(ours) != size:
            raise RunError(
                "The vocabulary of the network has {size} tokens, that of the data {count}. Name the file of its "
                "vocabulary.",
                size=size, count=len(ours),
            )  # fmt: skip
        return np.arange(size), 0
    index = _read(Path(os.path.expanduser(file)))
    if max(index.values(), default=-1) >= size or min(index.values(), default=0) < 0:
        raise RunError("{file} lists more tokens than the network has embeddings, {size}.", file=file, size=size)
    unknown = next((index[name] for name in _UNKNOWN if name in index), None)
    missing = [token for token in ours if token not in index and token != UNKNOWN]
    if unknown is None and (missing or UNKNOWN in ours):
        unknown = _fallback(index, missing, file)
    return np.array([index.get(token, unknown or 0) for token in ours], np.int64), len(missing)


def _fallback(index: dict[str, int], missing: list[str], file: str) -> int:
    """The row for unknown tokens of a vocabulary that has no name for them: that of padding, if nothing else."""
    padding = next((index[name] for name in ("<pad>", "<PAD>", "[PAD]", "") if name in index), None)
    if padding is None and missing:
        raise RunError(
            "{file} has neither the token '{token}' of the data nor one for unknown tokens.",
            file=file,
            token=missing[0],
        )
    return padding or 0


def _read(path: Path) -> dict[str, int]:
    try:
        text = read_regular(path, _MOST).decode("utf-8-sig")
        found = parse_json(text) if path.suffix == ".json" else text.splitlines()
    except (OSError, ValueError) as error:
        raise RunError(
            "{file} cannot be read as a vocabulary: {problem}.", file=str(path), problem=str(error)
        ) from error
    if isinstance(found, list):
        return {str(token): number for number, token in reversed(list(enumerate(found)))}
    if isinstance(found, dict) and all(type(number) is int for number in found.values()):
        return found
    raise RunError("{file} is neither a list of tokens nor a table of their numbers.", file=str(path))
