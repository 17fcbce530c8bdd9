"""From settings to data: the test part, the split, the agreement of both, and nothing missing."""

from __future__ import annotations

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import DataSettings, load
from robustgui.data.load import find_test_file

TRAIN = "label,a,b\nx,1,2\ny,3,4\nx,5,6\ny,7,8\n"


@pytest.mark.parametrize(
    ("train", "test"),
    [
        ("A_TRAIN.csv", "A_TEST.csv"),
        ("a-train.csv", "a-test.csv"),
        ("train.csv", "test.csv"),
        ("B_Train.csv", "B_Test.tsv"),
    ],
)
def test_that_the_test_file_beside_the_training_file_is_found(written, train, test):
    path, other = (
        written(train, TRAIN),
        written(test, "label,a,b\ny,9,9\n".replace(",", "\t" if "tsv" in test else ",")),
    )
    assert find_test_file(path) == other
    assert load(DataSettings(train=str(path))).test.values.tolist() == [[9], [9]]


def test_that_groups_a_task_numbered_are_not_shared_by_two_files(written):
    both = "id,a\n" + "".join(f"{i},{i + t}\n" for i in range(2) for t in range(8))
    task = {"name": "forecasting", "history": 3, "horizon": 1}
    format = {"name": "csv_long", "ids": ("id",)}
    data = load(
        DataSettings(
            train=str(written("A_TRAIN.csv", both)), format=format, task=task, test=str(written("B.csv", both))
        )
    )
    assert data.train.group_names == ("sequence 1", "sequence 2")
    assert data.test.group_names == ("test sequence 1", "test sequence 2")


@pytest.mark.parametrize("name", ["strain.csv", "A.csv", "A_TRAIN2.csv", "A_TRAIN.csv"])
def test_that_no_test_file_is_made_up(written, name):
    written("stest.csv", TRAIN)
    assert find_test_file(written(name, TRAIN)) is None


def test_that_named_test_data_win_over_those_beside(written):
    written("A_TEST.csv", "label,a,b\ny,9,9\n")
    other = written("other.csv", "label,a,b\nx,0,0\n")
    data = load(DataSettings(train=str(written("A_TRAIN.csv", TRAIN)), test=str(other)))
    assert data.test.values.tolist() == [[0], [0]]
    assert data.test.labels.tolist() == [0]


def test_that_a_share_is_set_aside_with_a_note_where_no_test_data_are(written):
    path = written("a.csv", TRAIN)
    data = load(DataSettings(train=str(path), split={"name": "given", "share": 0.5}, split_seed=3))
    assert (len(data.train), len(data.test), data.validation) == (2, 2, None)
    assert "2 of 4 sequences were held out for testing, at random with seed 3" in str(data.test.notes[-1])


def test_that_validation_and_test_are_apart_from_training(shared_data):
    path = shared_data("uea", "BasicMotions", "BasicMotions_TEST.ts")
    data = load(
        DataSettings(train=str(path), split={"name": "given", "share": 0.25}, validation_share=0.2, split_seed=1)
    )
    parts = [{sequence.tobytes() for sequence in part} for part in (data.train, data.validation, data.test)]
    assert sum(map(len, parts)) == 40
    assert len(parts[2]) == 8  # of each class of 10, 2 are set aside: a quarter, rounded to even
    assert not parts[0] & parts[1]
    assert not parts[0] & parts[2]
    assert not parts[1] & parts[2]


def test_that_the_same_split_seed_gives_the_same_data_and_another_one_others(written):
    rows = "label,v\n" + "".join(f"{'xy'[i % 2]},{i}\n" for i in range(40))
    settings = DataSettings(train=str(written("a.csv", rows)), split={"name": "given", "share": 0.4})
    chosen = [[part[0].item() for part in load(settings.copy_with(split_seed=seed)).test] for seed in (0, 0, 1)]
    assert chosen[0] == chosen[1] != chosen[2]


def test_that_nothing_is_missing_after_loading_and_means_come_from_the_training_data(written):
    train = written("A_TRAIN.csv", "label,a,b\nx,1,2\ny,3,\nx,,6\n")
    written("A_TEST.csv", "label,a,b\nx,?,100\ny,100,100\n")
    data = load(DataSettings(train=str(train), preparation=[{"name": "fill", "how": "mean"}]))
    assert data.train.lengths.tolist() == [2, 1, 2]
    assert data.train.values[:, 0].tolist() == [1, 2, 3, 3, 6]
    assert data.test.values[:, 0].tolist() == [3, 100, 100, 100]
    assert (data.train.filled, data.test.filled) == ((1,), (1,))


