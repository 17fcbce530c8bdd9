"""Many lines of numbers at once: either what each line gives by itself, or nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from robustgui.base.errors import DataError
from robustgui.data.formats.sequences.collector import Collector
from robustgui.data.formats.sequences.numbers import AT_ONCE, numbers, parse_lines

plain = st.floats(width=32, allow_nan=False, allow_infinity=False).map("{:g}".format)
cells = st.one_of(plain, st.text("0123456789+-.eEnaif_x? \u0663\u3000#\"'", max_size=4))


@given(st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=4), st.sampled_from(",\t;"))
def test_that_lines_parsed_together_are_what_each_gives_by_itself(rows: list[list[str]], delimiter: str) -> None:
    texts = [delimiter.join(row) for row in rows]
    found = parse_lines(texts, delimiter)
    if found is not None:
        for row, text in zip(found, texts, strict=True):
            np.testing.assert_array_equal(row, numbers(text, delimiter).astype(np.float32))


@given(st.lists(st.lists(plain, min_size=3, max_size=3), min_size=1, max_size=5))
def test_that_plain_numbers_are_parsed_together(rows: list[list[str]]) -> None:
    assert parse_lines([",".join(row) for row in rows], ",") is not None


def collected(texts: list[str], **options: bool) -> Collector:
    found = Collector(Path("a.csv"), parse=lambda line, text: numbers(text), **options)
    for line, text in enumerate(texts, start=1):
        found.add_text(text, "ab"[line % 2], line)
    return found


def test_that_missing_values_at_the_end_pad_and_elsewhere_stay() -> None:
    texts = ["1,2,3"] * AT_ONCE + ["1,nan,nan", "nan,2,nan", "1,,3"]
    data = collected(texts).finish()
    assert data.lengths.tolist() == [3] * AT_ONCE + [1, 2, 3]
    np.testing.assert_array_equal(data[AT_ONCE + 1][:, 0], [np.nan, 2])
    assert collected(["1,2", "1,nan"], padded=False).finish().lengths.tolist() == [2, 2]


def test_that_a_sequence_of_missing_values_alone_is_refused_with_its_line() -> None:
    with pytest.raises(DataError, match=r"a\.csv, line 2: the sequence has no values"):
        collected(["1,2", "nan,nan"]).finish()


def test_that_a_limit_counts_texts_that_wait_to_be_parsed() -> None:
    found = Collector(Path("a.csv"), 2, parse=lambda line, text: numbers(text))
    found.add_text("1,2", "a", 1)
    assert not found.full
    found.add_text("3,4", "b", 2)
    assert found.full
    assert len(found.finish()) == 2
