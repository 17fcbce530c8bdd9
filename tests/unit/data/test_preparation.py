"""Missing values and statistics against plain loops, numpy.interp and the standard library."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robustgui.base.errors import DataError
from robustgui.data import SequenceSet, space_of
from robustgui.data.space import moments, moments_of
from robustgui.data.steps.fill import compute_training_means, impute

NAN = np.nan


def naive_fill(sequence, means):
    """Each feature by numpy.interp over the steps that are there; the mean where none is."""
    out = sequence.astype(np.float64)
    for f in range(out.shape[1]):
        there = np.flatnonzero(~np.isnan(out[:, f]))
        out[:, f] = np.interp(np.arange(len(out)), there, out[there, f]) if len(there) else means[f]
    return out.astype(np.float32)


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.floats(0.05, 0.95))
def test_that_interpolation_is_that_of_numpy_in_each_sequence_alone(seed, share):
    rng = np.random.default_rng(seed)
    lengths = rng.integers(1, 9, size=12)
    values = rng.normal(size=(lengths.sum(), 3)).astype(np.float32)
    values[rng.random(values.shape) < share] = NAN
    data = SequenceSet.pack(
        name="made", values=values, offsets=np.concatenate([[0], np.cumsum(lengths)]),
        labels=np.zeros(12, np.int64), classes=("a",), features=("x", "y", "z"),
    )  # fmt: skip
    means = np.array([10.0, 20.0, 30.0])
    filled = impute(data, means, "interpolate")
    for got, source in zip(filled, data, strict=True):
        np.testing.assert_allclose(got, naive_fill(source, means), rtol=1e-6, atol=1e-7)
    assert np.array_equal(values, data.values, equal_nan=True)


def test_that_the_mean_takes_the_place_of_what_is_missing(sequences):
    data = sequences([[[1, NAN], [NAN, 4]], [[3, 8]]], [0, 1])
    means = compute_training_means(data)
    assert means.tolist() == [2, 6]
    assert impute(data, means, "mean").values.tolist() == [[1, 6], [2, 4], [3, 8]]


@pytest.mark.parametrize(("how", "words"), [("interpolate", "interpolated in time"), ("mean", "set to the mean")])
def test_that_filling_is_counted_and_noted(sequences, how, words):
    filled = impute(sequences([[1, NAN, NAN], [2], [NAN, 5]], [0, 1, 0]), np.array([0.0]), how)
    assert filled.filled == (3,)
    assert "3 missing values in 2 sequences" in str(filled.notes[-1])
    assert words in str(filled.notes[-1])


def test_that_complete_data_are_left_as_they_are(sequences):
    data = sequences([[1, 2], [3]], [0, 1])
    assert impute(data, np.array([9.0]), "interpolate") is data


def test_that_a_feature_without_any_value_is_an_error(sequences):
    with pytest.raises(DataError, match="every value of the feature 'f1' is missing"):
        compute_training_means(sequences([[[1, NAN]], [[2, NAN]]], [0, 1]))


def test_that_moments_agree_with_the_standard_library(sequences):
    column = (1e4 + np.random.default_rng(0).normal(size=501)).astype(np.float32)
    mean, std, low, high = moments(sequences([column], [0], ("a",)))
    exact = [float(v) for v in column]
    assert mean[0] == pytest.approx(statistics.fmean(exact), rel=1e-14)
    assert std[0] == pytest.approx(statistics.pstdev(exact), rel=1e-12)
    assert (low[0], high[0]) == (min(exact), max(exact))


def test_that_large_data_taken_in_chunks_give_the_same_moments(sequences):
    values = np.random.default_rng(1).normal(size=(1000, 3)).astype(np.float32)
    values[5] = NAN
    data = sequences(np.split(values, 200), [0] * 200, ("a",))
    whole = moments_of(lambda: data.chunks(7), 3)
    np.testing.assert_allclose(moments(data), whole, rtol=1e-12, atol=1e-14)


def test_that_a_constant_feature_is_divided_by_one(sequences):
    data = sequences([[[0.1, 1]] * 7, [[0.1, 3]] * 7], [0, 1])
    space = space_of(data)
    assert space.std.tolist() == [1, 1]
    assert space.spread.tolist() == [0, 1]
    np.testing.assert_array_equal(space.to_network(data.values)[:, 0], 0)


def test_that_the_space_takes_each_feature_to_mean_0_and_deviation_1(sequences):
    rng = np.random.default_rng(0)
    data = sequences([rng.normal(3, 50, size=(n, 2)) for n in (3, 8, 40)], [0, 1, 0])
    seen = space_of(data).to_network(data.values)
    np.testing.assert_allclose(seen.mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(seen.std(axis=0), 1, rtol=1e-6)


def test_that_without_normalising_the_network_sees_the_data_and_the_range_is_kept(sequences):
    data = sequences([[1, 2], [6]], [0, 1])
    space = space_of(data, normalise=False)
    np.testing.assert_array_equal(space.to_network(data.values), data.values)
    assert (space.low.tolist(), space.high.tolist()) == ([1], [6])
    assert space.spread[0] == pytest.approx(statistics.pstdev([1, 2, 6]))
