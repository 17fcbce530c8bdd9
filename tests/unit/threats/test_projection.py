"""Projections against solvers that share nothing with them: bisection on the multiplier, and SLSQP."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize

from robustgui.threats import ValueThreat
from robustgui.threats.l1 import L1, L1Region
from robustgui.threats.l2 import L2, L2Region
from robustgui.threats.linf import Linf, LinfRegion
from robustgui.threats.value_region import ValueRegion

Array = NDArray[np.float64]
REGIONS: dict[str, type[ValueRegion]] = {"l1": L1Region, "l2": L2Region, "linf": LinfRegion}
THREATS: dict[str, type[ValueThreat]] = {"l1": L1, "l2": L2, "linf": Linf}
NORMS = {"l1": lambda v: np.abs(v).sum(), "l2": lambda v: np.sqrt((v**2).sum()), "linf": lambda v: np.abs(v).max()}


def nearest(norm: str, u: Array, low: Array, high: Array, eps: float) -> Array:
    """The projection of `u` (N,): the multiplier of the ball found by halving an interval 200 times."""
    if norm == "linf":
        return np.clip(np.clip(u, -eps, eps), low, high)
    if NORMS[norm](np.clip(u, low, high)) <= eps:
        return np.clip(u, low, high)

    def shrunk(multiplier: float) -> Array:
        if norm == "l1":
            return np.clip(np.sign(u) * np.maximum(np.abs(u) - multiplier, 0), low, high)
        return np.clip(u / (1 + multiplier), low, high)

    small, large = 0.0, 1e12
    for _ in range(200):
        middle = (small + large) / 2
        small, large = (middle, large) if NORMS[norm](shrunk(middle)) > eps else (small, middle)
    return shrunk(large)


def random_case(seed: int) -> tuple[Array, Array, Array, float]:
    stream = np.random.default_rng(seed)
    N = int(stream.integers(1, 12))
    u = stream.normal(scale=stream.choice([0.01, 1, 100]), size=N)
    low, high = -stream.exponential(size=N), stream.exponential(size=N)
    open_ended = stream.random(N) < 0.2
    low[open_ended], high[open_ended] = -np.inf, np.inf
    closed = stream.random(N) < 0.2
    low[closed], high[closed] = 0, 0
    high[stream.random(N) < 0.1] = 0
    u[stream.random(N) < 0.1] = 0
    if stream.random() < 0.3:
        u = np.round(u)  # ties
    return u, low, high, float(stream.choice([0, 0.01, 0.3, 1, 5]))


@pytest.mark.parametrize("norm", REGIONS)
def test_that_projections_find_the_nearest_point(norm: str) -> None:
    for seed in range(400):
        u, low, high, eps = random_case(seed)
        for dtype, tolerance in ((torch.float64, 1e-9), (torch.float32, 1e-5)):
            t_u, t_low, t_high = (torch.tensor(v[None, :, None], dtype=dtype) for v in (u, low, high))
            region = REGIONS[norm](torch.zeros_like(t_u), torch.ones(1, dtype=dtype), t_low, t_high, eps)
            found = region.project(t_u)[0, :, 0].double().numpy()
            true, size = nearest(norm, u, low, high, eps), max(1.0, np.abs(u).max())
            np.testing.assert_allclose(found, true, rtol=0, atol=tolerance * size, err_msg=f"case {seed}")


@pytest.mark.parametrize("norm", ["l1", "l2"])
@pytest.mark.parametrize("seed", range(8))
def test_that_a_general_solver_finds_no_nearer_point(norm: str, seed: int) -> None:
    stream = np.random.default_rng(seed)
    u, eps = stream.normal(size=4) * 2, 1.0
    low, high = -stream.uniform(0.1, 1, 4), stream.uniform(0.1, 1, 4)
    constraint = {"type": "ineq", "fun": lambda v: eps - NORMS[norm](v)}
    start = np.clip(u, low, high) * 0.1
    best = minimize(
        lambda v: ((v - u) ** 2).sum(), start, method="SLSQP", bounds=list(zip(low, high, strict=True)),
        constraints=[constraint], options={"ftol": 1e-12, "maxiter": 500},
    )  # fmt: skip
    t_u, t_low, t_high = (torch.tensor(v[None, :, None]) for v in (u, low, high))
    region = REGIONS[norm](torch.zeros_like(t_u), torch.ones(1, dtype=torch.float64), t_low, t_high, eps)
    mine = region.project(t_u)[0, :, 0].numpy()
    assert NORMS[norm](mine) <= eps + 1e-12
    assert ((mine - u) ** 2).sum() <= best.fun + 1e-6


@pytest.mark.parametrize("norm", REGIONS)
def test_that_a_point_of_the_region_stays_where_it_is(norm: str) -> None:
    u = torch.tensor([[[0.01], [-0.02], [0.0]]])
    bound = torch.full_like(u, 1.0)
    region = REGIONS[norm](torch.zeros_like(u), torch.ones(1), -bound, bound, 0.1)
    assert torch.equal(region.project(u), u)


@pytest.mark.parametrize("norm", REGIONS)
def test_that_each_sequence_of_a_batch_is_projected_by_itself(norm: str) -> None:
    generator = torch.Generator().manual_seed(0)
    scale = torch.tensor([0.0, 0.1, 1, 10, 1e4])[:, None, None]
    u = torch.randn(5, 4, 2, generator=generator, dtype=torch.float64) * scale
    bound = torch.ones_like(u)
    one = torch.ones(1, 1, 2, dtype=torch.float64)
    together = REGIONS[norm](torch.zeros_like(u), one, -bound, bound, 0.7).project(u)
    for row in range(5):
        chosen = torch.tensor([row])
        alone = REGIONS[norm](torch.zeros_like(u), one, -bound, bound, 0.7).subset(chosen).project(u[chosen])
        assert torch.equal(alone[0], together[row])
