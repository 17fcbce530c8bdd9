"""Lets former modules and attributes (`renamed`) be imported, with a `DeprecationWarning`."""

from __future__ import annotations

import importlib
import sys
import warnings
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

from .former_names import NAMES
from .renamed import present_module


def install_finder() -> None:
    """Let former modules and attributes be imported; from then on each import costs one comparison more."""
    if _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)


class _Finder:
    """Comes first: below a package that has moved, Python's own finder would load a second copy of a module."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, _target: object = None) -> ModuleSpec | None:
        if not name.startswith("robustgui."):
            return None
        present = present_module(name)
        if present != name:
            return ModuleSpec(name, _Alias(present))  # type: ignore[arg-type]  # importlib.abc would cost time at the start
        spec = PathFinder.find_spec(name, path) if name in NAMES else None
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def execute_and_extend(module: ModuleType) -> None:
                execute(module)
                _add_former_names(module)

            spec.loader.exec_module = execute_and_extend  # type: ignore[method-assign]
        return spec


class _Alias:
    """Puts the present module in the place of the former one."""

    def __init__(self, present: str) -> None:
        self._present = present

    def create_module(self, _spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        former = module.__name__
        sys.modules[former] = importlib.import_module(self._present)
        warnings.warn(f"{former} is now called {self._present}.", DeprecationWarning, stacklevel=2)


def _add_former_names(module: ModuleType) -> None:
    attribute_hook = module.__dict__.get("__getattr__")

    def find(name: str) -> Any:
        present = NAMES.get(module.__name__, {}).get(name)
        if present is not None:
            warnings.warn(f"{module.__name__}.{name} is now called {present}.", DeprecationWarning, stacklevel=2)
            home, _, attribute = present.rpartition(".")
            return getattr(importlib.import_module(home) if home else module, attribute)
        if attribute_hook is not None:
            return attribute_hook(name)
        raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

    module.__dict__["__getattr__"] = find
