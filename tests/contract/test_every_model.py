"""What every network owes."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from support import contracts
from support.networks import (
    VOCABULARY,
    network_around,
    network_of,
    plain_space,
    ragged,
    ragged_tokens,
    token_network,
)
from torch import Tensor, nn

from robustgui.base.errors import RunError
from robustgui.models import MODELS, Model
from robustgui.models.base import count_parameters
from robustgui.models.imported import ImportedRecurrent
from robustgui.models.nets.interface import Capabilities, SequenceModule, States
from robustgui.models.nets.target_scale import TargetScale
from robustgui.models.network import Network
from robustgui.models.recurrent import Recurrent


def variants() -> list[Model]:
    """Every registered network; recurrent ones also with two layers and both directions."""
    found: list[Model] = []
    for name in MODELS:
        found.append(MODELS[name]())
        if issubclass(MODELS[name], Recurrent):
            found.append(MODELS[name](hidden=4, layers=2, bidirectional=True, dropout=0.3))
    return found


def label(model: Model) -> str:
    return f"{model.name}-{getattr(model, 'layers', 1)}"


@pytest.mark.parametrize("name", MODELS)
def test_that_a_network_is_documented(name: str) -> None:
    contracts.check_documented(MODELS[name], with_source=False)
    contracts.check_key(MODELS, name)


@pytest.mark.parametrize("model", variants(), ids=label)
def test_that_a_network_survives_the_way_through_toml(model: Model) -> None:
    contracts.check_toml("model", model)


def shaped() -> list[Model]:
    """Also networks that were imported, with everything that only they have."""
    return [
        *variants(),
        ImportedRecurrent(kind="GRU", hidden=4, layers=2, widths=(6, 4), readout="concat", head=(5, 3)),
        ImportedRecurrent(kind="RNN", hidden=4, bidirectional=True, joining="sum", head=(5,), layer_norms=(0, 1)),
    ]


@pytest.mark.parametrize("every_step", [False, True])
@pytest.mark.parametrize("model", shaped(), ids=label)
def test_that_the_blocks_have_the_parameters_that_torch_builds(model: Model, every_step: bool) -> None:
    if every_step and (getattr(model, "bidirectional", False) or model.name == "python"):
        return
    module = model.build(3, 4, every_step)
    blocks = model.blocks(3, 4, every_step)
    for block in blocks:
        part = module.get_submodule(block.module)
        assert block.parameters in (None, sum(weights.numel() for weights in part.parameters())), block
    if count_parameters(blocks) is not None:
        assert count_parameters(blocks) == sum(weights.numel() for weights in module.parameters())
    assert [block.title for block in model.blocks(None, None)] == [block.title for block in blocks]


def test_that_only_code_of_the_user_has_blocks_of_unknown_size() -> None:
    assert [name for name in MODELS if count_parameters(MODELS[name]().blocks(3, 4)) is None] == ["python"]


@pytest.mark.parametrize("model", variants(), ids=label)
def test_that_states_have_the_shapes_that_the_interface_names(model: Model) -> None:
    network = network_of(model)
    x, _, mask = ragged()
    states = network.states(x, mask)
    B, T = mask.shape
    assert states.outputs.shape == (B, 4)
    assert states.hidden.shape[1:3] == (B, T)
    assert states.step_outputs.shape == (B, T, 4)
    assert states.cells is None or states.cells.shape == states.hidden.shape
    assert not states.hidden[:, ~mask].any()
    assert not states.outputs.requires_grad


@pytest.mark.parametrize("model", variants(), ids=label)
def test_that_the_answer_at_the_last_step_is_the_answer(model: Model) -> None:
    network = network_of(model)
    x, _, mask = ragged(padding=1)
    states = network.states(x, mask)
    last = states.step_outputs[torch.arange(3), mask.sum(1) - 1]
    torch.testing.assert_close(last, states.outputs)
    with network.evaluating(), torch.no_grad():
        torch.testing.assert_close(network.outputs(x, mask), states.outputs)


@pytest.mark.parametrize("model", variants(), ids=label)
def test_that_padding_changes_neither_answers_nor_gradients(model: Model) -> None:
    network = network_of(model)
    network.module.double().eval()
    found = []
    for padding in (0, 9):
        x, y, mask = ragged(padding=padding)
        x = x.double().requires_grad_()
        outputs = network.outputs(x, mask)
        (gradient,) = torch.autograd.grad(network.losses(outputs, y).sum(), x)
        assert not gradient[~mask].any()
        found.append((outputs.detach(), gradient[mask]))
    torch.testing.assert_close(found[0], found[1], rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("model", variants(), ids=label)
def test_that_the_seed_decides_the_first_weights(model: Model) -> None:
    first, again, other = (network_of(model, seed=seed).module.state_dict() for seed in (1, 1, 2))
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert any(not torch.equal(first[name], other[name]) for name in first)


@pytest.mark.parametrize("model", variants(), ids=label)
def test_that_tokens_and_their_vectors_give_the_same_answers(model: Model) -> None:
    network = token_network(model)
    x, _, mask = ragged_tokens(padding=2)
    with network.evaluating(), torch.no_grad():
        vectors = network.embed(x, mask)
        assert vectors.shape == (*x.shape, 5)
        assert not vectors[~mask].any()
        assert torch.equal(network.outputs(x, mask), network.outputs(vectors, mask))
        shorter = network.outputs(x[:, :6], mask[:, :6])  # padding is no token
        torch.testing.assert_close(network.outputs(x, mask), shorter)
    states = network.states(x, mask)
    assert states.hidden.shape[1:3] == mask.shape
    torch.testing.assert_close(states.outputs, shorter)


@pytest.mark.parametrize("model", variants(), ids=label)
def test_that_a_language_model_answers_at_every_step_from_what_it_has_read(model: Model) -> None:
    if getattr(model, "bidirectional", False) or model.name == "python":
        with pytest.raises(RunError, match=r"bidirectional|it must return"):
            token_network(model, task="next_token")
        return
    network = token_network(model, task="next_token")
    x, _, mask = ragged_tokens((6, 6, 6))
    with network.evaluating(), torch.no_grad():
        outputs = network.outputs(x, mask)
        assert outputs.shape == (3, 6, len(VOCABULARY))
        changed = x.clone()
        changed[:, 3] = (changed[:, 3] + 1) % len(VOCABULARY)
        others = network.outputs(changed, mask)
    torch.testing.assert_close(outputs[:, :3], others[:, :3])
    assert not torch.allclose(outputs[:, 3:], others[:, 3:])


@pytest.mark.parametrize("model", variants(), ids=label)
def test_that_states_have_the_sizes_that_are_declared(model: Model) -> None:
    network = network_of(model)
    x, _, mask = ragged()
    states, declared = network.states(x, mask), network.module.capabilities
    assert (states.cells is not None) == declared.has_cell_states
    if declared.state_sizes is None:
        assert model.name == "python"
        return
    assert states.hidden.shape[0] == len(declared.state_sizes)
    assert states.hidden.shape[3] == max(declared.state_sizes)
    for layer, size in zip(states.hidden, declared.state_sizes, strict=True):
        assert not layer[:, :, size:].any()
        assert layer[:, :, :size].any()


@pytest.mark.parametrize("model", variants(), ids=label)
def test_that_gradients_are_differentiable_again_where_that_is_declared(model: Model) -> None:
    """Against a central difference of the gradient, in double precision."""
    network = network_of(model)
    module = network.module.double().eval()
    x, y, mask = ragged()
    x = x.double().requires_grad_()
    direction = torch.randn(x.shape, generator=torch.Generator().manual_seed(1), dtype=torch.float64)

    def gradient(point: Tensor, *, again: bool = False) -> Tensor:
        losses = network.losses(network.outputs(point, mask), y)
        return torch.autograd.grad(losses.sum(), point, create_graph=again)[0]

    if not module.capabilities.double_backward:
        with pytest.raises(RunError, match="cannot be differentiated twice"), module.twice_differentiable():
            gradient(x, again=True)
        return
    with module.twice_differentiable():
        (second,) = torch.autograd.grad((gradient(x, again=True) * direction).sum(), x)
    step = 1e-5 * direction
    expected = (gradient(x + step) - gradient(x - step)) / 2e-5
    torch.testing.assert_close(second, expected, rtol=1e-4, atol=1e-8)


@pytest.mark.parametrize("model", variants(), ids=label)
def test_that_per_sample_gradients_are_those_of_each_sequence_alone(model: Model) -> None:
    network = network_of(model)
    module = network.module.double().eval()
    assert module.capabilities.per_sample_gradients
    x, y, mask = ragged(padding=2)
    x = x.double()
    found = module.per_sample_gradients(lambda outputs: network.losses(outputs, y), x, mask)
    for row, length in enumerate(mask.sum(1)):
        module.zero_grad()
        outputs = module(x[row : row + 1, :length], mask[row : row + 1, :length])
        torch.autograd.backward(network.losses(outputs, y[row : row + 1]).sum())
        for name, weights in module.named_parameters():
            torch.testing.assert_close(found[name][row], weights.grad, rtol=1e-9, atol=1e-12)


def check_bounds(network: Network) -> None:
    """Outputs for random inputs in a box lie between the bounds of the box; a network without bounds says so."""
    x, _, mask = ragged()
    low, high = x - 0.1, x + 0.1
    if not network.module.capabilities.bounds:
        with pytest.raises(RunError, match="no bounds on the outputs"):
            network.module.bounds(low, high, mask)
        return
    least, most = network.module.bounds(low, high, mask)
    generator = torch.Generator().manual_seed(0)
    for _ in range(20):
        outputs = network.outputs(low + (high - low) * torch.rand(x.shape, generator=generator), mask)
        assert (outputs >= least - 1e-6).all()
        assert (outputs <= most + 1e-6).all()


@pytest.mark.parametrize("model", variants(), ids=label)
def test_that_bounds_hold_where_they_are_declared(model: Model) -> None:
    check_bounds(network_of(model))


class Linear(SequenceModule):
    """The mean over time, and a linear layer: bounded by interval arithmetic; nothing that only some networks can."""

    def __init__(self, once: bool = False, normalised: bool = False) -> None:
        super().__init__()
        self.head = nn.Linear(3, 4)
        self.norm = nn.BatchNorm1d(4) if normalised else nn.Identity()
        self.once, self.normalised = once, normalised

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(bounds=True, double_backward=not self.once, per_sample_gradients=not self.normalised)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return self.norm(self.head((x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)))

    def states(self, x: Tensor, mask: Tensor) -> States:
        raise NotImplementedError

    def bounds(self, low: Tensor, high: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        centre, radius = self((low + high) / 2, mask), (high - low) / 2
        reach = (radius * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True) @ self.head.weight.abs().T
        return centre - reach, centre + reach


def test_that_a_module_with_bounds_is_held_to_them() -> None:
    check_bounds(network_around(Linear(), plain_space(3), classes=tuple("abcd")))
    scaled = TargetScale(Linear(), 4)
    scaled.fit(torch.randn(9, 4, generator=torch.Generator().manual_seed(0)))
    check_bounds(network_around(scaled, plain_space(3), task="regression", classes=(), outputs=4))


def test_that_what_a_module_does_not_declare_is_refused_with_a_sentence() -> None:
    x, _, mask = ragged()
    with pytest.raises(RunError, match="cannot be differentiated twice"), Linear(once=True).twice_differentiable():
        pass
    with pytest.raises(RunError, match="as with batch normalisation"):
        Linear(normalised=True).per_sample_gradients(lambda outputs: outputs.sum(1), x, mask)


def test_that_an_operation_without_second_derivative_becomes_a_sentence() -> None:
    class Once(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Tensor) -> Tensor:
            return x * 2

        @staticmethod
        @torch.autograd.function.once_differentiable
        def backward(ctx: Any, gradient: Tensor) -> Tensor:
            return gradient * 2

    x = torch.ones(3, requires_grad=True)

    def differentiate_twice() -> None:
        with Linear().twice_differentiable():
            (first,) = torch.autograd.grad(Once.apply(x).square().sum(), x, create_graph=True)
            torch.autograd.backward(first.sum())

    with pytest.raises(RunError, match="cannot be differentiated twice"):
        differentiate_twice()
