"""Wrong calls of every public function and registered class: one sentence of ours, and nothing begun."""

from __future__ import annotations

import inspect
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import robustgui as rg
from robustgui import api
from robustgui.api.accepted import CONVERTERS, Unsuitable, find_converter
from robustgui.base.registries import get_registry
from robustgui.data import SequenceSet
from robustgui.models.network import Network

FUNCTIONS = {name: each for name in api.__all__ if inspect.isfunction(each := getattr(api, name))}
KINDS = (
    "models", "fronts", "defences", "attacks", "threats", "poisons", "regularisers", "measurements", "tasks",
)  # fmt: skip
CLASSES = {cls.__name__: cls for kind in map(get_registry, KINDS) for cls in (kind[key] for key in kind)}
DATA = np.zeros((3, 4))
VALID = {
    "NetworkLike": object.__new__(Network), "Part": object.__new__(SequenceSet), "PathLike": "x", "Any": "x",
    "AttackLike | None": "pgd", "ThreatLike": "linf", "ThreatKind": "linf", "Budgets": [0.1], "Sequence[float]": [0.1],
    "AttackLike | Sequence[AttackLike] | None": "pgd", "Dataset | RunSpec": rg.RunSpec(), "Dataset | PathLike": "x",
    "PathLike | None": "x", "NetworkLike | RunLike | Sequence[RunLike]": "x", "MeasurementLike": "evaluate",
    "RunLike": "x", "Run": object.__new__(rg.Run), "Callable[..., nn.Module] | nn.Module": "x",
    "nn.Module": torch.nn.Module(),
}  # fmt: skip
ODD = (None, object(), object, 3.5, float("nan"), b"x", {1: 2}, np.zeros((2, 2)), [None], lambda: None)
FREE = {"Any", "'Any'", "Callable[..., nn.Module] | nn.Module"}  # what is read from objects is checked where it is read


def refused_values(annotation: str) -> Iterator[Any]:
    """The odd values that a parameter does not take."""
    for value in ODD:
        try:
            find_converter(annotation)(value)  # type: ignore[misc]
        except Exception:
            yield value


WRONG: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [("load", (), {"train": value}) for value in ODD]
for name, function in FUNCTIONS.items():
    parameters = inspect.signature(function).parameters
    needed = {
        each.name: VALID[str(each.annotation)] for each in parameters.values()
        if each.default is each.empty and each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)
    }  # fmt: skip
    WRONG += [(name, (1,) * 20, {})]
    WRONG += [(name, (), {})] if needed else []
    for parameter in parameters.values():
        if find_converter(str(parameter.annotation)) is not None and parameter.kind is not parameter.VAR_POSITIONAL:
            values = refused_values(str(parameter.annotation))
            WRONG += [(name, (), needed | {parameter.name: value}) for value in values]
WRONG += [
    ("load", args, {}) for args in (
        ("no-such-file.csv",), ("example:digitss",), (DATA,), (DATA, [0, 1]), (DATA, [0, 1, None]), ("",),
        (np.full((3, 4), np.nan), [0, 1, 1]), (np.zeros((2, 3, 4, 5)), [0, 1]), ([[1, 2], ["a"]], [0, 1]),
    )
]  # fmt: skip
WRONG += [("load", (DATA, [0, 1, 1]), {"tets": 1}), ("load_run", ("no-such-run",), {}), ("load_run", ("",), {})]
WRONG += [("attack", (), {"network": 1, "dat": 2}), ("evaluate", (), {"atacks": 1}), ("runs", (), {"serach": ""})]
IDS = [f"{name}-{number}" for number, (name, *_) in enumerate(WRONG)]


@pytest.mark.parametrize(("name", "args", "kwargs"), WRONG, ids=IDS)
def test_that_a_wrong_call_is_refused_in_a_sentence(
    name: str, args: tuple[Any, ...], kwargs: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROBUSTGUI_RUNS", str(tmp_path / "runs"))
    with pytest.raises(rg.RobustGuiError) as raised:
        getattr(rg, name)(*args, **kwargs)
    check_sentence(raised.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_that_a_registered_class_refuses_what_is_no_setting_of_it(name: str) -> None:
    cls = getattr(rg, name)
    calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = [((1, 2, 3), {}), ((), {"no_such_setting": 1})]
    calls += [((), {field: value}) for field in cls.model_fields for value in (object(), object)]
    calls += [((), {field[:-1]: 1}) for field in cls.model_fields if field[:-1] not in cls.model_fields]
    for args, kwargs in calls:
        with pytest.raises(rg.RobustGuiError) as raised:
            cls(*args, **kwargs)
        check_sentence(raised.value)


def check_sentence(error: rg.RobustGuiError) -> None:
    said = str(error)
    assert 5 < len(said) < 3000
    assert "pydantic" not in said
    assert "0x" not in said
    assert str(pickle.loads(pickle.dumps(error))) == said


@pytest.mark.parametrize("annotation", CONVERTERS)
def test_that_no_converter_takes_everything(annotation: str) -> None:
    with pytest.raises(Unsuitable):
        CONVERTERS[annotation](object())


def test_that_there_are_hundreds() -> None:
    assert len(WRONG) > 200


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_that_every_parameter_is_checked(name: str) -> None:
    for parameter in inspect.signature(FUNCTIONS[name]).parameters.values():
        assert find_converter(str(parameter.annotation)) is not None or str(parameter.annotation) in FREE, parameter


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: rg.attack(3, None), "a network such as run.network"),
        (lambda: rg.train(DATA), "rg.train: data must be data from rg.load"),
        (lambda: rg.train(rg.RunSpec(), model=rg.GRU), r"rg.GRU is a class. Create one, such as rg.GRU\(\)"),
        (lambda: rg.attack(netwrok=3, data=1), "no argument 'netwrok'. Did you mean 'network'"),
        (lambda: rg.train(rg.RunSpec(), defence="advresarial"), "no defence called 'advresarial'. Did you mean"),
        (lambda: rg.PGD(20), "takes its settings by name: "),
        (lambda: rg.GRU(hiden=64), "Did you mean 'hidden'"),
        (lambda: rg.load_run("latest"), "no run called 'latest'"),
    ],
)
def test_what_is_said(call: Any, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROBUSTGUI_RUNS", str(tmp_path / "runs"))
    with pytest.raises(rg.RobustGuiError, match=said):
        call()


def test_that_errors_of_arguments_are_type_and_value_errors() -> None:
    with pytest.raises(TypeError):
        rg.attack(3, None)
    with pytest.raises(ValueError, match="network"):
        rg.attack(3, None)


def test_that_the_obvious_setting_needs_no_name() -> None:
    assert rg.Linf(0.3) == rg.Linf(eps=0.3)
