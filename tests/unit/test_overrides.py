"""Settings written one by one: what a spec changes, as words of a command line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robustgui.attacks.noise import Noise
from robustgui.base.errors import RunError
from robustgui.defences.noise_augmentation import NoiseAugmentation
from robustgui.models.lstm import LSTM
from robustgui.runs.overrides import differences, format_override, parse_override
from robustgui.runs.spec import RunSpec
from robustgui.threats.l2 import L2

NOISY = NoiseAugmentation(noise=Noise(kind="gaussian", draws=3), threat=L2(eps=2, features=(0, 2), open_steps=4))


@pytest.mark.parametrize(
    "spec",
    [
        RunSpec(),
        RunSpec(model=LSTM(hidden=3), seed=7),
        RunSpec(defence=NOISY),
        RunSpec(defence=NoiseAugmentation(noise=Noise(kind="uniform"))),
        RunSpec().replaced({"watch.threat": "l1", "training.lr": 1e-5, "watch.threat.box": False}),
    ],
)
@pytest.mark.parametrize("base", [RunSpec(), RunSpec(defence=NOISY, model=LSTM(layers=2))])
def test_that_the_differences_lead_from_one_spec_to_the_other(spec, base):
    words = [format_override(path, value) for path, value in differences(spec, base).items()]
    assert base.replaced(dict(map(parse_override, words))) == spec


def test_that_only_what_differs_is_written():
    assert differences(RunSpec(model=LSTM(hidden=3)), RunSpec()) == {"model.name": "lstm", "model.hidden": 3}


@settings(max_examples=200)
@given(
    st.text(max_size=30)
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.lists(st.integers(0, 99))
)
def test_that_a_value_is_parsed_back_as_it_was_written(value):
    parsed = parse_override(format_override("a.b", value))
    assert parsed == ("a.b", value)
    assert type(parsed[1]) is type(value)


def test_that_a_word_without_an_equals_sign_is_explained():
    with pytest.raises(RunError, match=r"'training\.epochs' is no setting\. Write it as training\.epochs=5\."):
        parse_override("training.epochs")
