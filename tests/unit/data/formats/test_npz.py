"""NumPy archives: every layout, and archives that lie or carry programs."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import READERS, DataSettings, load
from robustgui.data.formats import read

X = np.arange(24, dtype=np.float64).reshape(2, 4, 3)  # (N, T, F)


def test_that_padded_arrays_are_read_with_lengths(saved):
    found = read(saved(x=X, y=np.array([3, 5]), lengths=np.array([4, 2])))
    np.testing.assert_array_equal(found[0], X[0])
    np.testing.assert_array_equal(found[1], X[1, :2])
    assert found.classes == ("3", "5")
    assert found.values.dtype == np.float32
    assert found.values.flags.writeable


def test_that_a_mask_cuts_the_end_and_makes_holes_missing(saved):
    found = read(saved(x=X, y=["a", "b"], mask=np.array([[1, 0, 1, 0], [1, 1, 1, 1]], bool)))
    assert found.lengths.tolist() == [3, 4]
    np.testing.assert_array_equal(np.isnan(found[0]).all(axis=1), [False, True, False])
    np.testing.assert_array_equal(found[1], X[1])


def test_that_nan_at_the_end_is_padding_where_nothing_else_tells(saved):
    x = X.copy()
    x[0, 2:] = np.nan
    x[1, 3, 1] = np.nan
    found = read(saved(X=x, Y=[0, 1]))
    assert found.lengths.tolist() == [2, 4]
    assert np.isnan(found[1]).sum() == 1


def test_that_two_dimensions_are_one_feature(saved):
    found = read(saved(x=X[..., 0], y=[0, 1]))
    assert found.features == ("value",)
    np.testing.assert_array_equal(found[1][:, 0], X[1, :, 0])


def test_that_flat_values_with_offsets_are_read(saved):
    found = read(saved(values=X.reshape(8, 3), offsets=[0, 5, 8], y=[1.5, 2]))
    assert found.lengths.tolist() == [5, 3]
    assert found.labels.tolist() == [[1.5], [2.0]]


def test_that_several_targets_are_a_regression(saved):
    found = read(saved(x=X, y=np.array([[1, 2], [3, 4]])))
    assert found.task == "regression"
    assert found.outputs == 2


def test_that_names_units_and_rate_are_read(saved):
    names = {"class_names": ["low", "mid", "high"], "feature_names": ["a", "b", "c"], "units": ["V", "V", "s"]}
    found = read(saved(x=X, y=[2, 0], sample_rate=50.0, name="mine", **names))
    assert (found.classes, found.features, found.units) == tuple(map(tuple, names.values()))
    assert found.labels.tolist() == [2, 0]
    assert (found.sample_rate, found.name) == (50.0, "mine")


def test_that_the_test_part_in_the_same_file_is_used(saved):
    path = saved(x_train=X, y_train=["a", "b"], x_test=X[:1] + 0.5, y_test=["b"])
    data = load(DataSettings(train=str(path)))
    np.testing.assert_array_equal(data.test.values, X[0] + 0.5)
    assert data.test.labels.tolist() == [1]


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"x": X}, "has no array 'y'"),
        ({"y": [0, 1]}, "neither 'x' (N, T, F) nor 'values' with 'offsets'"),
        ({"x": X, "y": [0, 1, 2]}, "2 labels are needed"),
        ({"x": X.reshape(1, 2, 4, 3), "y": [0]}, "'x': its shape is (1, 2, 4, 3); 2 / 3 dimensions are needed"),
        ({"x": X, "y": [0, 1], "lengths": [4, 5]}, "'lengths': it needs 2 whole numbers from 0 to 4"),
        ({"x": X, "y": [0, 1], "lengths": [4, 0]}, "sequence 1 (counted from 0) has no time steps"),
        ({"x": X, "y": [0, 1], "lengths": [4.0, np.nan]}, "'lengths': it needs 2 whole numbers"),
        ({"x": X, "y": [0, 1], "mask": np.ones((2, 3))}, "'mask': its shape is (2, 3), but 'x' needs (2, 4)"),
        ({"x": X[:0], "y": []}, "'x': its shape is (0, 4, 3), so it has no values"),
        ({"x": X + np.inf, "y": [0, 1]}, "is infinite or too large"),
        ({"x": X * 1e39, "y": [0, 1]}, "sequence 0, step 0, feature 1 (all counted from 0) is infinite or too large"),
        ({"x": X * np.nan, "y": [0, 1]}, "sequence 0 (counted from 0) has no time steps"),
        ({"x": X.astype("U8"), "y": [0, 1]}, "'x': numbers are needed"),
        ({"x": X * 1j, "y": [0, 1]}, "'x': numbers are needed, not complex128"),
        ({"x": X, "y": [0, np.nan]}, "the label is missing"),
        ({"x": X, "y": [[0.5, 1], [np.inf, 2]]}, "a target is missing or infinite"),
        ({"x": X, "y": [0, 3], "class_names": ["a", "b"]}, "'y': it needs 2 whole numbers from 0 to 1"),
        ({"x": X, "y": [0, 1], "feature_names": ["a"]}, "1 name for 3 features"),
        ({"values": X.reshape(8, 3), "offsets": [0, 9], "y": [1]}, "'offsets': it needs 2 whole numbers from 0 to 8"),
        (
            {"values": X.reshape(8, 3), "offsets": [0, 6, 4, 8], "y": [1, 2, 3]},
            "offsets must increase from 0 to 8",
        ),
        ({"values": X.reshape(8, 3), "offsets": [0, 4, 4, 8], "y": [1, 2, 3]}, "sequence 1 (counted from 0) has no"),
    ],
)
def test_that_an_error_names_file_and_array(saved, arrays, message):
    with pytest.raises(DataError) as caught:
        read(saved(**arrays))
    assert str(caught.value).startswith("data.npz")
    assert message in str(caught.value)


def test_that_python_objects_are_refused_and_never_run(saved):
    class Mine:
        def __reduce__(self):
            return pytest.fail, ("a pickled object was run",)

    with pytest.raises(DataError, match=r"array 'x': it contains Python objects .* untrusted code"):
        read(saved(x=np.array([Mine(), Mine()], object), y=[0, 1]))


@pytest.mark.parametrize("shape", ["(1000000000000, 3)", "(1000000000000, 0)", "(-1, 3)", "(10000000000000000000000,)"])
def test_that_a_header_which_claims_more_than_is_there_allocates_nothing(tmp_path, shape):
    header = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}}}".ljust(117) + "\n"
    array = b"\x93NUMPY\1\0" + len(header).to_bytes(2, "little") + header.encode() + bytes(48)
    path = tmp_path / "data.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.npy", array)
    with pytest.raises(DataError, match=r"data\.npz"):
        read(path)


def test_that_an_archive_which_unpacks_to_more_than_memory_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "data.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        file = io.BytesIO()
        np.save(file, np.zeros((1000, 1000)))
        archive.writestr("x.npy", file.getvalue())
        archive.writestr("y.npy", file.getvalue())
    monkeypatch.setattr("robustgui.data.formats.files.source.memory_limit", lambda: 1 << 20)
    with pytest.raises(DataError, match=r"data\.npz needs 0\.0 GiB of memory"):
        read(path)


def test_that_no_more_sequences_are_read_than_wanted(saved):
    found = READERS["npz"]().read(saved(x=np.arange(40).reshape(20, 2), y=np.arange(20) % 2), 3)
    np.testing.assert_array_equal(found.values[:, 0], np.arange(6))
    assert found.labels.tolist() == [0, 1, 0]


@pytest.mark.parametrize("names", [("data", "labels"), ("Train_X", "train_Y"), ("signals", "target"), ("foo", "bar")])
def test_that_arrays_are_found_by_usual_names_or_by_shape(saved, names):
    found = read(saved(**{names[0]: X, names[1]: [7, 9], "other": np.arange(5)}))
    np.testing.assert_array_equal(found[1], X[1])
    assert found.classes == ("7", "9")


def test_that_what_was_found_stands_in_the_settings(saved):
    guessed = READERS["npz"]().guess(saved(foo=X, bar=[7, 9], other=np.arange(5)))
    assert (guessed.sequences, guessed.labels) == ("foo", "bar")


def test_that_arrays_and_axes_can_be_named(saved):
    path = saved(x=X, y=[0, 1], better=X.transpose(0, 2, 1) + 1, marks=["a", "b"])
    found = READERS["npz"](sequences="better", labels="marks", axes="nft").read(path)
    np.testing.assert_array_equal(found[1], X[1] + 1)
    assert found.classes == ("a", "b")


def test_that_an_array_which_is_not_there_is_named_with_those_that_are(saved):
    with pytest.raises(DataError, match=r"has no array 'z'\. It holds: x, y"):
        READERS["npz"](sequences="z").read(saved(x=X, y=[0, 1]))


def test_that_one_hot_rows_are_classes(saved):
    found = read(saved(x=X, y=np.array([[0, 0, 1], [1, 0, 0]])))
    assert found.task == "classification"
    assert found.labels.tolist() == [2, 0]


def test_that_channels_first_are_doubted(saved):
    (note,) = read(saved(x=np.zeros((2, 3, 100)), y=[0, 1])).notes
    assert "read as 2 sequences of 3 steps with 100 features" in str(note)


@pytest.mark.parametrize("name", ["{}_valid", "{}_val", "{}_validation", "valid_{}", "{}_dev"])
def test_that_validation_arrays_are_the_test_part_where_there_is_no_other(tmp_path, name):
    x, y = np.arange(24, dtype=np.float32).reshape(6, 4), np.array([0, 1, 0, 1, 0, 1])
    arrays = {"X_train": x, "y_train": y, name.format("X"): x[:2] + 100, name.format("y"): y[:2]}
    np.savez(tmp_path / "a.npz", **arrays)
    data = load(DataSettings(train=str(tmp_path / "a.npz")))
    assert (len(data.train), len(data.test)) == (6, 2)
    assert data.test.values.min() == 100
    assert any("used as test data" in str(note) for note in data.train.notes)


def test_that_sequences_that_are_not_read_are_named_loudly(tmp_path):
    x, y = np.arange(24, dtype=np.float32).reshape(6, 4), np.array([0, 1, 0, 1, 0, 1])
    parts = {f"{what}_{part}": value for part in ("train", "test", "valid") for what, value in (("x", x), ("y", y))}
    np.savez(tmp_path / "a.npz", **parts)
    (warning,) = [note for note in read(tmp_path / "a.npz").notes if note.severity == "warning"]
    assert "x_valid" in str(warning)
