"""Former names of modules, classes, registry keys, settings and events: what was written with them keeps working.

Plug-ins and notebooks import by the former names and get a `DeprecationWarning`; files that were stored with them are
read without one. The names are in `former_names`.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, TypeVar

from .former_names import ATTRIBUTES, ENTRIES, FIELDS, KEYS, METHODS, MODULES, NAMES, VALUES

T = TypeVar("T")


def present_module(name: str) -> str:
    """What the module `name` is called now."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        if (former := ".".join(parts[:end])) in MODULES:
            return ".".join([MODULES[former], *parts[end:]])
    return name


def present_key(kind: str, key: str) -> str:
    """What `key` is called now in the registry of that kind."""
    return KEYS.get(kind, {}).get(key, key)


def present_class(name: str) -> str:
    """What a public class is called now; its module does not matter."""
    return next((names[name].rpartition(".")[2] for names in NAMES.values() if name in names), name)


def adopt_former_methods(cls: type) -> type:
    """Class decorator: methods that are defined by their former names have the present ones, too, and the reverse."""
    for base in cls.__mro__:
        for former, present in METHODS.get(base.__name__, {}).items():
            if base is cls:
                of_class = isinstance(vars(cls).get(present), classmethod)
                setattr(cls, former, classmethod(_forward(present)) if of_class else _forward(present))
            elif former in vars(cls) and present not in vars(cls):
                setattr(cls, present, vars(cls)[former])
    return cls


def _forward(name: str) -> Callable[..., Any]:
    return lambda self, *values, **named: getattr(self, name)(*values, **named)


def keep_former_attributes(cls: type[T]) -> type[T]:
    """Class decorator: reading a former attribute gives the present one, with a `DeprecationWarning`."""

    names = ATTRIBUTES.get(cls.__name__, {})
    cls.__getattr__ = lambda self, name: read_former(self, names, name)  # type: ignore[attr-defined]
    return cls


def read_former(instance: Any, names: dict[str, str], name: str) -> Any:
    """The attribute that was called `name`, for `__getattr__`; `names`: {former: present}. Warns of the former name."""
    title = type(instance).__name__
    if name not in names:
        raise AttributeError(f"{title!r} object has no attribute {name!r}")
    warnings.warn(f"{title}.{name} is now called {names[name]}.", DeprecationWarning, stacklevel=3)
    return getattr(instance, names[name])


def former_fields(cls: type) -> dict[str, str]:
    """{former name: present one} of the fields of `cls`, inherited ones included."""
    return {former: present for each in cls.__mro__ for former, present in FIELDS.get(each.__name__, {}).items()}


def field_translator(cls: type) -> Callable[[dict[str, Any]], dict[str, Any]] | None:
    """Replaces former names and values in a table of the fields of `cls`; None if there are none."""
    lineage = [each.__name__ for each in cls.__mro__]
    names = former_fields(cls)
    choices = {field: table for each in lineage for field, table in VALUES.get(each, {}).items()}
    entries = {field: table for each in lineage for field, table in ENTRIES.get(each, {}).items()}
    if not names and not choices and not entries:
        return None

    def translate(values: dict[str, Any]) -> dict[str, Any]:
        values = {name: value for name, value in values.items() if name not in names} | {
            names[name]: value for name, value in values.items() if name in names
        }
        for field, table in entries.items():
            if field not in values and not table.keys().isdisjoint(values):
                present = ((name, values.get(former)) for former, name in table.items())
                values[field] = [[name, value] for name, value in present if value is not None]
        for field, table in choices.items():
            if isinstance(value := values.get(field), str):
                values[field] = table.get(value, value)
            elif isinstance(value, list):
                values[field] = [table.get(item, item) if isinstance(item, str) else item for item in value]
        return values

    return translate
