"""Single NumPy arrays: mapped and not copied, with what lies beside them; lies and pickles are refused."""

from __future__ import annotations

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import READERS, DataSettings, load
from robustgui.data.formats import read
from robustgui.data.memory_maps import find_origin

X = np.arange(24, dtype=np.float32).reshape(2, 4, 3)  # (N, T, F)


@pytest.fixture
def npy(tmp_path):
    def save(**arrays):
        for name, array in arrays.items():
            np.save(tmp_path / f"{name}.npy", array)
        return tmp_path / f"{next(iter(arrays))}.npy"

    return save


def test_that_float32_is_mapped_and_never_copied(npy):
    path = npy(data=X, labels=[3, 5])
    found = read(path)
    assert find_origin(found.values) == (path, 128)
    np.testing.assert_array_equal(found[1], X[1])
    assert found.classes == ("3", "5")


@pytest.mark.parametrize("array", [X.astype(np.float64), X.astype(np.int16), X.astype(">f4"), np.asfortranarray(X)])
def test_that_other_types_and_orders_have_the_same_values(npy, array):
    np.testing.assert_array_equal(read(npy(data=array, labels=[0, 1])).values, X.reshape(8, 3))


def test_that_nan_at_the_end_is_padding(npy):
    x = X.copy()
    x[1, 2:] = np.nan
    x[0, 1, 0] = np.nan
    found = read(npy(data=x, y=[0, 1]))
    assert found.lengths.tolist() == [4, 2]
    np.testing.assert_array_equal(found[1], x[1, :2])


@pytest.mark.parametrize("names", [("X_train", "y_train"), ("train_x", "train_labels"), ("walk", "walk_labels")])
def test_that_labels_are_found_by_the_name(npy, names):
    path = npy(**{names[0]: X, names[1]: np.array(["b", "a"]), "zzz": [1, 2, 3]})
    assert read(path).classes == ("a", "b")


def test_that_the_test_part_lies_beside(npy):
    data = load(DataSettings(train=str(npy(X_train=X, y_train=[0, 1], X_test=X[:1] + 9, y_test=[1]))))
    np.testing.assert_array_equal(data.test.values, X[0] + 9)
    assert data.test.labels.tolist() == [1]


def test_that_a_matrix_without_labels_is_one_long_sequence(npy):
    found = read(npy(prices=X[0]))
    assert (len(found), found.labels.shape, found.features) == (1, (1, 0), ("feature 1", "feature 2", "feature 3"))
    np.testing.assert_array_equal(found[0], X[0])


def test_that_the_array_and_its_labels_can_be_named(npy):
    path = npy(data=X[..., 0], marks=[1.5, 2], labels=[0, 1])
    found = READERS["npy"](labels="marks.npy", holds="sequences").read(path)
    assert found.labels.tolist() == [[1.5], [2.0]]
    assert READERS["npy"](holds="one").read(path).lengths.tolist() == [2]
    assert READERS["npy"]().guess(path) == READERS["npy"](labels="labels.npy", holds="sequences")


def test_that_no_more_sequences_are_read_than_wanted(npy):
    assert READERS["npy"]().read(npy(data=X, labels=[0, 1]), 1).labels.tolist() == [0]


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"data": X, "labels": [0, 1, 2]}, "labels.npy: its shape is (3,)"),
        ({"data": X + np.inf, "labels": [0, 1]}, "data.npy: sequence 0, step 0, feature 0 (all counted from 0)"),
        ({"data": X.astype(np.float64) * 1e39, "labels": [0, 1]}, "sequence 0, step 0, feature 1"),
        ({"data": X * np.float32(np.nan), "labels": [0, 1]}, "data.npy: sequence 0 (counted from 0) has no time steps"),
        ({"data": X * 1j, "labels": [0, 1]}, "data.npy: numbers are needed, not complex64"),
        ({"data": X[None], "labels": [0]}, "data.npy: its shape is (1, 2, 4, 3); 1 to 3 dimensions"),
        ({"data": np.array([{}, {}]), "labels": [0]}, "data.npy: it contains Python objects"),
        ({"data": X, "labels": np.array([{}, {}])}, "labels.npy: it contains Python objects"),
    ],
)
def test_that_an_error_names_the_file(npy, arrays, message):
    with pytest.raises(DataError) as caught:
        read(npy(**arrays))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "shape", ["(1000000000000, 3)", "(1000000000000, 0)", "(-1, 3)", "(10000000000000000000000, 0)"]
)
def test_that_a_header_which_claims_more_than_is_there_allocates_nothing(written, shape):
    header = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}}}".ljust(117) + "\n"
    content = b"\x93NUMPY\1\0" + len(header).to_bytes(2, "little") + header.encode() + bytes(48)
    with pytest.raises(DataError, match=r"data\.npy"):
        read(written("data.npy", content))
