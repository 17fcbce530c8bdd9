"""The registries of all that a run or a measurement is made of; each is imported when it is asked for."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import Any

from .errors import PluginError
from .registry import Registry

_PLACES = {  # by the name of the folder that plug-ins lie in
    "attacks": "robustgui.attacks:ATTACKS",
    "threats": "robustgui.threats:THREATS",
    "models": "robustgui.models:MODELS",
    "fronts": "robustgui.models:FRONTS",
    "defences": "robustgui.defences:DEFENCES",
    "regularisers": "robustgui.regularisers:REGULARISERS",
    "poisons": "robustgui.poisons:POISONS",
    "measurements": "robustgui.measurements:MEASUREMENTS",
    "audit": "robustgui.evaluation.audit:CHECKS",
    "peers": "robustgui.evaluation.peers:PEERS",
    "formats": "robustgui.data:READERS",
    "tasks": "robustgui.data:TASKS",
    "splits": "robustgui.data:SPLITS",
    "steps": "robustgui.data:STEPS",
    "examples": "robustgui.data:EXAMPLES",
    "by_name": "robustgui.data.by_name:SCHEMES",
}


def get_registry(name: str) -> Registry[Any]:
    """The registry of the folder `name`; `KeyError` if there is none."""
    module, _, attribute = _PLACES[name].partition(":")
    registry: Registry[Any] = getattr(import_module(module), attribute)
    return registry


def load_plugins() -> None:
    """Import all plug-ins, so that their settings can be unpickled and their events read.

    A broken one is left out: its error is raised by the registry where it is used.
    """
    for name in _PLACES:
        with suppress(PluginError):
            len(get_registry(name))
