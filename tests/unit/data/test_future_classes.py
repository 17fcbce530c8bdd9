"""Classes of the future: thresholds that know the training data alone, directions, what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from support.sequences import check_sequences

from robustgui.base.errors import DataError
from robustgui.data import TASKS, Dataset, DataSettings, SequenceSet
from robustgui.data.load import arrange


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


def future(data: SequenceSet, share: float = 0.7, **settings) -> Dataset:
    """The first share of the windows trains, the rest tests, those across are in neither."""
    task = TASKS["classification_of_future"](**settings)
    found = task.pose(data)
    begin, end = found.times.T
    border = share * end.max()
    train, test = found.select(np.flatnonzero(end < border)), found.select(np.flatnonzero(begin >= border))
    return task.complete(Dataset(train=train, test=test))


def test_that_classes_are_cut_at_the_median_of_the_training_windows_alone() -> None:
    calm, wild = np.sin(np.arange(70)), 100 * np.sin(np.arange(30))
    data = single([*calm, *wild])
    found = future(data, history=4, horizon=2, predict="size")
    check_sequences(found.train)
    check_sequences(found.test)
    assert found.train.task == "classification"
    assert found.train.classes == found.test.classes == ("low", "high")
    assert abs(found.train.labels.mean() - 0.5) < 0.03
    assert found.test.labels.mean() > 0.9
    other = future(single([*calm, *(1e-6 * wild)]), history=4, horizon=2, predict="size")
    assert np.array_equal(other.train.labels, found.train.labels)
    assert other.test.labels.mean() < 0.1


def test_that_direction_is_the_sign_of_the_sum() -> None:
    data = walks((60,))
    found = future(data, history=5, horizon=3, predict="log_return", above="zero", targets=("close",))
    close = data.values[:, 1].astype(np.float64)
    assert found.train.classes == ("down", "up")
    for i, start in enumerate(found.test.starts):
        last = start + 4
        assert found.test.labels[i] == int(close[last + 3] > close[last])


def test_that_the_threshold_is_told() -> None:
    found = future(walks((60,)), history=5, horizon=3, predict="absolute_return", targets=("close",))
    assert "Class 'high':" in str(found.train.notes[-1])
    assert "|return| of close, mean of +1 to +3" in str(found.train.notes[-1])


def test_that_one_feature_is_asked_about() -> None:
    with pytest.raises(DataError, match="only one feature can be predicted, but there are 2"):
        future(walks((60,)))


def test_that_classes_need_both_sides() -> None:
    with pytest.raises(DataError, match="on the same side of 0"):
        future(single(list(range(1, 60))), predict="value", history=5, horizon=3, above="zero")


def test_that_classes_of_the_future_come_out_of_the_whole_preparation() -> None:
    data = single(np.random.default_rng(0).normal(size=300).cumsum().tolist())
    task = TASKS["classification_of_future"](history=7, horizon=3, predict="size")
    parts = arrange(DataSettings(task=task, validation_share=0.2), data, None)
    posed = task.pose(data)
    trained = posed.times[:, 1] < parts.validation.times[:, 0].min()
    threshold = np.median(posed.labels[trained])
    assert len(parts.train) == trained.sum()
    assert parts.train.labels.tolist() == (posed.labels[trained, 0] > threshold).tolist()
    tested = posed.times[:, 0] >= parts.test.times[:, 0].min()
    assert parts.test.labels.tolist() == (posed.labels[tested, 0] > threshold).tolist()
    assert parts.test.task == parts.validation.task == "classification"
