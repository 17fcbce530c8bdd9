"""The Evaluate page: what is asked of the engine, and how stored and live curves are shown."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import numpy as np
import pytest
from PySide6.QtCore import Qt
from support.measuring import evaluate_job, evaluation_result

from robustgui.attacks.default_attacks import EVALUATION_ATTACK
from robustgui.attacks.pgd import PGD
from robustgui.base.events import RunStopped
from robustgui.base.settings import to_table
from robustgui.data import DataSettings, load
from robustgui.evaluation.events import CleanMeasured, Confusion, CurvePoint
from robustgui.evaluation.training_overlap import TrainingOverlap
from robustgui.gui import theme
from robustgui.gui.jobs import JobStatus
from robustgui.gui.pages.evaluate.eps_field import EpsField
from robustgui.gui.pages.evaluate.export_points import points_csv
from robustgui.gui.pages.evaluate.page import EvaluatePage
from robustgui.gui.palette import DARK, LIGHT
from robustgui.gui.run_colours import colour_of
from robustgui.measurements.evaluate import AttackPlan
from robustgui.measurements.store import save_result
from robustgui.measurements.unfinished import MeasurementKey, Unfinished, list_interrupted
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions


def point(run: str, eps: float, right: int, n: int = 370, metric: str = "accuracy") -> CurvePoint:
    share = right / n
    low, high = max(0.0, share - 0.05), min(1.0, share + 0.05)
    return CurvePoint(run, eps, "std", metric, share, low, high, n, (("1", right, n),), "pgd")


@pytest.fixture(scope="module")
def vowels():
    return load(DataSettings())


@pytest.fixture
def make(session, vowels):
    """Makes a stored run that was measured at 0 and 0.1; its prediction is wrong for the first `wrong` sequences."""

    def run(name: str, wrong: int = 40, attack: PGD | None = None):
        folder = RunFolder.create(session.runs_folder, RunSpec(name=name))
        folder.log.append(RunStopped(1, 1))
        true = vowels.test.labels
        predicted = np.where(np.arange(370) < wrong, (true + 1) % 9, true)
        counts = np.zeros((9, 9), int)
        np.add.at(counts, (true, predicted), 1)
        confusion = Confusion(
            folder.name, 0.1, vowels.test.classes, tuple(map(tuple, counts.tolist())), tuple(true.tolist()),
            tuple(predicted.tolist()), "pgd",
        )  # fmt: skip
        points = (point(folder.name, 0.0, 360), point(folder.name, 0.1, 370 - wrong))
        stored = evaluation_result(folder.name, [attack or PGD(steps=20)], Linf(eps=0.1), [*points, confusion])
        save_result(folder.path, stored)
        return folder.path

    return run


@pytest.fixture
def page(qtbot, session, jobs, dressed):
    shown = EvaluatePage(session, jobs)
    qtbot.addWidget(shown)
    shown.resize(760, 690)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def curve(page, name):
    return next(layer for layer in page.plot.layers if layer.name == name)


def test_that_without_runs_the_page_leads_to_them(qtbot, session, page):
    assert page.stack.currentWidget() is page.empty
    with qtbot.waitSignal(session.page_requested) as asked:
        qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["runs"]


def test_that_stored_evaluations_of_ticked_runs_are_drawn_side_by_side(qtbot, session, page, make):
    session.set_ticks([make("one"), make("two", wrong=200)])
    qtbot.waitUntil(lambda: len(page.plot.layers) == 6)
    assert curve(page, "one").y.tolist() == [360 / 370, 330 / 370]
    assert curve(page, "two").y.tolist() == [360 / 370, 170 / 370]
    assert curve(page, "one").index != curve(page, "two").index
    assert page.plot.x_name == "eps (L-inf)"
    assert "n = 370" in page.note.text()
    assert "An example misclassified at one eps" in page.note.text()


def test_that_the_colours_of_runs_follow_the_theme(qtbot, qapp, session, page, make):
    session.set_ticks([make("one")])
    qtbot.waitUntil(lambda: page.details.points.rowCount() == 2)
    theme.apply(qapp, DARK)
    swatch = page.form.runs.item(0).icon().pixmap(10, 10).toImage().pixelColor(5, 5)
    assert page.details.points.item(0, 0).data(Qt.ItemDataRole.DecorationRole) == colour_of(0) == swatch
    theme.apply(qapp, LIGHT)
    assert page.details.points.item(0, 0).data(Qt.ItemDataRole.DecorationRole) == colour_of(0) != swatch


def test_that_the_table_holds_counts_and_intervals(qtbot, session, page, make):
    session.set_ticks([make("one")])
    qtbot.waitUntil(lambda: page.details.points.rowCount() == 2)
    texts = [page.details.points.item(1, column).text() for column in range(5)]
    assert texts == ["one", "0.1", "89.2 %", "84.2 – 94.2 %", "330 / 370"]


def test_that_evaluate_asks_for_what_the_form_says(qtbot, session, jobs, page, make):
    folder = make("one")
    session.set_ticks([folder])
    page.form.eps.edit.setText("0.2, 0 0.1; 0.1")
    page.form.samples.setValue(50)
    qtbot.mouseClick(page.evaluate, Qt.MouseButton.LeftButton)
    watch = session.spec.watch
    assert jobs.rows[0].job == evaluate_job(
        (str(folder),), (EVALUATION_ATTACK,), watch.threat, (0.0, 0.1, 0.2), samples=50
    )


def test_that_a_run_that_is_looked_at_can_be_measured_without_a_tick(session, page, make):
    folder = make("one")
    session.set_run(folder)
    assert page.evaluations.folders == (folder,)


def test_that_points_appear_while_they_are_measured(qtbot, session, jobs, page, make):
    folder = make("one")
    session.set_ticks([folder])
    page.form.plan.set_value(AttackPlan(attacks=(PGD(steps=3),)))
    qtbot.mouseClick(page.evaluate, Qt.MouseButton.LeftButton)
    row = jobs.rows[0]
    jobs.become(row, JobStatus.RUNNING)
    jobs.report(row, point(folder.name, 0.0, 370))
    jobs.report(row, point(folder.name, 0.1, 185))
    qtbot.waitUntil(lambda: page.details.points.rowCount() == 2)
    assert curve(page, page.evaluations.labels[0]).y.tolist() == [1.0, 0.5]


def test_that_curves_of_another_attack_are_a_choice_of_their_own(qtbot, session, page, make):
    session.set_ticks([make("one"), make("two", attack=PGD(steps=50))])
    qtbot.waitUntil(lambda: page.setup.count() == 2)
    shown = []
    for place in range(2):
        page.setup.setCurrentIndex(place)
        shown.append([layer.name for layer in page.plot.layers if layer.in_legend and layer.name])
    assert sorted(shown) == [["one"], ["two"]]


def test_that_a_cell_of_the_confusion_matrix_filters_those_sequences(qtbot, session, page, make, vowels):
    session.set_dataset(vowels)
    session.set_ticks([make("one")])
    qtbot.waitUntil(lambda: page.details.points.rowCount() == 2)
    page.details.tabs.setCurrentIndex(2)
    page.details.confusion._cell = (0, 1)
    qtbot.keyClick(page.details.confusion, Qt.Key.Key_Return)
    expected = np.flatnonzero((vowels.test.labels == 0) & (np.arange(370) < 40))
    assert session.filter.split == "test"
    assert session.filter.indices == tuple(expected.tolist())
    with qtbot.waitSignal(session.page_requested) as asked:
        qtbot.mouseClick(page.picked.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["inspect"]
    assert session.selection.index == expected[0]


def test_that_an_empty_cell_filters_nothing(qtbot, session, page, make, vowels):
    session.set_dataset(vowels)
    session.set_ticks([make("one")])
    qtbot.waitUntil(lambda: page.details.points.rowCount() == 2)
    page.details.confusion._cell = (0, 5)
    qtbot.keyClick(page.details.confusion, Qt.Key.Key_Return)
    assert session.filter is None


def test_that_sequences_of_other_data_are_not_mixed_up(qtbot, session, page, make):
    session.set_dataset(load(DataSettings(train="example:digits")))
    session.set_ticks([make("one")])
    qtbot.waitUntil(lambda: page.details.points.rowCount() == 2)
    page.details.confusion.picked.emit(0, 1)
    assert session.filter is None
    assert "other data" in page.picked.text()


@pytest.mark.parametrize(("metric", "label"), [("mse", "Mean squared error"), ("bits", "Bits per token")])
def test_that_an_error_has_no_classes_and_its_own_names(qtbot, session, jobs, page, make, metric, label):
    folder = make("one")
    session.set_ticks([folder])
    page.form.plan.set_value(AttackPlan(attacks=(PGD(steps=3),)))
    qtbot.mouseClick(page.evaluate, Qt.MouseButton.LeftButton)
    jobs.become(jobs.rows[0], JobStatus.RUNNING)
    found = CurvePoint(folder.name, 0.1, "std", metric, 2.5, 2.0, 3.0, 50, (), "pgd")
    jobs.report(jobs.rows[0], found)
    assert page.plot.title == "Error under attack"
    assert page.plot.y_name == label
    assert not page.details.tabs.isTabVisible(2)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0.1, abc", "'abc' is not a number."),
        ("-0.1", "-0.1: a budget must be 0 or more, and finite."),
        ("nan", "nan: a budget must be 0 or more, and finite."),
        ("", "Give at least one budget, such as 0.1."),
    ],
)
def test_that_wrong_budgets_are_explained_at_the_field(qtbot, dressed, text, reason):
    field = EpsField()
    qtbot.addWidget(field)
    field.edit.setText(text)
    assert field.eps() is None
    assert field.problem.text() == reason


def test_that_budgets_beside_the_peak_are_given_in_decibels_too(qtbot, dressed):
    field = EpsField()
    qtbot.addWidget(field)
    field.edit.setText("-20 dB, 0; -40dB 0.5")
    assert field.eps() is None
    assert "choose that unit for the threat" in field.problem.text()
    field.set_unit("peak")
    assert field.eps() == pytest.approx((0, 0.01, 0.1, 0.5))
    assert "of the peak" in field.edit.toolTip()


def test_that_a_wrong_budget_disables_evaluate_and_says_why(session, page, make):
    session.set_ticks([make("one")])
    page.form.eps.edit.setText("x")
    assert not page.evaluate.isEnabled()
    assert page.evaluate.toolTip() == "'x' is not a number."


def test_that_a_quick_range_fills_in_six_budgets(qtbot, dressed):
    field = EpsField()
    qtbot.addWidget(field)
    field.ranges.menu().actions()[1].trigger()
    assert field.eps() == pytest.approx((0, 0.02, 0.04, 0.06, 0.08, 0.1))


def test_that_the_csv_repeats_every_number(qtbot, session, page, make):
    session.set_ticks([make("one")])
    qtbot.waitUntil(page.export.isEnabled)
    rows = list(csv.DictReader(io.StringIO(points_csv(page.export._curves))))
    assert [(row["run"], float(row["eps"]), float(row["value"])) for row in rows] == [
        ("one", 0.0, 360 / 370),
        ("one", 0.1, 330 / 370),
    ]


def test_that_what_does_not_suit_the_data_gives_way(session, page, vowels):
    session.set_dataset(load(DataSettings(train="example:synthetic_reviews")))
    page.form.threat.set_value(Substitutions())
    assert page.form.attacks()[0].name == "hotflip"
    session.set_dataset(vowels)
    assert (page.form.attacks()[0].name, page.form.threat.value().name) == ("pgd", "linf")


def test_that_a_run_measured_on_its_training_data_is_named_in_a_banner(qtbot, session, page, make):
    run = make("known")
    clean = CleanMeasured(
        run.name, "accuracy", 0.9, 0.8, 1.0, 20, (), None, None, None, None, "d", tuple(range(20)), (0.0,) * 20,
        overlap=TrainingOverlap(20, same=14),
    )  # fmt: skip
    confusion = Confusion(run.name, 0.0, ("1",), ((20,),), (0,) * 20, (0,) * 20, "pgd")
    events = (point(run.name, 0.0, 18, 20), confusion, clean)
    save_result(run, evaluation_result(run.name, [PGD()], Linf(eps=0.2), events, datetime.now().isoformat()))
    session.set_ticks([run])
    page.evaluations.reload()
    qtbot.waitUntil(lambda: "trained on 14 of the 20" in page.overlap.text())
    assert not page.overlap.isHidden()


@pytest.fixture
def interrupted(make):
    """A run with an evaluation that was interrupted."""
    run = make("cut")
    settings = {
        "attacks": [to_table(PGD(steps=2))], "threat": to_table(Linf(eps=0.5)), "eps": [0.1, 0.5], "samples": 0,
        "seed": 0, "only_survivors": False, "split": "test", "data": "", "device": "cpu",
    }  # fmt: skip
    kept = Unfinished(run, MeasurementKey("evaluate", settings, (run.name,)), "data")
    kept.add_arrays("group", {"size": np.zeros(3)})
    kept.release()
    return run


def test_that_an_interrupted_evaluation_is_offered_and_continued(qtbot, session, jobs, page, interrupted):
    session.set_ticks((interrupted,))
    qtbot.waitUntil(lambda: bool(page.interrupted.text()))
    assert "cut" in page.interrupted.text()
    assert "1 result is" in page.interrupted.text()
    qtbot.mouseClick(page.interrupted.button, Qt.MouseButton.LeftButton)
    expected = evaluate_job((str(interrupted),), (PGD(steps=2),), Linf(eps=0.5), (0.1, 0.5))
    assert jobs.rows[-1].job == expected
    assert page.interrupted.text() == ""
    jobs.become(jobs.rows[-1], JobStatus.RUNNING)
    assert page._row is jobs.rows[-1]


def test_that_an_interrupted_evaluation_can_be_discarded_or_put_off(qtbot, session, page, interrupted):
    session.set_ticks((interrupted,))
    qtbot.waitUntil(lambda: bool(page.interrupted.text()))
    qtbot.mouseClick(page.interrupted.close_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.interrupted._background.done):
        page.interrupted.reload()
    assert page.interrupted.text() == ""
    page.interrupted._dismissed.clear()
    page.interrupted.reload()
    qtbot.waitUntil(lambda: bool(page.interrupted.text()))
    qtbot.mouseClick(page.interrupted.discard_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.interrupted.text() == "")
    assert list_interrupted(interrupted) == []
