"""Sequences set aside: a share of each class, the same ones for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from robustgui.base.seeding import numpy_stream
from robustgui.data.splits.random import Random


def data_with(sequences, labels):
    return sequences([[float(i)] for i in range(len(labels))], labels)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.3, 0.5, 0.99])
def test_that_each_class_gives_its_share_and_keeps_a_sequence_on_each_side(sequences, share):
    labels = [0] * 100 + [1] * 10 + [2] * 2
    keep, aside = Random().divide(data_with(sequences, labels), share, numpy_stream(0, "s"))
    assert sorted([*keep, *aside]) == list(range(len(labels)))
    for label, count in ((0, 100), (1, 10), (2, 2)):
        chosen = sum(labels[i] == label for i in aside)
        assert 1 <= chosen <= count - 1
        assert abs(chosen - share * count) <= 1


def test_that_the_only_sequence_of_a_class_stays_in_training(sequences):
    for seed in range(20):
        _, aside = Random().divide(data_with(sequences, [0, 0, 0, 1]), 0.5, numpy_stream(seed, "s"))
        assert 3 not in aside


def test_that_the_seed_decides(sequences):
    data = data_with(sequences, [0, 1] * 50)
    first, again, other = (Random().divide(data, 0.3, numpy_stream(seed, "s"))[1].tolist() for seed in (1, 1, 2))
    assert first == again != other


def test_that_targets_are_split_by_chance_with_both_sides_filled(sequences):
    data = sequences([[1.0], [2.0], [3.0]], [0.5, 1.5, 2.5])
    for share in (0.01, 0.99):
        keep, aside = Random().divide(data, share, numpy_stream(0, "s"))
        assert len(keep) >= 1
        assert len(aside) >= 1
        assert len(keep) + len(aside) == 3


def test_that_a_split_moves_whole_sequences_with_their_labels(sequences):
    rng = np.random.default_rng(0)
    data = sequences([rng.normal(size=(1 + i % 5, 2)) for i in range(30)], [i % 3 for i in range(30)])
    keep, aside = Random().divide(data, 0.4, numpy_stream(0, "s"))
    for part, indices in zip(map(data.select, (keep, aside)), (keep, aside), strict=True):
        assert part.labels.tolist() == [i % 3 for i in indices]
        for got, index in zip(part, indices, strict=True):
            np.testing.assert_array_equal(got, data[index])
