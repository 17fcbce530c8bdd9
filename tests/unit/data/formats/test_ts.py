"""The archives' .ts files, number by number against float()."""

from __future__ import annotations

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data.formats import read
from robustgui.data.formats.ts.reader import Ts


def naive(path):
    """Sequences as lists (F, T) of Python floats, and label texts."""
    lines = path.read_text(encoding="utf-8").splitlines()
    body = lines[next(i for i, line in enumerate(lines) if line.lower().startswith("@data")) + 1 :]
    parts = [line.split(":") for line in body if line]
    return [[[float(v) for v in d.split(",")] for d in p[:-1]] for p in parts], [p[-1] for p in parts]


@pytest.mark.parametrize("part", ["TRAIN", "TEST"])
@pytest.mark.parametrize("name", ["uea/JapaneseVowels", "uea/BasicMotions", "ucr/Plane"])
def test_that_every_number_of_the_archive_arrives(shared_data, name, part):
    path = shared_data(*name.split("/"), f"{name.split('/')[1]}_{part}.ts")
    sequences, labels = naive(path)
    found = read(path)
    assert [found.classes[i] for i in found.labels] == labels
    for got, wanted in zip(found, sequences, strict=True):
        np.testing.assert_array_equal(got, np.array(wanted).astype(np.float32).T)


@pytest.mark.parametrize("part", ["TRAIN", "TEST"])
@pytest.mark.parametrize("name", ["ECG200", "Plane", "SyntheticControl"])
def test_that_ts_and_tsv_of_one_dataset_are_equal(shared_data, name, part):
    ts = read(shared_data("ucr", name, f"{name}_{part}.ts"))
    tsv = read(shared_data("ucr", name, f"{name}_{part}.tsv"))
    np.testing.assert_array_equal(ts.values, tsv.values)
    assert [ts.classes[i] for i in ts.labels] == [tsv.classes[i] for i in tsv.labels]


HEADER = "@problemName p\n@univariate false\n@equalLength false\n@classLabel true b a\n@data\n"


def test_that_features_lengths_and_missing_values_are_read(written):
    found = read(written("a.ts", HEADER + "1,?,3:4,5,6:a\n?:NaN:b\n"))
    assert found.name == "p"
    assert found.features == ("feature 1", "feature 2")
    np.testing.assert_array_equal(found[0], [[1, 4], [np.nan, 5], [3, 6]])
    np.testing.assert_array_equal(found[1], [[np.nan, np.nan]])


def test_that_classes_keep_the_order_of_the_header(written):
    found = read(written("a.ts", HEADER + "1:1:a\n2:2:b\n"))
    assert found.classes == ("b", "a")
    assert found.labels.tolist() == [1, 0]


def test_that_directives_are_read_in_any_case_and_comments_skipped(written):
    found = read(
        written(
            "a.ts",
            "# one\n% as in Weka's files\n@UNIVARIATE True\n@classlabel TRUE 1.0 2.0\n# two\n"
            "@DATA\n1,2:1\n# three\n3:2\n",
        )
    )
    assert found.classes == ("1", "2")
    assert found.lengths.tolist() == [2, 1]


def test_that_values_missing_against_the_word_of_the_header_are_noted(written):
    assert read(written("a.ts", "@missing true\n@data\n1,?:a\n")).notes == ()
    assert "@missing false" in str(read(written("b.ts", "@missing false\n@data\n1,?:a\n")).notes[0])


def test_that_target_labels_make_a_regression_even_if_whole(written):
    found = read(written("a.ts", "@univariate true\n@targetLabel true\n@data\n1,2:3\n3,4:5\n"))
    assert found.labels.tolist() == [[3.0], [5.0]]
    assert found.classes == ()


STAMPED = "@timeStamps true\n@univariate false\n@classLabel true a b\n@data\n"


