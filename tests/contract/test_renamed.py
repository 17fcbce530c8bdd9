"""Every former name leads to something that is there, and is no present name itself."""

from __future__ import annotations

import ast
import importlib
import importlib.util
from pathlib import Path

import pytest

from robustgui.base import former_names

ROOT = Path(__file__).parents[2]


def registries() -> dict[str, object]:
    """Every registry by the kind of what it holds."""
    from robustgui.base.registry import Registry

    found = {}
    for path in (ROOT / "robustgui").rglob("base.py"):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        found |= {value.kind: value for value in vars(module).values() if isinstance(value, Registry)}
    return found


def classes() -> dict[str, list[set[str]]]:
    """Fields of every class of the program, by the class's name."""
    fields: dict[str, list[set[str]]] = {}
    for path in (ROOT / "robustgui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                names = {item.target.id for item in node.body if isinstance(item, ast.AnnAssign)}
                fields.setdefault(node.name, []).append(names)
    return fields


@pytest.mark.parametrize("former", sorted(former_names.MODULES))
def test_that_a_former_module_leads_to_one_that_is_there(former: str) -> None:
    assert importlib.util.find_spec(former_names.MODULES[former]) is not None
    path = ROOT.joinpath(*former.split("."))
    assert not path.with_suffix(".py").exists()
    assert not (path / "__init__.py").exists()


@pytest.mark.parametrize("module", sorted(former_names.NAMES))
def test_that_former_attributes_lead_to_present_ones(module: str) -> None:
    present = importlib.import_module(module)
    for former, name in former_names.NAMES[module].items():
        assert former not in vars(present)
        home, _, attribute = name.rpartition(".")
        assert hasattr(importlib.import_module(home) if home else present, attribute)


def test_that_former_keys_lead_to_present_ones() -> None:
    found = registries()
    for kind, keys in former_names.KEYS.items():
        registered = set(found[kind])
        assert set(keys.values()) <= registered
        assert not set(keys) & registered
    assert len(found) >= 14


@pytest.mark.parametrize("name", sorted({*former_names.FIELDS, *former_names.VALUES, *former_names.ENTRIES}))
def test_that_former_fields_lead_to_present_ones(name: str) -> None:
    present = {
        *former_names.FIELDS.get(name, {}).values(),
        *former_names.VALUES.get(name, {}),
        *former_names.ENTRIES.get(name, {}),
    }
    assert any(present <= fields for fields in classes()[name])
    assert not any(set(former_names.FIELDS.get(name, {})) & fields for fields in classes()[name])


@pytest.mark.parametrize("name", sorted(former_names.METHODS))
def test_that_former_methods_lead_to_present_ones(name: str) -> None:
    methods = [
        {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
        for path in (ROOT / "robustgui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name == name
    ]
    assert any(set(former_names.METHODS[name].values()) <= each for each in methods)
    assert not any(set(former_names.METHODS[name]) & each for each in methods)


def test_that_former_events_lead_to_present_ones() -> None:
    from robustgui.runs.event_json import event_types

    kinds = set(event_types())
    assert set(former_names.EVENTS.values()) <= kinds
    assert not set(former_names.EVENTS) & kinds
