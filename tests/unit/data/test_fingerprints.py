"""Fingerprints recognise training sequences in whatever form they come back, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from robustgui.data.fingerprints import Fingerprints, fingerprint
from robustgui.data.load import arrange
from robustgui.data.raw_text import pack_texts
from robustgui.data.sequence_set import SequenceSet
from robustgui.data.settings import DataSettings
from robustgui.data.windows import cut, find_windows

STREAM = np.random.default_rng(5)


def values(x: NDArray[np.floating] | list[NDArray[np.floating]]) -> SequenceSet:
    """Sequences of (T, F) each."""
    lengths = [len(one) for one in x]
    return SequenceSet.pack(
        name="x",
        values=np.concatenate(list(x)).astype(np.float32),
        offsets=np.cumsum([0, *lengths]),
        labels=np.arange(len(lengths)) % 2,
        classes=("a", "b"),
        features=tuple(f"f{i}" for i in range(x[0].shape[1])),
    )


def texts(*lines: str) -> SequenceSet:
    codes, offsets = pack_texts(lines)
    return SequenceSet.pack(
        name="t", values=codes, offsets=offsets, labels=np.arange(len(lines)) % 2, classes=("a", "b"),
        features=("token",), kind="text",
    )  # fmt: skip


def noise(count: int, steps: int = 40, features: int = 2, seed: int = 0) -> NDArray[np.float64]:
    return np.random.default_rng(seed).normal(size=(count, steps, features)) * [3.0, 0.01] + [100.0, 0.0]


@pytest.mark.parametrize(
    "again",
    [
        lambda x: x,
        lambda x: x[::-1],
        lambda x: x[::3],
        lambda x: x.astype(np.float32),
        lambda x: x + 1e-7 * np.abs(x),
        lambda x: np.add((x - [100, 0]).astype(np.float16).astype(np.float64), [100, 0]),
    ],
    ids=["the same", "another order", "some of them", "float32", "rounded", "half precision around the mean"],
)
def test_that_what_was_trained_on_is_recognised(again) -> None:
    x = noise(30)
    assert fingerprint(values(x)).find_copies(values(again(x))).all()


@pytest.mark.parametrize("steps", [1, 2, 5, 40, 300])
def test_that_new_sequences_are_not_taken_for_training_data(steps: int) -> None:
    known, new = values(noise(300, steps)), values(noise(300, steps, seed=1))
    prints = fingerprint(known)
    assert not prints.find_copies(new).any()
    assert not prints.find_overlaps(new).any()


def test_that_smooth_curves_of_one_family_are_told_apart() -> None:
    t = np.linspace(0, 1, 100)[:, None]
    curves = [np.sin(2 * np.pi * (2 * t + phase)) for phase in np.linspace(0, 1, 200, endpoint=False)]
    prints = fingerprint(values(curves[::2]))
    assert prints.find_copies(values(curves[::2])).all()
    assert not prints.find_copies(values(curves[1::2])).any()


def test_that_one_changed_step_of_many_makes_another_sequence() -> None:
    x = noise(5, 200)
    other = x.copy()
    other[:, 7, 0] += 6.0  # two standard deviations
    assert not fingerprint(values(x)).find_copies(values(other)).any()


@pytest.mark.parametrize(("shift", "told"), [(0, True), (7, True), (25, True), (45, False), (50, False)])
def test_that_windows_that_share_half_of_their_steps_are_told(shift: int, told: bool) -> None:
    series = noise(1, 4000)[0]
    known = values([series[start : start + 50] for start in range(0, 3000, 100)])
    windows = values([series[start + shift : start + shift + 50] for start in range(0, 3000, 100)])
    prints = fingerprint(known)
    assert (prints.find_overlaps(windows) | prints.find_copies(windows)).all() == told
    assert (prints.find_overlaps(windows) | prints.find_copies(windows)).any() == told


def test_that_a_series_is_told_by_windows_that_were_cut_from_it() -> None:
    whole = values(noise(6, 300))
    windows = cut(whole, find_windows(whole.lengths, 50, 25), 50, 49)
    assert fingerprint(whole).find_overlaps(windows).all()
    assert fingerprint(windows).find_overlaps(whole).all()


def test_that_silence_is_no_overlap() -> None:
    quiet = noise(20, 60)
    quiet[:, 20:] = 0.0
    other = noise(20, 60, seed=1)
    other[:, 20:] = 0.0
    assert not fingerprint(values(quiet)).find_overlaps(values(other)).any()


def test_that_later_windows_of_the_same_series_are_no_overlap() -> None:
    series = noise(1, 2000)[0]
    task = {"name": "forecasting", "history": 30, "horizon": 3}
    single = replace(values([series]), labels=np.zeros((1, 0), np.float32), classes=())
    data = arrange(DataSettings(task=task), single, None)
    prints = fingerprint(data.train)
    assert prints.find_copies(data.train).all()
    assert not (prints.find_copies(data.test) | prints.find_overlaps(data.test)).any()


def test_that_texts_are_told_by_what_was_written_not_by_the_tokens_that_are_left_of_it() -> None:
    train = texts(*[f"a good film {word}" for word in ("one", "two", "three", "four")] * 2)
    test = texts("a good film five", "a good film one", "a good film six", "a bad film")
    data = arrange(DataSettings(), train, test)
    assert data.test.text(0) == data.test.text(2) == "a good film <unk>"
    assert fingerprint(data.train).find_copies(data.test).tolist() == [False, True, False, False]


def test_that_windows_of_texts_are_told_apart() -> None:
    settings = DataSettings(preparation=({"name": "words"}, {"name": "window", "length": 2, "stride": 2}))
    data = arrange(settings, texts("a b c d", "c d a b"), texts("a b c d", "d c b a"))
    assert fingerprint(data.train).find_copies(data.test).tolist() == [True, True, False, False]


def test_that_fingerprints_of_two_sets_are_added() -> None:
    x, y = values(noise(10)), values(noise(10, seed=1))
    first = fingerprint(x)
    both = first + fingerprint(y, like=first)
    assert both.count == 20
    assert both.find_copies(x).all()
    assert both.find_copies(y).all()


@pytest.mark.parametrize("part", [values(noise(12)), texts("one", "two")], ids=["values", "texts"])
def test_that_fingerprints_come_back_from_bytes(part: SequenceSet) -> None:
    prints = fingerprint(part)
    again = Fingerprints.from_bytes(prints.to_bytes())
    assert again.is_of(prints)
    assert again.find_copies(part).all()


@pytest.mark.parametrize("length", [0, 1, 4, 40, 400, -1, -30])
def test_that_fingerprints_that_are_cut_short_are_a_value_error(length: int) -> None:
    content = fingerprint(values([np.ones((20, 2))])).to_bytes()
    with pytest.raises(ValueError):  # noqa: PT011
        Fingerprints.from_bytes(content[:length])


def test_that_fingerprints_with_a_changed_byte_raise_nothing_but_value_errors() -> None:
    content = fingerprint(values([np.ones((20, 2))])).to_bytes()
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 0xFF
        try:
            prints = Fingerprints.from_bytes(bytes(changed))
        except ValueError:
            continue
        assert isinstance(prints, Fingerprints)


def test_that_fingerprints_stay_small() -> None:
    assert len(fingerprint(values(noise(20_000, 60))).to_bytes()) < 20_000 * (12 * 4 + 16 * 8)


def test_that_values_that_are_missing_do_not_hide_a_sequence() -> None:
    x = noise(4)
    x[:, 3] = np.nan
    assert fingerprint(values(x)).find_copies(values(x)).all()


def test_that_sequences_of_other_features_are_unknown() -> None:
    assert not fingerprint(values(noise(4))).find_copies(values(noise(4)[..., :1])).any()
