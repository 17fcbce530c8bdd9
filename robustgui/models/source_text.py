"""The text of a class or function, also of one that was written in a notebook, and the names that it uses."""

from __future__ import annotations

import ast
import builtins
import functools
import inspect
import linecache
import symtable
import textwrap
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

from ..base.errors import RunError


def find_source(value: Any, title: str) -> str:
    """The text of a class or function, without indentation; raises `RunError` if it is not to be found.

    A class of a notebook is found by the code of its methods: `inspect` looks for the file of its module, and the
    module of a notebook has none.
    """
    for code in code_objects(value):
        text = "".join(linecache.getlines(code.co_filename))
        for node in _list_nodes(text):
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == value.__name__:
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                if first <= code.co_firstlineno <= (node.end_lineno or first):
                    lines = text.splitlines()[first - 1 : node.end_lineno]
                    return textwrap.dedent("\n".join(lines)) + "\n"
    if text := _find_class_without_code(value):
        return text
    try:
        return textwrap.dedent(inspect.getsource(value))
    except (OSError, TypeError) as error:
        raise RunError(
            "The source of {name}, which the network {title} needs, cannot be found. Define it in a cell of a notebook "
            "or in a file, and call rg.Module before other processes begin.",
            name=value.__name__, title=title,
        ) from error  # fmt: skip


@functools.lru_cache(maxsize=16)
def _list_nodes(text: str) -> tuple[ast.AST, ...]:
    """The nodes of the syntax tree of `text`; none of a cell with magic commands."""
    try:
        return tuple(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError):
        return ()


def _find_class_without_code(value: Any) -> str:
    """The newest class statement with the name and the attributes of a class of a notebook; empty: there is none.

    A class without methods, such as a dataclass, has no code that names its cell.
    """
    if not isinstance(value, type) or value.__module__ != "__main__":
        return ""
    if any(code.co_filename != "<string>" for code in code_objects(value)):  # those of a dataclass are generated
        return ""
    names = {*vars(value), *vars(value).get("__annotations__", {})}
    for file in reversed([*linecache.cache]):
        text = "".join(linecache.getlines(file))
        if f"class {value.__name__}" not in text:
            continue
        for node in reversed([node for node in _list_nodes(text) if isinstance(node, ast.ClassDef)]):
            if node.name == value.__name__ and _targets_of_body(node) <= names:
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                return textwrap.dedent("\n".join(text.splitlines()[first - 1 : node.end_lineno])) + "\n"
    return ""


def _targets_of_body(node: ast.ClassDef) -> set[str]:
    """The names that the body of a class statement assigns."""
    targets: list[ast.expr] = []
    for line in node.body:
        targets += line.targets if isinstance(line, ast.Assign) else []
        targets += [line.target] if isinstance(line, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def is_lambda(value: Any) -> bool:
    """Whether `value` is a function without a name."""
    return isinstance(value, FunctionType) and value.__name__ == "<lambda>"


def find_lambda(value: FunctionType, title: str) -> str:
    """The expression of a lambda; raises `RunError` if it is not to be found.

    Several of one line are told apart by the places that its code has in it. Bytecode depends on the text around it.
    """
    code = value.__code__
    nodes = [
        node for node in _list_nodes("".join(linecache.getlines(code.co_filename)))
        if isinstance(node, ast.Lambda) and node.lineno == code.co_firstlineno and _covers(node.body, code)
    ]  # fmt: skip
    if not nodes:
        raise RunError(
            "The source of a lambda that the network {title} needs cannot be found. Write a function with def.",
            title=title,
        )
    return f"({ast.unparse(nodes[-1])})"  # the innermost


def _covers(body: ast.expr, code: CodeType) -> bool:
    """Whether every instruction of `code` belongs to the expression `body`."""
    first, last = (body.lineno, body.col_offset), (body.end_lineno or 0, body.end_col_offset or 0)
    names = {getattr(node, "id", None) or getattr(node, "attr", None) for node in ast.walk(body)}
    places = [
        ((line, column), (end_line, end_column))
        for line, end_line, column, end_column in code.co_positions()
        if line is not None and end_line is not None and column is not None and end_column is not None
        if end_column > column or end_line > line  # what begins a call has no width
    ]
    return set(code.co_names) <= names and all(first <= begin and end <= last for begin, end in places)


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


def attributes_of(text: str, name: str) -> set[str]:
    """The attributes of the global `name` that `text` uses: b for `name.b.c`."""
    return {
        node.attr
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
    }
