"""Evaluations beside their run: stored and read again, older files, values for spreadsheets, two runs compared."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.flat import Straight, Tried, flat_data, flat_network

from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.evaluation.curve import budgets
from robustgui.evaluation.events import CLEAN, WORST, NotCompared, RunsCompared
from robustgui.evaluation.paired_differences import compare_accuracies
from robustgui.evaluation.table import AttackTable
from robustgui.runs.comparison import compared, newest_alike
from robustgui.runs.evaluation_csv import sequences_csv, table_csv
from robustgui.runs.evaluations import StoredEvaluation, collected, load_evaluations, save_evaluation
from robustgui.threats.l2 import L2

EPS = (0.0, 0.2, 0.4)


def evaluated(run: str, *, seed: int = 0, data: int = 0, threat: L2 | None = None) -> StoredEvaluation:
    """Of the network `seed`, on sequences that are labelled by the network `data`."""
    within, attacks = budgets(threat or L2(), EPS), (Noise(), PGD(steps=2))
    part = flat_data(60, flat_network(data), wrong=3)
    events = AttackTable(flat_network(seed), part, attacks, within, run=run, samples=40).events()
    return collected(events, attacks, within[-1], 40, 0)


@pytest.fixture(scope="module")
def one() -> StoredEvaluation:
    return evaluated("one")


@pytest.fixture(scope="module")
def other() -> StoredEvaluation:
    return evaluated("other", seed=5)


def test_that_what_is_stored_is_read_again_the_same(one: StoredEvaluation, tmp_path: Path) -> None:
    folder = tmp_path / "one" / "evaluations"
    folder.parent.mkdir()
    save_evaluation(folder, one)
    assert load_evaluations(folder).results == (one,)
    assert np.isinf(one.sequences[-1].falls_at).any()


def test_that_all_parts_are_called_as_the_folder_is_now(one: StoredEvaluation, tmp_path: Path) -> None:
    folder = tmp_path / "renamed" / "evaluations"
    folder.parent.mkdir()
    save_evaluation(folder, one)
    (found,) = load_evaluations(folder).results
    assert found.clean is not None
    parts = (found.clean, *found.points, *found.confusions, *found.measured, *found.sequences)
    assert {part.run for part in parts} == {"renamed"}


def test_that_a_file_of_one_attack_from_before_is_read(one: StoredEvaluation, tmp_path: Path) -> None:
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
    (found,) = load_evaluations(folder).results
    assert found.attacks == (PGD(steps=7),)
    assert [(p.run, p.attack, p.value) for p in found.points] == [("old", "pgd", 0.5)]
    assert found.points[0].per_class == (("a", 5, 10),)
    assert found.confusions[0].attack == "pgd"
    assert (found.clean, found.measured, found.sequences, found.only_survivors) == (None, (), (), False)


@pytest.mark.parametrize("damage", ["", "[]", '{"attacks": 3}', '{"attacks": [], "threat": []}', "null"])
def test_that_a_damaged_file_is_left_out_and_named(one: StoredEvaluation, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "one" / "evaluations"
    folder.parent.mkdir()
    save_evaluation(folder, one)
    (folder / "0.json").write_text(damage, encoding="utf-8")
    stored = load_evaluations(folder)
    assert stored.results == (one,)
    assert [problem.facts["file"] for problem in stored.problems] == [str(folder / "0.json")]


def test_that_values_for_spreadsheets_have_a_line_for_each_cell_and_each_sequence(one: StoredEvaluation) -> None:
    cells = list(csv.DictReader(io.StringIO(table_csv([one]))))
    assert [(row["attack"], float(row["eps"]), float(row["value"])) for row in cells] == [
        (point.attack or "worst", point.eps, point.value) for point in one.points
    ]
    for row, cell in zip(cells, one.measured, strict=True):
        sizes = {measure.name: measure for measure in cell.measures}
        assert row["l2_mean"] == (str(sizes["l2"].mean) if "l2" in sizes else "")
        assert int(row["queries"]) == cell.queries
    lines = list(csv.DictReader(io.StringIO(sequences_csv([one]))))
    assert [float(row["falls_at"]) for row in lines] == [size for row in one.sequences for size in row.falls_at]


def test_that_two_runs_are_compared_at_every_eps_of_every_row(one: StoredEvaluation, other: StoredEvaluation) -> None:
    found = [event for event in compared(one, other) if isinstance(event, RunsCompared)]
    rows = [(CLEAN, 0.0), *((key, eps) for key in ("noise", "pgd", WORST) for eps in EPS)]
    assert [(event.attack, event.eps) for event in found] == rows
    for event in found[1:]:
        first, second = (
            np.array(next(row for row in run.sequences if row.attack == event.attack).falls_at) > event.eps
            for run in (one, other)
        )
        plain = compare_accuracies(first, second)
        assert (event.first_value, event.second_value) == (first.mean(), second.mean())
        assert (event.difference, event.low, event.high, event.p) == (plain.value, plain.low, plain.high, plain.p)


def test_that_runs_on_other_sequences_or_threats_are_not_compared(one: StoredEvaluation) -> None:
    for second, words in (
        (evaluated("x", data=5), "different sequences"),
        (evaluated("x", threat=L2(open_steps=2)), "different attacks"),
        (replace(one, clean=None), "earlier version"),
    ):
        (event,) = compared(one, second)
        assert isinstance(event, NotCompared)
        assert words in str(event.reason)


def test_that_the_newest_evaluations_that_are_alike_are_found(one: StoredEvaluation, other: StoredEvaluation) -> None:
    narrow = evaluated("other", threat=L2(open_steps=2))
    assert newest_alike([one], [other, narrow]) == (one, other)
    assert newest_alike([one], [narrow]) is None
    assert newest_alike([one], []) is None


def test_that_smallest_changes_are_told_from_budgets_that_were_tried() -> None:
    attacks, within = (Tried(), Straight()), budgets(L2(), EPS)
    events = AttackTable(flat_network(), flat_data(20, flat_network(), wrong=1), attacks, within).events()
    found = collected(events, attacks, within[-1], 0, 0)
    assert [row.minimum_norm for row in found.sequences] == [False, True, False]
    assert set(found.sequences[0].falls_at) <= {*EPS, np.inf}
