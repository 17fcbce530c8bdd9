"""Files from disk are opened by `base.files` alone, which refuses pipes and devices, and parsed within bounds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import robustgui

PACKAGE = Path(robustgui.__file__).parent
_OPENERS = {
    "read_text", "read_bytes", "open", "load", "loads", "fromfile", "memmap", "genfromtxt", "loadtxt", "safe_open",
    "ZipFile", "GzipFile", "File", "loadmat", "read_table",
}  # fmt: skip
_MODULES = {"np", "gzip", "bz2", "lzma", "tarfile", "zipfile", "wave", "torch", "json", "tomllib", "onnx", "io", "os"}
_OURS = {  # what may open by itself, and why that can neither hang nor harm
    "base/files.py": "is the rule; the log of a run is opened for appending by the run that made it",
    "base/documents.py": "is the rule",
    "base/lock.py": "opens without waiting, and reads nothing",
    "base/together.py": "makes a new file",
    "base/child_process.py": "its own pipes, and the null device",
    "base/parts.py": "what the kernel says of a process",
    "base/apart_limits.py": "what the kernel says of this process",
    "base/code_import.py": "what code of the user, which was allowed, reads beside itself",
    "engine/silence.py": "what the kernel says of a process",
    "data/memory_maps.py": "checks first what it maps",
    "data/formats/sequences/numbers.py": "reads lines that are in memory",
    "data/formats/mat/hdf5.py": "HDF5 opens files by itself; the path was checked, and it runs apart",
    "data/formats/jsonl/reader.py": "names the column of what is no JSON, which bounded parsing does not know",
    "data/examples/digits.py": "comes with scikit-learn",
    "gui/views/sample.py": "comes with the program",
    "gui/i18n/collect.py": "the program's own source",
    "runs/index.py": "SQLite opens regular files only; it is asked for a path that was checked",
}


def calls_that_open(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, source) of each call that opens or parses a file named by a path."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if name not in _OPENERS or _is_writing(node) or _reads_open_file(node):
            continue
        owner = function.value if isinstance(function, ast.Attribute) else None
        owner_name = owner.id if isinstance(owner, ast.Name) else ""
        if name in ("load", "loads", "File", "fromfile", "memmap") and owner_name not in _MODULES | {"h5py"}:
            continue
        if name == "open" and not _looks_like_file(node, owner, owner_name):
            continue
        yield node.lineno, ast.unparse(node)


def _is_writing(node: ast.Call) -> bool:
    """Whether the mode, a text such as "wb", asks for writing."""
    texts = [part.value for part in [*node.args, *(word.value for word in node.keywords)] if _is_text(part)]
    modes = any(text in ("wb", "w", "x", "xb", "ab", "a", "rb+", "r+b") for text in texts)
    return modes or any("O_CREAT" in ast.unparse(part) for part in node.args)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _reads_open_file(node: ast.Call) -> bool:
    """Whether the first argument is something that is open already: a name or call that says so."""
    given = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "fileobj")]
    said = " ".join(ast.unparse(part) for part in given)
    return any(word in said for word in ("BytesIO", "open_regular", "open_source")) or said in (
        "raw", "file", "content", "whole", "opened", "stream",
    )  # fmt: skip


def _looks_like_file(node: ast.Call, owner: ast.expr | None, owner_name: str) -> bool:
    """Whether an `open` is that of Python, of a module, or of a path with a mode: many widgets have one, too."""
    if owner is None or owner_name in _MODULES:
        return True
    return any(_is_text(part) and part.value in ("r", "rb", "rt") for part in node.args)


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_that_files_are_opened_by_the_one_rule(file: Path) -> None:
    if file.relative_to(PACKAGE).as_posix() in _OURS:
        return
    source = file.read_text(encoding="utf-8")
    found = [f"line {line}: {call}" for line, call in calls_that_open(ast.parse(source)) if "resource(" not in call]
    assert not found, "open by base.files.open_regular or read_regular, parse by base.documents"
