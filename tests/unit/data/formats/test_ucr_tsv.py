"""The UCR archive's tables, number by number against NumPy's own parser."""

from __future__ import annotations

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data.formats import read


def naive(path):
    """Label texts and padded values, parsed by numpy.genfromtxt."""
    table = np.genfromtxt(path, delimiter="\t")
    return table[:, 0], table[:, 1:]


@pytest.mark.parametrize("part", ["TRAIN", "TEST"])
@pytest.mark.parametrize("name", ["GunPoint", "ECG200", "PickupGestureWiimoteZ", "Chinatown"])
def test_that_every_number_of_the_archive_arrives(shared_data, name, part):
    path = shared_data("ucr", name, f"{name}_{part}.tsv")
    labels, values = naive(path)
    found = read(path)
    x, mask = found.pad()
    x = np.where(mask[..., None], x, np.nan)[..., 0]  # (N, T, 1) -> (N, T)
    np.testing.assert_array_equal(x, values[:, : x.shape[1]].astype(np.float32))
    assert np.isnan(values[:, x.shape[1] :]).all()
    assert [float(found.classes[i]) for i in found.labels] == labels.tolist()


def test_that_padding_at_the_end_is_cut_and_nan_inside_stays_missing(written):
    found = read(written("a.tsv", "1\t1\tNaN\t3\tNaN\n2\tNaN\t5\t6\t7\n"))
    assert found.lengths.tolist() == [3, 4]
    np.testing.assert_array_equal(found.values[:, 0], [1, np.nan, 3, np.nan, 5, 6, 7])


def test_that_tabs_and_blanks_give_the_same_sequences(shared_data):
    tabs = read(shared_data("ucr", "ECG200", "ECG200_TRAIN.tsv"))
    blanks = read(shared_data("ucr", "ECG200", "ECG200_TRAIN.txt"))
    np.testing.assert_allclose(tabs.values, blanks.values, rtol=1e-6)
    assert tabs.classes == blanks.classes
    assert tabs.labels.tolist() == blanks.labels.tolist()


def test_that_classes_are_in_the_order_of_their_numbers(written):
    found = read(written("a.tsv", "10\t1\t2\n9\t3\t4\n-1\t5\t6\n"))
    assert found.classes == ("-1", "9", "10")
    assert found.labels.tolist() == [2, 1, 0]


def test_that_labels_which_are_not_whole_make_a_regression(written):
    found = read(written("a.tsv", "0.5\t1\t2\n2\t3\t4\n"))
    assert found.task == "regression"
    assert found.labels.tolist() == [[0.5], [2.0]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("1\t1\t2\n2\t1\t2\t3\n", "a.tsv, line 2: 4 columns, 3 in the lines above"),
        ("1\t1\t2\n\n2\t1\tx\n", "a.tsv, line 3, column 3: 'x' is not a finite number"),
        ("1\t1\t2\n2\t1\tinf\n", "a.tsv, line 2, column 3: 'inf' is not a finite number"),
        ("1\t1\t2\n2\t-1e39\t1\n", "a.tsv, line 2, column 2: '-1e+39' is not a finite number"),
        ("1\t1,5\t2\n2\t1,5\t1\n", "a.tsv, line 1, column 2: '1,5' is not a finite number"),
        ("1\t1\t2\n2\tNaN\tNaN\n", "a.tsv, line 2: the sequence has no values"),
        ("1\n2\n", "a.tsv, line 1: there is a label without values"),
        ("1\t1\t2\nNaN\t1\t2\n", "a.tsv, line 2: the label is missing"),
        ("1\t1\t2\ninf\t1\t2\n", "a.tsv, line 2: the label is missing or infinite"),
        ("1.5\t1\t2\n1e300\t1\t2\n", "a.tsv, line 2: the target is too large"),
    ],
)
def test_that_an_error_names_file_and_place(written, content, message):
    with pytest.raises(DataError) as caught:
        read(written("a.tsv", content))
    assert str(caught.value).startswith(message)
