"""JSON lines: texts or series, keys found out, wrong lines named."""

from __future__ import annotations

import json

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data.formats import reader_for
from robustgui.data.formats.jsonl.reader import JsonLines

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
    reader = reader_for(path).guess(path)
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


CHANNELS = {
    "an object of lists": lambda i: {"series": {"ax": [i, 2.5, 3], "ay": [1, i, 2]}, "target": i % 2},
    "lists at the top": lambda i: {"ax": [i, 2.5, 3], "ay": [1, i, 2], "target": i % 2},
    "objects in objects": lambda i: {"a": {"b": {"ax": [i, 2.5, 3], "ay": [1, i, 2]}}, "meta": {"target": i % 2}},
    "a list of objects": lambda i: {
        "steps": [{"ax": x, "ay": y} for x, y in zip([i, 2.5, 3], [1, i, 2], strict=True)], "target": i % 2,
    },
    "numbered steps": lambda i: {
        "series": {"ax": {"0": i, "1": 2.5, "2": 3}, "ay": {"0": 1, "1": i, "2": 2}}, "target": i % 2,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", CHANNELS)
def test_that_channels_are_found_wherever_they_stand(written, name):
    path = written("a.jsonl", json_lines([CHANNELS[name](i) for i in range(6)]))
    found = reader_for(path).read(path)
    assert (found.features, found.lengths.tolist()) == (("ax", "ay"), [3] * 6)
    assert found[4].tolist() == [[4, 1], [2.5, 4], [3, 2]]
    assert labels_of(found) == list("010101")
    assert not [note for note in found.notes if note.severity == "warning"]


def test_that_lists_that_are_left_out_are_said_also_after_guessing(written):
    rows = [{"t": [0, 1, 2], "x": [i, 2.5, 3], "extra": [1, 2], "label": i % 2} for i in range(6)]
    path = written("a.jsonl", json_lines(rows))
    reader = reader_for(path).guess(path)
    said = [str(note) for note in reader.read(path).notes if note.severity == "warning"]
    assert said == [
        "Lists of a.jsonl that only number or time the steps were excluded: t.",
        "Lists of a.jsonl that have another length than t, x were excluded: extra.",
    ]


def test_that_a_nested_text_is_read_and_a_structure_is_refused_with_its_path(written):
    rows = [{"data": {"text": f"{GOOD} {i}", "lang": "en"}, "meta": {"label": "ab"[i % 2]}} for i in range(6)]
    found = reader_for(path := written("a.jsonl", json_lines(rows))).read(path)
    assert texts_of(found) == [row["data"]["text"] for row in rows]
    assert labels_of(found) == list("ababab")
    path = written("b.jsonl", json_lines([{"data": {"m": [[{"a": 1}], [2]]}, "label": i % 2} for i in range(6)]))
    with pytest.raises(DataError, match=r"^b\.jsonl, line 1: 'data\.m' has an unsupported structure"):
        reader_for(path).read(path)


def test_that_words_in_a_list_are_a_text(written):
    rows = [{"tokens": ["good", "film", str(i)], "label": "ab"[i % 2]} for i in range(6)]
    found = reader_for(path := written("a.jsonl", json_lines(rows))).read(path)
    assert texts_of(found) == [f"good film {i}" for i in range(6)]
    assert labels_of(found) == list("ababab")


def test_that_infinity_is_named_with_its_line_and_step(written):
    path = written("a.jsonl", '{"x":[1.0,NaN,0.5],"label":0}\n{"x":[1.0,NaN,-Infinity],"label":1}\n')
    with pytest.raises(DataError, match=r"^a\.jsonl, line 2, step 3 of 'x': -Infinity is not finite"):
        reader_for(path).read(path)


def test_that_halves_of_characters_are_shown_as_their_codes(written):
    rows = [{"text": f"good film \ud83d broken {i}", "label": "ab"[i % 2]} for i in range(6)]
    path = written("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    found = reader_for(path).read(path)
    assert found.text(0) == "good film \\ud83d broken 0"
    assert reader_for(path).preview(path).rows[0][0] == "good film \\ud83d broken 0"
    assert "6 texts of a.jsonl contain unpaired surrogate" in str(found.notes[-1])


@pytest.mark.parametrize(("lengths", "channels"), [((5, 5, 5), False), ((5, 6, 7), True)])
def test_that_lists_of_lists_are_channels_where_their_lengths_say_so_and_a_doubt_is_said(written, lengths, channels):
    rows = [{"x": [[i] * length, [2.5] * length], "label": i % 2} for i, length in enumerate(lengths)]
    path = written("a.jsonl", json_lines(rows))
    found = reader_for(path).guess(path).read(path)
    assert found[0].shape == ((5, 2) if channels else (2, 5))
    assert bool([note for note in found.notes if note.severity == "warning"]) != channels
    assert JsonLines(axes="channels").read(path)[0].shape == (5, 2)


@pytest.mark.parametrize(("key", "symbolic"), [("text", True), ("remark", False)])
def test_that_of_texts_beside_lists_one_is_read_and_the_other_named(written, key, symbolic):
    rows = [{key: f"{GOOD} {i}", "scores": [i, 2, 3.5], "label": "ab"[i % 2]} for i in range(6)]
    path = written("a.jsonl", json_lines(rows))
    found = reader_for(path).guess(path).read(path)
    assert found.symbolic == symbolic
    assert labels_of(found) == list("ababab")
    kept, left = (key, "scores") if symbolic else ("scores", key)
    said = [str(note) for note in found.notes if note.severity == "warning"]
    assert said == [f"a.jsonl contains both texts and lists of numbers: '{kept}' was read, {left} excluded."]
