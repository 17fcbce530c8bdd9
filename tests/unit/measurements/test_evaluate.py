"""Evaluations of stored runs: their ending, their stop, and what cannot be evaluated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.measuring import evaluation_run

from robustgui.attacks.pgd import PGD
from robustgui.base.errors import SettingError
from robustgui.base.events import RunFailed, RunStopped
from robustgui.evaluation.events import CurvePoint
from robustgui.measurements.evaluate import RobustnessEvaluation
from robustgui.measurements.events import MeasurementFinished
from robustgui.measurements.run import MeasurementRun
from robustgui.runs.events import RunFinished
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.threats.linf import Linf


@pytest.fixture(scope="module")
def runs(tiny_spec: RunSpec, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("runs")
    for seed in (0, 1):
        list(TrainingRun(tiny_spec.copy_with(seed=seed), folder).events())
    return sorted(path for path in folder.iterdir())


def test_that_every_run_has_a_point_at_every_eps(runs: list[Path]) -> None:
    events = list(evaluation_run(runs, [PGD(steps=2)], Linf(), [0, 0.5]).events())
    points = [(e.run, e.eps) for e in events if isinstance(e, CurvePoint)]
    assert points == [(run.name, eps) for run in runs for eps in (0, 0.5)]
    ending = events[-1]
    assert isinstance(ending, MeasurementFinished)
    assert (ending.runs, ending.measurement) == (tuple(run.name for run in runs), "evaluate")


def test_that_a_run_measured_again_gives_its_own_final_figures(runs: list[Path], tiny_spec: RunSpec) -> None:
    ending = next(e for e in TrainingRun(tiny_spec).events() if isinstance(e, RunFinished))
    watch = tiny_spec.watch
    events = evaluation_run(runs[:1], [watch.attack], watch.threat, [0, watch.threat.eps], seed=tiny_spec.seed).events()
    assert [e.value for e in events if isinstance(e, CurvePoint)] == [ending.clean, ending.attacked]


def test_that_a_stop_ends_it_and_keeps_what_is_finished(runs: list[Path]) -> None:
    evaluation: MeasurementRun | None = None

    def stop() -> bool:
        return evaluation is not None and evaluation.folder is not None and evaluation.folder.path == runs[1]

    def stored(run: Path) -> int:
        return len(list((run / "evaluations").glob("*.json")))

    before = [stored(run) for run in runs]
    evaluation = evaluation_run(runs, [PGD(steps=2)], Linf(), [0.5], stop=stop)
    events = list(evaluation.events())
    assert [e.run for e in events if isinstance(e, CurvePoint)] == [runs[0].name]
    assert isinstance(events[-1], RunStopped)
    assert [stored(run) for run in runs] == [before[0] + 1, before[1]]


def test_that_an_impossible_evaluation_is_explained(runs: list[Path]) -> None:
    ending = list(evaluation_run(runs, [PGD(steps=1)], Linf(features=(3,)), [0.1]).events())[-1]
    assert isinstance(ending, RunFailed)
    assert "perturbs feature 3" in str(ending.message)
    assert ending.details == ""


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"eps": []}, "eps: needs at least 1"), ({"eps": [-1.0]}, "eps: must be 0 or more"),
        ({"eps": [float("nan")]}, "eps.0: must be a finite number"), ({"attacks": []}, "attacks: needs at least 1"),
        ({"split": "validation", "data": "x.csv"}, "split: There is no split called 'validation'"),
    ],
)  # fmt: skip
def test_that_impossible_settings_are_explained(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingError, match=words):
        RobustnessEvaluation(**settings)


def test_that_a_missing_folder_is_named(tmp_path: Path) -> None:
    ending = list(evaluation_run([tmp_path / "gone"], [PGD()], Linf(), [0.1]).events())[-1]
    assert isinstance(ending, RunFailed)
    assert "gone" in str(ending.message)


def test_that_data_that_the_network_was_not_trained_on_are_refused(tiny_spec: RunSpec, tmp_path: Path) -> None:
    *_, _ = TrainingRun(tiny_spec, tmp_path).events()
    run = RunFolder(next(path for path in tmp_path.iterdir() if path.is_dir()))
    run.write_spec(run.spec().replace_paths({"data.train": "example:japanese_vowels"}))
    *_, ending = evaluation_run([run.path], [PGD(steps=1)], Linf(), [0.1], samples=1).events()
    assert isinstance(ending, RunFailed)
    assert ending.details == ""
    assert "trained on other data" in str(ending.message)
