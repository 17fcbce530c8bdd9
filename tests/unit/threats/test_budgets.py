"""Units of budgets: shares of each sequence's peak, decibels, and budgets of single features."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from support.networks import plain_space, ragged

from robustgui.base.errors import RunError, SettingError
from robustgui.base.units import Space
from robustgui.data import DataSettings, load
from robustgui.runs.building import check_spec
from robustgui.runs.spec import RunSpec
from robustgui.threats import THREATS, BallThreat
from robustgui.threats.decibels import parse_decibels, to_decibels
from robustgui.threats.linf import Linf

BALLS = [name for name in THREATS if issubclass(THREATS[name], BallThreat)]
NORMS = {
    "linf": lambda d: d.abs().amax((1, 2)),
    "l2": lambda d: d.flatten(1).norm(dim=1),
    "l1": lambda d: d.abs().sum((1, 2)),
}
SPACE = Space(
    mean=np.array([0.3, -2.0]), std=np.array([0.5, 4.0]), low=np.array([-9.0, -90.0]), high=np.array([9.0, 90.0]),
    spread=np.array([0.5, 4.0]),
)  # fmt: skip


def in_data_units(x: torch.Tensor) -> torch.Tensor:
    return x.double() * torch.tensor(SPACE.std) + torch.tensor(SPACE.mean)


@pytest.mark.parametrize("name", BALLS)
@pytest.mark.parametrize("eps", [0.1, "-20 dB", "−20dB", "-46.02 db"])
def test_that_a_share_of_the_peak_is_that_of_the_perturbation_beside_the_loudest_value(name: str, eps: object) -> None:
    """Carlini & Wagner 2018: dB_x(delta) = dB(delta) - dB(x), in data units; padding is not heard."""
    x, _, mask = ragged((9, 4, 6), features=2, seed=2)
    x[~mask] = 99.0
    region = THREATS[name](eps=eps, unit="peak", box=False).around(x, mask, SPACE)
    far = x + 50 * torch.randn(x.shape, generator=torch.Generator().manual_seed(0))
    sealed = region.seal(far)
    peaks = [in_data_units(x)[row][mask[row]].abs().max() for row in range(3)]
    ratio = NORMS[name](in_data_units(sealed) - in_data_units(x)) / torch.stack(peaks)
    wanted = (
        eps if isinstance(eps, float) else 10 ** (float(str(eps).lower().replace("−", "-").removesuffix("db")) / 20)
    )
    torch.testing.assert_close(ratio, torch.full_like(ratio, wanted), rtol=2e-4, atol=0)  # x is in single precision
    torch.testing.assert_close(region.size(sealed), torch.full_like(ratio, wanted), rtol=2e-4, atol=0)
    assert torch.equal(sealed[~mask], x[~mask])


@pytest.mark.parametrize("name", BALLS)
@pytest.mark.parametrize("eps", [0.5, float("inf")])
def test_that_silence_stays_silent(name: str, eps: float) -> None:
    x = torch.zeros(2, 4, 1)
    x[1, 2] = 0.5
    region = THREATS[name](unit="peak", box=False).around(x, torch.ones(2, 4, dtype=torch.bool), plain_space(1))
    sealed = region.with_eps(eps).seal(x + torch.tensor([[[1.0], [-2.0], [0.1], [5.0]]]))
    assert torch.equal(sealed[0].view(torch.int32), x[0].view(torch.int32))
    assert not torch.equal(sealed[1], x[1])
    assert torch.equal(region.random_start(torch.Generator().manual_seed(0))[0], x[0])


def test_that_a_feature_that_nobody_can_change_is_not_heard_either() -> None:
    closed = Space(SPACE.mean, SPACE.std, SPACE.low, SPACE.high, SPACE.spread, closed=np.array([False, True]))
    x = torch.tensor([[[1.0, 100.0], [-2.0, 100.0]]])  # 0.8 and -0.7 in the first feature
    region = Linf(eps=0.1, unit="peak", box=False).around(x, torch.ones(1, 2, dtype=torch.bool), closed)
    moved = in_data_units(region.seal(x + 9)) - in_data_units(x)
    assert not moved[..., 1].any()
    torch.testing.assert_close(moved[0, :, 0], torch.full((2,), 0.1 * 0.8).double(), rtol=1e-5, atol=0)


def test_that_decibels_and_shares_are_two_ways_to_say_the_same() -> None:
    assert parse_decibels("-20 dB") == pytest.approx(0.1)
    assert parse_decibels("0dB") == 1.0
    assert parse_decibels("+6.0206 dB") == pytest.approx(2.0, rel=1e-5)
    assert to_decibels(0.1) == "-20"
    assert to_decibels(0.0) == "-inf"
    for text in ("20", "dB", "-20", "-20 dBm", "nan dB", "inf dB", "99999999 dB"):
        assert parse_decibels(text) is None


def test_that_the_words_say_share_and_level() -> None:
    said = str(Linf(eps="-30 dB", unit="peak").describe())
    assert "3.162 % of the sequence's peak (-30 dB relative to peak, L-inf)" in said


def test_that_a_level_needs_the_peak_as_unit() -> None:
    for values in ({"eps": "-20 dB"}, {"eps": "-20 dB", "unit": "data"}):
        with pytest.raises(SettingError, match="choose that unit") as caught:
            Linf(**values)
        assert list(caught.value.problems) == ["eps"]


def test_that_a_level_is_understood_in_toml_and_becomes_a_share() -> None:
    text = '[watch.threat]\nname = "linf"\nunit = "peak"\neps = "-20 dB"\n'
    spec = RunSpec.from_toml(text)
    assert spec.watch.threat.eps == pytest.approx(0.1)
    assert RunSpec.from_toml(spec.to_toml()) == spec


@pytest.mark.parametrize("name", BALLS)
def test_that_each_feature_has_its_share_of_the_budget(name: str) -> None:
    x = torch.zeros(1, 5, 3)
    mask = torch.ones(1, 5, dtype=torch.bool)
    region = THREATS[name](eps=0.8, shares=(1, 0, 0.25), box=False).around(x, mask, plain_space(3))
    alone = torch.zeros(1, 5, 3)
    for feature, share in enumerate((1, 0, 0.25)):
        far = alone.clone()
        far[0, 2, feature] = 30.0
        found = region.seal(far)
        torch.testing.assert_close(float(found[0, 2, feature]), 0.8 * share, rtol=1e-6, atol=0)
        assert float(found.abs().sum()) == pytest.approx(0.8 * share)
    assert not region.random_start(torch.Generator().manual_seed(0))[..., 1].any()


def test_that_shares_of_the_budget_must_fit_the_features() -> None:
    x, _, mask = ragged()
    with pytest.raises(RunError, match="budgets for 2 features, but the data have 3"):
        Linf(shares=(1, 0.5)).around(x, mask, plain_space(3))


def test_that_shares_that_do_not_fit_are_refused_before_a_run() -> None:
    spec = RunSpec().replace_paths(
        {"watch.threat": {"name": "intersection", "parts": [{"name": "l1", "shares": [1.0] * 9}]}}
    )
    dataset = load(DataSettings())
    with pytest.raises(RunError, match="budgets for 9 features"):
        check_spec(spec, dataset)
