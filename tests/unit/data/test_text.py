"""Encodings of text files."""

from __future__ import annotations

import codecs

import pytest

from robustgui.base.errors import DataError
from robustgui.data.readers import read

TABLE = "label,a,b\nbrève,1,2\nköln,3,4\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_that_names_survive_every_encoding_and_line_end(written, encoding, end):
    found = read(written("a.csv", TABLE.replace("\n", end).encode(encoding)))
    assert found.classes == ("brève", "köln")
    assert found.values[:, 0].tolist() == [1, 2, 3, 4]


def test_that_big_endian_text_is_known_by_its_mark(written):
    found = read(written("a.csv", codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be")))
    assert found.classes == ("brève", "köln")


def test_that_a_guessed_encoding_is_noted(written):
    assert "Windows-1252" in str(read(written("a.csv", TABLE.encode("cp1252"))).notes[0])
    assert read(written("b.csv", TABLE)).notes == ()


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16")[:-1],
        TABLE.encode() + b"\x81\xff",
        b"label,a\n" + b"x,1\n" * 20_000 + b"\0\0",
        TABLE.encode("utf-32"),
    ],
)
def test_that_what_cannot_be_decoded_is_refused(written, content):
    with pytest.raises(DataError, match=r"^a\.csv is not a text file in UTF-8"):
        read(written("a.csv", content))


def test_that_a_far_line_is_decoded_like_the_first(written):
    content = "label,a\n" + ("x,1" + " " * 1000 + "\n") * 1100 + "é,2\n"  # beyond the first megabyte
    assert read(written("a.csv", content)).classes == ("x", "é")
