"""Dataclasses as plain values (of JSON, of TOML) and back; on the way back every value must have its field's type."""

from __future__ import annotations

import math
import string
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from numbers import Integral, Real
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, Union

from .documents import MOST_INTEGER, check_plain, check_text
from .errors import Sentence
from .renamed import field_translator

T = TypeVar("T")
_NOT_FINITE = {text: float(text) for text in ("nan", "inf", "-inf")}
_FORMAT = frozenset(string.digits + string.ascii_letters + ",.%+")


@dataclass(frozen=True)
class Range:
    """Bounds of a number, in its annotation: `epoch: Annotated[int, Range(1, 10**9)]`. Refuses NaN."""

    least: float
    most: float


def to_plain(value: Any) -> Any:
    """`value` without classes: dataclasses as tables; NaN and infinity as the texts "nan", "inf" and "-inf"."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value) if math.isfinite(value) else str(float(value))
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, Sentence):
        table = {"template": value.template, "facts": to_plain(value.facts), "severity": value.severity}
        return table | {"text": str(value)} | ({"comment": value.comment} if value.comment else {})
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    return str(value)  # a path or an error among the facts of a sentence


def decode(hint: type[T], value: object) -> T:
    """The inverse of `to_plain`: `value` as what `hint` says; keys that no field is called are left out.

    Hints may be dataclasses, `Sentence`, `Path`, `int`, `float`, `str`, `bool`, `None`, `Literal`, unions, tuples,
    `dict[str, ...]`, `Any`, and numbers with a `Range`.

    Raises:
        ValueError: `value`, or something in it, has another type, is out of range, or is missing.
    """
    return typing.cast(T, _decoder(typing.cast(Any, hint))(value))


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    """What reads values of one type; made once for each."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if origin is Annotated:
        return _in_range(_decoder(parts[0]), next(bounds for bounds in parts[1:] if isinstance(bounds, Range)))
    if origin is Literal:
        return _literal(parts)
    if origin in (Union, types.UnionType):
        return _union([_decoder(part) for part in parts])
    if origin is tuple and parts[1:] == (Ellipsis,):
        return _many(_decoder(parts[0]))
    if origin is tuple:
        return _several([_decoder(part) for part in parts])
    if origin is dict:
        return _table(_decoder(parts[1]))
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass(hint)
    raise TypeError(f"there is no reader for {hint}")


def _int(value: Any) -> int:
    if type(value) is int and -MOST_INTEGER <= value <= MOST_INTEGER:
        return value
    raise ValueError(f"{_short(value)} is no whole number of 64 bits")


def _float(value: Any) -> float:
    if type(value) is float and math.isfinite(value):
        return value
    if type(value) is int and abs(value) <= MOST_INTEGER:
        return float(value)
    if type(value) is str and value in _NOT_FINITE:
        return _NOT_FINITE[value]
    raise ValueError(f"{_short(value)} is no number")


def _str(value: Any) -> str:
    if type(value) is str:
        return check_text(value)
    raise ValueError(f"{_short(value)} is no text")


def _bool(value: Any) -> bool:
    if type(value) is bool:
        return value
    raise ValueError(f"{_short(value)} is neither true nor false")


def _none(value: Any) -> None:
    if value is not None:
        raise ValueError(f"{_short(value)} is not null")


def _path(value: Any) -> Path:
    return Path(_str(value))


def _any(value: Any) -> Any:
    check_plain(value)
    return value


def _sentence(value: Any) -> Sentence:
    """A sentence that can be shown: every fact that its template names is there, and can be written as it says."""
    table = _plain_table(value)
    facts = {name: _fact(fact) for name, fact in _plain_table(table.get("facts", {})).items()}
    severity: Any = _decoder(Literal["note", "warning"])(table.get("severity", "note"))
    sentence = Sentence(_str(table.get("template")), facts, severity, _str(table.get("comment", "")))
    for _, name, form, conversion in string.Formatter().parse(sentence.template) if facts else ():
        form = form or ""
        is_plain = set(form) <= _FORMAT and len(form) <= 5
        is_plural = "|" in form and not set(form) & set("{}")
        if name is not None and (name not in facts or conversion or not (is_plain or is_plural)):
            raise ValueError(f"{_short(sentence.template)} cannot be filled in")
    try:
        str(sentence)
    except (TypeError, LookupError, AttributeError, OverflowError) as error:
        raise ValueError(f"{_short(sentence.template)} cannot be filled in: {error}") from error
    return sentence


def _fact(value: Any) -> Any:
    """A sentence within a sentence comes back as one."""
    check_plain(value)
    return _sentence(value) if isinstance(value, dict) and "template" in value else value


_SIMPLE: dict[Any, Callable[[Any], Any]] = {
    int: _int, float: _float, str: _str, bool: _bool, None: _none, type(None): _none, Path: _path, Any: _any,
    Sentence: _sentence,
}  # fmt: skip


def _in_range(read: Callable[[Any], Any], bounds: Range) -> Callable[[Any], Any]:
    def check_range(value: Any) -> Any:
        number = read(value)
        if not bounds.least <= number <= bounds.most:
            raise ValueError(f"{_short(value)} is not within {bounds.least} and {bounds.most}")
        return number

    return check_range


def _literal(choices: tuple[Any, ...]) -> Callable[[Any], Any]:
    def literal(value: Any) -> Any:
        if type(value) is str and value in choices:
            return value
        raise ValueError(f"{_short(value)} is none of {', '.join(map(str, choices))}")

    return literal


def _union(readers: list[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    def union(value: Any) -> Any:
        first: ValueError | None = None
        for read in readers:
            try:
                return read(value)
            except ValueError as error:
                first = first or error
        assert first is not None  # a union has members
        raise first

    return union


def _many(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def many(value: Any) -> tuple[Any, ...]:
        return tuple(map(read, _list(value)))

    return many


def _several(readers: list[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    def several(value: Any) -> tuple[Any, ...]:
        items = _list(value)
        if len(items) != len(readers):
            raise ValueError(f"{len(items)} values where there should be {len(readers)}")
        return tuple(read(item) for read, item in zip(readers, items, strict=True))

    return several


def _table(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def table(value: Any) -> dict[str, Any]:
        return {_str(key): read(item) for key, item in _plain_table(value).items()}

    return table


def _dataclass(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind, include_extras=True)
    readers = {f.name: _decoder(hints[f.name]) for f in fields(kind) if f.init}
    translate = field_translator(kind)

    def build(value: Any) -> Any:
        table = _plain_table(value)
        if translate is not None:
            table = translate(table)
        try:
            return kind(**{name: read(table[name]) for name, read in readers.items() if name in table})
        except TypeError as error:  # a field without a default is missing
            raise ValueError(f"{kind.__name__}: {error}") from error

    return build


def _list(value: Any) -> list[Any] | tuple[Any, ...]:
    if isinstance(value, list | tuple):
        return value
    raise ValueError(f"{_short(value)} is no list")


def _plain_table(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise ValueError(f"{_short(value)} is no table")


def _short(value: Any) -> str:
    """`value` in a message."""
    if isinstance(value, dict | list | tuple):
        return f"a {type(value).__name__}"
    return repr(value)[:40] if not isinstance(value, int) or abs(value) <= MOST_INTEGER else "a long number"