def test_that_test_classes_are_numbered_like_the_training_classes(written):
    train = written("A_TRAIN.ts", "@classLabel true c b a\n@data\n1,2:a\n3,4:c\n")
    test = written("t.csv", "label,a\na,1\nc,2\na,3\n")
    data = load(DataSettings(train=str(train), test=str(test)))
    assert data.train.classes == data.test.classes == ("c", "a")  # b has no training sequence
    assert data.train.labels.tolist() == [1, 0]
    assert data.test.labels.tolist() == [1, 0, 1]


def test_that_whole_targets_in_the_test_part_stay_targets(written):
    train = written("A_TRAIN.csv", "target,a\n0.5,1\n1.5,2\n")
    written("A_TEST.csv", "target,a\n2,1\n3,2\n")
    data = load(DataSettings(train=str(train)))
    assert data.test.labels.tolist() == [[2.0], [3.0]]
    assert data.test.task == "regression"


@pytest.mark.parametrize(
    ("train", "test", "message"),
    [
        (TRAIN, "label,a\nz,1\nq,1\n", "no sequence of the class q, z; their classes are x, y"),
        ("label,a\nx,1\nx,2\n", "label,a\nx,1\n", "all training sequences are of the class 'x'"),
        (TRAIN, "label,a\n0.5,1\n", "the test labels are not whole numbers"),
        ("label,a\n0.5,1\n1,2\n", "label,a\nx,1\n", "the test labels are class names"),
        ("label,a,b\nx,,1\ny,2,?\n", "label,a\n", "contains no sequences"),
    ],
)
def test_that_data_which_do_not_belong_together_are_refused(written, train, test, message):
    paths = written("train.csv", train), written("test.csv", test)
    with pytest.raises(DataError, match=message) as caught:
        load(DataSettings(train=str(paths[0])))
    assert str(paths[0].parent) in str(caught.value) or "test.csv" in str(caught.value)


def test_that_another_number_of_features_is_refused(written):
    train = written("train.ts", "@univariate false\n@classLabel true\n@data\n1:2:a\n3:4:b\n")
    written("test.ts", "@univariate true\n@classLabel true\n@data\n1:a\n")
    with pytest.raises(DataError, match="the test data have 1 feature, the training data 2"):
        load(DataSettings(train=str(train)))


def test_that_data_without_any_value_of_a_feature_are_refused(written):
    train = written("a_train.ts", "@univariate false\n@classLabel true\n@data\n1:?:a\n3:?:b\n")
    written("a_test.ts", "@univariate false\n@classLabel true\n@data\n1:1:a\n")
    with pytest.raises(DataError, match="every value of the feature 'feature 2' is missing"):
        load(DataSettings(train=str(train)))


def test_that_classes_of_one_sequence_each_cannot_be_split(written):
    with pytest.raises(DataError, match="no sequence can be held out"):
        load(DataSettings(train=str(written("a.csv", "label,a\nx,1\ny,2\n"))))


def test_that_an_unknown_example_lists_the_known_ones():
    with pytest.raises(
        DataError,
        match=r"no example called 'vowels'\. Known: example:digits, example:japanese_vowels, example:synthetic_",
    ):
        load(DataSettings(train="example:vowels"))


@pytest.mark.parametrize(
    ("name", "sizes", "lengths"),
    [
        ("GunPoint", (50, 150), (150, 150)),
        ("PickupGestureWiimoteZ", (50, 50), (29, 361)),
        ("ECG200", (100, 100), (96, 96)),
    ],
)
def test_that_archive_data_load_whole(shared_data, name, sizes, lengths):
    data = load(DataSettings(train=str(shared_data("ucr", name, f"{name}_TRAIN.tsv"))))
    assert (len(data.train), len(data.test)) == sizes
    both = np.concatenate([data.train.lengths, data.test.lengths])
    assert (both.min(), both.max()) == lengths
    assert not np.isnan(data.train.values).any()
