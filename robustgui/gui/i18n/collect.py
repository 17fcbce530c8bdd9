"""Collects every text of the core that a user may see, by reading the program's syntax trees.

lupdate sees literals inside translation calls only; the core knows nothing of Qt and makes none. So its texts are
written, as such calls, into core_texts.py, each with its package as context. What is collected: titles, helps, units
and choices of settings; titles and summaries of registered classes; kinds of registries; the templates of errors and
sentences; and words of formulas.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from . import PRESETS

PACKAGE = Path(__file__).parents[2]
OUTPUT = Path(__file__).with_name("core_texts.py")
_SETTING_TEXTS = ("title", "help", "unit")
_TEMPLATES = ("Sentence", "wrong")  # calls whose first argument is a template, beside the errors
_HEAD = '"""Every text of the core, for lupdate. Made by `tools/translations.py update`; do not edit."""'


class Text(NamedTuple):
    """A text to translate; `comment` tells two meanings of the same words in one context apart."""

    context: str
    source: str
    comment: str = ""


def render(package: Path = PACKAGE, presets: Path | None = None) -> str:
    """The text of core_texts.py as it should be."""
    texts = {text for text in collect(package, presets) if any(c.isalpha() for c in text.source)}
    names = ", ".join(["QCoreApplication"] * any(text.comment for text in texts) + ["QT_TRANSLATE_NOOP"])
    head = f"{_HEAD}\n\n# ruff: noqa: E501\n# fmt: off\nfrom PySide6.QtCore import {names}\n\n"
    return head + "\n".join(["TEXTS = (", *(f"    {_call(text)}," for text in sorted(texts)), ")", ""])


def _call(text: Text) -> str:
    """`text` as a call that lupdate collects; the short one knows no comments."""
    if text.comment:
        return f'QCoreApplication.translate("{text.context}", {quote(text.source)}, {quote(text.comment)})'
    return f'QT_TRANSLATE_NOOP("{text.context}", {quote(text.source)})'


def collect(package: Path = PACKAGE, presets: Path | None = None) -> Iterator[Text]:
    """The texts of all files of `package`, and the titles of the shipped presets.

    Raises:
        ValueError: a template is put together at run time and so cannot be translated.
    """
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(package.rglob("*.py"))
             if file != OUTPUT}  # fmt: skip
    makers = {*_TEMPLATES, *_errors(trees.values())}
    tables = {name for tree in trees.values() for name in _choice_tables(tree)}
    for file, tree in trees.items():
        room = file.relative_to(package).parts[0].removesuffix(".py")
        context, summaries = f"robustgui.{room}", room != "gui"  # pages and views speak for themselves
        for node in ast.walk(tree):
            if not summaries and isinstance(node, ast.ClassDef):
                continue
            try:
                comment = _comment(node)
                yield from (Text(context, source, comment) for source in _texts(node, makers))
                yield from (Text(context, source) for source in _choices_of(node, tables))
            except ValueError as error:
                raise ValueError(f"{file}, line {getattr(node, 'lineno', '?')}: {error}") from error
    for preset in sorted(presets.glob("*.toml")) if presets else ():
        yield Text(PRESETS, preset.read_text(encoding="utf-8").splitlines()[0].removeprefix("#").strip())


def _errors(trees: object) -> set[str]:
    """Names of the classes that descend from RobustGuiError."""
    error_names = {"RobustGuiError"}
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]  # type: ignore[attr-defined]
    while True:
        subclasses = {c.name for c in classes if any(_name(base) in error_names for base in c.bases)}
        if subclasses <= error_names:
            return error_names
        error_names |= subclasses


def _texts(node: ast.AST, makers: set[str]) -> Iterator[str]:
    match node:
        case ast.Call() if _is_setting(node):
            yield from _setting(node)
        case ast.Call() if _name(node.func) == "Registry" and node.args:
            yield from _literals(node.args[0])
        case ast.Call() if _name(node.func) in makers and node.args:
            yield from _literals(node.args[0])
        case ast.Call() if _name(node.func) == "Sign" and len(node.args) > 1:
            yield from _literals(node.args[1])
        case ast.ClassDef() if any(
            isinstance(d, ast.Call) and _name(d.func) == "register" for d in node.decorator_list
        ):
            yield " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())
            yield from _class_texts(node)
        case ast.Assign(targets=[ast.Name(id="_SENTENCES")], value=ast.Dict() as table):
            for value in table.values:
                yield from _literals(value)
        case ast.Assign(targets=[ast.Name(id="template")]):
            yield from _literals(node.value)
        case ast.FunctionDef(name="_template"):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    yield from _literals(inner.value)


def _comment(node: ast.AST) -> str:
    """What tells its texts apart from the same words with another meaning: `setting(..., comment="of a loss")`."""
    keywords = node.keywords if isinstance(node, ast.Call) else ()
    return next((text for k in keywords if k.arg == "comment" for text in _literals(k.value)), "")


def _choice_tables(tree: ast.AST) -> Iterator[str]:
    """Names of the tables that settings take their choices from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_setting(node):
            for keyword in node.keywords:
                if keyword.arg == "choices":
                    yield from (inner.id for inner in ast.walk(keyword.value) if isinstance(inner, ast.Name))


def _choices_of(node: ast.AST, tables: set[str]) -> Iterator[str]:
    """The labels in one of `tables`."""
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.AnnAssign(target=ast.Name(id=name), value=value)
        ) if name in tables and value is not None:
            yield from _labels(value)


def _labels(choices: ast.expr) -> Iterator[str]:
    """The labels in all literal parts of `choices`."""
    for part in ast.walk(choices):
        if isinstance(part, ast.Dict):
            for label in part.values:
                yield from _literals(label)


def _is_setting(call: ast.Call) -> bool:
    """Whether a call declares a setting: `setting(...)`, or `partial(setting, ...)` for one of several classes."""
    makes = call.args[0] if _name(call.func) == "partial" and call.args else call.func
    return _name(makes) == "setting"


def _setting(call: ast.Call) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg in _SETTING_TEXTS:
            yield from _literals(keyword.value)
        elif keyword.arg == "choices":
            yield from _labels(keyword.value)


def _class_texts(node: ast.ClassDef) -> Iterator[str]:
    """Its title; of an example dataset its description and licence, too."""
    for statement in node.body:
        match statement:
            case (
                ast.AnnAssign(target=ast.Name(id="title" | "description" | "licence"), value=ast.expr() as value)
                | ast.Assign(targets=[ast.Name(id="title" | "description" | "licence")], value=value)
            ):
                yield from _literals(value)


def _literals(node: ast.expr) -> Iterator[str]:
    """The text of a literal, or of both sides of a condition; what comes from elsewhere is collected there."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp():
            yield from _literals(node.body)
            yield from _literals(node.orelse)
        case ast.JoinedStr() | ast.BinOp():
            raise ValueError("a text that is put together cannot be translated; make it a template with facts")


def _name(node: ast.expr) -> str:
    """The last name in `a.b.c`."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def quote(text: str) -> str:
    """`text` as a double-quoted Python literal on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
