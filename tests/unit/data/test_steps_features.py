"""Features by name, gaps filled and marked, against values written by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.sequences import check_sequences

from robustgui.base.errors import DataError
from robustgui.data import STEPS, SequenceSet, space_of
from robustgui.data.pipeline import fit

NAN = np.nan


def three() -> SequenceSet:
    """Three features, of four sequences."""
    return SequenceSet.pack(
        name="made", values=np.random.default_rng(0).normal(size=(24, 3)).astype(np.float32),
        offsets=[0, 7, 8, 20, 24], labels=np.array([0, 1, 0, 1]), classes=("a", "b"), features=("x", "y", "z"),
        units=("m", "s", "A"),
    )  # fmt: skip


def prepared(data: SequenceSet, name: str, **settings) -> SequenceSet:
    _, found = fit((STEPS[name](**settings),), data)
    check_sequences(found)
    return found


def lists(data: SequenceSet) -> list[list]:
    return [sequence.tolist() for sequence in data]


def test_that_features_are_chosen_in_the_order_of_their_names() -> None:
    data = replace(three(), closed=(0,))
    found = prepared(data, "choose_features", names=("z", "x"))
    assert found.features == ("z", "x")
    assert found.units == ("A", "m")
    assert found.closed == (1,)
    np.testing.assert_array_equal(found[2], data[2][:, [2, 0]])


def test_that_dropped_features_are_gone() -> None:
    data = replace(three(), closed=(0, 2))
    found = prepared(data, "drop_features", names=("x",))
    assert found.features == ("y", "z")
    assert found.closed == (1,)
    np.testing.assert_array_equal(found[0], data[0][:, 1:])


@pytest.mark.parametrize("name", ["choose_features", "drop_features"])
def test_that_an_unknown_feature_is_named(name) -> None:
    data = replace(three(), features=("close", "volume", "date"))
    with pytest.raises(DataError, match=r"no feature 'clsoe'\. Did you mean 'close'"):
        prepared(data, name, names=("clsoe",))
    with pytest.raises(DataError, match="There are: close, volume, date"):
        prepared(data, name, names=("?",))


def test_that_not_all_features_can_be_dropped() -> None:
    with pytest.raises(DataError, match="all features would be dropped"):
        prepared(three(), "drop_features", names=("x", "y", "z"))


def gappy(sequences) -> SequenceSet:
    return sequences([[[1, 5], [NAN, 5], [3, 5]], [[4, NAN], [NAN, NAN]]], [0, 1])


def test_that_a_gap_is_filled_with_the_value_before(sequences) -> None:
    data = sequences([[NAN, 1, NAN, NAN, 4], [NAN, 7]], [0, 1])
    assert lists(prepared(data, "fill", how="previous")) == [[[4.0], [1.0], [1.0], [1.0], [4.0]], [[4.0], [7.0]]]


def test_that_marks_say_where_values_were_missing(sequences) -> None:
    data = replace(gappy(sequences), units=("m", ""))
    found = prepared(data, "mask")
    assert found.features == ("f0", "f1", "f0 missing", "f1 missing")
    assert found.units == ("m", "", "", "")
    assert found.closed == (2, 3)
    assert lists(found) == [[[1, 5, 0, 0], [2, 5, 1, 0], [3, 5, 0, 0]], [[4, 5, 0, 1], [4, 5, 1, 1]]]


def test_that_only_features_with_gaps_in_training_are_marked(sequences) -> None:
    train = sequences([[[1, 5], [NAN, 6]], [[4, 7]]], [0, 1])
    pipeline, prepared_train = fit((STEPS["mask"](),), train)
    test = pipeline(sequences([[[NAN, NAN], [2, 8]]], [0]))
    assert prepared_train.features == test.features == ("f0", "f1", "f0 missing")
    assert lists(test) == [[[2, 8, 1], [2, 8, 0]]]
    assert len(pipeline.steps) == 1


def test_that_data_without_gaps_get_no_marks(sequences) -> None:
    data = sequences([[1, 2], [3]], [0, 1])
    assert prepared(data, "mask").features == ("f0",)


def test_that_marks_are_closed_to_attackers(sequences) -> None:
    assert space_of(prepared(gappy(sequences), "mask")).closed.tolist() == [False, False, True, True]