def test_that_pairs_of_time_and_value_are_read(written):
    found = read(
        written("a.ts", STAMPED + "(0,1.5),(0.5,?),(1,3):(0,4),(0.5,5),(1,6):a\n(2,1),(2.5,2):(2,3),(2.5,4):b\n")
    )
    np.testing.assert_array_equal(found[0], [[1.5, 4], [np.nan, 5], [3, 6]])
    np.testing.assert_array_equal(found[1], [[1, 3], [2, 4]])
    np.testing.assert_array_equal(found.times, [[0, 1], [2, 2.5]])
    assert found.sample_rate == 2


def test_that_dates_are_stamps_too(written):
    found = read(written("a.ts", STAMPED + "(2020-01-01 10:00:00,1),(2020-01-01 10:00:10,2):a\n"))
    assert found.values[:, 0].tolist() == [1, 2]
    assert found.times.tolist() == [[1577872800, 1577872810]]
    assert found.sample_rate == 0.1


def test_that_what_a_feature_lacks_at_a_stamp_of_another_is_missing(written):
    found = read(written("a.ts", STAMPED + "(0,1),(2,3):(1,5),(2,6):a\n"))
    np.testing.assert_array_equal(found[0], [[1, np.nan], [np.nan, 5], [3, 6]])


def test_that_sequences_without_labels_can_be_read(written):
    found = read(written("a.ts", "@univariate false\n@classLabel false\n@data\n1,2:3,4\n5:6\n"))
    assert found.labels.shape == (2, 0)
    np.testing.assert_array_equal(found[0], [[1, 3], [2, 4]])


@pytest.mark.parametrize("stamps", [True, False])
def test_that_numbers_are_those_of_sktime(written, stamps):
    load = pytest.importorskip("sktime.datasets").load_from_tsfile_to_dataframe
    rng = np.random.default_rng(0)
    rows = [[[f"({t},{v!r})" if stamps else repr(v) for t, v in enumerate(rng.normal(size=length).tolist())]
             for _ in range(2)] for length in (3, 5, 4)]  # fmt: skip
    lines = [":".join([*(",".join(feature) for feature in row), label]) for row, label in zip(rows, "aba", strict=True)]
    head = f"@problemName p\n@timeStamps {str(stamps).lower()}\n@univariate false\n@classLabel true a b\n@data\n"
    path = written("a.ts", head + "\n".join(lines) + "\n")
    frame, labels = load(str(path))
    found = read(path)
    assert [found.classes[i] for i in found.labels] == list(labels)
    for i, sequence in enumerate(found):
        wanted = np.stack([frame.iloc[i, feature].to_numpy() for feature in range(2)], axis=1)  # 2 x (T,) -> (T, 2)
        np.testing.assert_array_equal(sequence, wanted.astype(np.float32))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("@univariate true\n1,2:a\n", "a.ts, line 2: before the line @data only directives"),
        ("@univariate true\n@classLabel true a\n", "a.ts has no line @data"),
        ("@univariate perhaps\n@data\n", "a.ts, line 1: @univariate must be followed by true or false"),
        (
            "@dimensions 10000000000000000000000\n@data\n",
            "a.ts, line 1: @dimensions must be followed by a whole number",
        ),
        ("@univariate true\n@data\n1:2:a\n", "a.ts, line 3: 2 features, but 1 in the header"),
        (
            "@univariate false\n@data\n1:2:a\n1:2:3:a\n",
            "a.ts, line 4: 3 features, but 2 in the header or the lines",
        ),
        (HEADER + "1,2:1,z:a\n", "a.ts, line 6, feature 2, step 2: 'z' is not a finite number"),
        (HEADER + "1,2:1,:a\n", "a.ts, line 6, feature 2, step 2: '' is not a finite number"),
        (HEADER + "1:2:c\n", "a.ts, line 6: class 'c' is not among those that the header declares: b, a"),
        (HEADER + "1,2\n", "a.ts, line 6: no label after a colon"),
        (HEADER + "1:2:a\n1:2:\n", "a.ts, line 7: the label is missing"),
        (HEADER, "a.ts contains no sequences"),
        ("@timeStamps true\n@data\n(0,1),(1):a\n", "a.ts, line 3, feature 1, step 2: a time and a value are needed"),
        ("@timeStamps true\n@data\n(0,1),(1,x):a\n", "a.ts, line 3, feature 1, step 2: 'x' is not a finite number"),
        ("@timeStamps true\n@data\n(0,1):(when,2):a\n", "a.ts, line 3, feature 2, step 1: 'when' is not a time"),
        ("@timeStamps true\n@data\n(0,1),(1,2):b\n(0,1),(1,2)\n", "a.ts, line 4: the label is missing"),
        ("@targetLabel true\n@data\n1,2:a\n", "a.ts, line 3: the target 'a' is not a number"),
    ],
)
def test_that_an_error_names_file_and_place(written, content, message):
    with pytest.raises(DataError) as caught:
        read(written("a.ts", content))
    assert str(caught.value).startswith(message)


