"""Recurrent networks against their equations, computed one step and one sequence at a time in float64."""

from __future__ import annotations

import itertools

import pytest
import torch
from support.networks import LENGTHS, network_of, ragged
from support.reference_rnn import double_weights, run

from robustgui.models import Model
from robustgui.models.elman import Elman
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM

CELLS: dict[str, type[Model] | None] = {"tanh": Elman, "relu": Elman, "gru": GRU, "lstm": LSTM}
CASES = list(itertools.product(CELLS, (1, 2, 3), (False, True), ("last", "mean", "max", "concat")))


def model_of(kind: str, layers: int, both: bool, readout: str) -> Model:
    options = {"activation": kind} if kind in ("tanh", "relu") else {}
    return CELLS[kind](hidden=5, layers=layers, bidirectional=both, readout=readout, dropout=0.5, **options)


@pytest.mark.parametrize(("kind", "layers", "both", "readout"), CASES)
def test_that_states_and_answers_follow_the_equations(kind: str, layers: int, both: bool, readout: str) -> None:
    network = network_of(model_of(kind, layers, both, readout))
    weights = double_weights(network.module)
    network.module.double()
    x, _, mask = ragged()
    x = x.double()
    states = network.states(x, mask)
    assert (states.cells is not None) == (kind == "lstm")
    for row, length in enumerate(LENGTHS):
        true = run(kind, readout, layers, both, weights, x[row, :length])
        torch.testing.assert_close(states.outputs[row], true.outputs)
        torch.testing.assert_close(states.hidden[:, row, :length], torch.stack(true.hidden))
        torch.testing.assert_close(states.step_outputs[row, :length], true.steps)
        if states.cells is not None:
            torch.testing.assert_close(states.cells[:, row, :length], torch.stack(true.cells))
            assert not states.cells[:, row, length:].any()
        assert not states.hidden[:, row, length:].any()


@pytest.mark.parametrize(("kind", "layers", "both", "readout"), CASES)
def test_that_padding_changes_neither_answers_nor_gradients(kind: str, layers: int, both: bool, readout: str) -> None:
    network = network_of(model_of(kind, layers, both, readout))
    network.module.double().eval()
    found = []
    for padding in (0, 1, 40):
        x, y, mask = ragged(padding=padding)
        x = x.double().requires_grad_()
        outputs = network.outputs(x, mask)
        (gradient,) = torch.autograd.grad(network.losses(outputs, y).sum(), x)
        assert not gradient[~mask].any()
        found.append((outputs.detach(), gradient[:, : max(LENGTHS)]))
    for outputs, gradient in found[1:]:
        torch.testing.assert_close(outputs, found[0][0], rtol=1e-12, atol=1e-12)
        torch.testing.assert_close(gradient, found[0][1], rtol=1e-12, atol=1e-12)


def test_that_an_unbounded_cell_may_overflow_on_padding() -> None:
    network = network_of(Elman(hidden=5, activation="relu", readout="mean"))
    with torch.no_grad():
        network.module.layers[0].forwards.weight_hh_l0.fill_(3.0)
    short, long = ragged((3, 2)), ragged((3, 2), padding=200)
    states = network.states(long.x, long.mask)
    assert states.outputs.isfinite().all()
    torch.testing.assert_close(states.outputs, network.states(short.x, short.mask).outputs)


def test_that_eval_mode_switches_all_dropout_off() -> None:
    network = network_of(GRU(hidden=5, layers=2, dropout=0.5))
    x, _, mask = ragged()
    network.module.train()
    assert not torch.equal(network.outputs(x, mask), network.outputs(x, mask))
    with network.evaluating():
        assert torch.equal(network.outputs(x, mask), network.outputs(x, mask))


def test_that_each_submodule_returns_to_the_mode_it_was_in() -> None:
    network = network_of(GRU(hidden=5, dropout=0.5))
    network.module.train()
    network.module.dropout.eval()
    with network.evaluating():
        assert not network.module.training
    assert network.module.training
    assert not network.module.dropout.training
