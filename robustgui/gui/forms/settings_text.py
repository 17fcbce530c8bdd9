"""Settings as text: what a registered class says of itself, and its settings in one line each."""

from __future__ import annotations

from ...base.settings import Named, Settings
from ..i18n.numbers import format_number
from ..i18n.sentences import CoreText, context_of, core_text
from .fields import Field, Kind, fields_of, summary


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
