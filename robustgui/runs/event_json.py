"""Events as JSON and back: one flat object each, with the name of its class under "event"."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib import import_module
from typing import Any

from ..base.documents import parse_json
from ..base.events import EVENTS, Event
from ..base.former_names import EVENTS as FORMER_NAMES
from ..base.plain_values import decode, to_plain
from ..base.registries import load_plugins
from ..evaluation.events import RunsCompared

_DOMAINS = ("poisons", "training", "evaluation", "evaluation.audit", "evaluation.peers", "runs", "measurements")
_ROUNDING = 1e-9
_SCORES = ("clean", "attacked", "value", "low", "high", "worst", "baseline", "first_value", "second_value")


def to_json(event: Event) -> str:
    """`event` on one line of strict JSON; NaN and infinity become the texts "nan", "inf" and "-inf"."""
    return json.dumps(to_dict(event), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def to_dict(event: Event) -> dict[str, Any]:
    """`event` as plain values, with "event" first."""
    return {"event": type(event).__name__} | {f.name: to_plain(getattr(event, f.name)) for f in fields(event)}


def from_json(line: str | bytes) -> Event:
    """The inverse of `to_json`; unknown fields, of a later version, are left out.

    Raises:
        ValueError: `line` holds no event, or one with a field that is missing, of another type or out of range.
    """
    return from_dict(parse_json(line))


def from_dict(values: Any) -> Event:
    """The inverse of `to_dict`; raises as `from_json`."""
    name = values.get("event") if isinstance(values, dict) else None
    kind = _find_type(FORMER_NAMES.get(name, name)) if isinstance(name, str) else None
    if kind is None:
        raise ValueError("this line holds no event")
    event = decode(kind, values)
    check_scores(event)
    return event


@cache
def event_types() -> Mapping[str, type[Event]]:
    """Every registered event by its name; imports the events of all domains first, but no plug-in."""
    for domain in _DOMAINS:
        import_module(f"robustgui.{domain}.events")
    return EVENTS


def _find_type(name: str) -> type[Event] | None:
    """The class of the events called `name`; an unknown one is searched for in plug-ins, which are loaded once."""
    types = event_types()
    if name not in types:
        _load_plugins()
    return types.get(name)


_load_plugins = cache(load_plugins)  # once: a log may have many lines of an unknown kind


def check_scores(event: Event) -> None:
    """Raises `ValueError` if an accuracy of `event` is none."""
    if getattr(event, "metric", "") != "accuracy":
        return
    for name in _SCORES:
        score = getattr(event, name, None)
        lowest = -1 if isinstance(event, RunsCompared) and name in ("low", "high") else 0  # of a difference
        if score is not None and not lowest - _ROUNDING <= score <= 1 + _ROUNDING:
            raise ValueError(f"{name}: {score} is no accuracy")
