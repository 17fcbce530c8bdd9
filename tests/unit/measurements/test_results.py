"""Evaluations beside their run: stored and read again, older files, values for spreadsheets, two runs compared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.flat import Straight, Tried, flat_data, flat_network
from support.measuring import evaluation_result, save_in_format_1

from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.base.events import Event, Progress
from robustgui.evaluation.curve import budgets
from robustgui.evaluation.events import CLEAN, WORST, NotCompared, RunsCompared
from robustgui.evaluation.paired_differences import compare_accuracies
from robustgui.evaluation.table import AttackTable
from robustgui.measurements.compare import compare_results, newest_alike
from robustgui.measurements.evaluate import RobustnessEvaluation, load_evaluations
from robustgui.measurements.evaluation_csv import sequences_csv, table_csv
from robustgui.measurements.evaluation_result import EvaluationResult
from robustgui.measurements.store import load_results, save_result
from robustgui.threats.l2 import L2

EPS = (0.0, 0.2, 0.4)


def evaluated(run: str, *, seed: int = 0, data: int = 0, threat: L2 | None = None) -> EvaluationResult:
    """Of the network `seed`, on sequences that are labelled by the network `data`."""
    within, attacks = budgets(threat or L2(), EPS), (Noise(), PGD(steps=2))
    part = flat_data(60, flat_network(data), wrong=3)
    events = AttackTable(flat_network(seed), part, attacks, within, run=run, samples=40).events()
    return evaluation_result(run, attacks, within[-1], _without_progress(events), samples=40)


def _without_progress(events: Iterable[Event]) -> list[Event]:
    return [event for event in events if not isinstance(event, Progress)]


@pytest.fixture(scope="module")
def one() -> EvaluationResult:
    return evaluated("one")


@pytest.fixture(scope="module")
def other() -> EvaluationResult:
    return evaluated("other", seed=5)


@pytest.mark.parametrize("save", [save_result, save_in_format_1])
def test_that_a_stored_result_is_read_again_the_same(
    one: EvaluationResult, tmp_path: Path, save: Callable[[Path, EvaluationResult], Path]
) -> None:
    (tmp_path / "one").mkdir()
    save(tmp_path / "one", one)
    (stored,) = load_evaluations(tmp_path / "one")
    assert set(stored.events) == set(one.events)
    assert replace(stored, events=()) == replace(one, events=())
    assert np.isinf(stored.sequences[-1].success_eps).any()


def test_that_all_events_call_the_run_as_its_folder_is_called_now(one: EvaluationResult, tmp_path: Path) -> None:
    (tmp_path / "renamed").mkdir()
    save_result(tmp_path / "renamed", one)
    (stored,) = load_evaluations(tmp_path / "renamed")
    assert {event.run for event in stored.events} == {stored.run} == {"renamed"}


def test_that_a_file_of_one_attack_from_before_is_read(one: EvaluationResult, tmp_path: Path) -> None:
    folder = tmp_path / "old" / "evaluations"
    folder.mkdir(parents=True)
    point = {
        "event": "CurvePoint", "run": "x", "eps": 0.1, "unit": "std", "metric": "accuracy", "value": 0.5, "low": 0.4,
        "high": 0.6, "samples": 10, "per_class": [["a", 5, 10]],
    }  # fmt: skip
    confusion = {
        "event": "Confusion", "run": "x", "eps": 0.1, "classes": ["a"], "counts": [[1]], "true": [0], "predicted": [0],
    }  # fmt: skip
    values = {
        "attack": {"name": "pgd", "steps": 7}, "threat": {"name": "linf", "eps": 0.1}, "samples": 0, "seed": 3,
        "created": "2026-01-02T00:00:00", "points": [point], "confusions": [confusion],
    }  # fmt: skip
    (folder / "1.json").write_text(json.dumps(values), encoding="utf-8")
    (found,) = load_evaluations(folder.parent)
    assert found.attacks == (PGD(steps=7),)
    assert [(p.run, p.attack, p.value) for p in found.points] == [("old", "pgd", 0.5)]
    assert found.points[0].per_class == (("a", 5, 10),)
    assert found.confusions[0].attack == "pgd"
    assert (found.clean, found.measured, found.sequences) == (None, (), ())
    assert (found.measurement.only_survivors, found.measurement.seed) == (False, 3)


@pytest.mark.parametrize("damage", ["", "[]", '{"attacks": 3}', '{"attacks": [], "threat": []}', "null"])
def test_that_a_damaged_file_is_left_out_and_named(one: EvaluationResult, tmp_path: Path, damage: str) -> None:
    (tmp_path / "one").mkdir()
    file = save_result(tmp_path / "one", one).with_name("0.json")
    file.write_text(damage, encoding="utf-8")
    stored = load_results(tmp_path / "one", RobustnessEvaluation)
    assert stored.results == (one,)
    assert [problem.facts["file"] for problem in stored.problems] == [str(file)]


def test_that_values_for_spreadsheets_have_a_line_for_each_cell_and_each_sequence(one: EvaluationResult) -> None:
    cells = list(csv.DictReader(io.StringIO(table_csv([one]))))
    assert [(row["attack"], float(row["eps"]), float(row["value"])) for row in cells] == [
        (point.attack or "worst", point.eps, point.value) for point in one.points
    ]
    for row, cell in zip(cells, one.measured, strict=True):
        sizes = {measure.name: measure for measure in cell.measures}
        assert row["l2_mean"] == (str(sizes["l2"].mean) if "l2" in sizes else "")
        assert int(row["queries"]) == cell.queries
    lines = list(csv.DictReader(io.StringIO(sequences_csv([one]))))
    assert [float(row["falls_at"]) for row in lines] == [size for row in one.sequences for size in row.success_eps]


def test_that_two_runs_are_compared_at_every_eps_of_every_row(one: EvaluationResult, other: EvaluationResult) -> None:
    found = [event for event in compare_results(one, other) if isinstance(event, RunsCompared)]
    rows = [(CLEAN, 0.0), *((key, eps) for key in ("noise", "pgd", WORST) for eps in EPS)]
    assert [(event.attack, event.eps) for event in found] == rows
    for event in found[1:]:
        first, second = (
            np.array(next(row for row in run.sequences if row.attack == event.attack).success_eps) > event.eps
            for run in (one, other)
        )
        plain = compare_accuracies(first, second)
        assert (event.first_value, event.second_value) == (first.mean(), second.mean())
        assert (event.difference, event.low, event.high, event.p) == (plain.value, plain.low, plain.high, plain.p)


def test_that_runs_on_other_sequences_or_threats_are_not_compare_results(one: EvaluationResult) -> None:
    for second, words in (
        (evaluated("x", data=5), "different sequences"),
        (evaluated("x", threat=L2(open_steps=2)), "different attacks"),
        (replace(one, events=one.points), "earlier version"),
    ):
        (event,) = compare_results(one, second)
        assert isinstance(event, NotCompared)
        assert words in str(event.reason)


def test_that_the_newest_evaluations_that_are_alike_are_found(one: EvaluationResult, other: EvaluationResult) -> None:
    narrow = evaluated("other", threat=L2(open_steps=2))
    assert newest_alike([one], [other, narrow]) == (one, other)
    assert newest_alike([one], [narrow]) is None
    assert newest_alike([one], []) is None


def test_that_smallest_changes_are_told_from_budgets_that_were_tried() -> None:
    attacks, within = (Tried(), Straight()), budgets(L2(), EPS)
    events = AttackTable(flat_network(), flat_data(20, flat_network(), wrong=1), attacks, within).events()
    found = evaluation_result("", attacks, within[-1], _without_progress(events))
    assert [row.minimum_norm for row in found.sequences] == [False, True, False]
    assert set(found.sequences[0].success_eps) <= {*EPS, np.inf}
