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
    assert len(data.train) > len(data.train.classes)
    assert len(data.train.classes) > 1 or data.train.task == "forecasting"
    assert data.train.source == f"example:{key}"
    assert EXAMPLES[key].licence.startswith(("CC BY 4.0", "Synthetic data"))


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
    np.testing.assert_array_equal(train.pad()[0], images.reshape(-1, 8, 8))
    np.testing.assert_array_equal(train.labels, target)


def test_that_the_digits_are_read_without_importing_scikit_learn():
    code = (
        "import sys; from robustgui.data import load, DataSettings; load(DataSettings(train='example:digits')); "
        "print(sorted({'sklearn', 'scipy', 'torch', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_that_made_up_prices_are_tested_on_their_future_alone():
    train, test = EXAMPLES["synthetic_prices"].open()
    assert train.times[:, 1].max() < test.times[:, 0].min()
    opened, high, low, close = train.values.T
    assert (high >= np.maximum(opened, close) - 1e-4).all()
    assert (low <= np.minimum(opened, close) + 1e-4).all()


def test_that_a_made_up_voice_keeps_its_pitch_and_its_vowel():
    data, _ = EXAMPLES["synthetic_vowels"].open()
    rate, formants = int(data.sample_rate), {"a": 730, "i": 270}
    for vowel, formant in formants.items():
        power = np.zeros(2049)
        for i in np.flatnonzero(data.labels == data.classes.index(vowel)):
            power += np.abs(np.fft.rfft(data[int(i)][:, 0], 4096)) ** 2
        frequency = np.fft.rfftfreq(4096, 1 / rate)
        near = power[(frequency > 0.8 * formant) & (frequency < 1.25 * formant)].mean()
        valley = power[(frequency > 1.7 * formant) & (frequency < 1.9 * formant)].mean()
        assert near > 2 * valley if vowel == "i" else near > valley
    assert len(np.unique(data.groups)) == len(data.group_names) == 12


def test_that_made_up_reviews_hold_both_languages_and_both_opinions():
    data, _ = EXAMPLES["synthetic_reviews"].open()
    texts = [data.text(i) for i in range(len(data))]
    chinese = [any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in texts]
    assert 0.2 < np.mean(chinese) < 0.6
    assert 0.4 < data.labels.mean() < 0.6
