"""The vocabulary of an imported network, and the row of each token of the data in its embedding."""

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
    """The row of each token of the data in an embedding of `size` rows, and the number of tokens without one.

    Args:
        ours: the text of each token of the data.
        file: one token a line, or a JSON list, or a JSON object from token to row; empty: the rows are in the order of
            the data's vocabulary.
        size: rows of the embedding.

    Raises:
        RunError: the file cannot be read, or refers to a row that does not exist; or there is no file and the sizes
            differ; or a token is missing and the vocabulary has none for unknown tokens.
    """
    if not file:
        if len(ours) != size:
            raise RunError(
                "The vocabulary of the network has {size} {size:token|tokens}, that of the data {count}. Name "
                "the file of its vocabulary.",
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
    """The row for unknown tokens in a vocabulary without a token for them: that of padding."""
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
        content = parse_json(text) if path.suffix == ".json" else text.splitlines()
    except (OSError, ValueError) as error:
        raise RunError(
            "{file} cannot be read as a vocabulary: {problem}.", file=str(path), problem=str(error)
        ) from error
    if isinstance(content, list):
        return {str(token): number for number, token in reversed(list(enumerate(content)))}
    if isinstance(content, dict) and all(type(number) is int for number in content.values()):
        return content
    raise RunError("{file} is neither a list of tokens nor a table of their numbers.", file=str(path))
