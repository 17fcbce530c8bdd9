"""The kinds of inputs that are damaged, by the name that the command line knows."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ..target import Target

_CLASSES = {
    "readers": "readers:DataFiles",
    "weights": "weights:WeightFiles",
    "runs": "run_folders:RunFolders",
    "specs": "specs:Specs",
}


def _loaded(name: str) -> type[Target]:
    module, _, kind = name.partition(":")
    return getattr(import_module(f"{__name__}.{module}"), kind)  # type: ignore[no-any-return]


TARGETS: dict[str, Callable[[], type[Target]]] = {
    name: (lambda place=place: _loaded(place)) for name, place in _CLASSES.items()
}
