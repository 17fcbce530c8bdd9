"""Delimited tables: where the label is found, and what is said when it cannot be."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data.formats import read
from robustgui.data.formats.csv.reader import Csv


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
    assert "number the lines" in str(found.notes[0])


def test_that_numbers_agree_with_the_csv_module_and_float(written):
    rng = np.random.default_rng(0)
    content = "\n".join(
        ",".join([f"k{i % 3}", *map(repr, (rng.normal(size=40) * 10.0**i).tolist())]) for i in range(-9, 9)
    )
    path = written("a.csv", content)
    with path.open(newline="") as file:
        wanted = [[float(cell) for cell in row[1:]] for row in csv.reader(file)]
    np.testing.assert_array_equal(read(path).pad()[0][..., 0], np.array(wanted).astype(np.float32))


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
        ("label;a;b\nx;1.5;3\ny;1,5;2.5\n", "a.csv, line 3, column 2: '1,5' is not a finite number"),
        ("0.5,1,0.5\n1.5,1,2.5\n", "a.csv: the first and the last column could both hold the labels"),
        ("x,1,a\ny,1,b\n", "a.csv: several columns could hold the labels: 1, 3"),
        ("label,a\n", "a.csv contains no sequences"),
        ("label,a\nx,\n", "a.csv, line 2: the sequence has no values"),
        (",label\n0,x\n1,y\n", "a.csv: there are no values besides the label"),
    ],
)
def test_that_an_error_names_file_and_place(written, content, message):
    with pytest.raises(DataError) as caught:
        read(written("a.csv", content))
    assert str(caught.value).startswith(message)


def test_that_several_columns_can_be_targets(written):
    path = written("a.csv", "id,t0,t1,mass,size\n1,0.5,1.5,10,0.1\n2,2.5,3.5,20,0.2\n")
    found = Csv(targets=("size", "mass")).read(path)
    assert found.task == "regression"
    assert found.target_names == ("size", "mass")
    np.testing.assert_allclose(found.labels, [[0.1, 10], [0.2, 20]])
    np.testing.assert_array_equal(found.values[:, 0], [0.5, 1.5, 2.5, 3.5])


@pytest.mark.parametrize("named", [True, False])
def test_that_a_group_column_tells_where_a_sequence_comes_from(written, named):
    name = "speaker" if named else "origin"
    path = written("a.csv", f"t0,{name},t1,label\n1,anna,2,a\n3,bert,4,b\n5,anna,6,b\n")
    found = Csv(group="" if named else "Origin").read(path)
    assert (found.group_title, found.group_names, found.groups.tolist()) == (name, ("anna", "bert"), [0, 1, 0])
    np.testing.assert_array_equal(found.values[:, 0], [1, 2, 3, 4, 5, 6])
    assert found.classes == ("a", "b")


def test_that_targets_and_a_group_go_together(written):
    found = Csv(targets=("u", "v"), group="who").read(written("a.csv", "who,a,b,u,v\nx,1,2,3,4\ny,5,6,7,8\n"))
    assert found.labels.tolist() == [[3, 4], [7, 8]]
    assert found.group_names == ("x", "y")


def test_that_columns_left_out_are_no_values(written):
    path = written("a.csv", "label,a,b,c,d\nx,1,2,3,4\ny,5,6,7,8\n")
    assert Csv(left_out=("b", "5")).read(path).values[:, 0].tolist() == [1, 3, 5, 7]


def test_that_columns_of_words_beside_the_label_are_left_out(written):
    found = read(written("a.csv", "label,place,a,b\nx,here,1,2\ny,there,3,4\n"))
    assert found.values[:, 0].tolist() == [1, 2, 3, 4]
    assert "Text columns were excluded: place." in [str(note) for note in found.notes]


def test_that_a_table_can_have_no_labels(written):
    found = Csv(label="-").read(written("a.csv", "a,b\n1,2\n3,4\n"))
    assert found.labels.shape == (2, 0)


def test_that_names_that_never_come_again_are_no_labels(written):
    found = read(written("a.csv", "\n".join(f"Y{i},{i}.5,{i * i}" for i in range(12))))
    assert found.labels.shape == (12, 0)
    assert "every line has another name" in str(found.notes[0])


def test_that_a_label_can_be_named_or_numbered_by_hand(written):
    path = written("a.csv", "a,b,c\n1,2,3\n4,5,6\n")
    assert Csv(label="B").read(path).classes == ("2", "5")
    assert Csv(label="1").read(path).classes == ("1", "4")
    with pytest.raises(DataError, match=r"a\.csv has no column 'z'\. Its columns are: a, b, c\."):
        Csv(label="z").read(path)


@pytest.mark.parametrize("header", ["yes", "no"])
def test_that_someone_can_say_whether_there_is_a_header(written, header):
    found = Csv(header=header, label="1").read(written("a.csv", "1,2,3\n1,4,5\n2,6,7\n"))
    assert len(found) == (2 if header == "yes" else 3)


def test_that_one_sequence_a_column_has_its_label_in_the_first_line(written):
    found = Csv(orientation="columns").read(written("a.csv", "up,down,up\n1,2,3\n4,,6\n7,,9\n"))
    assert [found.classes[i] for i in found.labels] == ["up", "down", "up"]
    assert [sequence[:, 0].tolist() for sequence in found] == [[1, 4, 7], [2], [3, 6, 9]]


def test_that_blanks_and_bars_part_columns_too(written):
    for content in ("label  a   b\nx 1.5   2\ny  3 4\n", "label|a|b\nx|1.5|2\ny|3|4\n"):
        found = Csv(delimiter="blank" if "|" not in content else "auto").read(written("a.csv", content))
        assert found.values[:, 0].tolist() == [1.5, 2, 3, 4]


def test_that_columns_in_any_order_give_the_same_as_pieces_of_a_row(written):
    rng = np.random.default_rng(0)
    table = rng.normal(size=(300, 9)).round(4)
    rows = [",".join(map(repr, row)) for row in table.tolist()]
    path = written("a.csv", "\n".join(["a,b,c,d,e,f,g,h,i", *rows]))
    found = Csv(targets=("c",), group="f", left_out=("a", "i")).read(path)
    np.testing.assert_array_equal(found.pad()[0][..., 0], table[:, [1, 3, 4, 6, 7]].astype(np.float32))
    np.testing.assert_array_equal(found.labels[:, 0], table[:, 2].astype(np.float32))
    assert [float(found.group_names[i]) for i in found.groups] == table[:, 5].tolist()


def test_that_of_many_columns_the_preview_shows_the_first_and_what_is_special(written):
    row = ",".join(map(str, range(3000)))
    shown = Csv().preview(written("a.csv", f"{','.join(f't{i}' for i in range(3000))},label\n{row},x\n{row},y\n"))
    assert shown.header[:2] == ("t0", "t1")
    assert shown.header[-3:] == ("t39", "…", "label")
    assert shown.roles[-3:] == ("value", "value", "label")
    assert shown.rows[0][-3:] == ("39", "…", "x")
    assert shown.total == 2


def test_that_what_was_found_out_is_written_into_the_settings(written):
    path = written("a.csv", "id;subject;label;a;b\n1;s;x;1,5;2\n2;t;y;3,5;4\n")
    assert Csv().guess(path) == Csv(
        delimiter="semicolon", decimal="comma", header="yes", label="label", group="subject", thousands="point", above=0
    )


def test_that_a_preview_says_what_is_wrong_and_shows_the_table_all_the_same(written):
    path = written("a.csv", "0.5,1,0.5\n1.5,1,2.5\n")
    shown = Csv().preview(path)
    assert shown.rows == (("0.5", "1", "0.5"), ("1.5", "1", "2.5"))
    assert any("could both hold the labels" in str(fact) for fact in shown.facts)
    assert Csv().guess(path).delimiter == "comma"


def test_that_values_named_by_hand_are_values_whatever_they_look_like(written):
    path = written("a.csv", "class,a,b,kind\n1,2,3,x\n4,5,6,y\n")
    found = Csv(values=("class", "…")).read(path)
    assert found.values[:, 0].tolist() == [1, 2, 3, 4, 5, 6]
    assert found.classes == ("x", "y")
