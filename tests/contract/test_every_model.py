"""What every network owes."""

from __future__ import annotations

import pytest
import torch
from support import contracts
from support.networks import VOCABULARY, network_of, ragged, ragged_tokens, token_network

from robustgui.base.errors import RunError
from robustgui.models import MODELS, Model
from robustgui.models.blocks import count_parameters
from robustgui.models.imported import ImportedRecurrent
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
        with pytest.raises(RunError, match=r"bidirectional|one output per sequence"):
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