def warned(data) -> list[str]:
    return [str(note) for note in data.notes if note.severity == "warning"]


@pytest.mark.parametrize("declared", ["going down going up", "Going Down GOING UP", "going  down going up"])
def test_that_class_names_of_several_words_are_matched_whole_and_in_any_case(written, declared):
    found = read(written("a.ts", f"@classLabel true {declared}\n@data\n1,2:going up\n3,4:going down\n5,6:Going Up\n"))
    assert [name.casefold() for name in found.classes] == ["going down", "going up"]
    assert found.labels.tolist() == [1, 0, 1]


def test_that_single_words_stay_classes_of_their_own_beside_names_of_several_words(written):
    found = read(written("a.ts", "@classLabel true up going up rest\n@data\n1:going up\n2:up\n3:rest\n"))
    assert found.classes == ("up", "going up", "rest")
    assert found.labels.tolist() == [1, 0, 2]


@pytest.mark.parametrize("label", ["", "?", "None", "nan"])
def test_that_labels_that_nobody_filled_in_leave_the_sequences_unlabelled(written, label):
    found = read(written("a.ts", f"@classLabel true None\n@data\n1,2:{label}\n3,4:{label}\n"))
    assert found.labels.shape == (2, 0)
    assert found.values[:, 0].tolist() == [1, 2, 3, 4]
    assert "no sequence has a label" in str(found.notes[-1])


def test_that_lengths_that_differ_against_the_header_are_read_and_noted(written):
    found = read(written("a.ts", "@equalLength true\n@seriesLength 2\n@data\n1,2:a\n3:b\n4,5,6:a\n"))
    assert found.lengths.tolist() == [2, 1, 3]
    assert "2 lines have another length, the first is line 5" in str(found.notes[-1])
    assert warned(found) == []


def test_that_a_missing_dimension_is_missing_values_with_a_warning(written):
    found = read(written("a.ts", HEADER + "1,2:3,4:a\n5,6:b\n"))
    np.testing.assert_array_equal(found[1], [[5, np.nan], [6, np.nan]])
    (said,) = warned(found)
    assert "1 line has fewer than 2 channels, the first is line 7" in said


def test_that_channels_of_different_lengths_end_with_missing_values_or_are_stretched(written):
    path = written("a.ts", HEADER + "1,2,3,4:0,6:a\n1,2:3,4:b\n")
    found = read(path)
    np.testing.assert_array_equal(found[0], [[1, 0], [2, 6], [3, np.nan], [4, np.nan]])
    assert "format.uneven=stretch" in warned(found)[0]
    stretched = Ts(uneven="stretch").read(path)
    np.testing.assert_allclose(stretched[0], [[1, 0], [2, 2], [3, 4], [4, 6]])
    assert "were stretched to the longest" in warned(stretched)[0]
