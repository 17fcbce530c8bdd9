"""The settings in which two specs differ: for a table, as `training.lr=0.001`, and as options of a command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tomli_w

from ..base.documents import parse_toml
from ..base.settings import OneOf, Settings
from ..base.shell import quote_words, shell_command
from .spec import RunSpec

DEFAULT = "default"  # where a command line expects a spec's file: the spec of a fresh form


def find_changes(spec: RunSpec, base: RunSpec) -> dict[str, Any]:
    """The settings in which `spec` differs, by dotted path: `base.replace_paths(find_changes(spec, base)) == spec`."""
    return _changes(spec, base.to_dict(), "")


def _changes(value: Settings, base: dict[str, Any], path: str, *, is_choice: bool = False) -> dict[str, Any]:
    """The leaves of `value` that differ from the table `base`; first the name, if the class was chosen by it."""
    changes: dict[str, Any] = {}
    if is_choice and base.get("name") != value.name:  # type: ignore[attr-defined]
        changes[f"{path}name"] = value.name  # type: ignore[attr-defined]
        base = _fresh(value)
    table = value.to_dict()
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if isinstance(inner, Settings):
            is_choice = any(isinstance(mark, OneOf) for mark in type(value).model_fields[name].metadata)
            changes |= _changes(inner, base.get(name) or {}, f"{path}{name}.", is_choice=is_choice)
        elif name in table and table[name] != base.get(name):
            changes[f"{path}{name}"] = table[name]
    return changes


def _fresh(value: Settings) -> dict[str, Any]:
    """The defaults of a class that was newly chosen; nested tables only where `value` leaves them as they are.

    A nested table that is named at all starts from its own class, not from what its parent puts there.
    """
    fields = type(value).model_fields
    defaults = {name: info.get_default(call_default_factory=True, validated_data={}) for name, info in fields.items()}
    unchanged = {n for n, d in defaults.items() if n in value.to_dict() and (d == getattr(value, n))}
    return {name: value.to_dict()[name] for name in unchanged}


def format_override(path: str, value: Any) -> str:
    """What `--set` takes for `value` at `path`: words stay bare, everything else is written as TOML."""
    if isinstance(value, str) and _may_stay_bare(value):
        return f"{path}={value}"
    if isinstance(value, list):
        return f"{path}={format_inline(value)}"
    return f"{path}={_toml(value)}"


def format_inline(value: Any) -> str:
    """`value` as TOML on one line, lists of tables included."""
    if isinstance(value, list):
        return f"[{', '.join(map(format_inline, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {format_inline(inner)}" for name, inner in value.items()) + "}"
    return _toml(value)


def _may_stay_bare(text: str) -> bool:
    """Whether `text` without quotes cannot be read as another TOML value."""
    if text != text.strip() or "\n" in text:
        return False
    try:
        parse_toml(f"value = {text}")
    except ValueError:
        return True
    return False


def _toml(value: Any) -> str:
    return tomli_w.dumps({"value": value}).removeprefix("value = ").strip()


def format_command(spec: RunSpec) -> str:
    """The command that repeats `spec` from a shell, written as what differs from a fresh form."""
    return shell_command("run", DEFAULT, options=format_options(find_changes(spec, RunSpec())))


def format_options(changes: dict[str, Any]) -> str:
    """The options of a command line that make `changes`, by dotted path."""
    return quote_words(word for path, value in changes.items() for word in ("--set", format_override(path, value)))


@dataclass(frozen=True)
class SettingDifference:
    """One setting; None where that side has no such setting, or leaves it empty."""

    path: str  # dotted, as `--set` takes it
    left: Any
    right: Any


def compare_specs(left: RunSpec, right: RunSpec) -> list[SettingDifference]:
    """The settings that differ, in the order of the spec."""
    a, b = dict(flatten_settings(left.to_dict())), dict(flatten_settings(right.to_dict()))
    paths = list(dict.fromkeys([*a, *b]))
    order = {section: i for i, section in enumerate(RunSpec.model_fields)}
    paths.sort(key=lambda path: order[path.partition(".")[0]])  # stable: settings of one section stay together
    return [SettingDifference(path, a.get(path), b.get(path)) for path in paths if a.get(path) != b.get(path)]


def flatten_settings(values: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """(dotted path, value) of every setting in nested tables."""
    for key, value in values.items():
        path = f"{above}.{key}" if above else key
        if isinstance(value, dict):
            yield from flatten_settings(value, path)
        else:
            yield path, value
