"""Differences, log returns, what front ends learn from training data, and which ones data get by themselves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from support.networks import bumps

from robustgui.base.errors import RunError
from robustgui.data import Dataset, SequenceSet, space_of
from robustgui.models.front_chain import resolve_fronts
from robustgui.models.fronts import FRONTS
from robustgui.models.nets.front_module import FrontChain
from robustgui.runs.building import build_network
from robustgui.runs.spec import RunSpec


def prices(count: int = 12, seed: int = 0) -> SequenceSet:
    """Random walks of two positive prices, of unequal lengths."""
    stream = np.random.default_rng(seed)
    lengths = stream.integers(5, 30, count)
    steps = [stream.normal(scale=[0.01, 0.03], size=(n, 2)).cumsum(0) for n in lengths]
    return SequenceSet.pack(
        name="prices", values=(np.exp(np.concatenate(steps)) * [1500, 2]).astype(np.float32),
        offsets=np.concatenate([[0], lengths.cumsum()]), labels=np.arange(count) % 2, classes=("down", "up"),
        features=("index", "share"), kind="prices",
    )  # fmt: skip


def fronted(front: tuple, train: SequenceSet, seed: int = 0) -> FrontChain:
    spec = RunSpec(front=front, seed=seed).replace_paths({"model.hidden": 3})
    module = build_network(spec, Dataset(train=train, test=train), "cpu").module
    assert isinstance(module, FrontChain)
    return module


@pytest.mark.parametrize("lag", [1, 3, 9])
def test_that_differences_are_those_of_numpy(lag: int) -> None:
    x = np.random.default_rng(0).normal(size=(7, 2))
    out, _ = FRONTS["difference"](lag=lag).build(2, None, 0)(torch.tensor(x)[None], torch.ones(1, 7, dtype=torch.bool))
    expected = np.zeros((7, 2))
    expected[lag:] = x[lag:] - x[:-lag]
    np.testing.assert_allclose(out[0].numpy(), expected, atol=1e-12)


def test_that_log_returns_are_percent() -> None:
    x = torch.tensor([[[100.0], [101.0], [99.0]]])
    out, _ = FRONTS["log_returns"]().build(1, None, 0)(x, torch.ones(1, 3, dtype=torch.bool))
    np.testing.assert_allclose(out.flatten(), [0, 100 * np.log(1.01), 100 * np.log(99 / 101)], rtol=1e-4)


@pytest.mark.parametrize("value", [0.0, -3.0])
def test_that_log_returns_of_what_is_no_price_are_refused(value: float) -> None:
    data = prices()
    data.values[4, 1] = value
    with pytest.raises(RunError, match=f"feature 1 goes down to {value:g}"):
        fronted((FRONTS["log_returns"](),), data)


def test_that_a_price_that_an_attack_makes_negative_has_a_return() -> None:
    module = fronted((FRONTS["log_returns"](),), prices())
    out, _ = module.apply_fronts(torch.tensor([[[1500.0, 2.0], [-1.0, -1.0]]]), torch.ones(1, 2, dtype=torch.bool))
    assert out.isfinite().all()


def test_that_statistics_are_those_of_what_comes_out_of_the_front_ends_before() -> None:
    train = prices()
    module = fronted((FRONTS["log_returns"](), FRONTS["normalise"]()), train)
    returns = []
    for sequence in train:
        logarithm = 100 * np.log(sequence.astype(np.float64))
        returns.append(np.diff(logarithm, axis=0, prepend=logarithm[:1]))
    expected = np.concatenate(returns)
    np.testing.assert_allclose(module.fronts[1].mean, expected.mean(0), atol=1e-3)
    np.testing.assert_allclose(module.fronts[1].std, expected.std(0), rtol=1e-3)


def test_that_statistics_of_small_units_are_as_good_as_those_of_large_ones() -> None:
    train = bumps(9, seed=0)
    small = replace(train, values=train.values * np.float32(1e-8))
    front = (FRONTS["difference"](), FRONTS["normalise"](by="sequence"))
    found = []
    for part, scale in ((train, 1.0), (small, 1e-8)):
        values, mask = part.pad()
        assert np.isclose(values.std(), scale * train.pad()[0].std(), rtol=1e-3)
        found.append(fronted(front, part).apply_fronts(torch.from_numpy(values), torch.from_numpy(mask))[0])
    torch.testing.assert_close(found[0], found[1], rtol=1e-4, atol=1e-5)
    feature = fronted((FRONTS["difference"](), FRONTS["normalise"]()), small).fronts[1]
    assert (feature.std < 1e-6).all()


def test_that_a_constant_feature_is_only_shifted() -> None:
    train = bumps(9, seed=0)
    train.values[:, 1] = 1234.5
    module = fronted((FRONTS["as_is"](), FRONTS["difference"](), FRONTS["normalise"]()), train)
    assert module.fronts[2].std[1] == 1
    module = fronted((FRONTS["as_is"](), FRONTS["normalise"]()), train)
    assert module.fronts[1].std[1] == 1
    assert module.fronts[1].mean[1] == 1234.5


def test_that_fitting_draws_nothing_and_finds_the_same_twice() -> None:
    tokens = SequenceSet.pack(
        name="words", values=np.arange(40, dtype=np.int32) % 7, offsets=np.arange(0, 41, 4), labels=np.arange(10) % 2,
        classes=("a", "b"), features=("token",), kind="text", vocabulary=tuple("abcdefg"),
    )  # fmt: skip
    front = (FRONTS["embedding"](dropout=0.5), FRONTS["normalise"]())
    before = torch.get_rng_state()
    first = fronted(front, tokens).state_dict()
    assert torch.equal(torch.get_rng_state(), before)
    torch.rand(3)
    again = fronted(front, tokens)
    assert all(torch.equal(first[name], value) for name, value in again.state_dict().items())
    assert again.training


def names(train: SequenceSet) -> list[str]:
    return [front.name for front in resolve_fronts((), train)]


def test_that_data_get_the_front_end_of_their_kind() -> None:
    series = bumps(9, seed=0)
    assert names(series) == ["normalise"]
    assert names(replace(series, kind="beats")) == ["normalise"]
    assert names(replace(series, kind="speech")) == ["normalise"]
    assert names(replace(series, kind="speech", sample_rate=8000.0)) == ["log_mel", "normalise"]
    assert names(prices()) == ["log_returns", "normalise"]
    assert names(replace(series, kind="prices")) == ["normalise"]


def test_that_only_the_plain_normalising_is_left_to_the_units_of_the_network() -> None:
    train = prices()
    network = build_network(
        RunSpec(front=(FRONTS["normalise"](),)), Dataset(train=train, test=train), "cpu"
    )  # fmt: skip
    assert not isinstance(network.module, FrontChain)
    np.testing.assert_array_equal(network.space.mean, space_of(train).mean)
    behind = build_network(RunSpec(), Dataset(train=train, test=train), "cpu")
    np.testing.assert_array_equal(behind.space.std, [1, 1])
    np.testing.assert_array_equal(behind.space.spread, space_of(train).spread)
