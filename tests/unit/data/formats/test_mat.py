"""MATLAB files: every number as scipy and h5py read it; what could be a program or a lie is refused."""

from __future__ import annotations

import time
import zlib

import h5py
import numpy as np
import pytest
from scipy.io import loadmat, savemat
from scipy.io.matlab import MatlabObject
from scipy.sparse import csc_matrix

from robustgui.base.errors import DataError
from robustgui.data import READERS
from robustgui.data.formats import read
from robustgui.data.formats.mat.level5 import Level5Arrays

pytestmark = pytest.mark.usefixtures("reads_here")
X = np.arange(30, dtype=np.float64).reshape(2, 5, 3)  # (N, T, F)


@pytest.fixture
def mat(tmp_path):
    def save(compressed=True, **variables):
        path = tmp_path / "data.mat"
        savemat(path, variables, do_compression=compressed)
        return path

    return save


@pytest.fixture
def mat73(tmp_path):
    """Written as MATLAB does: axes turned round, lists as references, a class beside each dataset."""

    def save(**variables):
        path = tmp_path / "data.mat"
        with h5py.File(path, "w", userblock_size=512) as file:
            for name, value in variables.items():
                if isinstance(value, list):
                    places = [file.create_dataset(f"#refs#/{name}{i}", data=v.T) for i, v in enumerate(value)]
                    references = np.array([place.ref for place in places], dtype=h5py.ref_dtype)
                    file.create_dataset(name, data=references[:, None]).attrs["MATLAB_class"] = np.bytes_("cell")
                else:
                    file.create_dataset(name, data=np.asarray(value).T, compression="gzip")
        with path.open("r+b") as opened:
            opened.write(b"MATLAB 7.3 MAT-file".ljust(124) + b"\0\2IM")
        return path

    return save


@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("kind", ["f8", "f4", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "?"])
def test_that_every_type_of_number_is_what_scipy_reads(mat, kind, compressed):
    array = (np.arange(24).reshape(2, 3, 4) * 5 % 120).astype(kind)
    path = mat(compressed, x=array, small=array[0, :1, :2])
    found = Level5Arrays(path)
    there = loadmat(path)
    for name in ("x", "small"):
        np.testing.assert_array_equal(found.read(name), there[name])
        assert found.outlines[name].shape == there[name].shape


def test_that_texts_and_lists_are_what_scipy_reads(mat):
    cells = np.empty((2, 2), object)
    cells[:] = [[np.arange(3.0), np.ones((2, 2))], [np.zeros((0, 0)), np.array([7])]]
    words = np.array(["left", "richtig größer", "右"], object)
    path = mat(words=words, cells=cells, rows=np.array(["ab", "cde"]), s={"field": X, "inner": {"deep": 1}})
    found = Level5Arrays(path)
    assert found.read("words").tolist() == words.tolist()
    assert found.read("rows").tolist() == ["ab", "cde"]
    for mine, theirs in zip(found.cells("cells"), loadmat(path)["cells"].ravel(order="F"), strict=True):
        np.testing.assert_array_equal(mine, theirs)
    np.testing.assert_array_equal(found.read("s.field"), X)


def test_that_matrices_are_read_with_their_labels(mat):
    found = read(mat(X=X, Y=np.array(["up", "down"], object)))
    np.testing.assert_array_equal(found[1], X[1])
    assert found.classes == ("down", "up")


@pytest.mark.parametrize(
    ("axes", "names"), [((1, 2, 0), ("tfn", "auto")), ((2, 1, 0), ("ftn",)), ((0, 2, 1), ("nft",))]
)
def test_that_sequences_may_count_along_any_axis(mat, axes, names):
    path = mat(data=X.transpose(axes), labels=[3, 4])
    for name in names:
        np.testing.assert_array_equal(READERS["mat"](axes=name).read(path)[1], X[1])


def test_that_lists_of_sequences_may_have_features_in_rows(mat):
    cells = np.empty(3, object)
    cells[:] = [np.arange(length * 2.0).reshape(2, length) for length in (3, 5, 4)]
    found = read(mat(signals=cells, target=[0, 1, 0]))
    assert found.lengths.tolist() == [3, 5, 4]
    np.testing.assert_array_equal(found[1], cells[1].T)


def test_that_the_test_part_is_found(mat):
    path = mat(x_train=X, y_train=[0, 1], x_test=X[:, :2] + 1, y_test=[1, 0])
    np.testing.assert_array_equal(READERS["mat"]().read_test(path)[0], X[0, :2] + 1)


def test_that_version_7_3_is_read(mat73):
    found = read(mat73(X=X, Y=np.array([[5.0, 6.0]])))
    np.testing.assert_array_equal(found[1], X[1])
    assert found.classes == ("5", "6")


