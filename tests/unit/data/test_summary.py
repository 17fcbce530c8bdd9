"""What a preview says about data, and what it warns of."""

from __future__ import annotations

import numpy as np
import pytest

from robustgui.data import Dataset, DataSettings, load, summarise
from robustgui.data.steps.fill import impute


def warnings(train, test):
    return [str(warning) for warning in summarise(Dataset(train, test)).warnings]


def test_that_counts_lengths_and_statistics_are_those_of_the_data():
    data = load(DataSettings(validation_share=0.2))
    summary = summarise(data)
    assert [split.name for split in summary.splits] == ["train", "validation", "test"]
    for split in summary.splits:
        part = data.split(split.name)
        assert split.sequences == sum(count for _, count in split.counts) == len(part)
        assert split.counts == tuple((c, int((part.labels == i).sum())) for i, c in enumerate(part.classes))
        assert (split.shortest, split.longest, split.steps) == (
            part.lengths.min(),
            part.lengths.max(),
            int(part.lengths.sum()),
        )
        column = np.concatenate(list(part))[:, 3].astype(np.float64)
        feature = split.features[3]
        assert (feature.low, feature.high) == (column.min(), column.max())
        assert (feature.mean, feature.std) == pytest.approx((column.mean(), column.std()), rel=1e-12)


def test_that_sound_data_raise_no_warning():
    assert summarise(load(DataSettings())).warnings == ()


def test_that_missing_values_are_counted_before_and_after_filling(sequences):
    train = sequences([[1, np.nan, 2], [3]], [0, 1])
    for data in (train, impute(train, np.array([0.0]), "mean")):
        assert summarise(Dataset(data, data)).splits[0].features[0].missing == 1


def test_that_targets_are_summarised(sequences):
    train = sequences([[1], [2]], [0.5, 1.5])
    target = summarise(Dataset(train, train)).splits[0].targets[0]
    assert (target.name, target.low, target.high, target.mean) == ("target", 0.5, 1.5, 1.0)


def test_that_a_constant_feature_is_named(sequences):
    train = sequences([[[1, 5]], [[2, 5]], [[3, 5]], [[4, 5]]], [0, 1, 0, 1])
    assert any(
        w.endswith("f1.") and "are constant" in w for w in warnings(train, sequences([[[9, 9]], [[8, 8]]], [0, 1]))
    )


def test_that_imbalance_is_told_with_its_numbers(sequences):
    train = sequences([[i] for i in range(22)], [0] * 20 + [1] * 2)
    assert any("20 training sequences, the smallest 2" in w for w in warnings(train, sequences([[-1], [-2]], [0, 1])))


def test_that_classes_without_test_sequences_are_named(sequences):
    train = sequences([[1], [2], [3], [4], [5], [6]], [0, 1, 2, 0, 1, 2], ("a", "b", "c"))
    test = sequences([[7], [8]], [0, 0], ("a", "b", "c"))
    assert any(w.endswith("b, c.") for w in warnings(train, test))


def test_that_test_sequences_seen_in_training_are_counted(sequences):
    train = sequences([[1, 2], [3], [1], [2, 3]], [0, 1, 0, 1])
    test = sequences([[1, 2], [2, 3], [1, 2, 3], [3, 3]], [0, 1, 0, 1])
    assert any(w.startswith("2 of 4 test sequences are exact duplicates") for w in warnings(train, test))


def test_that_many_classes_for_few_sequences_are_doubted(sequences):
    train = sequences([[1], [2], [3]], [0, 1, 2])
    assert any(w.startswith("There are 3 classes for 3 training sequences") for w in warnings(train, train))
