"""Evaluations of stored runs: their ending, their stop, and what cannot be evaluated."""

from __future__ import annotations

from pathlib import Path

import pytest

from robustgui.attacks.pgd import PGD
from robustgui.base.events import RunFailed, RunStopped
from robustgui.evaluation.events import CurvePoint, EvaluationFinished
from robustgui.runs.evaluation_run import EvaluationRun
from robustgui.runs.events import RunFinished
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.threats.linf import Linf


@pytest.fixture(scope="module")
def runs(tiny_spec: RunSpec, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("runs")
    for seed in (0, 1):
        list(TrainingRun(tiny_spec.changed(seed=seed), folder).events())
    return sorted(path for path in folder.iterdir())


def test_that_every_run_has_a_point_at_every_eps(runs: list[Path]) -> None:
    events = list(EvaluationRun(runs, [PGD(steps=2)], Linf(), [0, 0.5]).events())
    points = [(e.run, e.eps) for e in events if isinstance(e, CurvePoint)]
    assert points == [(run.name, eps) for run in runs for eps in (0, 0.5)]
    ending = events[-1]
    assert isinstance(ending, EvaluationFinished)
    assert (ending.runs, ending.points) == (tuple(run.name for run in runs), 4)


def test_that_a_run_measured_again_gives_its_own_final_figures(runs: list[Path], tiny_spec: RunSpec) -> None:
    ending = next(e for e in TrainingRun(tiny_spec).events() if isinstance(e, RunFinished))
    watch = tiny_spec.watch
    events = EvaluationRun(runs[:1], [watch.attack], watch.threat, [0, watch.threat.eps], seed=tiny_spec.seed).events()
    assert [e.value for e in events if isinstance(e, CurvePoint)] == [ending.clean, ending.attacked]


def test_that_a_stop_ends_it_and_keeps_what_is_finished(runs: list[Path]) -> None:
    evaluation: EvaluationRun | None = None

    def stop() -> bool:
        return evaluation is not None and evaluation.folder is not None and evaluation.folder.path == runs[1]

    def stored(run: Path) -> int:
        return len(list((run / "evaluations").glob("*.json")))

    before = [stored(run) for run in runs]
    evaluation = EvaluationRun(runs, [PGD(steps=2)], Linf(), [0.5], stop=stop)
    events = list(evaluation.events())
    assert [e.run for e in events if isinstance(e, CurvePoint)] == [runs[0].name]
    assert isinstance(events[-1], RunStopped)
    assert [stored(run) for run in runs] == [before[0] + 1, before[1]]


@pytest.mark.parametrize(
    ("threat", "eps", "words"),
    [(Linf(features=(3,)), [0.1], "perturbs feature 3"), (Linf(), [], "at least one"), (Linf(), [-1.0], "0 or more")],
)
def test_that_an_impossible_evaluation_is_explained(
    runs: list[Path], threat: Linf, eps: list[float], words: str
) -> None:
    ending = list(EvaluationRun(runs, [PGD(steps=1)], threat, eps).events())[-1]
    assert isinstance(ending, RunFailed)
    assert words in str(ending.message)
    assert ending.details == ""


def test_that_a_missing_folder_is_named(tmp_path: Path) -> None:
    ending = list(EvaluationRun([tmp_path / "gone"], [PGD()], Linf(), [0.1]).events())[-1]
    assert isinstance(ending, RunFailed)
    assert "gone" in str(ending.message)


def test_that_data_that_the_network_was_not_trained_on_are_refused(tiny_spec: RunSpec, tmp_path: Path) -> None:
    *_, _ = TrainingRun(tiny_spec, tmp_path).events()
    run = RunFolder(next(path for path in tmp_path.iterdir() if path.is_dir()))
    run.write_spec(run.spec().replaced({"data.train": "example:japanese_vowels"}))
    *_, ending = EvaluationRun([run.path], [PGD(steps=1)], Linf(), [0.1], samples=1).events()
    assert isinstance(ending, RunFailed)
    assert ending.details == ""
    assert "trained on other data" in str(ending.message)
