"""The settings in which two specs differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .spec import RunSpec


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
