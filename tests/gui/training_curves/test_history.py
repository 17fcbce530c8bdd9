"""What is kept of a long training: all of its peaks, none of its numbers changed, in bounded memory."""

from __future__ import annotations

import numpy as np
import pytest

from robustgui.gui.plots import menu
from robustgui.gui.training_curves import series as series_module
from robustgui.gui.training_curves.history import History, RunningMean, part_column
from robustgui.gui.training_curves.series import Series
from robustgui.gui.training_curves.step_plots import LossPlot, StepPlot
from robustgui.gui.widgets.save_dialog import SavePlace
from robustgui.runs.event_json import to_json
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.training.events import EpochDone, StepDone

MOST = 1024
COLUMNS = {
    "loss": lambda step: step.loss,
    part_column("clean"): lambda step: step.clean_loss,
    part_column("adversarial"): lambda step: np.nan if step.attacked_loss is None else step.attacked_loss,
    "gradient_norm": lambda step: step.gradient_norm,
    "lr": lambda step: step.lr,
}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Series that are thinned early."""
    monkeypatch.setattr(series_module, "MOST", MOST)


def steps(count: int, first: int = 1, seed: int = 0) -> list[StepDone]:
    """Losses that jump, some of them missing or not finite."""
    stream = np.random.default_rng(seed)
    values = stream.standard_normal((count, 5)) ** 3
    values[stream.random(count) < 0.001, 0] = np.nan
    rows = enumerate(values.tolist(), first)
    return [
        StepDone(n, 1 + n // 100, a, (("clean", b), *(() if n % 7 == 0 else (("adversarial", c),))), abs(d), 1 / n)
        for n, (a, b, c, d, _) in rows
    ]


def in_portions(events: list[StepDone], history: History, size: int = 97) -> History:
    for start in range(0, len(events), size):
        history.extend(events[start : start + size])
    return history


def test_that_a_short_run_is_held_whole() -> None:
    history = in_portions(steps(MOST), History())
    assert not history.is_thinned
    assert history.steps["step"].tolist() == list(range(1, MOST + 1))


@pytest.mark.parametrize("portion", [1, 97, 3000])
def test_that_a_long_run_keeps_every_extreme_and_changes_no_number(portion: int) -> None:
    reported = steps(20_000)
    history = in_portions(reported, History(), portion)
    assert history.is_thinned
    assert len(history.steps) <= MOST
    kept = history.steps["step"].astype(int)
    assert (np.diff(kept) > 0).all()
    assert (kept[0], kept[-1]) == (1, 20_000)
    everything = {name: np.array([read(event) for event in reported], float) for name, read in COLUMNS.items()}
    for name in COLUMNS:
        np.testing.assert_array_equal(history.steps[name], everything[name][kept - 1])
        for start in range(0, 20_000, history.steps.every):  # step 1 lies in the first stretch, before `every`
            stretch = slice(max(0, start - 1), start + history.steps.every - 1)
            shown = history.steps[name][(kept - 1 >= stretch.start) & (kept - 1 < stretch.stop)]
            for extreme in (np.fmin.reduce, np.fmax.reduce):
                assert extreme(shown) == pytest.approx(extreme(everything[name][stretch]), nan_ok=True)
    assert np.isnan(history.steps["loss"]).any()


def test_that_there_are_enough_stretches_for_a_plot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(series_module, "MOST", 1 << 16)
    history = History()
    for first in range(1, 300_001, 5000):
        history.extend(steps(5000, first, seed=first))
    assert 300_000 / history.steps.every > 1000


def test_that_memory_does_not_follow_the_length_of_a_run() -> None:
    history = in_portions(steps(5000), History())
    room = history.steps._room.nbytes
    in_portions(steps(20_000, first=5001), history)
    assert history.steps._room.nbytes == room


def test_that_a_resumed_run_repeats_thinned_steps_in_their_place() -> None:
    reported = steps(10_000)
    history = in_portions(reported, History(smoothing=0.9))
    again = steps(3000, first=4001, seed=1)
    in_portions(again, history)
    kept = history.steps["step"].astype(int)
    assert (np.diff(kept) > 0).all()
    assert (kept[0], kept[-1]) == (1, 10_000)
    newest = {event.step: event for event in [*reported, *again]}
    assert history.steps[part_column("clean")].tolist() == [newest[step].clean_loss for step in kept]


def test_that_many_epochs_are_bounded_too() -> None:
    history = History()
    history.extend(EpochDone(n, 1.0, n % 13 / 13, n % 7 / 7, "accuracy", 10, 1.0) for n in range(1, 10_001))
    assert len(history.epochs) <= MOST
    assert history.epochs["epoch"][-1] == 10_000
    assert history.epochs["clean"].max() == pytest.approx(12 / 13)


@pytest.mark.parametrize("keep", [0.0, 0.6, 0.98])
def test_that_the_running_mean_is_that_of_all_steps_however_they_arrive(keep: float) -> None:
    values = np.array([np.nan if e.attacked_loss is None else e.attacked_loss for e in steps(1000)])
    mean = weight = 0.0
    expected = []
    for value in values:
        if not np.isnan(value):
            mean, weight = keep * mean + (1 - keep) * value, keep * weight + 1 - keep
        expected.append(np.nan if np.isnan(value) else mean / weight)
    for portion in (1, 63, 64, 65, 1000):
        running = RunningMean(keep)
        parts = [running.extend(values[start : start + portion]) for start in range(0, 1000, portion)]
        np.testing.assert_allclose(np.concatenate(parts), expected, rtol=1e-9)


def test_that_a_long_run_is_smoothed_over_all_of_its_steps() -> None:
    reported = steps(5000)
    history = in_portions(reported, History(smoothing=0.9))
    kept = history.steps["step"].astype(int)
    for name in history.losses:
        values = np.array([COLUMNS[name](event) for event in reported], float)
        np.testing.assert_allclose(history.smooth[name], RunningMean(0.9).extend(values)[kept - 1], rtol=1e-9)


def test_that_rows_replace_those_of_the_same_numbers() -> None:
    series = Series("n", "x")
    series.put(np.array([[1.0, 2, 3, 4], [1, 2, 3, 4]]))
    series.put(np.array([[2.0, 3], [20, 30]]))
    assert series["x"].tolist() == [1, 20, 30, 4]
    series.put(np.array([[2.5], [25]]))
    assert series["x"].tolist() == [1, 20, 25, 30, 4]


def test_that_the_csv_of_a_thinned_curve_holds_every_step(qtbot, dressed, tmp_path, monkeypatch) -> None:
    folder = RunFolder.create(tmp_path, RunSpec())
    reported = steps(3000)
    folder.path.joinpath("events.jsonl").write_text("".join(to_json(event) + "\n" for event in reported))
    history = in_portions(reported, History(smoothing=0.9))
    history.folder = folder.path
    plot = LossPlot()
    qtbot.addWidget(plot)
    plot.retranslate()
    plot.draw(history, "step", smoothed=True)
    assert max(len(table.columns[0]) for table in plot.tables()) <= MOST
    file = tmp_path / "loss.csv"
    monkeypatch.setattr(menu, "ask_save_path", lambda *_: SavePlace(file, replaces=()))
    menu.save_as(plot, "csv")
    qtbot.waitUntil(file.exists)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == 'step,"training loss, unsmoothed",training loss,clean loss,adversarial loss'
    assert len(lines) == 1 + 3000
    clean = [event.clean_loss for event in reported]
    assert float(lines[1500].split(",")[3]) == pytest.approx(RunningMean(0.9).extend(np.array(clean))[1499])


def test_that_the_csv_of_a_short_curve_is_that_of_what_is_drawn(qtbot, dressed) -> None:
    plot = StepPlot("gradient_norm")
    qtbot.addWidget(plot)
    plot.draw(in_portions(steps(100), History()), "step")
    assert plot.all_tables() is None


def test_that_each_part_of_the_loss_has_a_curve_by_its_name(qtbot, dressed) -> None:
    def reported(*names: str) -> list[StepDone]:
        return [StepDone(n, 1, 1.0, tuple((name, 1 / n) for name in names), 1.0, 0.1) for n in range(1, 9)]

    plot = LossPlot()
    qtbot.addWidget(plot)
    plot.retranslate()
    plot.draw(History(reported("clean", "adversarial", "divergence", "l2")), "step", smoothed=True)
    names = [table.names[1] for table in plot.tables()]
    assert names[2:] == ["clean loss", "adversarial loss", "divergence", "L2 penalty"]
    roles = [(layer.role, layer.index) for layer in plot.layers[2:]]
    assert roles == [("clean", 0), ("attacked", 0), ("series", 0), ("series", 1)]
    plot.draw(History(reported("noisy")), "step", smoothed=False)  # another run
    assert [table.names[1] for table in plot.tables()] == ["training loss", "loss on noisy inputs"]


def test_that_a_part_that_begins_late_is_averaged_from_its_beginning() -> None:
    early = [StepDone(n, 1, 1.0, (("clean", 1 / n),), 1.0, 0.1) for n in range(1, 5)]
    late = [StepDone(n, 1, 1.0, (("clean", 1 / n), ("adversarial", 2.0 * n)), 1.0, 0.1) for n in range(5, 9)]
    history = History(early, smoothing=0.5)
    history.extend(late)
    column = part_column("adversarial")
    assert np.isnan(history.steps[column][:4]).all()
    np.testing.assert_allclose(history.smooth[column][4:], RunningMean(0.5).extend(2.0 * np.arange(5, 9)))
