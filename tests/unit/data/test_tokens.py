"""Text cut into words, characters and byte pairs."""

from __future__ import annotations

import re
import time
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robustgui.base.errors import DataError
from robustgui.data import DataSettings, SequenceSet
from robustgui.data.load import arrange
from robustgui.data.raw_text import as_text, code_points, pack_texts, text_set
from robustgui.data.steps import STEPS
from robustgui.data.steps.byte_pairs import BytePairs
from robustgui.data.steps.characters import Characters
from robustgui.data.steps.words import Words
from robustgui.data.tokens import UNKNOWN, Vocabulary

every_cut = pytest.mark.parametrize("name", ["words", "characters", "byte_pairs"])
TEXTS = st.lists(st.text(st.sampled_from("aAbB'é  .:)你😀\n\t_1İßΣ"), max_size=12), min_size=1, max_size=8)


def raw(texts):
    values, offsets = pack_texts(texts)
    return SequenceSet.pack(
        name="made", values=values, offsets=offsets, labels=np.arange(len(texts)) % 2, classes=("a", "b"),
        features=("token",), kind="text",
    )  # fmt: skip


def pieces(text, **fields):
    return Words(least=1, **fields).fit(raw([text])).pieces(text)


@given(st.text(max_size=30))
def test_that_text_survives_its_code_points(text):
    assert as_text(code_points(text)) == (text or " ")
    assert raw([text, "x"]).text(0) == (text or " ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Great film, really!", ["great", "film", ",", "really", "!"]),
        ("I don't like the '90s", ["i", "don't", "like", "the", "'", "90s"]),
        ("so good:) :-( :D ;P <3 =] :'( (:", ["so", "good", ":)", ":-(", ":d", ";p", "<3", "=]", ":'(", "(:"]),
        ("http://x.y at 10:30", ["http", ":", "/", "/", "x", ".", "y", "at", "10", ":", "30"]),
        ("^_^ -_- a_b", ["^_^", "-_-", "a", "_", "b"]),
        ("电影很好看abc的", ["电", "影", "很", "好", "看", "abc", "的"]),
        ("ありがとうござい", list("ありがとうござい")),
        ("한국어 문장", ["한국어", "문장"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("cafe\u0301 naïve Köln", ["cafe\u0301", "naïve", "köln"]),
        ("👍🏽 👩‍💻 🇩🇪❤️", ["👍🏽", "👩‍💻", "🇩🇪", "❤️"]),
        ("3.14 & £5", ["3", ".", "14", "&", "£", "5"]),
        ("", [UNKNOWN]),
    ],
)
def test_that_words_marks_and_emoticons_are_told_apart(text, words):
    assert pieces(text) == words


def test_that_ascii_words_are_those_of_a_plain_regular_expression():
    rng = np.random.default_rng(0)
    text = "".join(rng.choice(list("ab1 .,!?\n"), 5000))
    assert pieces(text) == re.findall(r"[a-z0-9]+|[^\sa-z0-9]", text)


def test_that_capital_letters_stay_where_wanted():
    assert pieces("The IT dept", lower=False) == ["The", "IT", "dept"]


@every_cut
@settings(max_examples=40)
@given(texts=TEXTS, others=TEXTS)
def test_that_texts_are_cut_alike_alone_and_together(name, texts, others):
    fitted = STEPS[name]().fit(raw(texts))
    found = fitted(raw(others))
    assert (found.lengths > 0).all()
    for i, text in enumerate(others):
        np.testing.assert_array_equal(found[i], fitted.encode(text))
        cut = fitted.pieces(text)
        assert len(cut) == found.lengths[i]
        known = fitted.vocabulary.index
        assert [known.get(piece, 0) for piece in cut] == found[i].tolist()


@every_cut
def test_that_the_vocabulary_is_in_the_order_of_how_frequent_tokens_are(name):
    train = raw(["b a c a b a d", "a b a b a", "c b"] * 3)
    fitted = STEPS[name]().fit(train)
    counts = np.bincount(fitted(train).values, minlength=len(fitted.vocabulary))
    assert fitted.vocabulary.tokens[0] == UNKNOWN
    assert (np.diff(counts[1:]) <= 0).all()


def test_that_counts_limits_and_ties_make_the_vocabulary():
    counts = Counter({"the": 5, "b": 3, "a": 3, "rare": 1, UNKNOWN: 9})
    assert Vocabulary.from_counts(counts, 10, 2).tokens == (UNKNOWN, "the", "a", "b")
    assert Vocabulary.from_counts(counts, 3, 1).tokens == (UNKNOWN, "the", "a")
    assert Vocabulary((UNKNOWN, "x")).encode(["x", "y"]).tolist() == [1, 0]


