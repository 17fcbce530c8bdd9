"""Delimited tables: where the label is found, and what is said when it cannot be."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data.readers import read


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("header", ["", "a,b,label", "1,2,class", "# t0,t1,y"])
def test_that_delimiter_and_header_make_no_difference(written, delimiter, header):
    lines = [header] if header else []
    lines += ["0.5,1.5,up", "2.5,-3e-2,down"]
    found = read(written("a.csv", "\n".join(lines).replace(",", delimiter)))
    np.testing.assert_array_equal(found.values[:, 0], np.array([0.5, 1.5, 2.5, -3e-2], np.float32))
    assert found.classes == ("down", "up")
    assert found.labels.tolist() == [1, 0]


@pytest.mark.parametrize("column", [0, 1, 3])
def test_that_a_named_label_is_found_in_any_column(written, column):
    rows = [["t0", "t1", "t2"], ["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]
    for row, label in zip(rows, ["Target", "8", "9", "8"], strict=True):
        row.insert(column, label)
    found = read(written("a.csv", "\n".join(",".join(row) for row in rows)))
    assert found.classes == ("8", "9")
    np.testing.assert_array_equal(found.values[:, 0], np.arange(1, 10))


@pytest.mark.parametrize("last", [False, True])
def test_that_without_a_header_the_column_of_whole_numbers_is_the_label(written, last):
    rows = ["0.5,1.5", "2.5,3.5", "4.5,5.5"]
    content = "\n".join(f"{row},{i % 2}" if last else f"{i % 2},{row}" for i, row in enumerate(rows))
    found = read(written("a.csv", content))
    assert found.labels.tolist() == [0, 1, 0]
    assert f"column {3 if last else 1}" in str(found.notes[0])


def test_that_of_two_columns_of_whole_numbers_the_one_with_clearly_fewer_is_the_label(written):
    found = read(written("a.csv", "\n".join(f"{i % 2},{i},{i * i}" for i in range(20))))
    assert found.labels.tolist() == [0, 1] * 10


def test_that_a_column_that_numbers_the_lines_is_left_out(written):
    found = read(written("a.csv", ",t0,t1,label\n0,1.5,2.5,a\n1,3.5,4.5,b\n"))
    np.testing.assert_array_equal(found.values[:, 0], [1.5, 2.5, 3.5, 4.5])
    assert "numbers the lines" in str(found.notes[0])


def test_that_numbers_agree_with_the_csv_module_and_float(written):
    rng = np.random.default_rng(0)
    content = "\n".join(
        ",".join([f"k{i % 3}", *map(repr, (rng.normal(size=40) * 10.0**i).tolist())]) for i in range(-9, 9)
    )
    path = written("a.csv", content)
    with path.open(newline="") as file:
        wanted = [[float(cell) for cell in row[1:]] for row in csv.reader(file)]
    np.testing.assert_array_equal(read(path).padded()[0][..., 0], np.array(wanted).astype(np.float32))


def test_that_missing_cells_are_nan_inside_and_padding_at_the_end(written):
    found = read(written("a.csv", "label,a,b,c,d\nx,1,,NA,4\ny,?,2,null,\n"))
    assert found.lengths.tolist() == [4, 2]
    np.testing.assert_array_equal(found.values[:, 0], [1, np.nan, np.nan, 4, np.nan, 2])


def test_that_a_quoted_label_may_hold_the_delimiter(written):
    found = read(written("a.csv", 'label,a,b\n"left, up",1,2\n"right",3,4\n'))
    assert found.classes == ("left, up", "right")


@pytest.mark.parametrize("header", ["", "label;a;b\n"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_that_decimal_commas_are_read_where_they_do_not_part_the_columns(written, header, delimiter):
    content = header + "1;1,5;2,5\n2;-3;4,25\n"
    found = read(written("a.csv", content.replace(";", delimiter)))
    assert found.values[:, 0].tolist() == [1.5, 2.5, -3, 4.25]
    assert "decimal points" in str(found.notes[0])


def test_that_a_class_called_y_is_not_taken_for_a_header(written):
    found = read(written("a.csv", "y,2.5,1.5\nn,3.5,4.5\ny,5.5,6.5\n"))
    assert found.labels.tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("label\n1\n2\n", "a.csv, line 1: only one column"),
        ("label,a,b\n1,2,3\n2,3\n", "a.csv, line 3: 2 columns, 3 expected"),
        ("a,label,b\n1,x,3\n2,y,z\n", "a.csv, line 3, column 3: 'z' is not a finite number"),
        ("label,a,b\nx,1,3\ny,u,2\n", "a.csv, line 3, column 2: 'u' is not a finite number"),
        (",a,label,b\n0,1,x,3\n1,2,y,z\n", "a.csv, line 3, column 4: 'z' is not a finite number"),
        ("label;a;b\nx;1;3\ny;1,5;2\n", "a.csv, line 3, column 2: '1,5' is not a finite number"),
        ("0.5,1,0.5\n1.5,1,2.5\n", "a.csv: the first and the last column could both hold the labels"),
        ("x,1,a\ny,1,b\n", "a.csv: several columns could hold the labels: 1, 3"),
        ("label,a\n", "a.csv holds no sequences"),
        ("label,a\nx,\n", "a.csv, line 2: the sequence has no values"),
        (",label\n0,x\n1,y\n", "a.csv: beside the label there are no values"),
    ],
)
def test_that_an_error_names_file_and_place(written, content, message):
    with pytest.raises(DataError) as caught:
        read(written("a.csv", content))
    assert str(caught.value).startswith(message)
