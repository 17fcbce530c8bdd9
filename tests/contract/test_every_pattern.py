"""Regular expressions meet texts from strangers: matching a whole one takes no time that grows with its square."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

PACKAGES = ("base", "data", "runs", "cli", "models")
LENGTHS = (40, 400, 4_000)
SECONDS = 0.1  # of the longest; a quadratic one takes longer, a linear one a few milliseconds
PIECES = (
    "1", " ", "a", "A", "_", ".", ",", "-", "/", ":", "(", "[", "{", '"', "'", "\\", "\t", "\n", "1,", "1.", "1 ", "a ",
    "a.", "a1", "a:", "1-", "1:", "1/", "+1", "é", "汉", "１", "=", "e1", " (", "( ", ", ", "()", "''", '""', "\\'",
)  # fmt: skip
ENDS = ("", "x", "\0", ")", "1")


def _patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    for package in PACKAGES:
        root = importlib.import_module(f"robustgui.{package}")
        for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            if "__main__" in module.name or ".nets" in module.name:  # torch
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name.removeprefix('robustgui.')}.{name}", value


PATTERNS = dict(_patterns())


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_that_long_texts_are_matched_in_time(name: str) -> None:
    pattern = PATTERNS[name]
    for length in LENGTHS:
        for piece in PIECES:
            for end in ENDS:
                text = piece * (length // len(piece)) + end
                given = text.encode() if isinstance(pattern.pattern, bytes) else text
                for way in (pattern.match, pattern.fullmatch):
                    began = time.process_time()
                    way(given)  # type: ignore[arg-type]
                    taken = time.process_time() - began
                    assert taken < SECONDS, f"{way.__name__}: {taken:.1f} s for {length} of {piece!r} before {end!r}"
