"""Names that a data file gives are looked up by functions that answer also where no such name can be."""

from __future__ import annotations

import ast
from pathlib import Path

import robustgui

DATA = Path(robustgui.__file__).parent / "data"
EXCEPTIONS = {"source.py"}  # it says what is wrong with a name


def test_that_impossible_names_are_not_there_rather_than_an_error() -> None:
    """`Path.is_file` and `Path.exists` raise for a name that is too long; `os.path.isfile` and `exists` say no."""
    calls = [
        f"{path.name}:{node.lineno}"
        for path in sorted((DATA / "formats").rglob("*.py"))
        if path.name not in EXCEPTIONS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("is_file", "exists")
        if not (isinstance(node.value, ast.Attribute) and node.value.attr == "path")  # os.path
    ]
    assert not calls
