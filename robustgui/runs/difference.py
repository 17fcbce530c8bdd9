"""What two specs do differently, setting by setting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .spec import RunSpec


@dataclass(frozen=True)
class Difference:
    """One setting; None where that side has no such setting, or leaves it empty."""

    path: str  # dotted, as `--set` takes it
    left: Any
    right: Any


def difference(left: RunSpec, right: RunSpec) -> list[Difference]:
    """The settings that differ, in the order of the spec."""
    a, b = dict(flat(left.to_dict())), dict(flat(right.to_dict()))
    paths = list(dict.fromkeys([*a, *b]))
    order = {section: i for i, section in enumerate(RunSpec.model_fields)}
    paths.sort(key=lambda path: order[path.partition(".")[0]])  # stable: settings of one section stay together
    return [Difference(path, a.get(path), b.get(path)) for path in paths if a.get(path) != b.get(path)]


def flat(values: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """(dotted path, value) of every setting in nested tables."""
    for key, value in values.items():
        path = f"{above}.{key}" if above else key
        if isinstance(value, dict):
            yield from flat(value, path)
        else:
            yield path, value
