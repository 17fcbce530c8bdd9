"""Weights before the first step."""

from __future__ import annotations

import pytest
import torch

from robustgui.models.elman import Elman
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM

CELLS = [Elman, GRU, LSTM]


@pytest.mark.parametrize("model", CELLS)
def test_that_recurrent_weights_neither_shrink_nor_stretch(model: type) -> None:
    stack = model(hidden=6, layers=2, bidirectional=True).build(3, 4)
    for layer in stack.layers:
        for cell in (layer.forwards, layer.backwards):
            for gate in torch.split(cell.weight_hh_l0.data, 6):
                torch.testing.assert_close(gate @ gate.T, torch.eye(6), rtol=0, atol=1e-5)


def test_that_the_forget_gate_of_an_lstm_is_open_at_first_and_other_biases_are_zero() -> None:
    cell = LSTM(hidden=5).build(3, 2).layers[0].forwards
    total = cell.bias_ih_l0 + cell.bias_hh_l0
    assert total.tolist() == [0] * 5 + [1] * 5 + [0] * 10


@pytest.mark.parametrize("model", CELLS)
def test_that_uniform_leaves_the_weights_of_torch(model: type) -> None:
    with torch.random.fork_rng():
        torch.manual_seed(3)
        found = model(hidden=5, initialisation="uniform").build(3, 2).layers[0].forwards
        torch.manual_seed(3)
        expected = getattr(torch.nn, model.cell)(3, 5, batch_first=True)
    for ours, theirs in zip(found.parameters(), expected.parameters(), strict=True):
        assert torch.equal(ours, theirs)
