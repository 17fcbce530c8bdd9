"""Names in the code say what a thing is: functions are verbs, and no value is called by a bare participle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "robustgui"

# "found" says that something was found, not what: the match, the run, the prediction ...
VAGUE = {
    "asked", "chosen", "drawn", "found", "given", "kept", "known", "made", "meant", "mine", "rest", "said", "settled",
    "shown", "some", "spent", "stated", "stuff", "taken", "things", "told", "tried", "wanted",
}  # fmt: skip
NO_VERBS = {"found", "given", "known", "made", "taken", "drawn", "chosen", "kept", "shown", "told", "written"}
VERBS = {"embed", "feed", "need", "seed"}
# Public names of the notebook, and a decorator: they are read as what they give.
READ_AS_VALUES = {"compared_with", "stored_results", "checked"}


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of every variable, parameter, attribute and class field that `tree` defines, but for signals."""
    signals = {
        target
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Signal(")
        for target in node.targets
    }
    for node in ast.walk(tree):
        if node in signals:
            continue
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield node.lineno, name


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Those that are called, which leaves properties and fixtures out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            if not node.name.islower() or node.name in READ_AS_VALUES:  # a name of Qt
                continue
            decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
            if not decorators & {"property", "cached_property", "functools.cached_property"}:
                yield node


def is_participle(word: str) -> bool:
    return word in NO_VERBS or (word.endswith("ed") and word not in VERBS)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_that_no_value_is_called_by_a_bare_participle() -> None:
    wrong = {
        f"{file}: {name}": line for file, tree in sources() for line, name in names(tree) if name.strip("_") in VAGUE
    }
    assert wrong == {}


def test_that_no_function_is_called_by_a_participle() -> None:
    wrong = {
        f"{file}: {node.name}": node.lineno
        for file, tree in sources()
        for node in functions(tree)
        if is_participle(node.name.strip("_").split("_")[0])
    }
    assert wrong == {}
