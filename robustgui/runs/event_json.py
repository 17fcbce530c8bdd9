"""Events as JSON and back: one flat object each, its kind under "event"."""

from __future__ import annotations

import json
import math
import typing
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from ..base.errors import Sentence
from ..base.events import Event

T = TypeVar("T")
KINDS: dict[str, type] = {kind.__name__: kind for kind in typing.get_args(Event)}


def to_json(event: Event) -> str:
    """`event` on one line of strict JSON; NaN and infinity become the texts "nan", "inf" and "-inf"."""
    return json.dumps(to_dict(event), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def to_dict(event: Event) -> dict[str, Any]:
    """`event` as plain values, with "event" first."""
    return {"event": type(event).__name__} | {f.name: _plain(getattr(event, f.name)) for f in fields(event)}


def from_json(line: str | bytes) -> Event:
    """The inverse of `to_json`; unknown fields, of a later version, are left out.

    Raises:
        ValueError: `line` holds no event.
    """
    values = json.loads(line)
    if not isinstance(values, dict) or values.get("event") not in KINDS:
        raise ValueError("this line holds no event")
    return typing.cast(Event, build(KINDS[values["event"]], values))


def build(kind: type[T], values: dict[str, Any]) -> T:
    """A dataclass of `kind` from plain values; raises `ValueError` if a field is missing."""
    hints: dict[str, Any] = _hints(kind)  # type: ignore[arg-type]  # mypy: a type that a variable stands for has no hash
    try:
        return kind(**{name: _typed(hints[name], values[name]) for name in hints if name in values})
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sentence):
        return {
            "template": value.template,
            "facts": _plain(value.facts),
            "severity": value.severity,
            "text": str(value),
        }
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _typed(hint: Any, value: Any) -> Any:
    if hint is Sentence:
        return Sentence(value["template"], value.get("facts", {}), value.get("severity", "note"))
    if isinstance(value, list):
        return _tuple(hint, value)
    if isinstance(value, dict):
        for kind in (hint, *typing.get_args(hint)):  # of what may be None too
            if is_dataclass(kind) and isinstance(kind, type):
                return build(kind, value)
    if isinstance(value, str | int) and not isinstance(value, bool) and _is_number(hint):
        return float(value)
    return value


def _is_number(hint: Any) -> bool:
    return hint is float or float in typing.get_args(hint)


def _tuple(hint: Any, values: list[Any]) -> tuple[Any, ...]:
    """`values` as a tuple, each typed as `hint`, such as tuple[float, ...] or tuple[str, int], says."""
    kinds = typing.get_args(hint) if typing.get_origin(hint) is tuple else (Any, ...)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        if kinds[0] in (int, bool, str):  # as they are: there may be very many
            return tuple(values)
        return tuple(_typed(kinds[0], item) for item in values)
    if len(kinds) != len(values):
        raise TypeError(f"{len(values)} values where there should be {len(kinds)}")
    return tuple(_typed(kind, item) for kind, item in zip(kinds, values, strict=True))
