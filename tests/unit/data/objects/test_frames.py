"""Data frames of pandas, wide and long."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import SequenceSet
from robustgui.data.objects import Description, Part, read_objects

pd = pytest.importorskip("pandas")


def read(x: Any, y: Any = None, about: Description | None = None, **part: Any) -> SequenceSet:
    return read_objects({"train": Part(x, y, **part)}, about or Description()).parts["train"]


def long_frame() -> Any:
    """Two patients of three and two steps, the rows in no order."""
    return pd.DataFrame(
        {
            "patient": ["b", "a", "b", "a", "b"],
            "day": pd.to_datetime(["2024-03-02", "2024-03-01", "2024-03-01", "2024-03-02", "2024-03-03"]),
            "pulse": [71, 60, 70, 61, 72],
            "spo2": [0.97, 0.91, 0.96, 0.92, 0.98],
            "sick": ["yes", "no", "yes", "no", "yes"],
        }
    )


LONG = Description(id="patient", time="day")


def test_that_a_long_frame_is_cut_by_id_and_ordered_by_time() -> None:
    data = read(long_frame(), "sick", LONG)
    assert data.features == ("pulse", "spo2")
    assert [sequence[:, 0].tolist() for sequence in data] == [[70, 71, 72], [60, 61]]
    assert [data.classes[label] for label in data.labels] == ["yes", "no"]
    dates = data.dates_of(0)
    assert dates is not None
    assert np.diff(dates).tolist() == [86400.0, 86400.0]


def test_that_two_levels_of_the_index_are_sequence_and_time() -> None:
    frame = long_frame().set_index(["patient", "day"])
    data = read(frame, "sick")
    assert (data.features, data.lengths.tolist()) == (("pulse", "spo2"), [3, 2])


def test_that_labels_of_a_long_frame_may_be_a_series_by_id() -> None:
    frame = long_frame().drop(columns="sick")
    data = read(frame, pd.Series({"a": "no", "b": "yes"}), LONG)
    assert [data.classes[label] for label in data.labels] == ["yes", "no"]


def test_that_a_group_is_a_column() -> None:
    frame = long_frame().assign(ward=["w2", "w1", "w2", "w1", "w2"])
    data = read(frame, "sick", LONG, groups="ward")
    assert (data.features, data.group_names, data.group_title) == (("pulse", "spo2"), ("w2", "w1"), "ward")


def test_that_the_columns_of_a_test_part_are_matched_by_name() -> None:
    test = long_frame()[["sick", "spo2", "pulse", "patient", "day"]]
    parts = read_objects({"train": Part(long_frame(), "sick"), "test": Part(test, "sick")}, LONG).parts
    assert np.array_equal(parts["train"].values, parts["test"].values)


def test_that_a_wide_frame_has_one_sequence_a_row() -> None:
    frame = pd.DataFrame({"label": ["u", "v", "u"], "t0": [1.0, 2.0, 3.0], "t1": [4.0, 5.0, np.nan]})
    data = read(frame, "label")
    assert ([sequence[:, 0].tolist() for sequence in data], data.classes) == ([[1, 4], [2, 5], [3]], ("u", "v"))
    assert np.array_equal(read(frame[["t0", "t1"]], frame["label"]).labels, data.labels)


def test_that_two_levels_of_columns_are_feature_and_step() -> None:
    columns = pd.MultiIndex.from_product([["x", "y"], [0, 1, 2]])
    data = read(pd.DataFrame(np.arange(12.0).reshape(2, 6), columns=columns), [0, 1])
    assert data.features == ("x", "y")
    assert data[0].tolist() == [[0, 3], [1, 4], [2, 5]]


def test_that_cells_may_hold_whole_sequences() -> None:
    frame = pd.DataFrame({"x": [np.arange(3.0), np.arange(2.0)], "y": [np.ones(3), np.ones(2)], "label": ["a", "b"]})
    data = read(frame, "label")
    assert (data.features, data[0].tolist()) == (("x", "y"), [[0, 1], [1, 1], [2, 1]])


def test_that_a_column_of_texts_is_text() -> None:
    data = read(pd.DataFrame({"text": ["good", "bad"], "label": [1, 0]}), "label")
    assert (data.symbolic, data.text(0)) == (True, "good")


def test_that_several_columns_are_targets_of_their_names() -> None:
    frame = pd.DataFrame({"t0": [1.0, 2.0], "t1": [3.0, 4.0], "age": [40, 50], "height": [1.7, 1.8]})
    data = read(frame, ["age", "height"], Description(has_targets=True))
    assert (data.target_names, data.labels.shape, data.lengths.tolist()) == (("age", "height"), (2, 2), [2, 2])


def test_that_a_frame_without_labels_is_one_series_of_several_features() -> None:
    frame = pd.DataFrame({"open": range(30), "close": range(1, 31)}, index=pd.date_range("2024", periods=30))
    data = read(frame, about=Description(is_unlabelled=True))
    assert (data.lengths.tolist(), data.features) == ([30], ("open", "close"))
    assert data.dates_of(0) is not None


def test_that_categories_give_the_order_of_the_classes_and_missing_values_are_seen() -> None:
    y = pd.Series(["low", "high", "low"], dtype=pd.CategoricalDtype(["low", "high"]))
    assert read(np.zeros((3, 4)), y).classes == ("low", "high")
    frame = pd.DataFrame({"a": pd.array([1, None, 3], "Int64"), "b": [1.0, 2.0, 3.0]})
    assert np.isnan(read(frame, y).values).sum() == 1
    with pytest.raises(DataError, match="label of sequence 1"):
        read(frame, pd.array([1, None, 1], "Int64"))


@pytest.mark.parametrize(
    ("frame", "y", "about", "sentence"),
    [
        (long_frame(), "disease", LONG, "has no column 'disease'"),
        (long_frame(), "sick", Description(id="person"), "has no column 'person'"),
        (long_frame(), "sick", Description(id="patient"), "column 'day' holds"),
        (long_frame().assign(sick=list("abcde")), "sick", LONG, "changes within sequence 0"),
        (long_frame().assign(day=list("abcde")), "sick", LONG, "times must be"),
        (long_frame().assign(patient=["a", None, "a", "b", "b"]), "sick", LONG, "has gaps"),
    ],
)
def test_that_an_unfit_column_is_named(frame: Any, y: str, about: Description, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        read(frame, y, about)
