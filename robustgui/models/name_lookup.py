"""What a name in the source of a class or function means, and which import of an installed package gives it."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from types import FunctionType
from typing import Any

from ..base.code_files import is_installed


def resolve_name(value: Any, name: str) -> tuple[bool, Any]:
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


def is_importable(value: Any) -> bool:
    """Whether a class or function is that of an installed package, or of Python."""
    if not is_installed_module(str(value.__module__)) or "." in value.__qualname__:
        return False
    return getattr(sys.modules.get(value.__module__), value.__qualname__, None) is value


def write_import(name: str, value: Any) -> str | None:
    """The import of `value` from an installed package; None: it is not found there under its own name."""
    module = getattr(value, "__module__", None)
    own_name = getattr(value, "__name__", None) or getattr(value, "_name", None)
    if not (isinstance(module, str) and isinstance(own_name, str) and is_installed_module(module)):
        return None
    if getattr(sys.modules.get(module), own_name, None) is not value:
        return None
    alias = "" if own_name == name else f" as {name}"
    return f"from {module} import {own_name}{alias}"


def is_installed_module(name: str) -> bool:
    """Whether another process finds the module by its name."""
    root = name.partition(".")[0]
    if root in ("__main__", ""):
        return False
    if root in sys.stdlib_module_names or root in ("robustgui", "torch"):
        return True
    file = getattr(sys.modules.get(root), "__file__", None)
    return file is not None and is_installed(Path(file))