def test_that_rare_and_unseen_words_are_unknown():
    fitted = Words(least=2).fit(raw(["the cat", "the dog"]))
    assert fitted.vocabulary.tokens == (UNKNOWN, "the")
    assert fitted.encode("the cow the").tolist() == [1, 0, 1]
    assert fitted.pieces("the cow") == ["the", "cow"]


def test_that_rare_characters_are_unknown_and_capital_letters_fold():
    fitted = Characters(lower=True, least=2).fit(raw(["AaB", "bİx"]))
    assert fitted.vocabulary.tokens == (UNKNOWN, "a", "b")
    assert fitted.encode("Ab?").tolist() == [1, 2, 0]


@every_cut
def test_that_long_texts_are_cut_and_counted(name):
    train = raw(["a b c d e f", "a"])
    found = STEPS[name](longest=3).fit(train)(train)
    assert found.lengths.tolist() == [3, 1]
    assert "1 of 2 texts was truncated after 3 tokens" in str(found.notes[-1])


@every_cut
def test_that_a_typed_text_goes_through_the_pipeline_of_the_data(name):
    data = arrange(DataSettings(preparation=(STEPS[name](),)), raw(["good film", "bad film"] * 4), raw(["good", "bad"]))
    typed = data.pipeline(text_set("a good film", data.test))
    assert typed.vocabulary == data.train.vocabulary
    assert len(typed) == 1
    np.testing.assert_array_equal(typed[0], data.pipeline.fitted[-1].encode("a good film"))


def test_that_text_is_cut_into_words_when_no_step_says_otherwise():
    data = arrange(DataSettings(), raw(["good film", "bad film"] * 2), raw(["good", "worse"]))
    assert data.train.vocabulary == (UNKNOWN, "film", "bad", "good")
    assert data.test.values.tolist() == [3, 0]


@every_cut
def test_that_tokens_are_not_cut_a_second_time(name):
    train = raw(["a b", "b a"])
    cut = STEPS[name]().fit(train)(train)
    with pytest.raises(DataError, match="it tokenises text, and these are values or tokens already"):
        STEPS[name]().fit(cut)


def test_that_byte_pairs_join_what_is_frequent():
    train = raw(["low lower lowest"] * 20 + ["new newer newest"] * 20)
    fitted = BytePairs(size=60).fit(train)
    assert fitted.pieces("lower newest") == ["▁lower", "▁newest"]
    assert len(fitted.pieces("slowest")) < len("slowest")
    assert "".join(fitted.pieces("wet ewok")).replace("▁", " ").strip() == "wet ewok"


def test_that_byte_pairs_are_the_same_in_every_fit():
    train = raw(["some words come again and again", "others never do"] * 5)
    first, again = (BytePairs(size=50).fit(train) for _ in range(2))
    assert first.vocabulary == again.vocabulary
    assert len(first.vocabulary) <= 50
    np.testing.assert_array_equal(first(train).values, again(train).values)


def test_that_byte_pairs_agree_with_merging_the_most_frequent_pair_by_hand():
    words = Counter({"▁hug": 10, "▁pug": 5, "▁pun": 12, "▁bun": 4, "▁hugs": 5})
    texts = [word[1:] for word, count in words.items() for _ in range(count)]
    split = {word: list(word) for word in words}
    for _ in range(3):
        pairs = Counter()
        for word, parts in split.items():
            for pair in pairwise(parts):
                pairs[pair] += words[word]
        best = max(pairs.values())
        (pair,) = [p for p, n in pairs.items() if n == best]  # no tie in this example
        for word, parts in split.items():
            i = 0
            while i < len(parts) - 1:
                if (parts[i], parts[i + 1]) == pair:
                    parts[i : i + 2] = ["".join(pair)]
                i += 1
            split[word] = parts
    letters = len(set("".join(words)))
    fitted = BytePairs(size=1 + letters + 3).fit(raw(texts))
    for word, parts in split.items():
        assert fitted.pieces(word[1:]) == parts


def test_that_absent_tokenizers_are_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "tokenizers", None)
    with pytest.raises(DataError, match=r"pip install 'robustgui\[bpe\]'"):
        BytePairs().fit(raw(["a b", "b"]))


def test_that_a_million_characters_are_cut_in_well_under_a_second_of_computing():
    train = raw(["some quite ordinary words, and marks"] * 28_000)
    begin = time.process_time()
    Characters().fit(train)(train)
    assert time.process_time() - begin < 1.5
