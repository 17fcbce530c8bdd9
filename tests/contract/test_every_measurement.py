"""Every registered measurement: documented, with a form and a command, stored as it was, and repeatable."""

from __future__ import annotations

import inspect
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support import contracts

from robustgui.attacks.pgd import PGD
from robustgui.base.events import RunStopped
from robustgui.cli.generated import make_command
from robustgui.evaluation.events import RunsCompared
from robustgui.gui.forms.fields import fields_of
from robustgui.measurements import MEASUREMENTS, Measurement
from robustgui.measurements.evaluate import RobustnessEvaluation
from robustgui.measurements.events import MeasurementFinished
from robustgui.measurements.run import MeasurementRun
from robustgui.measurements.store import load_results
from robustgui.runs.training_run import TrainingRun

from ..fuzz.tiny import tiny_file, tiny_spec

QUICK: dict[str, dict[str, Any]] = {  # settings with which a measurement takes no time; of others the defaults
    "audit": {"attack": PGD(steps=2), "samples": 6},
    "cross_check": {"families": ("fgsm",), "libraries": ("robustgui",), "samples": 6},
    "evaluate": {"attacks": (PGD(steps=2),), "eps": (0.1, 0.5)},
}
OF_NETWORKS = [name for name in MEASUREMENTS if MEASUREMENTS[name].needs_network]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder, spec = tmp_path_factory.mktemp("runs"), tiny_spec(tiny_file(tmp_path_factory.mktemp("data")))
    for seed in (0, 1):
        list(TrainingRun(spec.copy_with(seed=seed), folder).events())
    return sorted(path for path in folder.iterdir() if path.is_dir())


def quick(name: str, **more: Any) -> Measurement:
    return MEASUREMENTS[name](**QUICK.get(name, {}), **more)


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_that_a_measurement_is_documented(name: str) -> None:
    measurement = MEASUREMENTS[name]
    contracts.check_documented(measurement, with_source=False)
    contracts.check_key(MEASUREMENTS, name)
    assert measurement.results
    assert measurement.counted is None or measurement.counted in measurement.results
    for event, fields in measurement.results.items():
        assert set(fields) <= {each.name for each in event.__dataclass_fields__.values()}


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_that_its_settings_are_fields_of_a_form_and_options_of_a_command(name: str) -> None:
    settings = {field.name for field in fields_of(MEASUREMENTS[name])}
    assert settings == set(MEASUREMENTS[name].model_fields)
    assert settings <= set(inspect.signature(make_command(MEASUREMENTS[name])).parameters)


@pytest.mark.parametrize("name", OF_NETWORKS)
def test_that_a_result_is_stored_as_it_was_and_the_same_when_measured_again(name: str, runs: list[Path]) -> None:
    first, second = (MeasurementRun(runs[:1], quick(name)) for _ in range(2))
    for run in (first, second):
        assert isinstance(list(run.events())[-1], MeasurementFinished)
    (one,), (other,) = first.results, second.results
    assert load_results(runs[0], MEASUREMENTS[name]).results[-2:] == (one, other)
    assert one.summary() == other.summary()
    for before, after in zip(one.events, other.events, strict=True):
        if hasattr(before, "seconds"):
            after = replace(after, seconds=before.seconds)
        assert before == after


@pytest.mark.parametrize("name", OF_NETWORKS)
def test_that_it_stops_when_it_is_asked_to(name: str, runs: list[Path]) -> None:
    run: MeasurementRun | None = None
    run = MeasurementRun(runs[:1], quick(name, seed=7), stop=lambda: run is not None and run.network is not None)
    assert isinstance(list(run.events())[-1], RunStopped)
    assert run.results == []


def test_that_stored_evaluations_of_two_runs_are_compared(runs: list[Path]) -> None:
    together = [*MeasurementRun(runs, quick("evaluate")).events()]
    apart = [*MeasurementRun(runs, MEASUREMENTS["compare"]()).events()]
    compared = [event for event in together if isinstance(event, RunsCompared)]
    assert compared
    assert [event for event in apart if isinstance(event, RunsCompared)] == compared


def test_that_a_seed_chooses_other_sequences(runs: list[Path]) -> None:
    def indices(seed: int) -> tuple[int, ...]:
        run = MeasurementRun(runs[:1], RobustnessEvaluation(**QUICK["evaluate"], samples=4, seed=seed))
        list(run.events())
        (result,) = run.results
        return result.clean.indices  # type: ignore[attr-defined,no-any-return]

    assert indices(1) != indices(2)
