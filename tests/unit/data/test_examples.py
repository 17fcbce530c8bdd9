"""The embedded examples, against their origin."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from robustgui.base.paths import resource
from robustgui.data import EXAMPLES, DataSettings, load


@pytest.mark.parametrize("key", list(EXAMPLES))
def test_that_every_example_loads_and_names_its_licence(key):
    data = load(DataSettings(train=f"example:{key}"))
    assert len(data.train) > len(data.train.classes) > 1
    assert data.train.source == f"example:{key}"
    assert EXAMPLES[key].licence.startswith(("CC BY 4.0", "Made by"))


def test_that_the_vowels_are_those_of_the_archive(shared_data):
    for part in ("TRAIN", "TEST"):
        original = shared_data("uea", "JapaneseVowels", f"JapaneseVowels_{part}.ts")
        assert resource("examples", "japanese_vowels", original.name).read_bytes() == original.read_bytes()


def test_that_the_vowels_have_nine_speakers_and_7_to_29_steps():
    data = load(DataSettings())
    assert (len(data.train), len(data.test), len(data.train.classes)) == (270, 370, 9)
    both = np.concatenate([data.train.lengths, data.test.lengths])
    assert (both.min(), both.max(), data.train.values.shape[1]) == (7, 29, 12)


def test_that_the_digits_are_those_of_scikit_learn():
    from sklearn.datasets import load_digits

    images, target = load_digits(return_X_y=True)
    train, test = EXAMPLES["digits"].open()
    assert test is None
    np.testing.assert_array_equal(train.padded()[0], images.reshape(-1, 8, 8))
    np.testing.assert_array_equal(train.labels, target)


def test_that_the_digits_are_read_without_importing_scikit_learn():
    code = (
        "import sys; from robustgui.data import load, DataSettings; load(DataSettings(train='example:digits')); "
        "print(sorted({'sklearn', 'scipy', 'torch', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
