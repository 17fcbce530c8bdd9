"""Folders with one file for each channel: the layout of UCI HAR, and others like it."""

from __future__ import annotations

import gzip

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import DataSettings, load
from robustgui.data.formats import read, reader_for
from robustgui.data.formats.channel_files.reader import ChannelFiles


@pytest.fixture
def folder(tmp_path):
    """`folder({"y.txt": "1\\n2\\n", ...})`: a folder with these files; .gz are compressed."""

    def build(files, name="data"):
        for place, content in files.items():
            path = tmp_path / name / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.compress(content.encode()) if path.suffix == ".gz" else content.encode())
        return tmp_path / name

    return build


def har(part: str, count: int = 3) -> dict[str, str]:
    """The files of one part: two channels of four steps, labels, subjects, and features that are no sequence."""
    rng = np.random.default_rng(len(part))
    tables = {name: rng.normal(size=(count, 4)).round(3) for name in ("acc_x", "acc_y")}
    files = {
        f"{part}/Inertial Signals/{name}_{part}.txt": "\n".join("  " + "  ".join(map(str, row)) for row in table)
        for name, table in tables.items()
    }
    return files | {
        f"{part}/y_{part}.txt": "\n".join(str(1 + i % 2) for i in range(count)) + "\n",
        f"{part}/subject_{part}.txt": "\n".join(str(7 + i // 2) for i in range(count)) + "\n",
        f"{part}/X_{part}.txt": "\n".join(" ".join(["0.5"] * 9) for _ in range(count)) + "\n",
    }


HAR = (
    har("train") | har("test", 2) | {"activity_labels.txt": "1 WALKING\n2 SITTING\n3 LAYING\n", "README.txt": "read me"}
)


def test_that_the_subset_of_uci_har_is_read_with_its_test_part(shared_data):
    path = shared_data("uci_har_subset")
    train, test = read(path), ChannelFiles().read_test(path)
    assert (len(train), len(test), len(train.classes), len(train.features)) == (2400, 950, 6, 9)
    assert set(train.lengths.tolist()) == {128}
    for part, found in (("train", train), ("test", test)):
        channel = found.features.index("body_gyro_y")
        wanted = np.loadtxt(path / part / "Inertial Signals" / f"body_gyro_y_{part}.txt.gz")
        np.testing.assert_array_equal(found.pad()[0][..., channel], wanted.astype(np.float32))
        labels = (path / part / f"y_{part}.txt").read_text().split()
        assert [found.classes[i] for i in found.labels] == labels


def test_that_subjects_are_groups_and_numbers_have_their_names(folder):
    path = folder(HAR)
    found = read(path)
    assert found.features == ("acc_x", "acc_y")
    assert found.classes == ("WALKING", "SITTING", "LAYING")
    assert found.labels.tolist() == [0, 1, 0]
    assert (found.group_title, found.group_names, found.groups.tolist()) == ("subject", ("7", "8"), [0, 0, 1])
    assert found.name == "data"


def test_that_numbers_stay_numbers_where_the_names_are_not_wanted(folder):
    assert ChannelFiles(named=False).read(folder(HAR)).classes == ("1", "2")


def test_that_every_number_arrives_in_its_channel(folder):
    path = folder(HAR)
    found = read(path)
    for channel, name in enumerate(found.features):
        wanted = np.loadtxt(path / "train" / "Inertial Signals" / f"{name}_train.txt")
        np.testing.assert_array_equal(found.pad()[0][..., channel], wanted.astype(np.float32))


def test_that_the_test_part_comes_with_the_data(folder):
    found = load(DataSettings(train=str(folder(HAR))))
    assert (len(found.train), len(found.test)) == (3, 2)


@pytest.mark.parametrize("part", ["train", "test"])
def test_that_one_part_can_be_opened_by_itself(folder, part):
    path = folder(HAR) / part
    assert reader_for(path).name == "channel_files"
    assert len(read(path)) == (3 if part == "train" else 2)
    assert read(path).name == "data"


def test_that_files_beside_each_other_will_do_compressed_or_not(folder):
    path = folder({
        "x2.csv.gz": "1,2,3\n4,5,\n", "x10.csv": "6,7,8\n9,1,\n", "labels.txt": "up\ndown\n", "notes.txt": "nothing"
    })  # fmt: skip
    found = read(path)
    assert found.features == ("x2", "x10")
    np.testing.assert_array_equal(found[0], [[1, 6], [2, 7], [3, 8]])
    np.testing.assert_array_equal(found[1], [[4, 9], [5, 1]])
    assert found.classes == ("down", "up")
    assert ChannelFiles().read_test(path) is None


def test_that_parts_told_by_the_names_of_files_are_kept_apart(folder):
    train, test = ({f"a_{part}.txt": "1 2\n3 4\n", f"y_{part}.txt": "0\n1\n"} for part in ("train", "test"))
    path = folder({name: text * 2 for name, text in train.items()} | test)
    assert len(read(path)) == 4
    assert len(ChannelFiles().read_test(path)) == 2


def test_that_no_more_is_read_than_wanted(folder):
    assert len(ChannelFiles().read(folder(har("train", 300)), limit=5)) == 5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"b.txt": "1 2\n"}, r"data/b\.txt has fewer lines than data/a\.txt"),
        ({"b.txt": "1 2 3\n4 5 6\n"}, r"data/b\.txt, line 1: 3 columns, but 2 in data/a\.txt"),
        ({"b.txt": "1 2\n3 u\n"}, r"data/b\.txt, line 2, column 2: 'u' is not a finite number"),
        ({"b.txt": "1 2\n3\n"}, r"data/b\.txt, line 2: 1 column, 2 in the lines above"),
        ({"y.txt": "0\n"}, r"data/y\.txt ends before line 2"),
        ({"y.txt": "0\n1\n0\n"}, r"data/y\.txt has more labels than data/a\.txt has lines"),
        ({"y.txt": "0\n?\n"}, r"data, line 2: the label is missing"),
    ],
)
def test_that_an_error_names_file_and_place(folder, change, message):
    path = folder({"a.txt": "1 2\n3 4\n", "b.txt": "5 6\n7 8\n", "y.txt": "0\n1\n"} | change)
    with pytest.raises(DataError, match=message):
        read(path)


@pytest.mark.parametrize("files", [{"a.txt": "1 2\n3 4\n"}, {"y.txt": "0\n1\n"}, {"a.txt": "words\n", "y.txt": "0\n"}])
def test_that_a_folder_without_labels_or_channels_is_not_taken(folder, files):
    assert ChannelFiles.sniff(b"", folder(files)) == 0
    with pytest.raises(DataError, match="must contain a file with labels"):
        ChannelFiles().read(folder(files))


def test_that_a_damaged_gzip_is_named(folder):
    path = folder({"a.txt": "1 2\n3 4\n", "b.txt.gz": "5 6\n7 8\n", "y.txt": "0\n1\n"})
    packed = path / "b.txt.gz"
    packed.write_bytes(packed.read_bytes()[:-9])
    with pytest.raises(DataError, match=r"data/b\.txt\.gz is not UTF-8 text, or it is damaged"):
        ChannelFiles().read(path)
