"""Whatever command a message advises is put together by `shell_command`, never by hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "robustgui"
QUOTED = {"shell_command", "quote_words", "override_options"}
BY_HAND = re.compile(r"(?<![-\w])(robustgui [a-z-]+ [^.;'(\n]*|--[a-z-]+[ =]|--set [\w.{}]*=?)\{")


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of every literal; what is put into an f-string without being quoted reads {}."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(map(shown, node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside | documentation:
            yield node.lineno, node.value


def shown(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    value = part.value if isinstance(part, ast.FormattedValue) else part
    return "" if isinstance(value, ast.Call) and called(value) in QUOTED else "{}"


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def commands_by_hand(tree: ast.AST) -> list[int]:
    """Lines in which a command is put together with a name in it, or a fact called `command` is no quoted one."""
    wrong = [line for line, text in texts(tree) if BY_HAND.search(text)]
    for node in ast.walk(tree):
        for keyword in node.keywords if isinstance(node, ast.Call) else ():
            if keyword.arg == "command" and not (
                isinstance(keyword.value, ast.Call) and called(keyword.value) in QUOTED
            ):
                wrong.append(node.lineno)
    return wrong


@pytest.mark.parametrize(
    "source",
    [
        'RunError("If you trust it: robustgui allow {entry}", entry=entry)',
        'say(f"Next: robustgui evaluate {folder.path}")',
        'note(f"{reason}: --set format.label={column}")',
        'say("Set it: --set {path}={value}")',
        'say(f"{title}: " + " ".join(f"--set {a}={b}" for a, b in items))',
        'RunError("If you trust it: {command}", command=f"robustgui allow {entry}")',
    ],
)
def test_that_a_command_put_together_by_hand_is_noticed(source: str):
    assert commands_by_hand(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "say(f\"Next: {shell_command('evaluate', path)}\")",
        'RunError("If you trust it: {command}", command=shell_command("allow", entry))',
        'say("Train one with: robustgui run SPEC.toml")',
        'note(f"{reason}: {override_options(changes)}")',
    ],
)
def test_that_a_quoted_command_is_not(source: str):
    assert commands_by_hand(ast.parse(source)) == []


def test_that_every_command_is_quoted_for_a_shell():
    wrong = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sorted(ROOT.rglob("*.py"))
        for line in commands_by_hand(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert wrong == []
