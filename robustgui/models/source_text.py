"""The text of a class or function, also of one that was written in a notebook, and the names that it uses."""

from __future__ import annotations

import ast
import builtins
import inspect
import linecache
import symtable
import textwrap
from collections.abc import Iterator
from types import FunctionType
from typing import Any

from ..base.errors import RunError


def find_source(value: Any, title: str) -> str:
    """The text of a class or function, without indentation; raises `RunError` if it is not to be found.

    A class of a notebook is found by the code of its methods: `inspect` looks for the file of its module, and the
    module of a notebook has none.
    """
    for code in code_objects(value):
        text = "".join(linecache.getlines(code.co_filename))
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError):  # such as a cell with magic commands
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == value.__name__:
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                if first <= code.co_firstlineno <= (node.end_lineno or first):
                    lines = text.splitlines()[first - 1 : node.end_lineno]
                    return textwrap.dedent("\n".join(lines)) + "\n"
    try:
        return textwrap.dedent(inspect.getsource(value))
    except (OSError, TypeError) as error:
        raise RunError(
            "The source of {name}, which the network {title} needs, cannot be found. Define it in a cell of a notebook "
            "or in a file, and call rg.Module before other processes begin.",
            name=value.__name__, title=title,
        ) from error  # fmt: skip


def code_objects(value: Any) -> Iterator[Any]:
    """The code of a function, or of the methods that a class itself defines."""
    if isinstance(value, FunctionType):
        yield inspect.unwrap(value).__code__
        return
    for member in vars(value).values():
        function = inspect.unwrap(getattr(member, "fget", None) or getattr(member, "__func__", member))
        if isinstance(function, FunctionType) and function.__qualname__.startswith(f"{value.__qualname__}."):
            yield function.__code__


class _WithoutAnnotations(ast.NodeTransformer):
    """Annotations are not evaluated, so that their names need not exist."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is None:
            return ast.copy_location(ast.Pass(), node)
        return self.generic_visit(ast.copy_location(ast.Assign([node.target], node.value), node))


def global_names(text: str) -> set[str]:
    """The names in `text` that neither it nor Python defines."""
    tree = ast.fix_missing_locations(_WithoutAnnotations().visit(ast.parse(text)))
    waiting, names = [symtable.symtable(ast.unparse(tree), "<source>", "exec")], set()
    while waiting:
        table = waiting.pop()
        waiting.extend(table.get_children())
        is_module = table.get_type() == "module"
        names |= {
            symbol.get_name()
            for symbol in table.get_symbols()
            if symbol.is_referenced() and (symbol.is_global() or is_module) and not (is_module and symbol.is_assigned())
        }
    return names - set(dir(builtins))
