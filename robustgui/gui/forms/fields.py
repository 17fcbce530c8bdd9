"""What a form needs to know of a field, read from its declaration, and settings as text; independent of widgets."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from ...base.registry import Registry
from ...base.settings import Named, OneOf, Settings
from ..i18n.numbers import format_number
from ..i18n.sentences import CoreText, context_of, core_text


class Kind(Enum):
    """Which editor a field gets."""

    SWITCH = auto()
    WHOLE = auto()
    NUMBER = auto()
    NUMBERS = auto()  # a tuple of either
    CHOICE = auto()
    TEXT = auto()
    NESTED = auto()
    ONE_OF = auto()
    CHAIN = auto()  # a tuple of any classes of a registry, in order
    TEXTS = auto()  # a tuple of texts


@dataclass(frozen=True)
class Field:
    """One field of a settings class.

    Attributes:
        optional: None is a value too; an empty editor means it.
        bounds: the strings of its limits, such as ("> 0", "≤ 10").
        tips: of the choices, where there are any.
        positive: more than 0 and without a natural size: it is stepped by factors.
        nested: the class of a nested field.
        registry: of a field that holds any class of it, or any number of them.
    """

    name: str
    kind: Kind
    title: str
    help: str
    unit: str
    when: tuple[str, tuple[Any, ...]] | None
    advanced: bool
    choices: Mapping[Any, str]
    optional: bool
    bounds: tuple[str, ...]
    positive: bool
    browse: bool
    tips: Mapping[Any, str]
    nested: type[Settings] | None = None
    registry: Registry[Named] | None = None


def fields_of(cls: type[Settings]) -> tuple[Field, ...]:
    """The fields of `cls`, in the order of their declaration.

    Raises:
        TypeError: a field has a type for which there is no editor.
    """
    return tuple(_field(cls, name, info) for name, info in cls.model_fields.items())


def _field(cls: type[Settings], name: str, info: FieldInfo) -> Field:
    extra: dict[str, Any] = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    annotation, optional = _without_none(info.annotation)
    registry = _registry(info.metadata)
    chained = _chain_registry(annotation)
    kind = Kind.ONE_OF if registry is not None else Kind.CHAIN if chained is not None else _kind(annotation)
    if kind is None:
        raise TypeError(f"{cls.__name__}.{name}: there is no editor for {info.annotation}")
    labels = extra.get("choices") or {}
    context, comment = context_of(_declaring_class(cls, name)), extra.get("comment", "")
    choices = get_args(annotation) if kind is Kind.CHOICE else ()
    return Field(
        name=name,
        kind=kind,
        title=CoreText(info.title or name, context, comment),
        help=CoreText(info.description or "", context, comment),
        unit=CoreText(extra.get("unit", ""), context, comment),
        when=extra.get("when"),
        advanced=bool(extra.get("advanced")),
        choices={value: CoreText(labels.get(value, str(value)), context, comment) for value in choices},
        optional=optional,
        bounds=_bounds(info),
        positive=any(isinstance(m, Gt) and m.gt == 0 for m in info.metadata)
        and not any(isinstance(m, Lt | Le) and getattr(m, "lt", getattr(m, "le", 9)) <= 1 for m in info.metadata),
        browse=bool(extra.get("browse")),
        tips={},
        nested=annotation if kind is Kind.NESTED else None,
        registry=chained if registry is None else registry,
    )


def chooser(title: str, help: str, registry: Registry[Named]) -> Field:
    """The field that picks a class of `registry`."""
    classes = {name: registry[name] for name in registry}
    return Field(
        name="name",
        kind=Kind.CHOICE,
        title=title,
        help=help,
        unit="",
        when=None,
        advanced=False,
        choices={name: CoreText(cls.title or name, context_of(cls)) for name, cls in classes.items()},
        optional=False,
        bounds=(),
        positive=False,
        browse=False,
        tips={name: CoreText(summary(cls), context_of(cls)) for name, cls in classes.items()},
    )


def _declaring_class(cls: type[Settings], name: str) -> type:
    """The class among the bases of `cls` that declares the field `name`."""
    return next((base for base in cls.__mro__ if name in inspect.get_annotations(base)), cls)


def summary(cls: type) -> str:
    """The first paragraph of the docstring of `cls`, on one line."""
    return " ".join((cls.__doc__ or "").strip().split("\n\n")[0].split())


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """`int | None` to (int, True)."""
    if get_origin(annotation) in (Union, types.UnionType):
        others = [a for a in get_args(annotation) if a is not type(None)]
        if len(others) == 1:
            return others[0], True
    return annotation, False


def _registry(metadata: Iterable[Any]) -> Registry[Any] | None:
    return next((m.registry for m in metadata if isinstance(m, OneOf)), None)


def _chain_registry(annotation: Any) -> Registry[Any] | None:
    """The registry of `tuple[Annotated[Step, OneOf(STEPS)], ...]`."""
    inner = get_args(annotation)
    return _registry(getattr(inner[0], "__metadata__", ())) if get_origin(annotation) is tuple and inner else None


def _kind(annotation: Any) -> Kind | None:
    plain = {bool: Kind.SWITCH, int: Kind.WHOLE, float: Kind.NUMBER, str: Kind.TEXT}
    if annotation in plain:
        return plain[annotation]
    if get_origin(annotation) is Literal:
        return Kind.CHOICE
    if get_origin(annotation) is tuple:
        return {int: Kind.NUMBERS, float: Kind.NUMBERS, str: Kind.TEXTS}.get(get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, Settings):
        return Kind.NESTED
    return None


def _bounds(info: FieldInfo) -> tuple[str, ...]:
    signs = {Ge: ("≥", "ge"), Gt: (">", "gt"), Le: ("≤", "le"), Lt: ("<", "lt")}
    return tuple(f"{sign} {getattr(m, key):,g}" for m in info.metadata for cls, (sign, key) in signs.items()
                 if isinstance(m, cls))  # fmt: skip


def draft_of(settings: Settings) -> dict[str, Any]:
    """`settings` as a draft: nested tables, with the names of registered classes and with None."""
    return {field.name: _held(getattr(settings, field.name), field) for field in fields_of(type(settings))}


def make_named_draft(settings: Named) -> dict[str, Any]:
    """The draft of a registered class, its name first."""
    return {"name": settings.name} | draft_of(settings)


def blank_draft(cls: type[Settings]) -> dict[str, Any]:
    """The defaults of `cls`; a required field is missing from it."""
    draft: dict[str, Any] = {}
    for field in fields_of(cls):
        value = cls.model_fields[field.name].get_default(call_default_factory=True, validated_data={})
        if value is not PydanticUndefined:
            draft[field.name] = _held(value, field)
    return draft


def _held(value: Any, field: Field) -> Any:
    """What the editor of `field` holds for `value`."""
    if field.kind is Kind.ONE_OF:
        return make_named_draft(value)
    if field.kind is Kind.CHAIN:
        return tuple(make_named_draft(entry) for entry in value)
    return draft_of(value) if isinstance(value, Settings) else value


def summary_text(part: Named) -> str:
    """The first paragraph of the docstring of its class, in the window's language."""
    return core_text(CoreText(summary(type(part)), context_of(type(part))))


def settings_text(part: Settings) -> str:
    """Its own settings that apply, a line each: "Steps: 10"; advanced ones only where they differ from the default."""
    lines = []
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        is_hidden = field.when is not None and getattr(part, field.when[0]) not in field.when[1]
        is_default = field.advanced and value == type(part).model_fields[field.name].default
        if field.kind in (Kind.NESTED, Kind.ONE_OF, Kind.CHAIN) or is_hidden or is_default:
            continue
        unit = f" {core_text(field.unit)}" if field.unit else ""
        lines.append(f"{core_text(field.title)}: {_value_text(value, field)}{unit}")
    return "\n".join(lines)


def _value_text(value: object, field: Field) -> str:
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, float):
        return format_number(value, 4)
    if isinstance(value, str) and value in field.choices:
        return core_text(field.choices[value])
    return str(value)
