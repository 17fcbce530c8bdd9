"""A measurement that was killed continues where it was, with the numbers of one that was not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.measuring import audit_run, cross_check_run, evaluation_run

from robustgui.attacks.fmn import FMN
from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.base.events import RunStopped
from robustgui.evaluation import scores, table
from robustgui.evaluation.audit import case
from robustgui.measurements import unfinished
from robustgui.measurements.evaluate import load_evaluations
from robustgui.measurements.events import MeasurementContinued
from robustgui.measurements.run import MeasurementRun
from robustgui.measurements.unfinished import Unfinished, list_interrupted
from robustgui.runs.folder import UNFINISHED
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.threats.linf import Linf

Run = MeasurementRun
ASKED: dict[str, Callable[[Path], Run]] = {
    "bisection": lambda run: evaluation_run([run], [PGD(steps=2)], Linf(), [0, 0.2, 0.5, 1]),
    "several attacks": lambda run: evaluation_run([run], [Noise(draws=2), FMN(steps=4)], Linf(), [0.2, 0.5]),
    "survivors only": lambda run: evaluation_run(
        [run], [Noise(draws=2), PGD(steps=2)], Linf(), [0.2, 0.5], only_survivors=True
    ),
    "targeted": lambda run: evaluation_run([run], [FMN(steps=4)], Linf(aim="class", target="1"), [0.2, 0.9], samples=9),
    "audit": lambda run: audit_run(run, PGD(steps=2), Linf(eps=0.3)),
    "cross-check": lambda run: cross_check_run(run, Linf(eps=0.3), families=["pgd", "fgsm"], libraries=["robustgui"]),
}


@pytest.fixture(autouse=True)
def small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three groups of the twelve sequences, so that there is something in between."""
    monkeypatch.setattr(scores, "GROUP", 4)
    monkeypatch.setattr(scores, "_WIDE_STEPS", 1)


@pytest.fixture
def run(tiny_spec: RunSpec, tmp_path: Path) -> Path:
    training = TrainingRun(tiny_spec, tmp_path)
    list(training.events())
    assert training.folder is not None
    return training.folder.path


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """What a measurement had kept when it ended, copied before it was removed."""
    copies, finish = tmp_path / "copies", Unfinished.finish

    def copy(self: Unfinished) -> None:
        copies.mkdir(exist_ok=True)
        shutil.copy(self._file, copies)
        finish(self)

    monkeypatch.setattr(Unfinished, "finish", copy)
    yield copies
    monkeypatch.setattr(Unfinished, "finish", finish)


