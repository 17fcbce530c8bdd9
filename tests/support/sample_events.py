"""Events of every kind, made from their type hints: a kind that is added is among them."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal

from robustgui.base.errors import Sentence
from robustgui.base.events import Ending, Event
from robustgui.runs.event_json import event_types
from robustgui.runs.events import RunStarted

KINDS: tuple[type[Event], ...] = tuple(event_types().values())
ENDINGS = tuple(kind for kind in KINDS if issubclass(kind, Ending))


def sample_event(kind: type, number: int) -> Any:
    """Event `number` of a `kind`: numbers and sentences differ from event to event, names are few."""
    event = _made(kind, number)
    return replace(event, folder="", step=0, epoch=0) if isinstance(event, RunStarted) else event


_hints = cache(typing.get_type_hints)


def _made(kind: type, number: int) -> Any:
    return kind(**{f.name: _value(_hints(kind)[f.name], f.name, number) for f in fields(kind) if f.init})


def _value(hint: Any, name: str, number: int) -> Any:
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return parts[0]
    if origin in (typing.Union, types.UnionType):
        return _value(next(part for part in parts if part is not type(None)), name, number)
    if origin is tuple:
        kinds = parts[:1] * 3 if parts[1:] == (Ellipsis,) else parts
        return tuple(_value(part, name, number) for part in kinds)
    if hint is Sentence:
        return Sentence("sentence {number}", {"number": number}, "warning")
    if is_dataclass(hint) and isinstance(hint, type):
        return _made(hint, number)
    if hint is int:
        return number + 1 if name in ("step", "epoch") else number % 7 + 1
    return {bool: False, float: number % 23 / 23, str: f"{name} {number % 5}"}[hint]
