"""The source of a module that was written in a notebook or script, with everything of the user's own that it uses.

The text that is collected can be run alone: imports of installed packages, constants, functions and classes in the
order in which they need each other, and a function that builds the module.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import math
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from ..base.errors import RunError
from ..base.lazy import torch
from .module_arguments import find_arguments
from .name_lookup import is_importable, is_installed_module, resolve_name, write_import
from .source_text import attributes_of, code_objects, find_lambda, find_source, global_names, is_lambda

if TYPE_CHECKING:
    from torch.nn import Module

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
    return _join(collection, f"{name}({', '.join(texts)})")


def write_module(module: Module) -> str:
    """Python code whose function `FACTORY` makes a module like `module` with new weights.

    Args:
        module: a layer of torch, a class of the user's that keeps its arguments as attributes, or an `nn.Sequential` of
            these.

    Raises:
        RunError: its arguments are not known, or it uses something that cannot be written down as source.
    """
    collection = _Collection(type(module).__name__)
    return _join(collection, collection.write_layer(module))


def _join(collection: _Collection, expression: str) -> str:
    body = f"def {FACTORY}(features, outputs):\n    return {expression}\n"
    return "\n\n".join(["from __future__ import annotations", *filter(None, collection.blocks()), body])


_received: dict[str, tuple[str, str]] = {}  # imports and definitions that a class of another process needs


def sources_of_notebook() -> dict[str, tuple[str, str]]:
    """Imports and definitions of each class and function of the notebook or script that runs here, for another process.

    A class that is pickled by value, as joblib does it with those of a notebook, reaches the other process without the
    text of its cell.
    """
    sources: dict[str, tuple[str, str]] = {}
    if "torch" not in sys.modules:
        return sources
    for value in list(vars(sys.modules["__main__"]).values()):
        if isinstance(value, type | FunctionType) and value.__module__ == "__main__" and not is_lambda(value):
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
        if isinstance(value, type | FunctionType) and (received := _received.get(_identity(value))):
            self._imports |= {line: line for line in received[0].splitlines()}
            self._definitions[name] = received[1]
            return name
        text = find_source(value, self._title)
        for used in sorted(global_names(text) - {name}):
            self._add_used(value, used, text)
        self._definitions[name] = text.rstrip()
        return name

    def _add_used(self, value: Any, name: str, text: str) -> None:
        """Define the global `name` that the source `text` of `value` uses."""
        is_defined, target = resolve_name(value, name)
        if not is_defined:
            return
        if isinstance(target, ModuleType) and not is_installed_module(target.__name__):
            self._add_own_module(name, target, attributes_of(text, name))
        else:
            self._add(name, target)

    def _add_own_module(self, name: str, module: ModuleType, attributes: set[str]) -> None:
        """Define `name` as what is used of a module of the user's own."""
        if not self._claim_name(name, module):
            self._imports["types"] = "import types"
            self._definitions[name] = f"{name} = types.SimpleNamespace()"
        for attribute in sorted(attributes):
            place = f"{name}.{attribute}"
            if not hasattr(module, attribute) or self._claim_name(place, getattr(module, attribute)):
                continue
            target = getattr(module, attribute)
            if isinstance(target, ModuleType) and not is_installed_module(target.__name__):
                raise RunError(
                    "The network {title} uses {name}, a module of yours inside of another. Import what it needs by "
                    "name, such as from {name} import ...",
                    title=self._title, name=target.__name__,
                )  # fmt: skip
            text = target.__name__ if isinstance(target, ModuleType) else self.write(place, target)
            if isinstance(target, ModuleType):
                self._imports[text] = f"import {text}"
            self._definitions[place] = f"{place} = {text}"

    def _two_things(self, name: str) -> RunError:
        return RunError(
            "The network {title} uses two different things called {name}. Rename one of them.",
            title=self._title, name=name,
        )  # fmt: skip

    def _claim_name(self, name: str, value: Any) -> bool:
        """Use `name` for `value`, and say whether it was used for it already."""
        if name in self._objects:
            if self._objects[name] is not value:
                raise self._two_things(name)
            return True
        self._objects[name] = value
        return False

    def _add(self, name: str, value: Any) -> None:
        """Define `name` as `value`."""
        if isinstance(value, type | FunctionType) and not is_lambda(value) and not is_importable(value):
            if self.add_definition(value) != name and not self._claim_name(name, value):
                self._definitions[name] = f"{name} = {value.__name__}"
        elif not self._claim_name(name, value):
            if isinstance(value, ModuleType):
                self._imports[name] = self._import_module(name, value)
            elif (line := write_import(name, value)) is not None:
                self._imports[name] = line
            else:
                self._definitions[name] = f"{name} = {self.write(name, value)}"

    def write(self, name: str, value: Any) -> str:
        """An expression for `value`.

        Raises:
            RunError: there is none.
        """
        if is_lambda(value):
            text = find_lambda(value, self._title)
            for used in sorted(global_names(text)):
                self._add_used(value, used, text)
            return text
        if isinstance(value, type | FunctionType):
            self._add(value.__name__, value)
            return value.__name__
        if isinstance(value, functools.partial):
            self._imports["functools"] = "import functools"
            texts = [self.write(name, each) for each in (value.func, *value.args)]
            texts += [f"{key}={self.write(name, each)}" for key, each in value.keywords.items()]
            return f"functools.partial({', '.join(texts)})"
        if isinstance(value, Enum):
            return f"{self.write(name, type(value))}.{value.name}"
        if type(value) in _BRACKETS and value:
            return _BRACKETS[type(value)].format(", ".join(self.write(name, each) for each in value))
        if type(value) is dict:
            pairs = (f"{self.write(name, key)}: {self.write(name, each)}" for key, each in value.items())
            return f"{{{', '.join(pairs)}}}"
        if "torch" in sys.modules and isinstance(value, torch.nn.Module) and not value.state_dict():
            return self.write_layer(value)
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

    def write_layer(self, module: Module) -> str:
        """An expression for a module with the arguments of `module` and new weights.

        Raises:
            RunError: they are not known.
        """
        cls = self.write(type(module).__name__, type(module))
        if type(module) is not torch.nn.Sequential:
            arguments = find_arguments(module)
            return f"{cls}({', '.join(f'{key}={self.write(key, value)}' for key, value in arguments.items())})"
        children = [(name, child) for name, child in module._modules.items() if child is not None]
        weights = [id(weight) for _, child in children for weight in child.parameters()]
        if len(set(weights)) < len(weights):
            raise RunError(
                "The layers of this {name} share weights, which its source does not say. Write a class for it, and "
                "give that to rg.Module.",
                name=self._title,
            )
        texts = [self.write_layer(child) for _, child in children]
        if [name for name, _ in children] == [str(place) for place in range(len(children))]:
            return f"{cls}({', '.join(texts)})"
        self._imports["collections"] = "import collections"
        pairs = ", ".join(f"({name!r}, {text})" for (name, _), text in zip(children, texts, strict=True))
        return f"{cls}(collections.OrderedDict([{pairs}]))"

    def _write_number(self, value: Any) -> str:
        """An expression for a number, a small array or tensor, a function or type of torch; empty for other things."""
        if isinstance(value, float):
            return repr(value) if math.isfinite(value) else f"float({repr(value)!r})"
        if isinstance(value, np.ndarray) and value.dtype.kind in "biuf" and value.size <= _MOST_ENTRIES:
            self._add("numpy", np)
            return f"numpy.array({value.tolist()!r}, {value.dtype.str!r})"
        text = ""
        if "torch" not in sys.modules:
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
        return f"import {module.__name__}" if module.__name__ == name else f"import {module.__name__} as {name}"
