"""IDX files: values against a parse of their own, neighbours, and files that lie."""

from __future__ import annotations

import gzip
import struct
import time

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import READERS, DataSettings, load
from robustgui.data.formats import read

PICTURES = np.arange(2 * 4 * 3, dtype=np.uint8).reshape(2, 4, 3)
CODES = {"u1": 8, "i1": 9, ">i2": 11, ">i4": 12, ">f4": 13, ">f8": 14}


def idx(array):
    head = bytes([0, 0, CODES[array.dtype.str.lstrip("|")], array.ndim])
    return head + b"".join(struct.pack(">I", length) for length in array.shape) + array.tobytes()


def labels(*numbers):
    return idx(np.array(numbers, np.uint8))


@pytest.mark.parametrize("code", list(CODES))
@pytest.mark.parametrize("packed", [True, False])
def test_that_every_type_has_its_values(written, code, packed):
    pack = gzip.compress if packed else bytes
    array = PICTURES.astype(code)
    written("a-labels-idx1-ubyte", labels(7, 9))
    found = read(written("a-images-idx3-ubyte", pack(idx(array))))
    np.testing.assert_array_equal(found[1], PICTURES[1])
    assert (found.classes, found.kind, found.features[0]) == (("7", "9"), "image", "column 1")


def test_that_columns_can_be_the_steps(written):
    written("labels-idx1", labels(0, 1))
    found = READERS["idx"](steps="columns").read(written("images-idx3", idx(PICTURES)))
    np.testing.assert_array_equal(found[1], PICTURES[1].T)


def test_that_the_test_part_lies_beside(written, tmp_path):
    written("train-labels-idx1-ubyte", labels(0, 1))
    written("t10k-labels-idx1-ubyte.gz", gzip.compress(labels(1), mtime=0))
    written("t10k-images-idx3-ubyte.gz", gzip.compress(idx(PICTURES[:1] + 100), mtime=0))
    for source in (written("train-images-idx3-ubyte", idx(PICTURES)), tmp_path):
        data = load(DataSettings(train=str(source)))
        np.testing.assert_array_equal(data.test.values, PICTURES[0] + 100.0)
        assert data.test.labels.tolist() == [1]


def test_that_the_real_pictures_are_read(shared_data):
    path = shared_data("mnist", "t10k-images-idx3-ubyte.gz")
    found = read(path)
    raw = gzip.decompress(path.read_bytes())
    np.testing.assert_array_equal(found.values, np.frombuffer(raw, np.uint8, offset=16).reshape(-1, 28))
    raw = gzip.decompress(shared_data("mnist", "t10k-labels-idx1-ubyte.gz").read_bytes())
    np.testing.assert_array_equal(found.labels, np.frombuffer(raw, np.uint8, offset=8))
    assert (len(found), found.classes, set(found.lengths)) == (10000, tuple("0123456789"), {28})


def test_that_no_more_pictures_are_read_than_wanted(written):
    written("labels-idx1", labels(0, 1))
    path = written("images-idx3", idx(PICTURES))
    assert len(READERS["idx"]().read(path, 1)) == 1
    assert READERS["idx"]().guess(path).labels == "labels-idx1"


@pytest.mark.parametrize(
    ("images", "beside", "message"),
    [
        (idx(PICTURES), None, "images-idx3: there is no file with its labels"),
        (idx(PICTURES), labels(0, 1, 2), "labels-idx1 contains 3 labels, but images-idx3 contains 2 images"),
        (idx(PICTURES)[:-1], labels(0, 1), "images-idx3: the header declares 2 x 4 x 3 values"),
        (
            gzip.compress(idx(PICTURES), mtime=0)[:-12],
            labels(0, 1),
            "images-idx3: the header declares 2 x 4 x 3 values",
        ),
        (labels(0, 1), labels(0, 1), "images-idx3 contains labels"),
        (b"\0\0\x08\3" + b"\xff" * 12 + bytes(9), labels(0), "the header declares 4294967295 x 4294967295"),
        (gzip.compress(b"\0\0\x08\3" + b"\xff" * 12 + bytes(9), mtime=0), labels(0), "more than the file contains"),
    ],
)
def test_that_an_error_names_the_file(written, images, beside, message):
    if beside is not None:
        written("labels-idx1", beside)
    with pytest.raises(DataError) as caught:
        READERS["idx"]().read(written("images-idx3", images))
    assert message in str(caught.value)


def test_that_a_bomb_is_unpacked_no_further_than_its_header_says(written):
    written("labels-idx1", labels(0, 1))
    path = written("images-idx3", gzip.compress(idx(PICTURES) + bytes(1 << 26)))
    began = time.process_time()
    assert len(read(path)) == 2
    assert time.process_time() - began < 0.5
