"""Events as JSON and back: one flat object each, its kind under "event"."""

from __future__ import annotations

import json
import typing
from dataclasses import fields
from typing import Any

from ..base.documents import parse_json
from ..base.events import Event, RunsCompared
from ..base.plain_values import decode, to_plain
from ..base.renamed import EVENTS

KINDS: dict[str, type] = {kind.__name__: kind for kind in typing.get_args(Event)}
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
    values = parse_json(line)
    name = values.get("event") if isinstance(values, dict) else None
    kind = KINDS.get(EVENTS.get(name, name)) if isinstance(name, str) else None
    if kind is None:
        raise ValueError("this line holds no event")
    event = typing.cast(Event, decode(kind, values))
    check_scores(event)
    return event


def check_scores(event: Event) -> None:
    """Raises `ValueError` if an accuracy of `event` is none."""
    if getattr(event, "metric", "") != "accuracy":
        return
    for name in _SCORES:
        score = getattr(event, name, None)
        lowest = -1 if isinstance(event, RunsCompared) and name in ("low", "high") else 0  # of a difference
        if score is not None and not lowest - _ROUNDING <= score <= 1 + _ROUNDING:
            raise ValueError(f"{name}: {score} is no accuracy")
