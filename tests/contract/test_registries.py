"""The list of registries has all that plug-ins can add to outside of the window."""

from __future__ import annotations

import importlib
from pathlib import Path

from robustgui.base.registries import _PLACES, get_registry
from robustgui.base.registry import Registry

ROOT = Path(__file__).parents[2] / "robustgui"


def test_that_every_registry_is_in_the_list() -> None:
    known = [get_registry(name) for name in _PLACES]
    packages = {registry.package for registry in known}
    for path in ROOT.rglob("*.py"):
        if "Registry(" in path.read_text(encoding="utf-8") and not path.is_relative_to(ROOT / "gui"):
            module = importlib.import_module(".".join(path.relative_to(ROOT.parent).with_suffix("").parts))
            here = {value.package for value in vars(module).values() if isinstance(value, Registry)}
            assert here <= packages, path
    assert [registry.package.rpartition(".")[2] for registry in known] == list(_PLACES)
