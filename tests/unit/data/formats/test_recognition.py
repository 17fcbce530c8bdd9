"""Files that look like another format than theirs, and files that no reader takes."""

from __future__ import annotations

import gzip
import os
import pickle

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data.cache.source_files import estimate_size
from robustgui.data.formats import reader_for


class Runs:
    """Unpickling it would leave a file behind."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("protocol", [0, 2, 5])
@pytest.mark.parametrize("name", ["model.pt", "x.npy", "x.npz", "x.mat"])
def test_that_pickles_are_refused_with_the_reason_and_never_run(tmp_path, name, protocol):
    path, trace = tmp_path / name, tmp_path / "trace"
    path.write_bytes(pickle.dumps(Runs(trace), protocol=protocol))
    with pytest.raises(DataError, match="pickle"):
        reader_for(path).read(path)
    assert not trace.exists()


def test_that_a_packed_table_is_refused_with_the_advice_to_unpack_it(tmp_path):
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress(b"a,b,label\n1,2,x\n3,4,y\n"))
    with pytest.raises(DataError, match="compressed with gzip"):
        reader_for(path)


def test_that_a_table_of_numbers_with_chinese_class_names_is_no_table_of_texts(tmp_path):
    path = tmp_path / "table.csv"
    rows = [f"{i}.5,1.25,-3,{'走路' if i % 2 else '跑步'}" for i in range(8)]
    path.write_text("\n".join(["t0,t1,t2,类别", *rows]), encoding="gb18030")
    found = reader_for(path).read(path)
    assert sorted(found.classes) == ["走路", "跑步"]
    np.testing.assert_array_equal(found[1].ravel(), [1.5, 1.25, -3])


def test_that_decimal_commas_in_quotes_are_read_between_commas(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text('"t0","t1","label"\n"0,5","-1,5e-05","a"\n"2","3,25","b"\n', encoding="utf-8")
    found = reader_for(path).read(path)
    np.testing.assert_array_equal(found.values.ravel(), np.float32([0.5, -1.5e-05, 2, 3.25]))


def test_that_the_only_column_of_words_labels_the_sequences_of_a_long_table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("".join(f"{i},{t},{i + t}.5,{'ab'[i % 2]}\n" for i in range(4) for t in range(3)), encoding="utf-8")
    found = reader_for(path).read(path)
    assert [found.classes[label] for label in found.labels] == ["a", "b", "a", "b"]


def test_that_a_word_of_a_million_letters_is_looked_at_once(tmp_path):
    path = tmp_path / "word.txt"
    path.write_text("a" * 1_000_000, encoding="utf-8")
    with pytest.raises(DataError, match="labelled lines"):
        reader_for(path).read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_that_a_pipe_is_neither_waited_for_nor_read(tmp_path):
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    assert estimate_size(path, 1) == estimate_size(tmp_path, 1) == 0
    with pytest.raises(DataError, match="named pipe"):
        reader_for(path)
