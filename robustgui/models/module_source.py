"""The source of a module that was written in a notebook or script, with everything of the user's own that it uses.

The text that is collected can be run alone: imports of installed packages, constants, functions and classes in the
order in which they need each other, and a function that builds the module.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import linecache
import symtable
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from ..base.code_files import is_installed
from ..base.errors import RunError

FACTORY = "robustgui_network"  # the function at the end of the source, of (features, outputs)
FEATURES = (
    "features", "n_features", "num_features", "in_features", "feature_dim", "input_size", "input_dim", "in_dim",
    "inputs", "n_inputs", "num_inputs", "in_channels", "channels", "n_channels", "d_in", "dim_in", "c_in",
)  # fmt: skip
OUTPUTS = (
    "outputs", "n_outputs", "num_outputs", "out_features", "output_size", "output_dim", "out_dim", "num_classes",
    "n_classes", "nb_classes", "classes", "n_labels", "num_labels", "out_channels", "d_out", "dim_out", "c_out",
)  # fmt: skip


def collect_source(network: Callable[..., Any], sizes: dict[str, str], arguments: dict[str, Any]) -> str:
    """Python code whose function `FACTORY` calls `network`, a class or a function.

    Args:
        network: the class, or a function that gives a module.
        sizes: parameters of it and what they get: "features" or "outputs".
        arguments: other arguments, plain values, classes or functions.

    Raises:
        RunError: its source cannot be found, or it uses something that cannot be written down as source.
    """
    collection = _Collection(network.__name__)
    name = collection.write(network.__name__, network)
    texts = [f"{key}={value}" for key, value in sizes.items()]
    texts += [f"{key}={collection.write(key, value)}" for key, value in arguments.items()]
    body = f"def {FACTORY}(features, outputs):\n    return {name}({', '.join(texts)})\n"
    return "\n\n".join(["from __future__ import annotations", *filter(None, collection.blocks()), body])


class _Collection:
    """Definitions by name, those that others need before them."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._imports: dict[str, str] = {}  # the line by the name that it defines
        self._definitions: dict[str, str] = {}
        self._objects: dict[str, Any] = {}  # what each name stands for

    def blocks(self) -> list[str]:
        return ["\n".join(sorted(self._imports.values())), *self._definitions.values()]

    def add_definition(self, value: Any) -> str:
        """The source of a class or function of the user, after all that it uses; gives its name."""
        name: str = value.__name__
        if self._is_defined(name, value):
            return name
        text = find_source(value, self._title)
        for used in sorted(_global_names(text) - {name}):
            found, other = _resolve(value, used)
            if found:
                self._add(used, other)
        self._definitions[name] = text.rstrip()
        return name

    def _is_defined(self, name: str, value: Any) -> bool:
        """Whether `name` stands for `value` already; afterwards it does."""
        if name in self._objects:
            if self._objects[name] is not value:
                raise RunError(
                    "The network {title} uses two different things called {name}. Rename one of them.",
                    title=self._title, name=name,
                )  # fmt: skip
            return True
        self._objects[name] = value
        return False

    def _add(self, name: str, value: Any) -> None:
        """Define `name` as `value`."""
        if isinstance(value, type | FunctionType) and not _is_importable(value):
            if self.add_definition(value) != name and not self._is_defined(name, value):
                self._definitions[name] = f"{name} = {value.__name__}"
        elif not self._is_defined(name, value):
            if isinstance(value, ModuleType):
                self._imports[name] = self._import_module(name, value)
            elif (line := _import_line(name, value)) is not None:
                self._imports[name] = line
            else:
                self._definitions[name] = f"{name} = {self.write(name, value)}"

    def write(self, name: str, value: Any) -> str:
        """An expression for `value`.

        Raises:
            RunError: there is none.
        """
        if isinstance(value, type | FunctionType):
            self._add(value.__name__, value)
            return value.__name__
        text = repr(value)
        if type(value).__module__ == "torch" and type(value).__name__ in ("dtype", "device"):
            self._add("torch", sys.modules["torch"])
            return f"torch.{text}" if text.startswith("device") else text
        try:
            is_plain = ast.literal_eval(text) == value
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            is_plain = False
        if not is_plain:
            raise RunError(
                "The network {title} uses {name}, a {type}, which cannot be stored as source. Create it inside of the "
                "network, or pass a plain number, text, list, class or function.",
                title=self._title, name=name, type=type(value).__name__,
            )  # fmt: skip
        return text

    def _import_module(self, name: str, module: ModuleType) -> str:
        if not _is_installed_module(module.__name__):
            raise RunError(
                "The network {title} uses {name}, a module of yours, which is not stored with the network. Import what "
                "it needs by name, such as from {name} import ...",
                title=self._title, name=module.__name__,
            )  # fmt: skip
        return f"import {module.__name__}" if module.__name__ == name else f"import {module.__name__} as {name}"


def find_source(value: Any, title: str) -> str:
    """The text of a class or function, without indentation; raises `RunError` if it is not to be found.

    A class of a notebook is found by the code of its methods: `inspect` looks for the file of its module, and the
    module of a notebook has none.
    """
    for code in _codes(value):
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
            "or in a file.",
            name=value.__name__, title=title,
        ) from error  # fmt: skip


def _codes(value: Any) -> Iterator[Any]:
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


def _global_names(text: str) -> set[str]:
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


def _resolve(value: Any, name: str) -> tuple[bool, Any]:
    """Whether `name` in the source of `value` is defined outside of it, and as what."""
    functions = [value] if isinstance(value, FunctionType) else [
        getattr(member, "fget", None) or getattr(member, "__func__", member) for member in vars(value).values()
    ]  # fmt: skip
    functions = [inspect.unwrap(each) for each in functions if isinstance(each, FunctionType)]
    for function in functions:
        if name in function.__code__.co_freevars and function.__closure__ is not None:
            try:
                return True, function.__closure__[function.__code__.co_freevars.index(name)].cell_contents
            except ValueError:  # not defined yet
                continue
    scopes = [function.__globals__ for function in functions]
    scopes += [vars(sys.modules[value.__module__])] if value.__module__ in sys.modules else []
    for scope in scopes:
        if name in scope:
            return True, scope[name]
    for base in getattr(value, "__bases__", ()):  # of a class inside of a function
        if base.__name__ == name:
            return True, base
    return False, None


def _is_importable(value: Any) -> bool:
    """Whether a class or function is that of an installed package, or of Python."""
    if not _is_installed_module(str(value.__module__)) or "." in value.__qualname__:
        return False
    return getattr(sys.modules.get(value.__module__), value.__qualname__, None) is value


def _import_line(name: str, value: Any) -> str | None:
    """The import of `value` from an installed package; None: it is not found there under its own name."""
    module, own = getattr(value, "__module__", None), getattr(value, "__name__", None) or getattr(value, "_name", None)
    if not (isinstance(module, str) and isinstance(own, str) and _is_installed_module(module)):
        return None
    try:
        if getattr(importlib.import_module(module), own, None) is not value:
            return None
    except ImportError:
        return None
    return f"from {module} import {own}" if own == name else f"from {module} import {own} as {name}"


def _is_installed_module(name: str) -> bool:
    """Whether another process finds the module by its name."""
    root = name.partition(".")[0]
    if root in ("__main__", ""):
        return False
    if root in sys.stdlib_module_names or root in ("robustgui", "torch"):
        return True
    file = getattr(sys.modules.get(root), "__file__", None)
    return file is not None and is_installed(Path(file))
