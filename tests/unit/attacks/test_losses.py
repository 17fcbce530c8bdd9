"""Margins and ratios against their definitions, one sequence at a time."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from robustgui.attacks.losses import dlr, margin

Z = 3 * torch.randn(50, 6, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
Y = torch.randint(0, 6, (50,), generator=torch.Generator().manual_seed(1))
RIVAL = (Y + 1 + torch.randint(0, 5, (50,), generator=torch.Generator().manual_seed(2))) % 6


def each(formula: object, z: Tensor, *labels: Tensor) -> Tensor:
    rows = zip(z.tolist(), *(label.tolist() for label in labels), strict=True)
    return torch.tensor([formula(*row) for row in rows], dtype=torch.float64)  # type: ignore[operator]


def others(z: list[float], y: int) -> float:
    return max(v for k, v in enumerate(z) if k != y)


def ranked(z: list[float], place: int) -> float:
    return sorted(z, reverse=True)[place - 1]


def test_that_the_margin_is_the_best_other_class_less_the_true_one() -> None:
    torch.testing.assert_close(margin(Z, Y), each(lambda z, y: others(z, y) - z[y], Z, Y))
    torch.testing.assert_close(margin(Z, Y, RIVAL), each(lambda z, y, t: z[t] - z[y], Z, Y, RIVAL))
    torch.testing.assert_close(margin(Z, Y, targeted=True), each(lambda z, y: z[y] - others(z, y), Z, Y))
    assert torch.equal(margin(Z, Y) > 0, Z.argmax(1) != Y)


def test_that_the_ratio_is_that_of_the_paper() -> None:
    """Equations 6 and 7 of Croce & Hein 2020."""
    plain = each(lambda z, y: -(z[y] - others(z, y)) / (ranked(z, 1) - ranked(z, 3)), Z, Y)
    torch.testing.assert_close(dlr(Z, Y), plain)
    aimed = each(
        lambda z, y, t: -(z[y] - z[t]) / (ranked(z, 1) - (ranked(z, 3) + ranked(z, 4)) / 2), Z, Y, RIVAL
    )  # fmt: skip
    torch.testing.assert_close(dlr(Z, Y, RIVAL), aimed)


@pytest.mark.parametrize("rival", [None, RIVAL])
def test_that_the_ratio_depends_on_neither_scale_nor_shift(rival: Tensor | None) -> None:
    torch.testing.assert_close(dlr(40 * Z + 7, Y, rival), dlr(Z, Y, rival))


def test_that_few_classes_have_the_margin() -> None:
    two, three = Z[:, :2], Z[:, :3]
    assert torch.equal(dlr(two, Y % 2), margin(two, Y % 2))
    assert torch.equal(dlr(three, Y % 3, (Y + 1) % 3), margin(three, Y % 3, (Y + 1) % 3))
    assert not torch.equal(dlr(three, Y % 3), margin(three, Y % 3))


def test_that_equal_logits_have_a_finite_ratio_and_gradient() -> None:
    z = torch.zeros(2, 5, requires_grad=True)
    dlr(z, torch.tensor([0, 3])).sum().backward()
    assert z.grad is not None
    assert z.grad.isfinite().all()
