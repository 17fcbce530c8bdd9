"""Other data under the forms' feet: what does not suit them gives way, what does stays."""

from __future__ import annotations

import numpy as np
import pytest

from robustgui.data import DataSettings, SequenceSet
from robustgui.runs.spec import RunSpec
from robustgui.runs.spec_adaptation import adapt_spec

DATA = DataSettings(train="other.npz")
TEXT = {
    "front": [{"name": "embedding", "size": 8}],
    "watch.attack": "hotflip",
    "watch.threat": "substitutions",
    "defence.attack": "hotflip",
    "defence.threat": "substitutions",
}


@pytest.fixture
def values() -> SequenceSet:
    return SequenceSet.pack(
        name="values", values=np.ones((4, 1), np.float32), offsets=[0, 2, 4], labels=np.array([0, 1]),
        classes=("a", "b"), features=("x",),
    )  # fmt: skip


@pytest.fixture
def tokens() -> SequenceSet:
    return SequenceSet.pack(
        name="tokens", values=np.ones(4, np.int32), offsets=[0, 2, 4], labels=np.array([0, 1]), classes=("a", "b"),
        features=("token",), kind="text", vocabulary=("<unk>", "word"),
    )  # fmt: skip


def test_that_choices_for_text_give_way_to_ones_for_values(values):
    found = adapt_spec(RunSpec().replace_paths(TEXT), DATA, values)
    assert (found.data, found.front) == (DATA, ())
    for part in (found.watch, found.defence):
        assert part.threat.acts_on == "values"
        assert "values" in part.attack.acts_on


def test_that_choices_that_suit_stay(tokens, values):
    text = RunSpec().replace_paths(TEXT)
    assert adapt_spec(text, DATA, tokens) == text.copy_with(data=DATA)
    plain = RunSpec().replace_paths({"front": ["difference", "normalise"], "training.epochs": 3})
    assert adapt_spec(plain, DATA, values) == plain.copy_with(data=DATA)


def test_that_a_defence_without_an_attack_stays(values):
    spec = RunSpec(defence="none")
    assert adapt_spec(spec, DATA, values).defence == spec.defence
