"""JSON lines: texts or series, keys found out, wrong lines named."""

from __future__ import annotations

import json

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data.readers import reader_for
from robustgui.data.readers.jsonl import JsonLines

GOOD, BAD = "what a lovely evening it was", "dull and far too long"


def texts_of(found):
    return [found.text(i) for i in range(len(found))]


def labels_of(found):
    return [found.classes[i] for i in found.labels]


def json_lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_that_keys_of_json_lines_are_found_out(written):
    rows = [{"uid": i, "user": "AB"[i % 2], "review": f"{GOOD} {i}", "stars": 1 + i % 2} for i in range(6)]
    path = written("a.jsonl", json_lines(rows))
    reader = reader_for(path).guessed(path)
    assert (reader.sequence, reader.label, reader.group) == ("review", "stars", "user")
    found = reader.read(path)
    assert texts_of(found) == [row["review"] for row in rows]
    assert labels_of(found) == [str(row["stars"]) for row in rows]
    assert found.group_names == ("A", "B")


def test_that_lists_in_json_lines_are_series(written):
    rows = [{"y": "a", "values": [1, 2.5, None]}, {"y": "b", "values": [4]}]
    found = JsonLines().read(written("a.jsonl", json_lines(rows)))
    np.testing.assert_array_equal(found.values[:, 0], [1, 2.5, np.nan, 4])
    assert (found.lengths.tolist(), labels_of(found), found.symbolic) == ([3, 1], ["a", "b"], False)
    found = JsonLines().read(written("b.jsonl", json_lines([{"label": k, "x": [[1, k], [3, 4]]} for k in (0, 1)])))
    assert found.values.tolist() == [[1, 0], [3, 4], [1, 1], [3, 4]]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"text": "a", "label": ', r"line 3, column 23: this is not a JSON object"),
        ("[1, 2]", r"line 3, column 1: an object in braces is needed"),
        ('{"text": "a"}', r"line 3: the object has no 'label'"),
    ],
)
def test_that_a_wrong_line_of_json_is_named(written, line, problem):
    good = json_lines([{"text": GOOD, "label": "g"}, {"text": BAD, "label": "b"}])
    with pytest.raises(DataError, match=rf"^a\.jsonl, {problem}"):
        JsonLines().read(written("a.jsonl", good + line + "\n"))
