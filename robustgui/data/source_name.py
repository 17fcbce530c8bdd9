"""Names of sources: files and folders by their full paths, examples by their keys."""

from __future__ import annotations

import os
from pathlib import Path

from .examples import PREFIX


def absolute_source(source: str) -> str:
    """`source` as it is named from any working folder; examples and the empty name stay as they are."""
    if not source or source.startswith(PREFIX):
        return source
    return str(Path(os.path.expanduser(source)).absolute())


def is_same_source(one: str, other: str) -> bool:
    """Whether two names stand for one file, folder or example."""
    return absolute_source(one) == absolute_source(other)
