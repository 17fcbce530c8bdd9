"""The next-token task: pieces of text, and the baseline of frequencies."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import Dataset, SequenceSet
from robustgui.data.raw_text import pack_texts
from robustgui.data.tasks import TASKS
from robustgui.data.tasks.next_token import NextToken, token_bits


def raw(*texts: str) -> SequenceSet:
    values, offsets = pack_texts(texts)
    return SequenceSet.pack(
        name="raw", values=values, offsets=offsets, labels=np.zeros(len(texts), np.int64), classes=("a", "b"),
        features=("token",), kind="text",
    )  # fmt: skip


def pieces(task: NextToken, *texts: str) -> list[str]:
    posed = task.pose(raw(*texts))
    return [posed.text(index) for index in range(len(posed))]


def test_that_the_task_is_found_by_its_name() -> None:
    assert TASKS["next_token"] is NextToken


def test_that_pieces_end_behind_words_and_lose_nothing() -> None:
    text = "the cat sat on the mat and\nlooked at extraordinarily long words"
    found = pieces(NextToken(length=12), text)
    assert "".join(found) == text
    assert all(len(piece) <= 12 for piece in found)
    assert found[:2] == ["the cat sat ", "on the mat "]
    assert "extraordinar" in found  # longer than a piece: cut where it must be


def test_that_scripts_without_spaces_are_cut_by_length() -> None:
    assert pieces(NextToken(length=4), "今天天气很好我们去公园") == ["今天天气", "很好我们", "去公园"]


def test_that_lines_are_not_crossed_and_too_short_ones_are_left_out() -> None:
    found = pieces(NextToken(length=100, by="lines"), "first line\n\nsecond\r\nx\nlast")
    assert found == ["first line\n", "second\r", "x\n", "last"]
    long = pieces(NextToken(length=6, by="lines"), "one two three\nfour")
    assert long == ["one ", "two ", "three\n", "four"]


def test_that_pieces_of_one_text_stay_together_in_a_split_by_group() -> None:
    posed = NextToken(length=4).pose(raw("aaaa bbbbb", "cccccc"))
    assert posed.groups.tolist() == [0, 0, 0, 1, 1]
    assert posed.group_title == "text"
    assert len(posed.group_names) == 2
    assert NextToken(length=4).pose(raw("aaaa bbbb")).groups is None
    named = replace(raw("aaaa", "bbbb"), groups=np.array([1, 1]), group_names=("x", "y"), group_title="author")
    posed = NextToken(length=2).pose(named)
    assert posed.groups.tolist() == [1, 1, 1, 1]
    assert (posed.group_names, posed.group_title) == (("x", "y"), "author")


def test_that_values_and_texts_of_single_characters_are_refused() -> None:
    with pytest.raises(DataError, match="these are values"):
        NextToken().pose(replace(raw("ab"), values=np.zeros((2, 1), np.float32)))
    with pytest.raises(DataError, match="no text is long enough"):
        NextToken().pose(raw("a", "b"))


def test_that_the_posed_set_asks_for_tokens() -> None:
    posed = NextToken(length=3).pose(raw("abcdef"))
    assert posed.task == "next_token"
    assert posed.labels.shape == (2, 0)
    assert posed.classes == ()
    assert posed.values is not None
    assert posed.outputs == 0  # no vocabulary yet


def tokens(*texts: list[int]) -> SequenceSet:
    return SequenceSet.pack(
        name="t", values=np.concatenate(texts).astype(np.int32), offsets=np.cumsum([0, *map(len, texts)]),
        labels=np.empty((len(texts), 0), np.float32), classes=(), features=("token",), purpose="next_token",
        vocabulary=("<unk>", "a", "b"),
    )  # fmt: skip


def test_that_the_baseline_is_what_the_frequencies_in_the_training_data_say() -> None:
    train, test = tokens([1, 1, 1, 2], [1, 1]), tokens([2, 1, 2], [0, 0], [1])
    p = np.array([1, 6, 2]) / 9  # counts 0, 5, 1, and one added to each
    np.testing.assert_allclose(token_bits(train), -np.log2(p))
    found = NextToken().complete(Dataset(train, test, validation=test))
    np.testing.assert_allclose(found.train.baseline[:, 0], [-np.log2(p[[1, 1, 2]]).mean(), -np.log2(p[1])], rtol=1e-6)
    wanted = [-np.log2(p[[1, 2]]).mean(), -np.log2(p[0]), 0.0]
    np.testing.assert_allclose(found.test.baseline[:, 0], wanted, rtol=1e-6)
    np.testing.assert_array_equal(found.validation.baseline, found.test.baseline)
