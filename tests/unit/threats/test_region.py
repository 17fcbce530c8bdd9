"""Regions: units, box, windows, masks, exact seals, steepest steps, random starts."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch
from support.networks import ragged

from robustgui.base.errors import RunError
from robustgui.base.units import Space
from robustgui.threats import THREATS, BallThreat

SPACE = Space(
    mean=np.array([100.0, -3.0, 0.1]),
    std=np.array([7.0, 0.02, 1.3]),
    low=np.array([93.1, -3.013, -0.4]),
    high=np.array([112.7, -2.971, 0.77]),
    spread=np.array([7.0, 0.02, 1.3]),
)
OPTIONS = {
    "plain": {},
    "no box": {"box": False},
    "data units": {"unit": "data"},
    "window": {"first_step": 1, "open_steps": 2},
    "features": {"features": (2, 0)},
}
BALLS = [name for name in THREATS if issubclass(THREATS[name], BallThreat)]
EVERY = list(itertools.product(BALLS, OPTIONS))


def region_of(name: str, options: dict[str, object], eps: float = 0.5, space: Space = SPACE, **batch: int):
    x, _, mask = ragged((7, 2, 5), seed=3, **batch)
    threat = THREATS[name](eps=eps, **options)
    return threat, threat.around(x, mask, space), x, mask


def far_away(x: torch.Tensor) -> torch.Tensor:
    return x + 20 * torch.randn(x.shape, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize(("name", "option"), EVERY)
@pytest.mark.parametrize("eps", [0.0, 1e-4, 0.5, 30.0])
def test_that_a_sealed_point_keeps_budget_box_and_closed_values(name: str, option: str, eps: float) -> None:
    threat, region, x, mask = region_of(name, OPTIONS[option], eps, padding=3)
    sealed = region.seal(far_away(x))
    moved = (sealed.double() - x.double()) * (torch.tensor(SPACE.std) if threat.unit == "data" else 1.0)
    flat = moved.flatten(1)
    sizes = {"l1": flat.abs().sum(1), "l2": flat.norm(dim=1), "linf": flat.abs().amax(1)}[name]
    assert (sizes <= eps * (1 + 1e-12)).all()  # nothing but the rounding of this test's own sums
    closed = ~mask[:, :, None].expand_as(x)
    if threat.open_steps is not None:
        closed = closed.clone()
        closed[:, :1] = True
        closed[:, 3:] = True
    if threat.features:
        closed = closed.clone()
        closed[:, :, 1] = True
    assert torch.equal(sealed[closed].view(torch.int32), x[closed].view(torch.int32))  # bit for bit
    if threat.box:
        low, high = torch.tensor(SPACE.low), torch.tensor(SPACE.high)
        data, clean = (v.double() * torch.tensor(SPACE.std) + torch.tensor(SPACE.mean) for v in (sealed, x))
        rounding = 1e-15 * high.abs().clamp(min=1) * 4
        assert (data >= torch.minimum(low, clean) - rounding).all()
        assert (data <= torch.maximum(high, clean) + rounding).all()


@pytest.mark.parametrize("name", BALLS)
def test_that_values_outside_the_training_range_do_not_move_further_out(name: str) -> None:
    space = Space(*(np.array([v]) for v in (0.0, 1.0, -1.0, 1.0, 1.0)))
    x = torch.tensor([[[2.5], [-1.5], [0.0]]])
    region = THREATS[name](eps=1.0).around(x, torch.ones(1, 3, dtype=torch.bool), space)
    pushed = region.seal(x + torch.tensor([[[5.0], [-5.0], [0.3]]]))
    assert torch.equal(pushed[0, :2], x[0, :2])
    pulled = region.seal(x + torch.tensor([[[-0.2], [0.2], [0.0]]]))
    torch.testing.assert_close(pulled[0, :2, 0], torch.tensor([2.3, -1.3]))


@pytest.mark.parametrize("name", BALLS)
def test_that_minus_zero_and_broken_numbers_become_the_clean_value(name: str) -> None:
    x = torch.tensor([[[-0.0], [0.5], [0.5]]])
    mask = torch.tensor([[True, True, False]])
    space = Space(*(np.array([v]) for v in (0.0, 1.0, -1.0, 1.0, 1.0)))
    region = THREATS[name](eps=0.1, first_step=1).around(x, mask, space)
    sealed = region.seal(torch.tensor([[[0.3], [torch.nan], [torch.inf]]]))
    assert torch.equal(sealed.view(torch.int32), x.view(torch.int32))


@pytest.mark.parametrize("name", BALLS)
def test_that_a_constant_feature_has_no_deviation_to_be_moved_by(name: str) -> None:
    space = Space(*(np.array(v) for v in ([0.0, 5.0], [1.0, 1.0], [-9.0, 5.0], [9.0, 5.0], [1.0, 0.0])))
    x = torch.zeros(1, 2, 2)
    mask = torch.ones(1, 2, dtype=torch.bool)
    for box in (True, False):
        sealed = THREATS[name](eps=1.0, box=box).around(x, mask, space).seal(x + 3)
        assert not sealed[..., 1].any()
        assert sealed[..., 0].all()
    assert THREATS[name](eps=1.0, box=False, unit="data").around(x, mask, space).seal(x + 3)[..., 1].all()


@pytest.mark.parametrize("name", BALLS)
def test_that_a_budget_in_data_units_counts_in_data_units(name: str) -> None:
    _, region, x, _ = region_of(name, {"unit": "data", "box": False}, 0.01)
    sealed = region.seal(far_away(x))
    torch.testing.assert_close(region.size(sealed), torch.full((3,), 0.01, dtype=torch.float64), rtol=1e-4, atol=0)


@pytest.mark.parametrize("name", BALLS)
def test_that_standard_deviations_are_true_ones_where_data_are_not_normalised(name: str) -> None:
    space = Space(*(np.array([v]) for v in (0.0, 1.0, -99.0, 99.0, 4.0)))  # the network sees the data's own units
    x = torch.zeros(1, 1, 1)
    region = THREATS[name](eps=0.5).around(x, torch.ones(1, 1, dtype=torch.bool), space)
    torch.testing.assert_close(region.seal(x + 50), torch.full_like(x, 2.0))


def test_that_a_feature_the_data_do_not_have_is_named() -> None:
    x, _, mask = ragged()
    with pytest.raises(RunError, match="feature 3, but the data have features 0 to 2"):
        THREATS["linf"](features=(1, 3)).around(x, mask, SPACE)


@pytest.mark.parametrize(("name", "option"), [case for case in EVERY if case[0] != "l1"])  # l1: see the next test
def test_that_no_random_step_climbs_more_than_the_steepest(name: str, option: str) -> None:
    _, region, x, _ = region_of(name, OPTIONS[option], 0.5)
    generator = torch.Generator().manual_seed(0)
    gradient = torch.randn(x.shape, generator=generator)
    step = (region.ascend(x, gradient, 1.0) - x) * region.weight / region.eps
    climb = (gradient / region.weight * step).sum((1, 2))
    assert (region._norm(step) <= 1 + 1e-4).all()
    room = torch.where(gradient > 0, region.high, -region.low) > 0
    for _ in range(200):
        other = torch.randn(x.shape, generator=generator) * room
        other = other / region._norm(other).clamp(min=1e-9)[:, None, None]
        assert ((gradient / region.weight * other).sum((1, 2)) <= climb * (1 + 1e-4) + 1e-5).all()


def test_that_the_l1_step_takes_the_largest_tenth_of_the_open_values() -> None:
    x = torch.zeros(1, 40, 1)
    mask = torch.arange(40)[None] < 20
    space = Space(*(np.array([v]) for v in (0.0, 1.0, -9.0, 9.0, 1.0)))
    region = THREATS["l1"](eps=1.0).around(x, mask, space)
    gradient = torch.arange(40.0)[None, :, None] * torch.where(torch.arange(40) % 2 == 0, 1.0, -1.0)[None, :, None]
    step = region.ascend(x, gradient, 1.0)
    assert step.nonzero()[:, 1].tolist() == [18, 19]  # 20 open values; padding does not count
    torch.testing.assert_close(step[0, 18:20, 0], torch.tensor([0.5, -0.5]))


@pytest.mark.parametrize("name", BALLS)
@pytest.mark.parametrize("scale", [0.0, 1e-42, 1e-30, 1e30, torch.nan])
def test_that_vanishing_or_broken_gradients_give_steps_of_full_length_or_none(name: str, scale: float) -> None:
    _, region, x, _ = region_of(name, {"box": False}, 0.5)
    gradient = torch.randn(x.shape, generator=torch.Generator().manual_seed(0)) * scale
    size = region.size(region.ascend(x, gradient, 1.0))
    wanted = 0.5 if scale > 0 else 0.0
    torch.testing.assert_close(size, torch.full_like(size, wanted), rtol=1e-3, atol=1e-6)


@pytest.mark.parametrize("name", BALLS)
def test_that_random_starts_fill_the_ball_evenly(name: str) -> None:
    """In n dimensions a uniform point has size eps r with E[r] = n / (n + 1), and its mean is the centre."""
    n, draws, eps = 3, 20_000, 2.0
    x = torch.zeros(draws, 2, 2)
    mask = torch.ones(draws, 2, dtype=torch.bool)
    space = Space(*(np.array(v) for v in ([0.0, 0], [1.0, 1], [-9.0, -9], [9.0, 9], [1.0, 1])))
    region = THREATS[name](eps=eps).around(x, mask, space)
    region.low[:, 1, 1], region.high[:, 1, 1] = 0, 0  # three values can move
    start = region.random_start(torch.Generator().manual_seed(0))
    assert not start[:, 1, 1].any()
    size = region.size(start)
    assert (size <= eps * (1 + 1e-6)).all()
    assert float(size.mean()) == pytest.approx(eps * n / (n + 1), abs=0.02)
    assert float((size**2).mean()) == pytest.approx(eps**2 * n / (n + 2), abs=0.04)
    assert start.mean(0).abs().max() < 0.03
    second = start.square().mean(0).flatten()[:3]  # the same in every direction
    wanted = {"linf": eps**2 / 3, "l2": eps**2 / (n + 2), "l1": 2 * eps**2 / ((n + 1) * (n + 2))}[name]
    torch.testing.assert_close(second, torch.full((3,), wanted), rtol=0.04, atol=0)


def test_that_the_words_name_budget_and_unit() -> None:
    for name in BALLS:
        threat = THREATS[name](eps=0.25)
        assert "0.25" in str(threat.describe())
        assert "0.25 std" in str(threat.describe())
        assert "0.25 data units" in str(threat.copy_with(unit="data").describe())


def test_that_the_words_name_everything_that_narrows_the_ball() -> None:
    said = str(THREATS["linf"](features=(0, 3), first_step=5, open_steps=4).describe())
    assert "features may be perturbed: 0, 3." in said
    assert "steps 5 to 8 may be perturbed." in said
    assert "range seen in training" in said
    assert "range" not in str(THREATS["l1"](box=False).describe())
    assert "steps from 2 on" in str(THREATS["l2"](first_step=2).describe())
