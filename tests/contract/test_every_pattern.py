"""Regular expressions meet texts from strangers: matching and searching take no time that grows with its square."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PACKAGES = ("base", "data", "runs", "importing", "cli", "models")
SECONDS = 0.1  # of the longest; a quadratic one takes longer, a linear one a few milliseconds
WHOLE, EVERYWHERE = (40, 400, 4_000), (40, 400, 20_000)  # lengths of texts; a search begins anew at each place
PIECES = (
    "1", " ", "a", "A", "_", ".", ",", "-", "/", ":", "(", "[", "{", '"', "'", "\\", "\t", "\n", "1,", "1.", "1 ", "a ",
    "a.", "a1", "a:", "1-", "1:", "1/", "+1", "é", "汉", "１", "=", "e1", " (", "( ", ", ", "()", "''", '""', "\\'",
    ".1", "',",
)  # fmt: skip
ENDS = ("", "x", "\0", ")", "1")
SEARCHES = {"search", "findall", "finditer", "split", "sub", "subn"}
Pattern = re.Pattern[str] | re.Pattern[bytes]


def _modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        root = importlib.import_module(f"robustgui.{package}")
        for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            if "__main__" not in module.name and ".nets" not in module.name:  # torch
                yield importlib.import_module(module.name)


def _patterns_in(value: object) -> list[Pattern]:
    """The pattern that `value` is, or those in a dictionary, tuple or list."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else (value,)
    return [part for part in parts if isinstance(part, re.Pattern)]


def _name(module: ModuleType, name: str, number: int = 0) -> str:
    return f"{module.__name__.removeprefix('robustgui.')}.{name}" + (f"[{number}]" if number else "")


def _patterns_of(module: ModuleType) -> Iterator[tuple[str, Pattern]]:
    for name, value in vars(module).items():
        if not name.startswith("__"):
            for number, pattern in enumerate(_patterns_in(value)):
                yield _name(module, name, number), pattern


def _searching(module: ModuleType) -> Iterator[tuple[str, Pattern]]:
    """What a module searches texts for: patterns of its own or of others, and those written where they are used.

    Patterns that it uses under another name count as searched for, if it searches for anything under another name.
    """
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    owners = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    searches_others = any(
        isinstance(node, ast.Attribute) and node.attr in SEARCHES - {"split"}  # of texts
        and not isinstance(vars(module).get(ast.unparse(node.value)), re.Pattern | ModuleType)
        for node in ast.walk(tree)
    )  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            value = vars(module).get(node.id)
            method = owners.get(id(node), "") if isinstance(value, re.Pattern) else ""
            if method in SEARCHES or (searches_others and not method):
                for number, pattern in enumerate(_patterns_in(value)):
                    yield _name(module, node.id, number), pattern
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {f"re.{name}" for name in SEARCHES}:
            assert isinstance(node.args[0], ast.Constant), f"line {node.lineno}: give the pattern a name in the module"
            yield _name(module, f"line {node.lineno}"), re.compile(node.args[0].value)


PATTERNS = {pattern: name for module in _modules() for name, pattern in _patterns_of(module)}
SEARCHED = {pattern: name for module in _modules() for name, pattern in _searching(module)}


def _check_time(pattern: Pattern, lengths: Iterable[int], *ways: Callable[[Any], object]) -> None:
    for length in lengths:
        for piece in PIECES:
            for end in ENDS:
                text = piece * (length // len(piece)) + end
                content = text.encode() if isinstance(pattern.pattern, bytes) else text
                for way in ways:
                    began = time.process_time()
                    way(content)
                    seconds = time.process_time() - began
                    assert seconds < SECONDS, f"{seconds:.1f} s for {length} of {piece!r} before {end!r}"


@pytest.mark.parametrize("pattern", PATTERNS, ids=PATTERNS.values())
def test_that_long_texts_are_matched_in_time(pattern: Pattern) -> None:
    _check_time(pattern, WHOLE, pattern.match, pattern.fullmatch)


@pytest.mark.parametrize("pattern", SEARCHED, ids=SEARCHED.values())
def test_that_long_texts_are_searched_in_time(pattern: Pattern) -> None:
    _check_time(pattern, EVERYWHERE, lambda text: deque(pattern.finditer(text), maxlen=0))
