"""The source of a module that was written in a notebook or script, with everything of the user's own that it uses.

The text that is collected can be run alone: imports of installed packages, constants, functions and classes in the
order in which they need each other, and a function that builds the module.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import math
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from ..base.code_files import is_installed
from ..base.errors import RunError
from .source_text import code_objects, find_source, global_names

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


_received: dict[str, tuple[str, str]] = {}  # imports and definitions that a class of another process needs


def sources_of_notebook() -> dict[str, tuple[str, str]]:
    """Imports and definitions of each module class of the notebook or script that runs here, for another process.

    A class that is pickled by value, as joblib does it with those of a notebook, reaches the other process without the
    text of its cell.
    """
    torch: Any = sys.modules.get("torch")
    sources: dict[str, tuple[str, str]] = {}
    if torch is None:
        return sources
    for value in list(vars(sys.modules["__main__"]).values()):
        if isinstance(value, type) and issubclass(value, torch.nn.Module) and value.__module__ == "__main__":
            collection = _Collection(value.__name__)
            with suppress(RunError):
                collection.add_definition(value)
                sources[_identity(value)] = collection.blocks()
    return sources


def receive_sources(sources: dict[str, tuple[str, str]]) -> None:
    """Keep what `sources_of_notebook` gave in the process that this one works for."""
    _received.update(sources)


def _identity(value: Any) -> str:
    """The same in each process: where a class was written, and its bytecode."""
    codes = list(code_objects(value))
    places = [f"{code.co_filename}:{code.co_firstlineno}:{code.co_code.hex()}" for code in codes]
    return hashlib.sha256("\n".join([value.__qualname__, *sorted(places)]).encode()).hexdigest()


_BRACKETS: dict[type, str] = {list: "[{}]", tuple: "({},)", set: "{{{}}}"}
_MOST_ENTRIES = 1000  # of an array


class _Collection:
    """Definitions by name, those that others need before them."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._imports: dict[str, str] = {}  # the line by the name that it defines
        self._definitions: dict[str, str] = {}
        self._objects: dict[str, Any] = {}  # by name

    def blocks(self) -> tuple[str, str]:
        """The imports, and the definitions in the order in which they need each other."""
        return "\n".join(sorted(self._imports.values())), "\n\n".join(self._definitions.values())

    def add_definition(self, value: Any) -> str:
        """The source of a class or function of the user, after all that it uses; gives its name."""
        name: str = value.__name__
        if self._claim_name(name, value):
            return name
        if isinstance(value, type) and (received := _received.get(_identity(value))):
            self._imports |= {line: line for line in received[0].splitlines()}
            self._definitions[name] = received[1]
            return name
        text = find_source(value, self._title)
        for used in sorted(global_names(text) - {name}):
            is_defined, target = _resolve(value, used)
            if is_defined:
                self._add(used, target)
        self._definitions[name] = text.rstrip()
        return name

    def _claim_name(self, name: str, value: Any) -> bool:
        """Use `name` for `value`, and say whether it was used for it already."""
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
            if self.add_definition(value) != name and not self._claim_name(name, value):
                self._definitions[name] = f"{name} = {value.__name__}"
        elif not self._claim_name(name, value):
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
        if isinstance(value, Enum):
            return f"{self.write(name, type(value))}.{value.name}"
        if type(value) in _BRACKETS and value:
            return _BRACKETS[type(value)].format(", ".join(self.write(name, each) for each in value))
        if type(value) is dict:
            pairs = (f"{self.write(name, key)}: {self.write(name, each)}" for key, each in value.items())
            return f"{{{', '.join(pairs)}}}"
        if is_dataclass(value):
            named = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
            texts = [f"{key}={self.write(name, each)}" for key, each in named.items()]
            return f"{self.write(name, type(value))}({', '.join(texts)})"
        value = value.item() if isinstance(value, np.generic) else value
        if text := self._write_number(value):
            return text
        text = repr(value)
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

    def _write_number(self, value: Any) -> str:
        """An expression for a number, a small array or tensor, a function or type of torch; empty for other things."""
        if isinstance(value, float):
            return repr(value) if math.isfinite(value) else f"float({repr(value)!r})"
        if isinstance(value, np.ndarray) and value.dtype.kind in "biuf" and value.size <= _MOST_ENTRIES:
            self._add("numpy", np)
            return f"numpy.array({value.tolist()!r}, {value.dtype.str!r})"
        torch: Any = sys.modules.get("torch")
        text = ""
        if torch is None:
            return text
        if isinstance(value, torch.Tensor) and value.numel() <= _MOST_ENTRIES and value.isfinite().all():
            text = f"torch.tensor({value.tolist()!r}, dtype={value.dtype})"
        elif isinstance(value, torch.dtype):
            text = repr(value)
        elif isinstance(value, torch.device):
            text = f"torch.{value!r}"
        elif (name := getattr(value, "__name__", "")) and getattr(torch, name, None) is value:
            text = f"torch.{name}"
        if text:
            self._add("torch", torch)
        return text

    def _import_module(self, name: str, module: ModuleType) -> str:
        if not _is_installed_module(module.__name__):
            raise RunError(
                "The network {title} uses {name}, a module of yours, which is not stored with the network. Import what "
                "it needs by name, such as from {name} import ...",
                title=self._title, name=module.__name__,
            )  # fmt: skip
        return f"import {module.__name__}" if module.__name__ == name else f"import {module.__name__} as {name}"


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
    module = getattr(value, "__module__", None)
    own_name = getattr(value, "__name__", None) or getattr(value, "_name", None)
    if not (isinstance(module, str) and isinstance(own_name, str) and _is_installed_module(module)):
        return None
    if getattr(sys.modules.get(module), own_name, None) is not value:
        return None
    alias = "" if own_name == name else f" as {name}"
    return f"from {module} import {own_name}{alias}"


def _is_installed_module(name: str) -> bool:
    """Whether another process finds the module by its name."""
    root = name.partition(".")[0]
    if root in ("__main__", ""):
        return False
    if root in sys.stdlib_module_names or root in ("robustgui", "torch"):
        return True
    file = getattr(sys.modules.get(root), "__file__", None)
    return file is not None and is_installed(Path(file))
