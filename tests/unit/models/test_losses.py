"""Losses per sequence against torch's own in double precision."""

from __future__ import annotations

import pytest
import torch

from robustgui.models.losses import per_sequence


@pytest.mark.parametrize("scale", [0.1, 1.0, 10.0, 40.0])
def test_that_cross_entropy_and_its_gradient_keep_their_digits_for_a_sure_network(scale: float) -> None:
    generator = torch.Generator().manual_seed(0)
    logits = (torch.randn(50, 5, generator=generator) * scale).requires_grad_()
    exact = logits.detach().double().requires_grad_()
    y = torch.randint(0, 5, (50,), generator=generator)
    mine = per_sequence("cross_entropy", logits, y)
    true = torch.nn.functional.cross_entropy(exact, y, reduction="none")
    torch.testing.assert_close(mine.double(), true, rtol=1e-5, atol=1e-6)
    (gradient,) = torch.autograd.grad(mine.sum(), logits)
    (true_gradient,) = torch.autograd.grad(true.sum(), exact)
    norm = true_gradient.norm(dim=1)
    usable = (norm > 1e-12) & (norm < torch.inf)  # below, double precision itself loses the true class's entry
    error = (gradient - true_gradient).norm(dim=1) / norm
    assert usable.sum() > 20
    assert error[usable].max() < 1e-4  # the usual form in float32: 0.3


def test_that_squared_error_of_classes_is_taken_to_one_hot_vectors() -> None:
    outputs = torch.tensor([[0.5, 0.0, 1.0]])
    loss = per_sequence("mse", outputs, torch.tensor([2]))
    torch.testing.assert_close(loss, torch.tensor([0.25 / 3]))


def test_that_squared_error_of_targets_is_their_mean() -> None:
    loss = per_sequence("mse", torch.tensor([[1.0, 2.0]]), torch.tensor([[0.0, 4.0]]))
    torch.testing.assert_close(loss, torch.tensor([2.5]))


def test_that_a_broken_answer_has_no_finite_loss() -> None:
    loss = per_sequence("cross_entropy", torch.tensor([[torch.nan, 1.0, 2.0]]), torch.tensor([1]))
    assert not loss.isfinite().any()


def test_that_a_loss_at_every_step_is_the_mean_of_the_steps_that_are_asked() -> None:
    generator = torch.Generator().manual_seed(0)
    logits = torch.randn(3, 4, 6, generator=generator).requires_grad_()
    y = torch.tensor([[1, 2, 3, 4], [5, 0, -1, -1], [-1, -1, -1, -1]])
    loss = per_sequence("cross_entropy", logits, y)
    each = torch.nn.functional.cross_entropy(logits.flatten(0, 1), y.flatten(), reduction="none", ignore_index=-1)
    each = each.view(3, 4)
    torch.testing.assert_close(loss, torch.stack([each[0].mean(), each[1, :2].mean(), torch.zeros(())]))
    (gradient,) = torch.autograd.grad(loss.sum(), logits)
    assert not gradient[y < 0].any()
    assert gradient[y >= 0].any(1).all()
