"""Text files with more than a text: endless zeros, links to nothing beside the data."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from support.refusals import value_or_sentence
from support.sequences import check_sequences

from robustgui.base.errors import DataError
from robustgui.data import DataSettings
from robustgui.data.formats import read
from robustgui.data.import_preview import is_large, preview


def check_read_or_refused(path: Path) -> None:
    """Sequences that make sense, or a sentence that names the file."""
    part = value_or_sentence(lambda: read(path), DataError)
    if isinstance(part, str):
        assert path.name in part
    else:
        check_sequences(part)


@pytest.mark.skipif(sys.platform == "win32", reason="files with holes are made otherwise there")
def test_that_a_text_with_terabytes_of_zeros_behind_it_is_refused_in_time(tmp_path: Path) -> None:
    path = tmp_path / "logger.csv"
    path.write_bytes(b"1,2,3\n4,5,6\n")
    os.truncate(path, 1 << 41)
    began = time.process_time()
    with pytest.raises(DataError, match="zero bytes"):
        read(path)
    assert time.process_time() - began < 5


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_that_a_link_to_nothing_beside_the_data_stops_no_preview(tmp_path: Path) -> None:
    (tmp_path / "x_acc.txt").symlink_to("nothing")
    assert not is_large(tmp_path)
    assert preview(DataSettings(train=str(tmp_path))).problem is not None


@pytest.mark.parametrize(
    "content", [b"@data\n" + b"a" * 200_000 + b"\xe9 \x98\xff\n", b"1" * 100_000 + b"x,b\n1,2\n3,4\n"]
)
def test_that_a_very_long_word_takes_no_longer_than_its_length_says(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(content)
    began = time.process_time()
    check_read_or_refused(path)
    assert time.process_time() - began < 4


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_that_a_link_to_itself_is_no_text_of_its_class(tmp_path: Path) -> None:
    for name in ("good", "bad"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "0.txt").write_text("a film to see again", encoding="ascii")
    (tmp_path / "bad" / "1.txt").symlink_to("1.txt")
    assert len(read(tmp_path)) == 2


def test_that_a_file_of_one_endless_line_without_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "blank.txt"
    path.write_bytes(b"," + b"x" * 100_000)
    with pytest.raises(DataError):
        read(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.csv", b"a,b\n" + b"".join(b"%s,1,2\n" % (b"9" * 5000) for _ in range(4))),
        ("rows.csv", "a,b\n²,1,2\n³,1,2\n".encode()),
        ("record.hea", b"record " + b"9" * 5000 + b" 360\nrecord.dat 16 200/mV\n"),
        ("images.idx3", b"\0\0\x08\3" + b"\0\0\0\0" + b"\xff\xff\xff\xff" * 2),
    ],
)
def test_that_numbers_beyond_all_bounds_are_read_or_refused(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    check_read_or_refused(path)
