"""Windows of the past and what followed, against plain loops; persistence, gaps, times."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest
from support.sequences import check_sequences

from robustgui.base.errors import DataError, SettingError
from robustgui.data import TASKS, DataSettings, SequenceSet
from robustgui.data.load import arrange
from robustgui.data.tasks.forecast_windows import latest

NAN = np.nan


def walks(lengths: tuple[int, ...] = (30, 9, 21), seed: int = 0) -> SequenceSet:
    """Two positive features that wander."""
    stream = np.random.default_rng(seed)
    values = np.exp(np.concatenate([stream.normal(scale=0.05, size=(n, 2)).cumsum(0) for n in lengths])) * [100, 3]
    return SequenceSet.pack(
        name="walks", values=values.astype(np.float32), offsets=np.concatenate([[0], np.cumsum(lengths)]),
        labels=np.zeros((len(lengths), 0), np.float32), classes=(), features=("open", "close"), kind="prices",
    )  # fmt: skip


def single(values: list[float]) -> SequenceSet:
    array = np.array(values, np.float32)[:, None]
    return SequenceSet.pack(
        name="single", values=array, offsets=[0, len(array)], labels=np.zeros((1, 0), np.float32), classes=(),
        features=("x",),
    )  # fmt: skip


def posed(data: SequenceSet, **settings) -> SequenceSet:
    found = TASKS["forecasting"](**{"predict": "value"} | settings).pose(data)
    check_sequences(found)
    assert found.purpose == "forecasting"
    assert len(found.target_names) == found.labels.shape[1] == found.baseline.shape[1]
    return found


def naive(data: SequenceSet, predict: str, history: int, gap: int, horizon: int, stride: int, mean: bool) -> tuple:
    """Histories, targets and persistence, window by window and step by step."""
    histories, targets, baselines = [], [], []
    for sequence in data:
        for begin in range(0, len(sequence) - history - gap - horizon + 1, stride):
            past = sequence[begin : begin + history].astype(np.float64)
            after = range(begin + history + gap, begin + history + gap + horizon)
            row, last = [], []
            for k in range(sequence.shape[1]):
                v = sequence[:, k].astype(np.float64)
                returns = [100 * np.log(past[i, k] / past[i - 1, k]) for i in range(1, history)]
                ask, seen = {
                    "value": (lambda t, v=v: v[t], past[:, k]),
                    "size": (lambda t, v=v: abs(v[t]), abs(past[:, k])),
                    "change": (lambda t, v=v, now=past[-1, k]: v[t] - now, np.zeros(history)),
                    "log_return": (lambda t, v=v: 100 * np.log(v[t] / v[t - 1]), returns),
                    "absolute_return": (lambda t, v=v: abs(100 * np.log(v[t] / v[t - 1])), np.abs(returns)),
                }[predict]
                asked = [ask(t) for t in after]
                row += [np.mean(asked)] if mean else asked
                last += [np.mean(seen[-horizon:])] if mean else [seen[-1]] * horizon
            histories.append(past.tolist())
            targets.append(row)
            baselines.append(last)
    return histories, targets, baselines


@pytest.mark.parametrize("each", ["step", "mean"])
@pytest.mark.parametrize("predict", ["value", "size", "change", "log_return", "absolute_return"])
@pytest.mark.parametrize(("history", "gap", "horizon", "stride"), [(6, 0, 3, 1), (4, 2, 1, 5), (2, 1, 4, 2)])
def test_that_windows_targets_and_persistence_are_those_of_plain_loops(
    predict, each, history, gap, horizon, stride
) -> None:
    data = walks()
    found = posed(data, predict=predict, each=each, history=history, gap=gap, horizon=horizon, stride=stride)
    histories, targets, baselines = naive(data, predict, history, gap, horizon, stride, each == "mean")
    assert [sequence.tolist() for sequence in found] == histories
    np.testing.assert_allclose(found.labels, targets, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(found.baseline, baselines, rtol=1e-4, atol=1e-5)


def test_that_windows_are_spans_of_the_same_values() -> None:
    data = walks()
    assert posed(data, history=5, horizon=2).values is data.values


def test_that_targets_have_names() -> None:
    data = walks()
    assert posed(data, history=3, horizon=2, targets=("close",)).target_names == ("close +1", "close +2")
    names = posed(data, history=3, gap=4, horizon=2, each="mean", predict="absolute_return").target_names
    assert names == ("|return| of open, mean of +5 to +6", "|return| of close, mean of +5 to +6")


def test_that_every_window_knows_the_sequence_that_it_comes_from() -> None:
    found = posed(walks(), history=5, horizon=2)
    assert found.group_names == ("sequence 1", "sequence 2", "sequence 3")
    assert np.bincount(found.groups).tolist() == [24, 3, 15]
    assert posed(single(list(range(20))), history=5, horizon=2).groups is None


def test_that_times_reach_to_the_last_target() -> None:
    found = posed(single(list(range(20))), history=5, gap=3, horizon=2, stride=4)
    assert found.times.tolist() == [[0, 9], [4, 13], [8, 17]]
    dated = replace(walks(), times=np.array([[100.0, 129], [0, 8], [50, 90]]))
    found = posed(dated, history=5, horizon=2)
    assert found.times[24].tolist() == [0, 6]
    assert found.times[-1].tolist() == [50 + 2 * 14, 90]


def test_that_windows_apart_in_time_share_no_step() -> None:
    """The rule of a split by time: training windows end before the first test window begins."""
    data = single(list(range(100)))
    found = posed(data, history=7, gap=1, horizon=3)
    begin, end = found.times.T
    train, test = np.flatnonzero(end < 60), np.flatnonzero(begin >= 60)
    known = set(np.concatenate([*found.select(train), found.labels[train]], axis=None).tolist())
    asked = set(np.concatenate([*found.select(test), found.labels[test]], axis=None).tolist())
    assert known
    assert asked
    assert not known & asked


def test_that_forecasts_are_split_by_time_unless_told_otherwise() -> None:
    task = TASKS["forecasting"](history=7, gap=1, horizon=3, predict="value")
    parts = arrange(DataSettings(task=task, validation_share=0.2), single(list(range(200))), None)
    known = [
        set(np.concatenate([*part, part.labels], axis=None).tolist())
        for part in (parts.train, parts.validation, parts.test)
    ]
    assert max(known[0]) < min(known[1])
    assert max(known[1]) < min(known[2])
    assert 0.2 < len(parts.test) / 200 < 0.4


def test_that_windows_with_a_missing_target_are_left_out_and_counted() -> None:
    found = posed(single([0, 1, 2, 3, NAN, 5, 6, 7, 8]), history=2, horizon=2)
    assert found.labels.tolist() == [[2, 3], [5, 6], [6, 7], [7, 8]]
    assert np.isnan(found[1][1, 0])
    assert "2 of 6 windows were excluded" in str(found.notes[-1])


def test_that_persistence_repeats_the_last_value_that_is_not_missing() -> None:
    found = posed(single([1, 2, NAN, NAN, 5, 6]), history=3, horizon=1, predict="value")
    assert found.labels.tolist() == [[5], [6]]
    assert found.baseline.tolist() == [[2], [5]]
    means = posed(single([1, 2, NAN, 4, 5, 6]), history=3, horizon=2, each="mean")
    assert means.baseline.tolist() == [[2], [4]]


def test_that_changes_and_values_have_the_same_persistence_error() -> None:
    errors = []
    for predict in ("value", "change"):
        found = posed(walks(), predict=predict, history=5, horizon=3)
        errors.append(np.square(found.labels - found.baseline).mean())
    assert np.isclose(*errors, rtol=1e-4)


def test_that_a_window_that_has_seen_nothing_is_left_out() -> None:
    found = posed(single([NAN, NAN, 3, 4, 5]), history=2, horizon=1)
    assert found.labels.tolist() == [[4], [5]]
    assert posed(single([NAN, NAN, 3, 4, 5]), history=2, horizon=1, predict="change").labels.tolist() == [[1], [1]]


def test_that_a_return_across_two_sequences_is_never_seen() -> None:
    found = posed(walks((8, 8)), history=2, horizon=1, predict="log_return", targets=("open",))
    assert np.abs(found.baseline).max() < 30
    assert len(found) == 12


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"history": 40}, r"are 45 steps together, but the longest sequence has 30"),
        ({"targets": ("low",)}, "no feature 'low' to predict. Known: open, close"),
    ],
)
def test_that_what_cannot_be_forecast_is_refused(settings, words) -> None:
    with pytest.raises(DataError, match=words):
        posed(walks(), **settings)


def test_that_returns_of_what_is_no_price_are_refused() -> None:
    with pytest.raises(DataError, match="the minimum of 'x' is -2"):
        posed(single([1, 2, -2, 4, 5, 6]), history=2, horizon=1, predict="log_return")


def test_that_the_return_of_a_single_step_is_not_asked_for() -> None:
    with pytest.raises(SettingError, match="history: must be 2 or more"):
        TASKS["forecasting"](history=1, predict="absolute_return")


def test_that_text_is_referred_to_its_own_task() -> None:
    text = SequenceSet.pack(
        name="text", values=np.zeros(9, np.int32), offsets=[0, 9], labels=np.zeros(1, np.int64), classes=("a",),
        features=("token",), kind="text",
    )  # fmt: skip
    with pytest.raises(DataError, match="Next token"):
        posed(text)


def test_that_the_latest_known_step_is_found() -> None:
    assert latest(np.array([NAN, 1, NAN, 3, NAN])).tolist() == [-1, 1, 1, 3, 3]


def test_that_forecasts_of_real_prices_ask_for_what_their_file_says(shared_data) -> None:
    path = shared_data("prices", "sp500.csv")
    with path.open(encoding="ascii", newline="") as file:
        close = [float(row["Close"]) for row in csv.DictReader(file)]
    data = replace(single(close), features=("Close",), kind="prices")
    found = posed(data, predict="absolute_return")
    assert len(found) == 5031 - 65 + 1
    error = np.square(found.labels - found.baseline).mean()
    returns = np.abs(100 * np.diff(np.log(close)))
    pairs = [np.square(returns[59 + h :][: len(found)] - returns[58:][: len(found)]).mean() for h in range(5)]
    assert np.isclose(error, np.mean(pairs), rtol=1e-3)
