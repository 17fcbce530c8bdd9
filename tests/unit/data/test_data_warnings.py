"""What is doubted about groups, tokens, classes and duplicates before anyone trains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import robustgui as rg
from robustgui.data import Dataset, DataSettings, SequenceSet, load, summarise
from robustgui.data.cache import cached_reading as through
from robustgui.data.duplicates import count_shared_sequences
from robustgui.data.import_preview import preview
from robustgui.data.load import arrange
from robustgui.data.raw_text import pack_texts
from robustgui.data.splits.group import Group
from robustgui.data.splits.random import Random
from robustgui.data.splits.time import Time
from robustgui.data.summary import lengths_of
from robustgui.data.warnings import collect_warnings
from robustgui.runs.event_json import from_json, to_json
from robustgui.runs.execution import load_data


def univariate(sequences, labels=None, **fields):
    return SequenceSet.pack(
        name="made",
        values=np.concatenate([np.asarray(s, np.float32) for s in sequences])[:, None],
        offsets=np.concatenate([[0], np.cumsum([len(s) for s in sequences])]),
        labels=np.array(labels if labels is not None else [i % 2 for i in range(len(sequences))], np.int64),
        classes=("a", "b"),
        features=("value",),
        **fields,
    )


def spoken():
    """Eight sequences of four speakers in the order of time."""
    return univariate(
        [[i, 1 - i] for i in range(8)],
        groups=np.arange(8) // 2,
        group_names=("Ann", "Bob", "Cid", "Dan"),
        group_title="speaker",
        times=np.stack([np.arange(8.0), np.arange(8) + 0.5], axis=1),
    )


def warnings_of(split):
    return [str(w) for w in summarise(arrange(DataSettings(split=split), spoken(), None)).warnings]


def test_that_speakers_on_both_sides_are_counted_and_the_group_split_advised():
    data = spoken()
    found = [str(w) for w in summarise(Dataset(data.select(np.arange(5)), data.select(np.arange(5, 8)))).warnings]
    assert found == []  # all that is tested is later
    data = replace(data, times=None)
    found = [str(w) for w in summarise(Dataset(data.select(np.arange(5)), data.select(np.arange(5, 8)))).warnings]
    assert found[0].startswith("1 of 2 groups (speaker) of the test data is also in the training data")
    assert "Use a grouped split" in found[0]


def test_that_the_group_split_and_the_split_by_time_raise_no_doubt_about_groups():
    assert any("groups (speaker) of the test data" in w for w in warnings_of(Random(share=0.5)))
    assert not any("speaker" in w for w in (*warnings_of(Group()), *warnings_of(Time())))


def test_that_a_shifted_class_balance_is_told_with_both_shares():
    train = univariate([[i] for i in range(40)], [0] * 20 + [1] * 20)
    test = univariate([[-1 - i] for i in range(40)], [0] * 36 + [1] * 4)
    (found,) = [str(w) for w in summarise(Dataset(train, test)).warnings]
    assert found.startswith("The class 'a' makes up 50% of the training data and 90% of the test data")


def texts(some):
    values, offsets = pack_texts(some)
    return SequenceSet.pack(
        name="made",
        values=values,
        offsets=offsets,
        labels=np.arange(len(some)) % 2,
        classes=("a", "b"),
        features=("token",),
        kind="text",
    )


def test_that_tokens_are_counted_in_each_part():
    found = summarise(
        arrange(DataSettings(), texts(["the cat the", "the dog cat dog"]), texts(["the bird", "a bird cat dog"]))
    )
    train, test = (split.tokens for split in found.splits)
    assert train.frequent == (("the", 3), ("cat", 2), ("dog", 2))
    assert (train.vocabulary, train.unknown) == (4, 0)
    assert test.unknown == pytest.approx(3 / 6)
    assert any("50% of the test tokens are unknown" in str(w) for w in found.warnings)
    assert "The vocabulary has 4 tokens; 0.0% of the training tokens and 50.0% of the test" in str(found.notes[-1])


VALUES = st.lists(st.sampled_from([0.0, -0.0, 1.0, 2.0]), min_size=1, max_size=12)


@settings(max_examples=100)
@given(st.lists(VALUES, min_size=1, max_size=15), st.lists(VALUES, min_size=1, max_size=15))
def test_that_shared_sequences_are_those_with_equal_bytes(first, second):
    train, test = univariate(first), univariate(second)
    known = {sequence.tobytes() for sequence in train}
    found = count_shared_sequences(train, test)
    assert found.count == sum(sequence.tobytes() in known for sequence in test)
    assert found.looked_at == found.total == len(test)


def test_that_sequences_which_agree_where_they_are_looked_at_first_are_compared_whole():
    train = univariate([np.arange(1000) * (np.arange(1000) % 3 == 0)] * 2)
    other = np.array(train[0][:, 0])
    other[1] = 5
    assert count_shared_sequences(train, univariate([other, train[0][:, 0]])).count == 1


def test_that_too_many_alike_are_sampled_and_the_sentence_says_so(monkeypatch):
    data = univariate([[1, 2]] * 100)
    found = count_shared_sequences(data, data, exact=10)
    assert (found.count, found.looked_at, found.total) == (10, 10, 100)
    monkeypatch.setattr("robustgui.data.warnings.count_shared_sequences", lambda train, test: found)
    assert any(
        str(w).startswith("10 of 10 sampled test sequences (100 in total)")
        for w in summarise(Dataset(data, data)).warnings
    )


def uneven_table(folder, lines=20):
    """A table of which every fifth line ends early."""
    path = folder / "uneven.csv"
    rows = (f"{i}.5,{i + 1},{'' if i % 5 == 0 else 3},{'ab'[i % 2]}\n" for i in range(lines))
    path.write_text("t0,t1,t2,label\n" + "".join(rows))
    return path


def test_that_a_note_of_a_reader_that_must_be_seen_is_a_warning_and_no_note(tmp_path):
    data = load(DataSettings(train=str(uneven_table(tmp_path))))
    said = "uneven.csv: the sequences have 2 to 3 steps"
    assert [str(w).startswith(said) for w in collect_warnings(data)] == [True]
    summary = summarise(data)
    assert str(summary.warnings[0]).startswith(said)
    assert not any(said in str(note) for note in summary.notes)


def test_that_the_preview_tells_what_must_be_seen_apart_from_the_rest(tmp_path):
    found = preview(DataSettings(train=str(uneven_table(tmp_path))))
    assert [w.severity for w in found.urgent] == ["warning"]
    assert not any("2 to 3 steps" in str(sentence) for sentence in (*found.warnings, *found.facts))


def test_that_a_warning_of_a_reader_outlives_the_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("ROBUSTGUI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(through, "THRESHOLD", 0)
    path = uneven_table(tmp_path)
    for _ in range(2):  # converted, then opened from the cache
        assert len(collect_warnings(load(DataSettings(train=str(path))))) == 1


def test_that_a_notebook_is_told_by_a_python_warning(tmp_path):
    with pytest.warns(rg.DataWarning, match="2 to 3 steps") as told:
        rg.load(uneven_table(tmp_path))
    assert told[0].filename == __file__


def test_that_a_run_reports_the_warnings_about_its_data(tmp_path):
    events = list(load_data(DataSettings(train=str(uneven_table(tmp_path))), lambda: False))
    assert [str(event.message)[:10] for event in events] == ["uneven.csv"]
    assert from_json(to_json(events[0])) == events[0]


def test_that_texts_that_only_rare_words_tell_apart_are_no_duplicates(tmp_path):
    path = tmp_path / "texts.csv"
    rows = [f"never seen {chr(97 + i)}{chr(98 + i)}q word,{'ab'[i % 2]}\n" for i in range(20)]
    path.write_text("text,label\n" + "".join(rows))
    data = load(DataSettings(train=str(path)))
    assert len({tuple(tokens.tolist()) for tokens in (*data.train, *data.test)}) == 1  # all became the unknown word
    assert not [w for w in summarise(data).warnings if "exact duplicates" in str(w)]
    path.write_text("text,label\n" + "".join(2 * rows))
    said = [str(w) for w in summarise(load(DataSettings(train=str(path)))).warnings if "verbatim" in str(w)]
    assert len(said) == 1


def test_that_lengths_are_those_of_all_parts(tmp_path):
    data = load(DataSettings(train=str(uneven_table(tmp_path))))
    assert tuple(summarise(data).lengths) == (2, 3, 3)
    assert tuple(lengths_of(replace(data, train=data.train.select(np.flatnonzero(data.train.lengths == 3))))) == (
        2,
        3,
        3,
    )
