"""Shifts in time: order, bounds, what is read, and how near that is in dynamic time warping."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch
from support.networks import plain_space, ragged
from torch import Tensor

from robustgui.base.units import Space
from robustgui.threats.timing import Timing, TimingRegion


def region_of(x: Tensor, mask: Tensor | None = None, **settings: object) -> TimingRegion:
    mask = torch.ones(x.shape[:2], dtype=torch.bool) if mask is None else mask
    return Timing(**settings).around(x, mask, plain_space(x.shape[2]))


def far_away(region: TimingRegion, scale: float = 4.0, seed: int = 0) -> Tensor:
    return scale * torch.randn(region.centre.shape, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("eps", [0.0, 0.3, 1.0, 2.7, float("inf")])
@pytest.mark.parametrize("settings", [{}, {"first_step": 2}, {"windows": "1-3, 5-7"}, {"causal": True}])
def test_that_sealed_shifts_keep_order_budget_and_ends(eps: float, settings: dict[str, object]) -> None:
    x, _, mask = ragged((9, 4, 1), seed=1, padding=2)
    region = region_of(x, mask, **settings).with_eps(eps)
    for seed, scale in itertools.product(range(20), (0.2, 4.0, 1e4)):
        s = region.seal(far_away(region, scale, seed)).double()[..., 0]
        times = torch.arange(11.0, dtype=torch.float64) + s
        assert (s.abs() <= eps).all()
        closed = ~mask | ~(torch.arange(11) >= settings.get("first_step", 0))
        assert not s[closed].any()
        if "windows" in settings:
            assert not s[:, [0, 4, 8]].any()
        if settings.get("causal"):
            assert (s <= 0).all()
        for row, length in enumerate(mask.sum(1).tolist()):
            assert (times[row, :length].diff() >= 0).all()
            assert times[row, 0] >= 0
            assert times[row, length - 1] <= length - 1


def test_that_a_budget_of_zero_reads_the_sequence_as_it_is() -> None:
    x, _, mask = ragged((6, 3))
    region = region_of(x, mask, eps=0.0)
    assert torch.equal(region.render(region.seal(far_away(region))), x)
    assert torch.equal(region.render(far_away(region)), x)


def test_that_values_between_two_steps_lie_on_the_line_between_them() -> None:
    x = torch.tensor([[[0.0, 10.0], [2.0, 20.0], [6.0, 0.0], [6.0, 4.0]]])
    region = region_of(x, eps=1.5)
    s = torch.tensor([0.5, -0.25, 0.0, -1.0])[None, :, None]
    wanted = torch.tensor([[[1.0, 15.0], [1.5, 17.5], [6.0, 0.0], [6.0, 0.0]]])
    torch.testing.assert_close(region.render(s), wanted)
    stream = np.interp(np.arange(4) + s[0, :, 0].numpy(), np.arange(4), x[0, :, 0].numpy())
    np.testing.assert_allclose(region.render(s)[0, :, 0], stream)


def test_that_only_open_features_are_moved() -> None:
    x, _, mask = ragged((6, 6))
    space = plain_space(3)
    closed = Space(space.mean, space.std, space.low, space.high, space.spread, closed=np.array([False, False, True]))
    region = Timing(eps=2, features=(1, 2)).around(x, mask, closed)
    read = region.render(region.seal(far_away(region)))
    assert torch.equal(read[..., [0, 2]], x[..., [0, 2]])
    assert not torch.equal(read[..., 1], x[..., 1])


def test_that_points_out_of_order_are_read_as_the_nearest_ordered_ones() -> None:
    """Brute force over a grid: no ordered shifts within the bounds are nearer in the largest difference."""
    x = torch.zeros(1, 4, 1)
    region = region_of(x, eps=1.0)
    grid = torch.tensor(list(itertools.product(np.linspace(-1, 1, 17), repeat=4)))  # (N, 4)
    times = torch.arange(4) + grid
    ordered = grid[(times.diff(dim=1) >= 0).all(1) & (times[:, 0] >= 0) & (times[:, 3] <= 3)]
    for seed in range(30):
        s = far_away(region, 1.5, seed)
        distance = (region.project(s) - s).abs().max()
        best = (ordered - s[0, :, 0]).abs().amax(1).min()
        assert distance <= best + 1e-6
        assert torch.equal(region.render(s), region.render(region.project(s)))


def test_that_the_gradient_is_that_of_finite_differences() -> None:
    x = torch.randn(1, 6, 2, generator=torch.Generator().manual_seed(3), dtype=torch.float64)
    region = region_of(x, eps=2.0)
    s = torch.tensor([0.3, 0.6, 0.1, -0.45, -0.2, -0.7], dtype=torch.float64)[None, :, None]
    assert torch.autograd.gradcheck(region.render, s.requires_grad_())


def test_that_a_held_back_stream_reads_nothing_that_has_not_come_yet() -> None:
    x = torch.randn(1, 8, 2, generator=torch.Generator().manual_seed(0))
    other = x.clone()
    other[:, 4:] = 9.0
    s = region_of(x, eps=2, causal=True).seal(far_away(region_of(x)))
    one, two = (region_of(values, eps=2, causal=True).render(s) for values in (x, other))
    assert torch.equal(one[:, :4], two[:, :4])


def warped(one: np.ndarray, other: np.ndarray, window: int) -> float:
    """The dynamic time warping distance (root of summed squares) within a window, by its definition."""
    cost = np.full((len(one) + 1, len(other) + 1), np.inf)
    cost[0, 0] = 0.0
    for i, j in itertools.product(range(1, len(one) + 1), range(1, len(other) + 1)):
        if abs(i - j) <= window:
            before = min(cost[i - 1, j], cost[i, j - 1], cost[i - 1, j - 1])
            cost[i, j] = ((one[i - 1] - other[j - 1]) ** 2).sum() + before
    return float(np.sqrt(cost[-1, -1]))


def test_that_warping_undoes_shifts_that_leave_nothing_out() -> None:
    x = np.random.default_rng(0).normal(size=(1, 12, 2)).astype(np.float32)
    x[0, 6:8] = x[0, 5]  # what is left out to come back in time is a repetition
    region = region_of(torch.from_numpy(x), eps=2)
    s = torch.tensor([0, 0, -1, -1, -2, -2, 0, 0, 0, 0, 0, 0])[None, :, None].float()
    assert torch.equal(region.seal(s), s)
    attacked = region.render(s)[0].numpy()
    assert warped(attacked[:6], x[0, :4], 2) == 0
    assert np.abs(attacked - x[0]).max() > 1


def test_that_shifted_sequences_are_near_in_warped_time_where_they_are_far_step_by_step() -> None:
    t = np.linspace(0, 4 * np.pi, 60)
    x = torch.from_numpy(np.sin(t)[None, :, None]).float()
    region = region_of(x, eps=3)
    attacked = region.render(torch.full_like(x, 3.0))[0].numpy()
    clean = x[0].numpy()
    plain = float(np.linalg.norm(attacked - clean))
    assert np.abs(attacked - clean).max() > 0.5
    assert warped(attacked, clean, 3) < 0.3 * plain  # what remains is the beginning, which was left out


def test_that_a_library_agrees_about_the_warped_distance() -> None:
    metrics = pytest.importorskip("tslearn.metrics")
    x, _, _ = ragged((20,), seed=4)
    region = region_of(x, eps=2)
    attacked = region.render(region.random_start(torch.Generator().manual_seed(1)))[0].numpy()
    clean = x[0].numpy()
    found = metrics.dtw(attacked, clean, global_constraint="sakoe_chiba", sakoe_chiba_radius=2)
    assert found == pytest.approx(warped(attacked, clean, 2), rel=1e-5)
    assert found < np.linalg.norm(attacked - clean)
