"""Names of sources: files and folders by their full paths, example:digits and archive:GunPoint as they are."""

from __future__ import annotations

import os
from pathlib import Path

from .by_name import SCHEMES
from .examples import PREFIX


def absolute_source(source: str) -> str:
    """`source` as it is named from any working folder; the empty name stays as it is."""
    prefix, colon, _ = source.partition(":")
    if not source or source.startswith(PREFIX) or (colon and prefix in SCHEMES):
        return source
    return str(Path(os.path.expanduser(source)).absolute())


def is_same_source(one: str, other: str) -> bool:
    """Whether two names denote the same file, folder or example."""
    return absolute_source(one) == absolute_source(other)
