"""Gradients and scores of a network for the checks of gradients."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from ...base.lazy import torch
from ...base.seeding import seed_generators

if TYPE_CHECKING:
    from torch import Tensor

    from ...models.network import Network

Score = Callable[["Tensor"], "Tensor"]  # outputs to one number a sequence, (B, ...) -> (B,)
VANISHED = 1e-19  # the square of what is smaller is 0 in float32: no attack can normalise it


def build_margin(network: Network, y: Tensor) -> Score:
    """An objective that does not saturate: the margin of the most likely wrong class; for other tasks the loss."""
    if network.task != "classification":
        return lambda outputs: network.losses(outputs, y)

    def margin(outputs: Tensor) -> Tensor:
        others = outputs.scatter(1, y[:, None], -torch.inf)
        gap: Tensor = others.amax(1) - outputs.gather(1, y[:, None])[:, 0]
        return gap

    return margin


def compute_gradient(network: Network, x: Tensor, mask: Tensor, score: Score, seed: int) -> Tensor:
    """Gradient of the score at inputs `x` (B, T, F), of the same shape; 0 without dependence."""
    with network.evaluating(), seed_generators(seed, network.device), torch.enable_grad():
        point = x.detach().clone().requires_grad_()
        value = score(network.outputs(point, mask)).sum()
        if not value.requires_grad:  # the network cuts its input off
            return torch.zeros_like(point)
        (gradient,) = torch.autograd.grad(value, point, allow_unused=True)
    return torch.zeros_like(x) if gradient is None else gradient


def find_vanishing(gradient: Tensor) -> Tensor:
    """Sequences whose gradient (B, T, F) vanishes or is not finite, (B,)."""
    flat = gradient.flatten(1)  # (B, T F)
    return ~(flat.isfinite().all(1) & (flat.abs().amax(1) > VANISHED))


def compute_value(network: Network, x: Tensor, mask: Tensor, score: Score, seed: int) -> Tensor:
    """Score at inputs `x`, (B,) float64; random networks draw the same for the same seed."""
    with network.evaluating(), seed_generators(seed, network.device), torch.no_grad():
        return score(network.outputs(x, mask)).double()


def convert_to_double(network: Network, x: Tensor, mask: Tensor) -> Network | None:
    """A copy of `network` in double precision; None if that is not supported."""
    if network.device == "mps":
        return None
    exact = replace(network, module=copy.deepcopy(network.module).double())
    try:
        with exact.evaluating(), torch.no_grad():
            outputs = exact.outputs(x[:1].double(), mask[:1])
    except (RuntimeError, TypeError):  # a part of it insists on single precision
        return None
    return exact if outputs.dtype == torch.float64 else None


@contextmanager
def record_gradients(network: Network) -> Iterator[list[Tensor]]:
    """Records the gradients at the network's input of every backward pass inside, each (B, T, F), detached."""
    gradients: list[Tensor] = []

    def listen(_: object, inputs: tuple[Tensor, ...]) -> None:
        if inputs[0].requires_grad:
            inputs[0].register_hook(lambda gradient: gradients.append(gradient.detach()))  # type: ignore[no-untyped-call]

    handle = network.module.register_forward_pre_hook(listen)
    try:
        yield gradients
    finally:
        handle.remove()
