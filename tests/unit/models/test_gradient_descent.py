"""Steps of gradient descent, against plain arithmetic."""

from __future__ import annotations

import pytest
import torch

from robustgui.models.gradient_descent import GradientDescent


def descent(clip: float = 0.0) -> tuple[GradientDescent, torch.nn.Parameter]:
    weights = torch.nn.Parameter(torch.tensor([3.0, 4.0]))
    return GradientDescent(torch.optim.SGD([weights], lr=1.0), clip), weights


@pytest.mark.parametrize(("clip", "length"), [(0.0, 5.0), (1.0, 1.0), (9.0, 5.0)])
def test_that_a_step_follows_the_clipped_gradient_at_its_learning_rate(clip: float, length: float) -> None:
    one, weights = descent(clip)
    one.descend(weights.square().sum() / 2, lr=0.1)
    torch.testing.assert_close(weights.detach(), torch.tensor([3.0, 4.0]) * (1 - 0.1 * length / 5))


def test_that_the_norm_is_that_before_clipping_and_the_gradient_replaces_the_one_before() -> None:
    one, weights = descent(1.0)
    for _ in range(2):
        one.backward(weights.square().sum() / 2)
    assert one.clip_gradient(clip=False).item() == 5.0
    assert one.clip_gradient().item() == 5.0
    assert one.clip_gradient().item() == pytest.approx(1.0, rel=1e-5)
    one.release()
    assert weights.grad is None
