"""Settings written one by one: what a spec changes, as words of a command line."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robustgui.attacks.noise import Noise
from robustgui.base.errors import RunError
from robustgui.cli.changes import apply_changes
from robustgui.cli.run import read_spec
from robustgui.defences.noise_augmentation import NoiseAugmentation
from robustgui.models.lstm import LSTM
from robustgui.runs.spec import RunSpec
from robustgui.runs.spec_difference import find_changes, format_command, format_override
from robustgui.threats.l2 import L2

NOISY = NoiseAugmentation(noise=Noise(kind="gaussian", draws=3), threat=L2(eps=2, features=(0, 2), open_steps=4))


@pytest.mark.parametrize(
    "spec",
    [
        RunSpec(),
        RunSpec(model=LSTM(hidden=3), seed=7),
        RunSpec(defence=NOISY),
        RunSpec(defence=NoiseAugmentation(noise=Noise(kind="uniform"))),
        RunSpec().replace_paths(
            {"data.preparation": ["fill", {"name": "fill", "how": "mean"}], "front": ["normalise", "as_is"]}
        ),
        RunSpec().replace_paths({"watch.threat": "l1", "training.lr": 1e-5, "watch.threat.box": False}),
    ],
)
@pytest.mark.parametrize("base", [RunSpec(), RunSpec(defence=NOISY, model=LSTM(layers=2))])
def test_that_the_differences_lead_from_one_spec_to_the_other(spec, base):
    words = [format_override(path, value) for path, value in find_changes(spec, base).items()]
    assert apply_changes(base, words) == spec


def test_that_only_what_differs_is_written():
    assert find_changes(RunSpec(model=LSTM(hidden=3)), RunSpec()) == {"model.name": "lstm", "model.hidden": 3}


@pytest.mark.parametrize(
    ("words", "entries"),
    [
        (["front=normalise, as_is"], [{"name": "normalise", "by": "feature"}, {"name": "as_is"}]),
        (["front=normalise", "front.0.by=sequence"], [{"name": "normalise", "by": "sequence"}]),
        (["front=as_is", 'front.0={name = "normalise", by = "sequence"}'], [{"name": "normalise", "by": "sequence"}]),
        (["front=[]"], []),
    ],
)
def test_that_lists_are_set_by_names_and_by_numbers(words, entries):
    assert apply_changes(RunSpec(), words).to_dict()["front"] == entries


@pytest.mark.parametrize("word", ["front.1.by=sequence", "front.by=sequence", "front.first.by=sequence"])
def test_that_an_entry_that_is_not_there_is_named(word):
    with pytest.raises(RunError, match=r"no setting called 'front\."):
        apply_changes(RunSpec(), ["front=normalise", word])


NAME = st.text(max_size=30).filter(lambda text: not set(text) & set('/\\\0:*?"<>|') and not text.startswith("."))


@given(
    NAME.map(lambda name: RunSpec(name=name))
    | st.integers(0, 2**31 - 1).map(lambda seed: RunSpec(seed=seed))
    | st.floats(1e-300, 10).map(lambda rate: RunSpec().replace_paths({"training.lr": rate}))
    | st.text(min_size=1, max_size=30).map(lambda file: RunSpec().replace_paths({"data.train": file}))
    | st.lists(st.integers(0, 99)).map(lambda features: RunSpec().replace_paths({"watch.threat.features": features}))
)
def test_that_a_command_line_says_the_same_as_the_spec(spec):
    program, command, base, *rest = shlex.split(format_command(spec))
    assert (program, command, set(rest[::2]) - {"--set"}) == ("robustgui", "run", set())
    assert read_spec(Path(base), rest[1::2]) == spec
