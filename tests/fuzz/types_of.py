"""Whether what was read from disk has the types that its class declares."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from robustgui.base.settings import Settings


def check_types(value: Any, place: str = "") -> None:
    """Raises `AssertionError` that names the first field of `value`, or of what is inside, with another type."""
    place = place or type(value).__name__
    for name, hint in _hints(type(value)).items():
        _check_hint(getattr(value, name), hint, f"{place}.{name}")


def _check_hint(value: Any, hint: Any, place: str) -> None:
    assert _fits(value, hint), f"{place} is {str(value)[:60]!r} ({type(value).__name__}), not {hint}"
    if is_dataclass(value) and not isinstance(value, type):
        check_types(value, place)
    elif isinstance(value, tuple):
        kinds = _tuple_kinds(hint, len(value))
        for at, (one, kind) in enumerate(zip(value, kinds, strict=True)):
            if type(one) is not kind:
                _check_hint(one, kind, f"{place}[{at}]")


def _tuple_kinds(hint: Any, count: int) -> tuple[Any, ...]:
    for kind in (hint, *get_args(hint)):
        if get_origin(kind) is tuple:
            arguments = get_args(kind)
            kinds = (arguments[0],) * count if arguments[1:] == (Ellipsis,) else arguments
            assert len(kinds) == count, f"{count} values, not {len(kinds)}"
            return kinds
    return (Any,) * count


def _fits(value: Any, hint: Any) -> bool:
    if hint is Any:
        return True
    origin = get_origin(hint)
    if origin in (typing.Union, UnionType):
        return any(_fits(value, kind) for kind in get_args(hint))
    if origin is Literal:
        return any(value == choice and type(value) is type(choice) for choice in get_args(hint))
    kind = origin or hint
    if kind is float:
        return isinstance(value, float | int) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is None or kind is NoneType:
        return value is None
    return isinstance(value, kind) if isinstance(kind, type) else True


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    if not is_dataclass(kind) or issubclass(kind, Settings | Path):
        return {}
    hints = typing.get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}
