"""Weka's files, number by number against the archives' .ts files and SciPy."""

from __future__ import annotations

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data.formats import read


@pytest.mark.parametrize(
    "name",
    [
        "ucr/Plane/Plane_TRAIN", "ucr/Plane/Plane_TEST", "ucr/ECG200/ECG200_TRAIN", "ucr/ECG200/ECG200_TEST",
        "ucr/SyntheticControl/SyntheticControl_TRAIN", "uea/BasicMotions/BasicMotions_TRAIN",
    ],
)  # fmt: skip
def test_that_arff_and_ts_of_one_dataset_are_equal(shared_data, name):
    arff, ts = (read(shared_data(*f"{name}{suffix}".split("/"))) for suffix in (".arff", ".ts"))
    np.testing.assert_array_equal(arff.values, ts.values)
    assert (arff.classes, arff.name) == (ts.classes, ts.name)
    assert arff.labels.tolist() == ts.labels.tolist()
    assert arff.lengths.tolist() == ts.lengths.tolist()


@pytest.mark.parametrize("name", ["ucr/Plane/Plane_TRAIN.arff", "ucr/SyntheticControl/SyntheticControl_TEST.arff"])
def test_that_numbers_are_those_of_scipy(shared_data, name):
    path = shared_data(*name.split("/"))
    arff = pytest.importorskip("scipy.io.arff")
    with path.open(encoding="utf-8") as file:
        table, meta = arff.loadarff(file)
    wanted = np.array([[row[column] for column in meta.names()[:-1]] for row in table])
    found = read(path)
    np.testing.assert_array_equal(found.pad()[0][..., 0], wanted.astype(np.float32))
    assert [found.classes[i] for i in found.labels] == [row[-1].decode() for row in table]


@pytest.mark.parametrize(("part", "count"), [("TRAIN", 30), ("TEST", 270)])
def test_that_a_relational_attribute_is_a_sequence_with_a_feature_in_each_row(shared_data, part, count):
    path = shared_data("uea", "ERing", f"ERing_{part}.arff")
    found = read(path)
    body = path.read_text(encoding="utf-8").lower().partition("@data")[2].strip().splitlines()
    wanted = [[list(map(float, row.split(","))) for row in line.split("'")[1].split("\\n")] for line in body]
    assert len(found) == count
    for sequence, features in zip(found, wanted, strict=True):
        np.testing.assert_array_equal(sequence, np.array(features).astype(np.float32).T)
    assert [found.classes[i] for i in found.labels] == [line.rpartition(",")[2] for line in body]


def test_that_declarations_are_read_in_any_case_with_quotes_and_blanks(written):
    found = read(
        written(
            "a.arff",
            "% a comment\n\n@RELATION 'my data'\n@Attribute\t'step one'   REAL\n@attribute \"two\" integer\n"
            "@attribute class {'it\\'s', \"a b\",c}\n@DATA\n% another\n1, 2,'a b'\n3 ,?, 'it\\'s'\n",
        )
    )
    assert found.name == "my data"
    assert found.classes == ("it's", "a b", "c")
    assert found.labels.tolist() == [1, 0]
    np.testing.assert_array_equal(found.values[:, 0], [1, 2, 3])


HEADER = "@relation r\n@attribute a numeric\n@attribute b numeric\n@attribute class {x,y}\n@data\n"
RELATION = "@relation r\n@attribute s relational\n@attribute a numeric\n@attribute b numeric\n@end s\n"
RELATION += "@attribute class {x,y}\n@data\n"


def test_that_the_label_is_found_by_its_name_or_is_the_last_attribute(written):
    named = "@relation r\n@attribute class {x,y}\n@attribute a numeric\n@attribute b numeric\n@data\ny,1,2\nx,3,4\n"
    assert read(written("a.arff", named)).labels.tolist() == [1, 0]
    assert read(written("a.arff", HEADER + "1,2,y\n")).values[:, 0].tolist() == [1, 2]


def test_that_a_numeric_label_is_a_target_even_if_whole(written):
    found = read(written("a.arff", HEADER.replace("{x,y}", "numeric") + "1,2,3\n4,5,6\n"))
    assert found.labels.tolist() == [[3.0], [6.0]]


def test_that_missing_values_are_nan_inside_and_padding_at_the_end(written):
    found = read(written("a.arff", RELATION.replace("@end", "@attribute c numeric\n@end") + "'1,?,?\\n?,2,?',x\n"))
    np.testing.assert_array_equal(found[0], [[1, np.nan], [np.nan, 2]])


def test_that_attributes_without_numbers_are_left_out_and_named(written):
    found = read(
        written("a.arff", HEADER.replace("@attribute class", "@attribute who string\n@attribute class") + "1,2,me,x\n")
    )
    assert found.values[:, 0].tolist() == [1, 2]
    assert "who" in str(found.notes[0])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (HEADER + "{0 1, 2 x}\n", "a.arff, line 6: sparse rows in braces cannot be read"),
        (HEADER + "1,2\n", "a.arff, line 6: 2 columns, but 3 attributes are declared"),
        (HEADER + "1,u,x\n", "a.arff, line 6, column 2: 'u' is not a finite number"),
        (HEADER + "1,,x\n", "a.arff, line 6, column 2: '' is not a finite number"),
        (HEADER + "1,2,z\n", "a.arff, line 6: class 'z' is not among those that the header declares: x, y"),
        (HEADER + "1,2,?\n", "a.arff, line 6: the label is missing"),
        (HEADER + "1,2,'x\n", "a.arff, line 6: a quotation mark is not closed"),
        (HEADER, "a.arff contains no sequences"),
        (RELATION + "'1,2\\n3',x\n", "a.arff, line 8: feature 2 has 1 step, but 2 attributes are declared"),
        (RELATION + "'1,2\\n3,u',x\n", "a.arff, line 8, feature 2, step 2: 'u' is not a finite number"),
        (RELATION + "'1,2\\n3,4',x\n'1,2',y\n", "a.arff, line 9: 1 feature, 2 in the lines above"),
        ("@relation r\n@attribute a numeric\n", "a.arff has no line @data"),
        ("@relation r\n@attribute a of numbers\n@data\n", "a.arff, line 2: this is not a declaration"),
        ("@relation r\n1,2,x\n", "a.arff, line 2: this is not a declaration"),
        ("@relation r\n@attribute class {x,y}\n@data\nx\n", "a.arff: there are no attributes with values"),
        (
            RELATION.replace("b numeric", "b string") + "'1,2',x\n",
            "a.arff, line 5: a relational attribute must contain",
        ),
    ],
)
def test_that_an_error_names_file_and_place(written, content, message):
    with pytest.raises(DataError) as caught:
        read(written("a.arff", content))
    assert str(caught.value).startswith(message)
