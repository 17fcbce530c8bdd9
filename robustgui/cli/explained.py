"""Settings in words: as commented TOML, and as rows of name, type, default, bounds, unit and help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from ..base.settings import OneOf, Settings, to_table
from ..base.versions import WRITTEN_BY
from ..runs.spec_difference import format_inline
from .changes import plain_types

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from ..base.registry import Registry
    from ..runs.spec import RunSpec


@dataclass(frozen=True)
class SettingRow:
    """One setting, ready to be shown."""

    name: str
    type: str
    default: Any
    bounds: str
    unit: str
    help: str


def list_settings(settings: type[Settings]) -> list[SettingRow]:
    """The settings of a class in their order."""
    return [
        SettingRow(
            name=name,
            type=_type(field),
            default=_default(field),
            bounds=_bounds(field),
            unit=_extra(field).get("unit", ""),
            help=field.description or "",
        )
        for name, field in settings.model_fields.items()
    ]


def format_explained_toml(spec: RunSpec) -> str:
    """`spec` as TOML in which every setting has its help, unit and bounds beside it."""
    return "\n".join([WRITTEN_BY, *_table(spec, "", choice=False)]).strip() + "\n"


def _table(settings: Settings, path: str, *, choice: bool) -> Iterator[str]:
    """Plain settings first, then the tables below: that is the order that TOML asks for."""
    fields = type(settings).model_fields
    values = {name: getattr(settings, name) for name in fields}
    if path:
        yield f"[{path}]"
    if choice:
        yield f'name = "{settings.name}"  # {(type(settings).__doc__ or "").strip().splitlines()[0]}'  # type: ignore[attr-defined]
    for name, value in values.items():
        if not isinstance(value, Settings):
            yield _line(name, value, fields[name])
    for name, value in values.items():
        if isinstance(value, Settings):
            yield ""
            yield f"# {fields[name].title}: {fields[name].description}"
            below = f"{path}.{name}" if path else name
            yield from _table(value, below, choice=any(isinstance(item, OneOf) for item in fields[name].metadata))


def _line(name: str, value: Any, field: FieldInfo) -> str:
    registry = find_entries(field)
    choices = _type(field) if get_origin(field.annotation) is Literal else ""
    if registry is not None:
        choices = ", ".join(registry)
    facts = "; ".join(filter(None, (choices, _extra(field).get("unit", ""), _bounds(field))))
    comment = f"{field.description}{f' [{facts}]' if facts else ''}"
    if value is None:
        return f"# {name} =   # {comment}"
    return f"{name} = {format_inline(_plain_value(value))}  # {comment}"


def _plain_value(value: Any) -> Any:
    """Lists and tables of plain values."""
    if isinstance(value, tuple):
        return [_plain_value(inner) for inner in value]
    return to_table(value) if isinstance(value, Settings) else value


def _extra(field: FieldInfo) -> dict[str, Any]:
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}


def find_entries(field: FieldInfo) -> Registry[Any] | None:
    """What the entries of a list are chosen from, if they are registered classes."""
    for inner in get_args(field.annotation):
        for item in getattr(inner, "__metadata__", ()):
            if isinstance(item, OneOf):
                return item.registry
    return None


def _type(field: FieldInfo) -> str:
    registry = find_entries(field)
    if registry is not None:
        return f"list of {registry.kind}: {', '.join(registry)}"
    for item in field.metadata:
        if isinstance(item, OneOf):
            return f"{item.registry.kind}: {', '.join(item.registry)}"
    if get_origin(field.annotation) is Literal:
        return " | ".join(map(str, get_args(field.annotation)))
    words = {int: "whole number", float: "number", bool: "true/false", str: "text", tuple: "list", type(None): "none"}
    return " or ".join(sorted(words.get(kind, getattr(kind, "__name__", "")) for kind in plain_types(field.annotation)))


def _default(field: FieldInfo) -> Any:
    value = None if field.is_required() else field.get_default(call_default_factory=True)
    if isinstance(value, Settings):
        return to_table(value) if getattr(value, "name", "") else value.to_dict()
    return _plain_value(value)


def _bounds(field: FieldInfo) -> str:
    signs = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
    bounds = [
        f"{sign} {_plain(getattr(item, key))}"
        for item in field.metadata
        for key, sign in signs.items()
        if hasattr(item, key)
    ]
    return ", ".join(bounds)


def _plain(number: float) -> str:
    """A whole number with all its digits, any other one short."""
    return str(number) if isinstance(number, int) else f"{number:g}"
