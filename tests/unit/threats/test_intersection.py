"""Several norm balls at once: nearest points against a general solver, exact seals, sizes, words."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.optimize import minimize
from support.networks import plain_space, ragged
from torch import Tensor

from robustgui.base.errors import SettingError
from robustgui.base.units import Space
from robustgui.threats.intersection import Intersection
from robustgui.threats.intersection_region import IntersectionRegion

SPACE = Space(
    mean=np.array([1.0, -2.0]), std=np.array([0.5, 4.0]), low=np.array([0.0, -9.0]), high=np.array([2.0, 5.0]),
    spread=np.array([0.5, 4.0]),
)  # fmt: skip
MIXED = (
    {"name": "linf", "eps": 0.6, "first_step": 1},
    {"name": "l2", "eps": 1.0, "unit": "data"},
    {"name": "l1", "eps": 1.2, "shares": [1.0, 0.5], "box": False},
)


def region_of(parts: tuple[dict[str, object], ...], lengths: tuple[int, ...] = (4, 2, 3), **settings: object):
    x, _, mask = ragged(lengths, features=2, seed=5, padding=1)
    threat = Intersection(parts=parts, **settings)
    return x, mask, threat, threat.around(x, mask, SPACE)


def far_away(x: Tensor, seed: int, scale: float = 1.0) -> Tensor:
    return x + scale * torch.randn(x.shape, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("eps", [0.0, 0.5, 1.0, 3.0])
def test_that_a_sealed_point_lies_within_every_part(eps: float) -> None:
    x, mask, threat, region = region_of(MIXED, eps=eps)
    for seed in range(10):
        sealed = region.seal(far_away(x, seed, 3.0))
        assert (region.size(sealed) <= eps).all()
        for part in threat.parts:
            assert (part.around(x, mask, SPACE).size(sealed) <= part.eps * eps).all()
        data, clean = (v.double() * torch.tensor(SPACE.std) + torch.tensor(SPACE.mean) for v in (sealed, x))
        low, high = torch.tensor(SPACE.low), torch.tensor(SPACE.high)
        assert (data >= torch.minimum(low, clean) - 1e-14).all()
        assert (data <= torch.maximum(high, clean) + 1e-14).all()
        closed = ~mask | (torch.arange(x.shape[1]) == 0)
        assert torch.equal(sealed[closed].view(torch.int32), x[closed].view(torch.int32))


@pytest.mark.parametrize(
    "names",
    [("linf",), ("l1",), ("linf", "l2"), ("linf", "l1"), ("l2", "linf", "linf"), ("l1", "l2"), ("linf", "l1", "l2")],
)
def test_that_a_general_solver_finds_no_nearer_point(names: tuple[str, ...]) -> None:
    """A projection changes how far each value goes, never to which side: so all is smooth for the solver."""
    eps = {"linf": 0.5, "l2": 0.9, "l1": 1.3}
    room = {"linf": lambda v: 0.5 - v, "l2": lambda v: 0.81 - (v**2).sum(), "l1": lambda v: 1.3 - v.sum()}
    parts = tuple({"name": name, "eps": eps[name], "box": False} for name in names)
    for seed in range(6):
        u = np.random.default_rng(seed).normal(size=5) * 1.5
        x = torch.zeros(1, 5, 1, dtype=torch.float64)
        region = Intersection(parts=parts).around(x, torch.ones(1, 5, dtype=torch.bool), plain_space(1))
        mine = region.project(torch.from_numpy(u)[None, :, None])[0, :, 0].numpy()
        best = minimize(
            lambda v, u=u: ((v - np.abs(u)) ** 2).sum(), 0.05 * np.abs(u), method="SLSQP", bounds=[(0, None)] * 5,
            constraints=[{"type": "ineq", "fun": room[name]} for name in names],
            options={"ftol": 1e-13, "maxiter": 500},
        )  # fmt: skip
        assert all((room[name](best.x) >= -1e-9).all() for name in names)
        exact = 1e-3 if len(set(names) - {"linf"}) < 2 else 0.02  # of two balls: by a few alternating projections
        assert ((mine - u) ** 2).sum() <= best.fun * (1 + exact) + 1e-9


def test_that_the_size_is_the_largest_share_of_a_budget() -> None:
    x = torch.zeros(1, 2, 1)
    both = Intersection(parts=({"name": "linf", "eps": 0.2}, {"name": "l1", "eps": 0.5}))
    region = both.around(x, torch.ones(1, 2, dtype=torch.bool), plain_space(1))
    for moved, wanted in (([0.1, 0.0], 0.5), ([0.1, -0.1], 0.5), ([0.18, 0.18], 0.9), ([0.2, 0.2], 1.0)):
        size = float(region.size(torch.tensor(moved)[None, :, None]))
        assert size == pytest.approx(max(max(map(abs, moved)) / 0.2, sum(map(abs, moved)) / 0.5))
        assert size == pytest.approx(wanted, abs=0.2)


def test_that_an_infinite_budget_leaves_boxes_and_windows() -> None:
    x, _, _, region = region_of(MIXED)
    sealed = region.with_eps(float("inf")).seal(far_away(x, 0, 100.0))
    assert torch.equal(sealed[:, 0], x[:, 0])
    assert (region.size(sealed) > 3).any()
    inside = sealed.double() * torch.tensor(SPACE.std) + torch.tensor(SPACE.mean)
    assert (inside[:, 1] <= 5.0 + 1e-12).all()


def test_that_steps_are_as_long_as_all_parts_allow_and_climb() -> None:
    x, _, _, region = region_of(({"name": "linf", "eps": 0.4}, {"name": "l2", "eps": 0.7}, {"name": "l1", "eps": 1.0}))
    gradient = torch.randn(x.shape, generator=torch.Generator().manual_seed(2))
    step = region.ascend(x, gradient, 1.0) - x
    torch.testing.assert_close(region.size(x + step), torch.ones(3).double(), rtol=1e-4, atol=0)
    assert ((gradient * step).sum((1, 2)) > 0).all()


def test_that_a_part_without_a_budget_closes_everything() -> None:
    x, _, _, region = region_of(({"name": "linf", "eps": 0.4}, {"name": "l2", "eps": 0.0}))
    assert torch.equal(region.seal(far_away(x, 0)), x)
    assert torch.equal(region.random_start(torch.Generator().manual_seed(0)), x)


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ((), "parts"),
        (({"name": "intersection"},), "parts.0"),
        (("linf", {"name": "union"}), "parts.1"),
        (("linf", "timing"), "parts.1"),
        (("substitutions",), "parts.0"),
        (("l1", {"name": "linf", "knowledge": "labels"}), "parts.1.knowledge"),
        (({"name": "linf", "aim": "up"},), "parts.0.aim"),
        (({"name": "linf", "causal": True},), "parts.0.causal"),
        (({"name": "linf", "eps": -1.0},), "parts.0.eps"),
        (({"name": "linf", "windows": "0-2"}, {"name": "l1", "windows": "5-"}), "windows"),
    ],
)
def test_that_parts_that_make_no_sense_are_refused_at_their_place(parts: tuple[object, ...], path: str) -> None:
    with pytest.raises(SettingError) as caught:
        Intersection(parts=parts)
    assert list(caught.value.problems) == [path]


def test_that_the_words_tell_every_part() -> None:
    parts = ({"name": "linf", "eps": 0.3}, {"name": "l1", "eps": 2.0, "box": False})
    said = str(Intersection(eps=0.5, parts=parts).describe())
    assert "with 0.5 times each budget" in said
    assert "(1) Each value is perturbed by at most 0.3 std (L-inf)." in said
    assert "(2) The L1 norm of the perturbation is at most 2 std." in said


def test_that_one_part_alone_is_the_ball_itself() -> None:
    x, mask, _, region = region_of(({"name": "l2", "eps": 0.7},), eps=2.0)
    assert isinstance(region, IntersectionRegion)
    alone = Intersection().parts[1].copy_with(eps=1.4).around(x, mask, SPACE)
    far = far_away(x, 3)
    torch.testing.assert_close(region.seal(far), alone.seal(far))
