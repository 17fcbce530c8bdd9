"""Steps of the preparation against plain loops, numpy.interp and closed forms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.sequences import check_sequences

from robustgui.base.errors import DataError
from robustgui.data import STEPS, DataSettings, SequenceSet
from robustgui.data.load import arrange
from robustgui.data.pipeline import fit

NAN = np.nan
LENGTHS = (7, 1, 12, 4)


def ragged(features: int = 2, seed: int = 0) -> SequenceSet:
    """Sequences of `LENGTHS` in an order of their own, with gaps between them in `values`."""
    values = np.random.default_rng(seed).normal(size=(40, features)).astype(np.float32)
    return SequenceSet(
        name="ragged", values=values, starts=np.array([20, 0, 3, 30]), lengths=np.array(LENGTHS),
        labels=np.array([0, 1, 0, 1]), classes=("a", "b"), features=tuple("xyz"[:features]),
        units=("m", "s", "A")[:features], sample_rate=100.0,
    )  # fmt: skip


def prepared(data: SequenceSet, name: str, **settings) -> SequenceSet:
    _, found = fit((STEPS[name](**settings),), data)
    check_sequences(found)
    return found


def lists(data: SequenceSet) -> list[list]:
    return [sequence.tolist() for sequence in data]


@pytest.mark.parametrize("where", ["first", "last", "middle"])
def test_that_cut_keeps_a_part_without_copying(where) -> None:
    data = ragged()
    found = prepared(data, "cut", steps=5, where=where)
    assert found.values is data.values
    for got, source in zip(found, data, strict=True):
        skipped = {"first": 0, "last": max(len(source) - 5, 0), "middle": max(len(source) - 5, 0) // 2}[where]
        assert got.tolist() == source[skipped : skipped + 5].tolist()


def test_that_cut_leaves_short_sequences_out_and_says_so() -> None:
    found = prepared(ragged(), "cut", steps=5, least=4)
    assert found.lengths.tolist() == [5, 5, 4]
    assert found.labels.tolist() == [0, 0, 1]
    assert "1 sequence with fewer than 4 steps was excluded" in str(found.notes[-1])


def test_that_cut_refuses_to_leave_nothing() -> None:
    with pytest.raises(DataError, match="no sequence has 13 steps; the longest has 12"):
        prepared(ragged(), "cut", steps=20, least=13)


@pytest.mark.parametrize("stride", [1, 3, 9])
def test_that_windows_are_those_of_a_plain_loop_without_copying(stride) -> None:
    data = replace(ragged(), times=np.array([[0.0, 6], [9, 9], [20, 42], [1, 2]]))
    found = prepared(data, "window", length=4, stride=stride, short="drop")
    expected = [
        (sequence[first : first + 4].tolist(), data.labels[i], i, first)
        for i, sequence in enumerate(data)
        for first in range(0, len(sequence) - 3, stride)
    ]
    assert found.values is data.values
    assert lists(found) == [row[0] for row in expected]
    assert found.labels.tolist() == [row[1] for row in expected]
    begin, end = data.times.T
    for (_, _, i, first), times in zip(expected, found.times, strict=True):
        clock = np.linspace(begin[i], end[i], data.lengths[i])
        np.testing.assert_allclose(times, clock[[first, first + 3]])


def test_that_sequences_shorter_than_a_window_stay_in_their_place() -> None:
    found = prepared(ragged(), "window", length=6, stride=6)
    assert found.lengths.tolist() == [6, 1, 6, 6, 4]
    assert found.labels.tolist() == [0, 1, 0, 0, 1]
    assert found.times is None


def test_that_windows_of_data_without_groups_have_none() -> None:
    found = prepared(ragged(), "window", length=6, stride=6)
    assert (found.groups, found.group_names, found.group_title) == (None, (), "")


def test_that_windows_keep_the_groups_that_there_are() -> None:
    data = replace(ragged(), groups=np.array([1, 0, 0, 1]), group_names=("Ann", "Bob"), group_title="speaker")
    found = prepared(data, "window", length=6, stride=6)
    assert found.groups.tolist() == [1, 0, 0, 0, 1]
    assert found.group_title == "speaker"


def test_that_windows_longer_than_everything_are_refused() -> None:
    with pytest.raises(DataError, match="as long as a window of 99 steps; the longest has 12"):
        prepared(ragged(), "window", length=99, short="drop")


def test_that_tokens_are_cut_into_windows_too() -> None:
    text = SequenceSet.pack(
        name="text", values=np.arange(11, dtype=np.int32), offsets=[0, 6, 11], labels=np.array([0, 1]),
        classes=("a", "b"), features=("token",), kind="text", vocabulary=tuple("abcdefghijk"),
    )  # fmt: skip
    assert lists(prepared(text, "window", length=3, stride=3)) == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    assert lists(prepared(text, "cut", steps=2, where="last")) == [[4, 5], [9, 10]]
    with pytest.raises(DataError, match="does not apply"):
        prepared(text, "pad", steps=9)


def test_that_windows_of_one_sequence_are_never_on_both_sides() -> None:
    count = 20
    data = SequenceSet.pack(
        name="made", values=np.repeat(np.arange(count, dtype=np.float32), 9)[:, None],
        offsets=np.arange(0, 9 * count + 1, 9), labels=np.arange(count) % 2, classes=("a", "b"), features=("x",),
    )  # fmt: skip
    found = arrange(DataSettings(preparation=(STEPS["window"](length=3, stride=2),)), data, None)
    train, test = ({float(s[0, 0]) for s in part} for part in (found.train, found.test))
    assert len(found.train) + len(found.test) == 4 * count
    assert not train & test


@pytest.mark.parametrize("where", ["start", "end"])
@pytest.mark.parametrize("value", ["edge", "zero"])
def test_that_padding_is_that_of_numpy(where, value) -> None:
    data = ragged()
    found = prepared(data, "pad", steps=6, where=where, value=value)
    for got, source in zip(found, data, strict=True):
        missing = max(6 - len(source), 0)
        widths = ((missing, 0) if where == "start" else (0, missing), (0, 0))
        assert got.tolist() == np.pad(source, widths, mode="edge" if value == "edge" else "constant").tolist()


def test_that_nothing_is_copied_where_nothing_is_padded() -> None:
    data = ragged()
    assert prepared(data, "pad", steps=1).values is data.values


def test_that_linear_resampling_is_that_of_numpy() -> None:
    data = ragged()
    found = prepared(data, "resample", to="rate", rate=250.0, method="linear")
    assert found.sample_rate == 250.0
    for got, source in zip(found, data, strict=True):
        place = np.arange(int(np.ceil(len(source) * 2.5))) / 2.5
        for f in range(2):
            np.testing.assert_allclose(got[:, f], np.interp(place, np.arange(len(source)), source[:, f]), atol=1e-6)


def sines(frequency: float, length: int = 400) -> SequenceSet:
    """Two sequences of 100 steps a second."""
    values = np.sin(2 * np.pi * frequency * np.arange(2 * length) / 100).astype(np.float32)
    return SequenceSet.pack(
        name="sines", values=values[:, None], offsets=[0, length, 2 * length], labels=np.array([0, 1]),
        classes=("a", "b"), features=("x",), sample_rate=100.0,
    )  # fmt: skip


def test_that_a_slow_wave_is_the_same_at_another_rate() -> None:
    found = prepared(sines(3), "resample", to="rate", rate=40.0)
    assert found.lengths.tolist() == [160, 160]
    expected = np.sin(2 * np.pi * 3 * np.arange(160) / 40)
    np.testing.assert_allclose(found[0][20:-20, 0], expected[20:-20], atol=0.01)


def test_that_a_wave_too_fast_for_the_new_rate_is_taken_out_and_not_folded_down() -> None:
    filtered = prepared(sines(35), "resample", factor=0.4)
    folded = prepared(sines(35), "resample", factor=0.4, method="linear")
    assert np.abs(filtered[0][20:-20]).max() < 0.01
    assert np.abs(folded[0][20:-20]).max() > 0.5


@pytest.mark.parametrize("method", ["filtered", "linear"])
def test_that_all_sequences_have_the_wanted_number_of_steps(method) -> None:
    data = replace(ragged(), values=np.full((40, 2), 5, np.float32))
    found = prepared(data, "resample", to="steps", steps=9, method=method)
    assert found.lengths.tolist() == [9, 9, 9, 9]
    assert found.sample_rate is None
    np.testing.assert_allclose(found.values, 5, rtol=1e-3)


def test_that_a_rate_needs_a_rate() -> None:
    with pytest.raises(DataError, match=r"resampled to 8000\.0 Hz"):
        prepared(replace(ragged(), sample_rate=None), "resample", to="rate")


def test_that_gaps_must_be_filled_before_resampling() -> None:
    data = ragged()
    data.values[25, 0] = NAN
    with pytest.raises(DataError, match="Add the step 'Fill missing values'"):
        prepared(data, "resample")
    _, found = fit((STEPS["fill"](), STEPS["resample"]()), data)
    assert not np.isnan(found.values).any()


@pytest.mark.parametrize("name", [name for name in STEPS if STEPS[name].takes != "tokens"])
def test_that_what_a_step_learns_is_that_of_the_training_data(name) -> None:
    """Applied to the same sequence, it gives the same whatever other test sequences there are."""
    pipeline, _ = fit((STEPS["fill"](), STEPS[name]()), ragged())
    alone, among = ragged(seed=1).select(np.array([2])), ragged(seed=1).select(np.array([2, 0, 3]))
    first, same = pipeline(alone), pipeline(among)
    for i in range(len(first)):
        np.testing.assert_array_equal(first[i], same[i])