@pytest.fixture
def attacked(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows by one for each group that is attacked."""
    calls: list[None] = []
    attack = scores.attack_group

    def counted(*args: Any, **more: Any) -> Any:
        calls.append(None)
        return attack(*args, **more)

    for module in (table, case):
        monkeypatch.setattr(module, "attack_group", counted)
    return calls


def numbers(run: Run) -> str:
    """Everything that was stored, but for times."""
    found = run.results
    return re.sub(r"(seconds|created)'?(=|: )('[^']*'|[\d.e+-]+)", "", repr([vars(one) for one in found]))


@pytest.mark.parametrize("name", ASKED)
def test_that_a_measurement_cut_anywhere_continues_to_the_same_numbers(
    name: str, run: Path, kept: Path, attacked: list[None]
) -> None:
    whole = ASKED[name](run)
    list(whole.events())
    (file,) = kept.iterdir()
    content, all_groups = file.read_bytes(), len(attacked)
    lines = content.splitlines(keepends=True)
    for share in (0.3, 0.6, 1.0):
        done = max(2, round(share * len(lines)))
        cut = b"".join(lines[:done])
        folder = run / UNFINISHED
        folder.mkdir()
        (folder / file.name).write_bytes(cut if share == 1 else cut + lines[done][:-7])  # its last line was torn
        attacked.clear()
        again = ASKED[name](run)
        events = list(again.events())
        assert numbers(again) == numbers(whole)
        assert len(attacked) < all_groups
        assert sum(isinstance(event, MeasurementContinued) for event in events) == 1
        assert not folder.exists()


def test_that_a_stopped_evaluation_is_no_finished_one_and_is_listed(run: Path) -> None:
    calls = iter(range(10_000))
    evaluation = evaluation_run([run], [PGD(steps=2)], Linf(), [0.2, 0.5], stop=lambda: next(calls) > 12)
    assert isinstance(list(evaluation.events())[-1], RunStopped)
    assert load_evaluations(run) == []
    (found,) = list_interrupted(run)
    assert found.measurement.name == "evaluate"
    assert found.measurement.eps == (0.2, 0.5)
    assert found.runs == (run,)
    assert found.results > 0
    found.discard()
    assert list_interrupted(run) == []


@pytest.mark.parametrize("other", [{"seed": 1}, {"samples": 6}, {"only_survivors": True}])
def test_that_another_question_does_not_continue_it(run: Path, other: dict[str, Any]) -> None:
    cut = iter(evaluation_run([run], [PGD(steps=2)], Linf(), [0.2, 0.5]).events())
    next(event for event in cut if type(event).__name__ == "CurvePoint")
    cut.close()  # type: ignore[attr-defined]
    events = list(evaluation_run([run], [PGD(steps=2)], Linf(), [0.2, 0.5], **other).events())
    assert not any(isinstance(event, MeasurementContinued) for event in events)
    assert len(list_interrupted(run)) == 1


def test_that_another_network_does_not_continue_it_and_clears_it_away(run: Path, tiny_spec: RunSpec) -> None:
    cut = iter(evaluation_run([run], [PGD(steps=2)], Linf(), [0.2, 0.5]).events())
    next(event for event in cut if type(event).__name__ == "CurvePoint")
    cut.close()  # type: ignore[attr-defined]
    other = TrainingRun(tiny_spec.copy_with(seed=5), run.parent)
    list(other.events())
    assert other.folder is not None
    shutil.copy(other.folder.path / "model.safetensors", run)
    assert list_interrupted(run) == []
    events = list(evaluation_run([run], [PGD(steps=2)], Linf(), [0.2, 0.5]).events())
    assert not any(isinstance(event, MeasurementContinued) for event in events)
    assert not (run / UNFINISHED).exists()


def test_that_a_job_cut_in_its_second_run_stores_the_first_one_once(
    run: Path, tiny_spec: RunSpec, attacked: list[None]
) -> None:
    other = TrainingRun(tiny_spec.copy_with(seed=5), run.parent)
    list(other.events())
    assert other.folder is not None
    runs = [run, other.folder.path]
    job = evaluation_run(runs, [PGD(steps=2)], Linf(), [0.2, 0.5])
    events = job.events()
    for event in events:
        if type(event).__name__ == "CurvePoint" and job.folder is not None and job.folder.path == runs[1]:
            break
    events.close()  # type: ignore[attr-defined]
    before = list((run / "evaluations").iterdir())
    attacked.clear()
    again = evaluation_run(runs, [PGD(steps=2)], Linf(), [0.2, 0.5])
    list(again.events())
    assert list((run / "evaluations").iterdir()) == before
    assert len(load_evaluations(runs[1])) == 1
    assert len(attacked) < 6
    assert not any((path / UNFINISHED).exists() for path in runs)


def test_that_two_processes_with_one_question_do_not_share_a_file(run: Path) -> None:
    first = iter(evaluation_run([run], [PGD(steps=2)], Linf(), [0.2, 0.5]).events())
    next(event for event in first if type(event).__name__ == "CurvePoint")
    assert list_interrupted(run) == []  # it is going on
    second = evaluation_run([run], [PGD(steps=2)], Linf(), [0.2, 0.5])
    assert not any(isinstance(event, MeasurementContinued) for event in second.events())
    list(first)
    assert len(load_evaluations(run)) == 2
    assert not (run / UNFINISHED).exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: b"[" * 5000,
        lambda content: content.replace(b"evaluate", b"evaluatf", 1),
        lambda content: content[: len(content) // 2] + b"\xff" + content[len(content) // 2 + 1 :],
        lambda content: content.replace(b"\n", b"", 1),
    ],
)
def test_that_damaged_results_are_computed_again(run: Path, kept: Path, damage: Callable[[bytes], bytes]) -> None:
    whole = ASKED["bisection"](run)
    list(whole.events())
    (file,) = kept.iterdir()
    (run / UNFINISHED).mkdir()
    (run / UNFINISHED / file.name).write_bytes(damage(file.read_bytes()))
    list_interrupted(run)
    again = ASKED["bisection"](run)
    list(again.events())
    assert numbers(again) == numbers(whole)


def test_that_results_of_another_shape_are_not_believed(run: Path, kept: Path) -> None:
    whole = ASKED["bisection"](run)
    list(whole.events())
    (file,) = kept.iterdir()
    store = run / UNFINISHED / file.name
    store.parent.mkdir()
    for line in file.read_bytes().splitlines():
        values = unfinished._object(line)
        assert values is not None
        values = {name: {} if name == "arrays" else value for name, value in values.items()}
        with store.open("ab") as out:
            out.write(unfinished._line(values) + b"\n")
    again = ASKED["bisection"](run)
    list(again.events())
    assert numbers(again) == numbers(whole)


def test_that_without_a_place_to_keep_them_results_are_still_found(run: Path) -> None:
    (run / UNFINISHED).write_bytes(b"a file where a folder should be")
    evaluation = ASKED["bisection"](run)
    list(evaluation.events())
    assert len(load_evaluations(run)) == 1
