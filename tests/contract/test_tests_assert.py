"""Every test asserts something: itself, or by a helper whose name says so (`check_*`, `assert_*`) and which asserts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def called_name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_assertion(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = called_name(node)
    return name in {"raises", "warns", "fail"} or name.lstrip("_").startswith(("check_", "assert"))


def asserts(function: Function) -> bool:
    return any(is_assertion(node) for statement in function.body for node in ast.walk(statement))


def functions_without_assertion(source: str) -> list[str]:
    """Names of the tests, and of the helpers that are called after what they assert, that assert nothing."""
    tree = ast.parse(source)
    tests = [node for node in ast.walk(tree) if isinstance(node, Function) and node.name.startswith("test_")]
    helpers = [node for node in tree.body if isinstance(node, Function) and node.name.startswith(("check_", "assert_"))]
    silent = [test.name for test in tests if not asserts(test)]
    return silent + [
        helper.name
        for helper in helpers
        if not asserts(helper) and not any(isinstance(node, ast.Raise) for node in ast.walk(helper))
    ]


def python_files() -> Iterator[Path]:
    yield from (path for path in sorted(TESTS.rglob("*.py")) if "__pycache__" not in path.parts)


def test_that_every_test_and_every_checking_helper_asserts_something() -> None:
    silent = {
        str(path.relative_to(TESTS)): names
        for path in python_files()
        if (names := functions_without_assertion(path.read_text(encoding="utf-8")))
    }
    assert silent == {}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def test_a():\n    run()", ["test_a"]),
        ("class TestA:\n    def test_a(self):\n        run()", ["test_a"]),
        ("def test_a():\n    with suppress(ValueError):\n        run()", ["test_a"]),
        ("def test_a():\n    check_same(run())\n\ndef check_same(x):\n    print(x)", ["check_same"]),
        ("def test_a():\n    assert run()", []),
        ("def test_a():\n    with pytest.raises(ValueError):\n        run()", []),
        ("def test_a():\n    check_same(run())\n\ndef check_same(x):\n    assert x == 1", []),
    ],
)
def test_that_a_test_without_an_assertion_is_noticed(source: str, names: list[str]) -> None:
    assert functions_without_assertion(source) == names
