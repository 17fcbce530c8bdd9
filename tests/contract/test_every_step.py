"""What every registered step of the preparation owes its users, whoever wrote it."""

from __future__ import annotations

import inspect
import tomllib
from dataclasses import replace

import numpy as np
import pytest
import tomli_w

from robustgui.base.errors import DataError
from robustgui.base.settings import named
from robustgui.data import SequenceSet
from robustgui.data.raw_text import packed
from robustgui.data.settings import DataSettings
from robustgui.data.steps import STEPS

every_step = pytest.mark.parametrize("name", list(STEPS))


def numeric(seed: int, gaps: bool = True) -> SequenceSet:
    """Two features, where wanted with some values missing."""
    rng = np.random.default_rng(seed)
    lengths = rng.integers(20, 30, 12)
    values = rng.normal(size=(lengths.sum(), 2)).astype(np.float32)
    if gaps:
        values[rng.random(values.shape) < 0.05] = np.nan
    return SequenceSet.packed(
        name="made",
        values=values,
        offsets=np.concatenate([[0], np.cumsum(lengths)]),
        labels=np.arange(12) % 2,
        classes=("a", "b"),
        features=("x", "y"),
        sample_rate=100.0,
    )


def text(seed: int) -> SequenceSet:
    rng = np.random.default_rng(seed)
    words = np.array(["good", "bad", "film", "the", "a", ":)", "你", "naïve", "very"])
    values, offsets = packed([" ".join(rng.choice(words, rng.integers(1, 12))) for _ in range(12)])
    return SequenceSet.packed(
        name="made", values=values, offsets=offsets, labels=np.arange(12) % 2, classes=("a", "b"),
        features=("token",), kind="text",
    )  # fmt: skip


def data_for(name: str, seed: int) -> SequenceSet:
    """What the step takes: text, values with gaps, or values without gaps if it refuses others."""
    if STEPS[name].takes == "tokens":
        return text(seed)
    try:
        STEPS[name]().fit(numeric(seed))(numeric(seed))
    except DataError:
        return numeric(seed, gaps=False)
    return numeric(seed)


def fitted(name: str, train: SequenceSet):
    """The step fitted; skipped where its defaults do not suit made-up data."""
    try:
        step = STEPS[name]().fit(train)
        step(train)
    except DataError as error:
        pytest.skip(f"its defaults do not suit these data: {error}")
    return step


def same(first: SequenceSet, second: SequenceSet) -> None:
    np.testing.assert_array_equal(first.values, second.values)
    np.testing.assert_array_equal(first.starts, second.starts)
    np.testing.assert_array_equal(first.lengths, second.lengths)
    assert (first.features, first.vocabulary) == (second.features, second.vocabulary)


@every_step
def test_that_it_documents_itself_and_its_settings(name):
    cls = STEPS[name]
    assert cls.name == name == cls.__module__.rpartition(".")[2]
    assert cls.title
    assert inspect.getdoc(cls)
    assert cls.takes in ("values", "tokens", "both")
    for field in cls.model_fields.values():
        assert field.title
        assert field.description.endswith(".")


@every_step
def test_that_its_settings_survive_toml(name):
    settings = DataSettings(preparation=(STEPS[name](),))
    again = DataSettings(**tomllib.loads(tomli_w.dumps(settings.to_dict())))
    assert again == settings
    assert named(again.preparation[0])["name"] == name


@every_step
def test_that_it_gives_sequences_that_make_sense(name):
    train = data_for(name, 0)
    found = fitted(name, train)(train)
    assert len(found.starts) == len(found.lengths) == len(found.labels) > 0
    assert (found.lengths > 0).all()
    assert (found.starts >= 0).all()
    assert (found.starts + found.lengths <= len(found.values)).all()
    assert found.labels.max() < len(found.classes)
    if found.symbolic:
        assert found.values.dtype == np.int32
        assert found.values.min() >= 0
        assert found.values.max() < len(found.vocabulary)
        assert len(set(found.vocabulary)) == len(found.vocabulary)
    else:
        assert found.values.dtype == np.float32
        assert found.values.shape[1] == len(found.features)


@every_step
def test_that_it_learns_from_the_training_data_alone(name):
    train = data_for(name, 0)
    step = fitted(name, train)
    before = step(train)
    step(data_for(name, 1))
    same(step(train), before)
    same(fitted(name, train)(data_for(name, 1)), step(data_for(name, 1)))


@every_step
def test_that_it_leaves_the_sequences_that_it_is_given_as_they_are(name):
    train = data_for(name, 0)
    copy = replace(train, values=train.values.copy(), starts=train.starts.copy(), lengths=train.lengths.copy())
    fitted(name, train)(train)
    same(train, copy)


@every_step
def test_that_a_part_is_prepared_as_its_sequences_alone(name):
    train = data_for(name, 0)
    step = fitted(name, train)
    if len(step(train)) != len(train):
        pytest.skip("it changes how many sequences there are")
    whole = step(train)
    for i in (0, 7):
        alone = step(train.select(np.array([i])))
        np.testing.assert_array_equal(alone[0], whole[i])