def test_that_lists_in_version_7_3_are_read(mat73):
    cells = [np.arange(6.0).reshape(3, 2), np.arange(8.0).reshape(4, 2)]
    found = read(mat73(X=cells, Y=np.array([[0.0, 1.0]])))
    np.testing.assert_array_equal(found[1], cells[1])


def test_that_a_dataset_which_claims_more_than_is_there_is_refused(tmp_path):
    path = tmp_path / "data.mat"
    with h5py.File(path, "w") as file:
        file.create_dataset("X", shape=(10**12, 10), dtype="f8", chunks=(100, 10))
        file.create_dataset("Y", data=np.arange(10.0))
    with pytest.raises(DataError, match=r"data\.mat, array 'x': the header declares 10000000000000 values"):
        READERS["mat"](sequences="X", labels="Y").read(path)


def test_that_functions_and_complex_numbers_are_refused(mat):
    with pytest.raises(DataError, match=r"array 'x': it holds complex numbers"):
        READERS["mat"](sequences="x", labels="y").read(mat(x=X * 1j, y=[0, 1]))


def test_that_files_of_the_other_byte_order_give_the_same_numbers(tmp_path):
    def element(code, content):
        return code.to_bytes(4, "big") + len(content).to_bytes(4, "big") + content + bytes(-len(content) % 8)

    def variable(name, numbers):
        shape = np.array(numbers.shape, ">i4").tobytes()
        flags = (6).to_bytes(4, "big") + bytes(4)
        content = numbers.astype(">f8").tobytes(order="F")
        return element(14, element(6, flags) + element(5, shape) + element(1, name) + element(9, content))

    path = tmp_path / "data.mat"
    path.write_bytes(b"MATLAB 5.0".ljust(124) + b"\1\0MI" + variable(b"x", X) + variable(b"y", np.array([[0.0, 1.0]])))
    found = read(path)
    np.testing.assert_array_equal(found[1], X[1])
    assert Level5Arrays(path).read("x").dtype == np.float64


def test_that_sparse_matrices_complex_numbers_and_struct_arrays_are_refused_anywhere(mat):
    cells = np.empty(2, object)
    for inner, what in (
        (csc_matrix(np.eye(3)), "a sparse matrix"),
        (X[0] * 1j, "complex numbers"),
        (np.zeros(2, [("a", "f8")]), "an array of structs"),
        (MatlabObject(np.zeros((1, 1), [("a", "O")]), "thing"), "an object"),
    ):
        cells[:] = [X[0], inner]
        found = Level5Arrays(mat(x=cells, y=[0, 1]))
        assert found.outlines["x"].kind == "V"
        with pytest.raises(DataError, match=f"array 'x': it holds {what}"):
            found.read("x")


def test_that_numbers_of_types_which_scipy_does_not_know_are_refused(mat):
    """It would look them up beyond the end of a table, which crashes, or worse."""
    path = mat(False, x=X, y=[0, 1])
    whole = path.read_bytes()
    place = whole.index(X.astype("<f8").tobytes(order="F")) - 8
    for code in (0, 8, 14, 20, 1000, 0xFFFF):
        path.write_bytes(whole[:place] + code.to_bytes(4, "little") + whole[place + 4 :])
        with pytest.raises(DataError, match=r"data\.mat is not a valid MATLAB file"):
            READERS["mat"](sequences="x", labels="y").read(path)


def test_that_a_bomb_is_refused_before_it_is_unpacked(mat, monkeypatch):
    monkeypatch.setattr("robustgui.data.formats.files.source.memory_limit", lambda: 1 << 20)
    with pytest.raises(DataError, match=r"data\.mat needs"):
        read(mat(x=np.zeros((2, 10**6)), y=[0, 1]))


def test_that_a_bomb_which_hides_its_size_is_unpacked_no_further_than_it_says(mat):
    path = mat(False, x=X, y=[0, 1])
    whole = path.read_bytes()
    lie = zlib.compress(b"\x0e\0\0\0\x40\0\0\0" + bytes(1 << 24))
    path.write_bytes(whole[:128] + (15).to_bytes(4, "little") + len(lie).to_bytes(4, "little") + lie)
    with pytest.raises(DataError, match=r"data\.mat is not a valid MATLAB file"):
        read(path)


def test_that_millions_of_empty_elements_are_refused_in_time(mat, tmp_path):
    path = mat(X=X)
    path.write_bytes(path.read_bytes() + bytes(60 << 20))
    began = time.process_time()
    with pytest.raises(DataError, match="damaged"):
        read(path)
    assert time.process_time() - began < 3
