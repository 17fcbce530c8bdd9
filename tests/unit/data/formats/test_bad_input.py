"""What is no data file at all: one sentence that says which file and what to do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import READERS
from robustgui.data.formats import read
from robustgui.data.formats.files import source

SUFFIXES = sorted(suffix for name in READERS for suffix in READERS[name].suffixes)


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".xyz", ""])
def test_that_an_empty_file_is_named(written, suffix):
    with pytest.raises(DataError, match="is empty"):
        read(written("a" + suffix, ""))


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".xyz", ""])
@pytest.mark.parametrize("seed", range(3))
def test_that_binary_garbage_is_refused(written, suffix, seed):
    with pytest.raises(DataError, match=r"^a"):
        read(written("a" + suffix, np.random.default_rng(seed).bytes(3000)))


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".xyz", ""])
@pytest.mark.parametrize("text", ["\n\n\n", "hello", "to whom?\n", "\t\t\t", ",,,\n", ":\n", "@"])
def test_that_text_which_is_no_data_is_refused(written, suffix, text):
    with pytest.raises(DataError, match=r"^a"):
        read(written("a" + suffix, text))


def test_that_a_folder_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"cannot be read as one dataset"):
        read(tmp_path)


def test_that_a_missing_file_is_named_with_its_folder(tmp_path):
    with pytest.raises(DataError, match=r"There is no file .*gone\.csv"):
        read(tmp_path / "gone.csv")


@pytest.mark.parametrize("name", ["a\0b.csv", "a" * 5000])
def test_that_an_impossible_name_is_refused(name):
    with pytest.raises(DataError, match=r"^There is no file|cannot be read"):
        read(Path(name))


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe needs POSIX")
def test_that_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(DataError, match="is a named pipe"):
        read(tmp_path / "pipe.csv")


def test_that_a_file_without_permission_is_refused(written, monkeypatch):
    path = written("a.csv", "label,a\nx,1\n")

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("robustgui.data.formats.files.source.open_regular", refuse)  # chmod does not stop root
    with pytest.raises(DataError, match=r"a\.csv cannot be read: permission denied"):
        read(path)


def test_that_a_text_larger_than_memory_is_refused_before_it_is_read(written, monkeypatch):
    monkeypatch.setattr(source, "memory_limit", lambda: 10)
    with pytest.raises(DataError, match="GiB of memory"):
        read(written("a.csv", "label,a,b\nx,1,2\n"))


def test_that_an_unknown_format_lists_the_known_ones(written):
    with pytest.raises(DataError) as caught:
        read(written("a.xyz", "@nothing of the kind\nto anything\n"))
    assert all(READERS[name].title in str(caught.value) for name in READERS if READERS[name].suffixes)
