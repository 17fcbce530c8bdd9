"""Recurrent networks from their equations, one step and one sequence at a time, in float64 and without padding.

Shares nothing with the program but the weights' names.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

Weights = dict[str, Tensor]


@dataclass(frozen=True)
class Passed:
    """What one sequence went through."""

    outputs: Tensor  # (K,)
    hidden: list[Tensor]  # of each layer, (T, H) or (T, 2H)
    cells: list[Tensor]  # of each layer of an LSTM
    steps: Tensor  # (T, K)


def double_weights(module: torch.nn.Module) -> Weights:
    return {name: value.detach().double() for name, value in module.state_dict().items()}


def run(kind: str, readout: str, layers: int, both: bool, w: Weights, x: Tensor) -> Passed:
    """Read one sequence `x` (T, F), float64. `kind`: tanh, relu, gru or lstm."""
    hidden, cells = [], []
    size = w["layers.0.forwards.weight_hh_l0"].shape[1]
    for layer in range(layers):
        h, c = direction(kind, w, f"layers.{layer}.forwards.", x, size)
        if both:
            h_back, c_back = direction(kind, w, f"layers.{layer}.backwards.", x.flip(0), size)
            h = torch.cat([h, h_back.flip(0)], 1)
            c = torch.cat([c, c_back.flip(0)], 1)
        hidden.append(h)
        cells.append(c)
        x = h
    read = [read_out(readout, x[: t + 1], x, size, both) for t in range(len(x))]
    steps = torch.stack([w["head.weight"] @ r + w["head.bias"] for r in read])
    return Passed(steps[-1], hidden, cells, steps)


def read_out(readout: str, seen: Tensor, all_states: Tensor, size: int, both: bool) -> Tensor:
    if readout == "concat":
        return torch.cat([read_out(part, seen, all_states, size, both) for part in ("last", "max", "mean")])
    if readout == "mean":
        return seen.sum(0) / len(seen)
    if readout == "max":
        return seen.max(0).values
    return torch.cat([seen[-1, :size], all_states[0, size:]]) if both else seen[-1]


def direction(kind: str, w: Weights, prefix: str, x: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """Hidden and cell states, each (T, H)."""
    h = c = torch.zeros(size, dtype=torch.float64)
    hs, cs = [], []
    for t in range(len(x)):
        into = w[prefix + "weight_ih_l0"] @ x[t] + w[prefix + "bias_ih_l0"]
        back = w[prefix + "weight_hh_l0"] @ h + w[prefix + "bias_hh_l0"]
        if kind == "tanh":
            h = torch.tanh(into + back)
        elif kind == "relu":
            h = (into + back).clamp(min=0)
        elif kind == "gru":
            r = logistic(into[:size] + back[:size])
            z = logistic(into[size : 2 * size] + back[size : 2 * size])
            n = torch.tanh(into[2 * size :] + r * back[2 * size :])
            h = (1 - z) * n + z * h
        else:
            i, f, g, o = ((into + back)[k * size : (k + 1) * size] for k in range(4))
            c = logistic(f) * c + logistic(i) * torch.tanh(g)
            h = logistic(o) * torch.tanh(c)
        hs.append(h)
        cs.append(c)
    return torch.stack(hs), torch.stack(cs)


def logistic(a: Tensor) -> Tensor:
    return 1 / (1 + torch.exp(-a))


def cross_entropy_gradient(
    kind: str, readout: str, layers: int, both: bool, w: Weights, x: Tensor, y: int
) -> tuple[Tensor, Tensor]:
    """Outputs (K,) and the gradient of -log softmax_y with respect to `x` (T, F)."""
    x = x.double().requires_grad_()
    outputs = run(kind, readout, layers, both, w, x).outputs
    loss = torch.log(torch.exp(outputs - outputs[y]).sum())
    (gradient,) = torch.autograd.grad(loss, x)
    return outputs.detach(), gradient
