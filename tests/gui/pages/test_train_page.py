"""The Train page: what is drawn while a run goes on, what buttons do when, and runs that are stored."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
from PySide6.QtCore import Qt
from support.inspections import make_inspection

from robustgui.base.errors import Sentence
from robustgui.base.events import DataWarned, RunStopped
from robustgui.data import DataSettings, load
from robustgui.engine.messages import ResumeJob, TrainJob
from robustgui.evaluation.inspect_request import InspectRequest
from robustgui.gui.jobs import JobStatus
from robustgui.gui.pages.train.durations import Pace
from robustgui.gui.pages.train.page import TrainPage
from robustgui.gui.pages.train.watch import OTHERS
from robustgui.gui.session import Selection
from robustgui.gui.training_curves.history import History
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.training.events import EpochDone, StepDone, TrainingLearns, TrainingStalled


def started(folder: str, **changes: object) -> RunStarted:
    event = RunStarted("r", folder, "cpu", 100, 4, 3, 30, 20, "test", "accuracy")
    return dataclasses.replace(event, **changes)


def epoch(number: int, clean: float = 0.9, attacked: float = 0.4) -> list[StepDone | EpochDone]:
    steps = [
        StepDone(3 * (number - 1) + k, number, 2.0 / k, (("clean", 1.0 / k), ("adversarial", 1.5 / k)), 0.5, 1e-3)
        for k in (1, 2, 3)
    ]
    return [*steps, EpochDone(number, 1.0, clean, attacked, "accuracy", 20, 2.0)]


def stored(session, *events, name: str = "kept") -> RunFolder:
    folder = RunFolder.create(session.runs_folder, RunSpec(name=name))
    for event in events:
        folder.log.append(event)
    return folder


@pytest.fixture
def page(qtbot, session, jobs, dressed):
    session.select(Selection("test", 0))
    shown = TrainPage(session, jobs)
    qtbot.addWidget(shown)
    shown.resize(760, 690)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


@pytest.fixture
def row(session, jobs, page, tmp_path):
    """A training job that has begun."""
    made = jobs.submit(TrainJob(session.spec, str(session.runs_folder)), "mine")
    jobs.become(made, JobStatus.RUNNING)
    jobs.report(made, started(str(tmp_path / "live")))
    return made


def line(plot, name):
    return next(layer for layer in plot.layers if layer.name == name)


def test_that_the_empty_page_trains_with_one_press(qtbot, session, jobs, page):
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert jobs.rows[0].job == TrainJob(session.spec, str(session.runs_folder))


def test_that_both_accuracies_are_drawn_as_they_arrive(jobs, page, row):
    jobs.report(row, *epoch(1, 0.5, 0.1))
    jobs.report(row, *epoch(2, 0.8, 0.3))
    score = page.view.plots.score
    np.testing.assert_array_equal(line(score, "clean").x, [1, 2])
    np.testing.assert_array_equal(line(score, "clean").y, [0.5, 0.8])
    np.testing.assert_array_equal(line(score, "robust").y, [0.1, 0.3])
    assert page.view.facts.value("clean") == "80.0 %"
    assert page.view.facts.value("attacked") == "30.0 %"
    assert page.view.facts.value("epoch") == "2 / 4"


def test_that_the_axis_spans_the_whole_run_from_its_beginning(jobs, page, row):
    jobs.report(row, *epoch(1))
    assert page.view.plots.loss.area.viewRange()[0] == [0, 4]


def test_that_a_hidden_page_draws_when_it_is_shown_again(jobs, page, row):
    page.hide()
    jobs.report(row, *epoch(1))
    assert len(line(page.view.plots.score, "clean").y) == 0
    page.show()
    assert len(line(page.view.plots.score, "clean").y) == 1


def test_that_events_of_another_job_change_nothing(session, jobs, page, row):
    other = jobs.submit(TrainJob(session.spec, "elsewhere"), "other")
    jobs.report(other, started("elsewhere"), *epoch(1))
    assert len(page.run.history.epochs) == 0


def test_that_resume_is_there_where_there_is_something_to_resume(qtbot, jobs, page, row):
    button = page.resume_button
    for status in (JobStatus.RUNNING, JobStatus.PAUSED, JobStatus.STOPPING):
        jobs.become(row, status)
        assert not button.isVisible()
    jobs.become(row, JobStatus.STOPPED, resumable=True)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert jobs.rows[-1].job == ResumeJob(str(page.run.folder))


def test_that_a_failed_run_can_be_resumed_from_its_page(qtbot, jobs, page, row):
    jobs.become(row, JobStatus.FAILED, reason=Sentence("The disk is full."), resumable=True)
    qtbot.mouseClick(page.resume_button, Qt.MouseButton.LeftButton)
    assert jobs.rows[-1].job == ResumeJob(str(page.run.folder))


def watched(index: int = 0, split: str = "test", folder: str | None = None) -> InspectRequest:
    """The question about a sequence, attacked as runs with the default settings are measured."""
    settings = RunSpec().watch
    return InspectRequest(folder, None, split, index, settings.attack, settings.threat, others=OTHERS)


def test_that_the_selected_sequence_is_followed_while_a_run_goes_on_and_no_longer(session, jobs, page, row):
    session.select(Selection("train", 3))
    assert jobs.followed["watch"] == watched(3, "train", str(page.run.folder))
    jobs.report(row, *epoch(1))
    assert not jobs.requests  # the engine answers unasked
    page.hide()
    assert jobs.followed["watch"] is None
    page.show()
    assert jobs.followed["watch"] == watched(3, "train", str(page.run.folder))
    jobs.become(row, JobStatus.FINISHED)
    assert jobs.followed["watch"] is None


def test_that_another_sequence_is_asked_for_at_once_if_the_run_was_measured(session, jobs, page, row):
    jobs.report(row, *epoch(1))
    session.select(Selection("train", 5))
    assert jobs.requests[-1] == ("watch", watched(5, "train", str(page.run.folder)))


def test_that_of_a_run_on_other_data_nothing_is_watched_and_it_is_said_why(session, jobs, page):
    session.set_dataset(load(DataSettings()))
    spec = RunSpec().replace_paths({"data.train": "example:digits"})
    made = jobs.submit(TrainJob(spec, str(session.runs_folder)), "other data")
    jobs.become(made, JobStatus.RUNNING)
    assert jobs.followed["watch"] is None
    assert "trained on Digits" in page.view.plots.watched.headline.what.text()


def test_that_an_answer_is_painted_under_a_headline_with_attack_and_budget(jobs, page, row):
    jobs.report(row, *epoch(1))
    found = dataclasses.replace(make_inspection(), request=watched(0, folder=str(page.run.folder)), epoch=1)
    jobs.request_done.emit("watch", found)
    stage = page.view.plots.watched
    assert stage.headline.what.text() == "PGD · L-inf eps 0.1 std · test 0 · epoch 1"
    path = stage.views[1]
    np.testing.assert_array_equal(path.clean.x, found.path_clean[:, 0])
    np.testing.assert_array_equal(path.attacked.y, found.path_attacked[found.returned][:, 1])


def test_that_answers_about_other_sequences_and_runs_are_dropped(jobs, page, row):
    jobs.report(row, *epoch(1))
    for question in (watched(1, folder=str(page.run.folder)), watched(0, folder="elsewhere")):
        jobs.request_done.emit("watch", dataclasses.replace(make_inspection(), request=question))
    assert page.view.plots.watched.inspection is None


def test_that_a_chosen_run_shows_its_stored_curves(qtbot, session, page):
    folder = stored(session, started("x"), *epoch(1, 0.5, 0.2), *epoch(2, 0.7, 0.3), RunStopped(6, 2))
    session.set_run(folder.path)
    qtbot.waitUntil(lambda: len(page.run.history.epochs) == 2)
    np.testing.assert_array_equal(line(page.view.plots.score, "clean").y, [0.5, 0.7])
    assert page.heading.text() == "kept"
    assert page.view.facts.value("elapsed") == "0:04"


def test_that_a_folder_that_is_no_run_is_explained(qtbot, session, page, tmp_path):
    session.set_run(tmp_path / "nothing")
    qtbot.waitUntil(page.banner.isVisible)
    assert "nothing" in page.banner.text()


def test_that_the_run_that_is_training_is_not_read_from_its_folder(session, page, row):
    session.set_run(page.run.folder)
    assert page.run.row is row


def test_that_ticked_runs_lie_behind_in_colours_of_their_own(qtbot, session, jobs, page, row):
    first = stored(session, started("a"), *epoch(1, 0.6, 0.5), name="first")
    second = stored(session, started("b"), *epoch(1, 0.4, 0.3), name="second")
    session.set_ticks([first.path, second.path])
    score = page.view.plots.score
    qtbot.waitUntil(lambda: len(score.layers) == 7)
    assert line(score, "first").y.tolist() == [0.6]
    indices = {line(score, name).index for name in ("first", "second")}
    assert len(indices) == 2
    colours = {score.look.colour("series", index).name() for index in indices}
    assert colours.isdisjoint({score.look.colour("clean").name(), score.look.colour("attacked").name()})


def test_that_a_warning_goes_with_its_run_and_a_dismissed_one_stays_away(qtbot, session, page):
    warned = DataWarned(Sentence("{rows} rows were left out.", {"rows": 3}, "warning"))
    session.set_run(stored(session, started("a"), warned, *epoch(1), name="first").path)
    qtbot.waitUntil(lambda: "3 rows" in page.warning.text())
    page.retranslate()
    assert "3 rows" in page.warning.text()
    session.set_run(stored(session, started("b"), *epoch(1), name="second").path)
    qtbot.waitUntil(lambda: page.heading.text() == "second" and page.warning.isHidden())
    session.set_run(stored(session, started("c"), warned, *epoch(1), name="third").path)
    qtbot.waitUntil(lambda: "3 rows" in page.warning.text())
    qtbot.mouseClick(page.warning.close_button, Qt.MouseButton.LeftButton)
    page.retranslate()
    assert page.warning.isHidden()


def test_that_a_resumed_run_shows_what_came_before(qtbot, session, jobs, page):
    folder = stored(session, started("x"), *epoch(1, 0.5, 0.2), RunStopped(3, 1))
    job = jobs.submit(ResumeJob(str(folder.path)), "kept")
    jobs.become(job, JobStatus.RUNNING)
    jobs.report(job, started(str(folder.path), step=3, epoch=1), *epoch(2, 0.7, 0.3))
    qtbot.waitUntil(lambda: len(page.run.history.epochs) == 2)
    assert page.run.history.steps["step"].tolist() == [1, 2, 3, 4, 5, 6]


def test_that_an_error_is_called_one(jobs, page, row):
    jobs.report(row, EpochDone(1, 1.0, 2.5, 7.25, "mse", 20, 1.0))
    assert page.view.plots.score.title == "Mean squared error"
    assert page.view.facts.value("attacked") == "7.25"


def test_that_the_baseline_stands_beside_an_error_with_the_skill_and_lies_as_a_line(jobs, page, row):
    jobs.report(row, EpochDone(1, 1.0, 0.25, 0.4, "mse", 20, 1.0, 0.5))
    assert page.view.facts.value("baseline") == "0.5, 0.50"
    assert line(page.view.plots.score, "baseline").y.tolist() == [0.5, 0.5]


def test_that_an_accuracy_has_no_baseline(jobs, page, row):
    jobs.report(row, *epoch(1))
    assert page.view.facts._values["baseline"].isHidden()
    assert line(page.view.plots.score, "baseline").y.size == 0
    assert "baseline" not in [key.name for key in page.view.plots.score.header.keys]


def test_that_bits_are_shown_as_bits(jobs, page, row):
    jobs.report(row, EpochDone(1, 1.0, 2.5, 7.25, "bits", 20, 1.0, 4.5))
    assert page.view.plots.score.title == "Bits per token"
    assert page.view.facts.value("clean") == "2.5"
    assert page.view.facts.value("baseline") == "4.5"


def test_that_the_loss_can_be_drawn_on_a_logarithmic_axis(qtbot, jobs, page, row):
    jobs.report(row, *epoch(1))
    page.view.controls.log.setChecked(True)
    assert page.view.plots.loss.log_y


def test_that_steps_lie_where_the_axis_says():
    history = History([started("x"), *epoch(1), *epoch(2)])
    assert history.step_places("step").tolist() == [1, 2, 3, 4, 5, 6]
    np.testing.assert_allclose(history.step_places("epoch"), np.arange(1, 7) / 3)
    np.testing.assert_allclose(history.step_places("time"), np.arange(1, 7) * 2 / 3)  # two seconds an epoch
    np.testing.assert_allclose(history.epoch_places("time"), [2, 4])


def test_that_smoothing_is_a_running_mean_without_the_bias_of_its_start():
    history = History([started("x"), *epoch(1)], smoothing=0.5)
    raw = history.steps["loss"]
    weights = [[1], [1 / 3, 2 / 3], [1 / 7, 2 / 7, 4 / 7]]  # halving into the past, summing to one
    np.testing.assert_allclose(history.smooth["loss"], [np.dot(w, raw[: len(w)]) for w in weights])
    history.set_smoothing(0.0)
    np.testing.assert_allclose(history.smooth["loss"], raw)


@pytest.mark.parametrize("smoothing", [0.0, 0.5, 0.9])
def test_that_a_resumed_run_keeps_its_epochs_and_repeats_its_steps_in_place(smoothing):
    whole = History([started("x"), *epoch(1), *epoch(2), *epoch(3)], smoothing=smoothing)
    resumed = started("x", step=3, epoch=1)
    history = History([started("x"), *epoch(1), *epoch(2), resumed], smoothing=smoothing)
    assert history.epochs["epoch"].tolist() == [1, 2]
    assert history.steps["step"].tolist() == [1, 2, 3, 4, 5, 6]
    history.extend([*epoch(2), *epoch(3)])
    for name in history.losses:
        np.testing.assert_array_equal(history.steps[name], whole.steps[name])
        np.testing.assert_allclose(history.smooth[name], whole.smooth[name])
    np.testing.assert_array_equal(history.epochs["clean"], whole.epochs["clean"])


def test_that_the_final_figures_take_the_place_of_the_last_epoch(jobs, page, row):
    jobs.report(row, *epoch(1), RunFinished(0.97, 0.61, "accuracy", 370, 9.0))
    assert page.view.facts.value("attacked") == "61.0 %"


def test_that_pauses_count_neither_for_speed_nor_for_what_is_left():
    pace = Pace()
    for step, second in itertools.islice(zip(itertools.count(), itertools.count(), strict=False), 5):
        pace.mark(10 * step, float(second))
    assert pace.steps_per_second() == pytest.approx(10)
    pace.pause()
    pace.mark(40, 1000.0)
    pace.mark(50, 1001.0)
    assert pace.steps_per_second() == pytest.approx(10)
    assert pace.remaining(100) == pytest.approx(5)


def test_that_a_stored_run_is_asked_about_its_sequence_once_the_page_is_seen(qtbot, session, jobs, page):
    folder = stored(session, started("x"), *epoch(1), RunStopped(3, 1))
    page.hide()
    with qtbot.waitSignal(page.run.read):
        session.set_run(folder.path)
    assert not jobs.requests
    page.show()
    assert jobs.requests[-1][1].folder == str(folder.path)


def test_that_the_run_in_front_is_not_drawn_behind_itself(qtbot, session, page):
    kept = stored(session, started("a"), *epoch(1), name="kept")
    other = stored(session, started("b"), *epoch(1), name="other")
    session.set_ticks([kept.path, other.path])
    score = page.view.plots.score
    qtbot.waitUntil(lambda: len(score.layers) == 7)
    session.set_run(kept.path)
    assert [layer.name for layer in score.layers if layer.name in ("kept", "other")].count("kept") == 0
    assert len(score.layers) == 5


def test_that_a_network_that_cannot_be_asked_is_explained_where_its_sequence_would_be(jobs, page, row):
    jobs.request_failed.emit("watch", Sentence("The network is gone."), "")
    assert page.view.plots.watched.headline.what.text() == "The network is gone."


def test_that_a_run_that_was_ticked_while_it_grew_is_read_again_when_it_has_ended(qtbot, session, jobs, page, row):
    growing = stored(session, started("a"), *epoch(1), name="growing")
    with qtbot.waitSignal(page.compared.changed):
        session.set_ticks([growing.path])
    for event in epoch(2):
        growing.log.append(event)
    with qtbot.waitSignal(page.compared.changed):
        jobs.become(row, JobStatus.FINISHED)
    assert len(page.compared.runs[0].history.epochs) == 2


def stalled_run(session, jobs, epoch_number: int = 3):
    """A job with a folder of its own that has reported a stall, and its settings."""
    spec = session.spec.replace_paths(
        {"model": "gru", "model.readout": "last", "training.epochs": 9, "training.lr": 5e-3}
    )
    folder = RunFolder.create(session.runs_folder, spec)
    made = jobs.submit(TrainJob(spec, str(session.runs_folder)), "mine")
    jobs.become(made, JobStatus.RUNNING)
    jobs.report(made, started(str(folder.path)), TrainingStalled(epoch_number, 0.5, 0.48, 20))
    return made, spec


def test_that_a_stall_is_said_with_its_figures_and_withdrawn_when_the_network_learns(session, jobs, page):
    made, _ = stalled_run(session, jobs)
    assert page.stall.isVisible()
    assert all(words in page.stall.text() for words in ("Epoch 3", "50.0%", "48.0%", "20 sequences"))
    jobs.report(made, TrainingLearns(4))
    assert not page.stall.isVisible()


def test_that_one_click_on_an_offer_changes_the_form_and_trains_anew(qtbot, session, jobs, page):
    session.set_dataset(load(session.spec.data))
    made, spec = stalled_run(session, jobs)
    session.spec_proposed.connect(session.set_spec)  # what the configuration does
    offer = next(button for button in page.stall.buttons if "max and mean pooling" in button.text())
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert session.spec == spec.replace_paths({"model.readout": "concat"})
    assert jobs.rows[-1] is not made
    assert jobs.rows[-1].job.spec.copy_with(name="") == session.spec
    assert jobs.calls[-1] == "stop"


def test_that_a_dismissed_stall_stays_dismissed_while_the_run_goes_on(qtbot, session, jobs, page):
    made, _ = stalled_run(session, jobs)
    qtbot.mouseClick(page.stall.close_button, Qt.MouseButton.LeftButton)
    jobs.report(made, *epoch(4))
    assert not page.stall.isVisible()


def test_that_the_estimate_stands_beside_train_and_follows_the_settings(session, page):
    assert page.estimate.text() == ""
    session.set_dataset(load(session.spec.data))
    before = page.estimate.text()
    assert "about" in before
    session.set_spec(session.spec.replace_paths({"training.epochs": 5000, "model": "gru"}))
    assert page.estimate.text() != before
    session.set_problem("impossible")
    assert page.estimate.text() == ""
