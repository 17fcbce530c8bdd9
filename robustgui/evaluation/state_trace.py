"""States and outputs of a network for the clean sequence and the iterations of an attack."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..base.errors import RunError
from ..base.lazy import torch
from .inspect_request import Floats

if TYPE_CHECKING:
    from torch import Tensor

    from ..models.nets.interface import States
    from ..models.network import Network

SHOWN_TOKENS = 12
_AT_ONCE = 1 << 25  # numbers of step outputs in memory at a time


@dataclass(frozen=True)
class StateTrace:
    """States and outputs of N versions of one sequence, S states each; N is 1 + I.

    Attributes:
        hidden: hidden states of the layer, (N, S, H).
        outputs: class probabilities or targets, (N, K); for next tokens the probabilities of `columns` at the end.
        step_outputs: the same at every state, (N, S, K); those of the last state are `outputs`.
        steps: the last input step of each state, (S,).
        layer, layers: index of the layer from 0, and number of layers.
    """

    hidden: Floats
    outputs: Floats
    step_outputs: Floats
    steps: NDArray[np.int64]
    layer: int
    layers: int


def trace_states(
    network: Network,
    inputs: Tensor,
    mask: Tensor,
    layer: int,
    columns: NDArray[np.int64] | None,
    at: NDArray[np.int64] | None = None,
) -> StateTrace:
    """States and outputs of `network` for `inputs` (N, T, F) or tokens (N, T), with one `mask` (1, T), or one for each.

    Args:
        network: left unchanged.
        inputs: the clean sequence and the iterations of an attack.
        mask: valid steps.
        layer: index of the layer, -1 is the last.
        columns: displayed tokens of the vocabulary; None: all outputs.
        at: step of each input (N, steps of the first) whose state is compared with that of the first; None: the same
            step.

    Raises:
        RunError: there is no such layer.
    """
    masks = mask.expand(len(inputs), -1)
    count = int(network.state_mask(inputs[:1], masks[:1]).sum())
    width = len(network.vocabulary) if network.task == "next_token" else 1
    traces: list[tuple[NDArray[np.float32], ...]] = []
    layers, steps = 0, np.arange(count)
    for rows in torch.split(torch.arange(len(inputs), device=inputs.device), max(1, _AT_ONCE // (count * width))):
        batch_states = network.states(inputs[rows], masks[rows])
        if at is not None:
            batch_states = _select_states(
                batch_states, network.state_mask(inputs[rows], masks[rows]), at[rows.cpu().numpy()], count
            )
        layers = len(batch_states.hidden)
        if not -layers <= layer < layers:
            raise RunError(
                "There is no layer {layer}: the network has {layers}, numbered from 0.", layer=layer, layers=layers
            )
        if batch_states.steps is not None:
            steps = batch_states.steps[:count].cpu().numpy()
        each = network.probabilities(batch_states.step_outputs[:, :count])  # (n, S, K)
        last = each[:, -1] if network.task == "next_token" else network.probabilities(batch_states.outputs)
        if columns is not None:
            tokens = torch.from_numpy(columns).to(each.device)
            each, last = each[..., tokens], last[..., tokens]
        # a readout summed step by step rounds differently, which near a boundary changes the decision
        each[:, -1] = last
        traces.append(tuple(part.cpu().numpy() for part in (batch_states.hidden[layer][:, :count], last, each)))
    hidden, outputs, step_outputs = (np.concatenate(parts) for parts in zip(*traces, strict=True))
    return StateTrace(hidden, outputs, step_outputs, steps, layer % layers, layers)


def _select_states(batch_states: States, valid: Tensor, at: NDArray[np.int64], count: int) -> States:
    """`batch_states` with the `count` states of each sequence that are complete after its steps `at`.

    `valid` (n, S): valid states.
    """
    steps = np.arange(valid.shape[1]) if batch_states.steps is None else batch_states.steps.cpu().numpy()  # (S,)
    lengths = valid.sum(1).cpu().numpy()
    last_steps = at[:, np.minimum(steps[:count], at.shape[1] - 1)]  # (n, count): the last step of each state
    positions = np.searchsorted(steps, last_steps, side="right") - 1
    positions[:, -1] = lengths - 1  # the state of the prediction
    index = torch.from_numpy(np.clip(positions, 0, lengths[:, None] - 1)).to(valid.device)[:, :, None]  # (n, count, 1)
    hidden = torch.stack([states.gather(1, index.expand(-1, -1, states.shape[2])) for states in batch_states.hidden])
    outputs = batch_states.step_outputs.gather(1, index.expand(-1, -1, batch_states.step_outputs.shape[2]))
    return replace(batch_states, hidden=hidden, cells=None, step_outputs=outputs)


def choose_tokens(network: Network, clean: Tensor, attacked: Tensor, mask: Tensor, label: int) -> NDArray[np.int64]:
    """Displayed candidates of the next token, at most `SHOWN_TOKENS`: the true one, and the most likely before and
    after the attack.

    `clean` and `attacked` are (1, T, ...). In descending order of probability before the attack.
    """
    with network.evaluating(), torch.no_grad():
        last = network.outputs(torch.cat([clean, attacked]), mask.expand(2, -1))[:, int(mask.sum()) - 1]  # (2, V)
    best = last.argsort(dim=1, descending=True)[:, :SHOWN_TOKENS].cpu().numpy()  # (2, 12)
    tokens = list(dict.fromkeys([label, *best.T.ravel().tolist()]))[:SHOWN_TOKENS]
    order = last[0, tokens].argsort(descending=True).cpu().numpy()
    columns: NDArray[np.int64] = np.array(tokens, np.int64)[order]
    return columns
