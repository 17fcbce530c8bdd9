"""Projections and smallest points between bounds, against a linear and a quadratic solver."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.optimize import LinearConstraint, linprog, minimize

from robustgui.attacks.norms import Norm, choose_norm
from robustgui.threats.l1 import L1Region
from robustgui.threats.l2 import L2Region
from robustgui.threats.linf import LinfRegion
from robustgui.threats.value_region import ValueRegion

KINDS = {"l1": L1Region, "l2": L2Region, "linf": LinfRegion}
N = 5


def norm(name: str) -> Norm:
    one = torch.ones(1, 1, N, dtype=torch.float64)
    region: ValueRegion = KINDS[name](0 * one, one, -one, one, 1.0)
    return choose_norm(region)


def smallest(name: str, w: np.ndarray, need: float, low: np.ndarray, high: np.ndarray) -> float:
    """The size of the smallest v with w . v >= need, by a general solver."""
    if name == "l2":
        start = np.where(w > 0, high, low)
        found = minimize(
            lambda v: v @ v, start, jac=lambda v: 2 * v, method="SLSQP", bounds=list(zip(low, high, strict=True)),
            constraints=[LinearConstraint(w, lb=need)], options={"ftol": 1e-14, "maxiter": 1000},
        )  # fmt: skip
        return float(np.sqrt(found.fun))
    if name == "l1":  # v = p - q
        bounds = [(0, None)] * (2 * N)
        inside = np.block([[np.eye(N), -np.eye(N)], [-np.eye(N), np.eye(N)]])
        rows = np.vstack([inside, np.concatenate([-w, w])])
        return float(linprog(np.ones(2 * N), rows, np.concatenate([high, -low, [-need]]), bounds=bounds).fun)
    rows = np.vstack([np.c_[np.eye(N), -np.ones(N)], np.c_[-np.eye(N), -np.ones(N)], np.r_[-w, 0.0]])
    bounds = [*zip(low, high, strict=True), (0, None)]
    return float(linprog(np.r_[np.zeros(N), 1.0], rows, np.r_[np.zeros(2 * N), -need], bounds=bounds).fun)


@pytest.mark.parametrize("around", [True, False], ids=["bounds around 0", "any bounds"])
@pytest.mark.parametrize("name", KINDS)
def test_that_the_smallest_point_behind_a_plane_is_a_solvers(name: str, around: bool) -> None:
    stream = np.random.default_rng(0)
    for case in range(40):
        w = stream.normal(size=N) * (stream.random(N) < 0.8)
        low, high = np.sort(stream.normal(size=(2, N)), axis=0)
        if around:
            low, high = -abs(low), abs(high)
        most = np.where(w > 0, high, low) @ w
        need = most * stream.random() if most > 0 else most - stream.random()
        v = (
            norm(name)
            .find_smallest(*(torch.from_numpy(np.atleast_1d(a))[None] for a in (w, need, low, high)))[0]
            .numpy()
        )
        assert (v >= low - 1e-12).all()
        assert (v <= high + 1e-12).all()
        assert w @ v >= need - 1e-9
        size = float(norm(name).size(torch.from_numpy(v)[None]))
        assert size == pytest.approx(smallest(name, w, need, low, high), abs=1e-5), case


@pytest.mark.parametrize("name", KINDS)
def test_that_infinite_bounds_leave_the_closed_form(name: str) -> None:
    """The distance to a plane is gap / dual norm of its normal."""
    w = torch.tensor([[3.0, -4.0, 0.0], [0.0, 0.0, 0.0]], dtype=torch.float64)
    gap = torch.tensor([[2.0], [1.0]], dtype=torch.float64)
    infinite = torch.full_like(w, torch.inf)
    d = norm(name).project_to_plane(torch.zeros_like(w), w, gap, -infinite, infinite)
    assert (w * d).sum(1)[0] == pytest.approx(2.0)
    assert norm(name).size(d)[0] == pytest.approx(2.0 / float(norm(name).dual_norm(w)[0]))
    assert not d[1].any()


@pytest.mark.parametrize("name", KINDS)
def test_that_what_cannot_be_reached_is_approached_as_far_as_the_bounds_let_it(name: str) -> None:
    w = torch.tensor([[1.0, -2.0, 0.0]])
    low, high = torch.tensor([[-1.0, -0.5, -1.0]]), torch.tensor([[0.25, 1.0, 1.0]])
    assert norm(name).find_smallest(w, torch.tensor([[100.0]]), low, high).tolist() == [[0.25, -0.5, 0.0]]


@pytest.mark.parametrize("name", KINDS)
def test_that_every_sequence_has_its_own_radius(name: str) -> None:
    generator = torch.Generator().manual_seed(0)
    u = torch.randn(4, N, generator=generator)
    bound = torch.full_like(u, 0.7)
    radius = torch.tensor([[0.0], [0.3], [0.8], [9.0]])
    projected = norm(name).project(u, -bound, bound, radius)
    for row in range(4):
        alone = KINDS[name](
            torch.zeros(1, 1, N), torch.ones(1, 1, 1), -bound[row].view(1, 1, N), bound[row].view(1, 1, N),
            float(radius[row]),
        ).project(u[row].view(1, 1, N))  # fmt: skip
        torch.testing.assert_close(projected[row], alone.view(N))
