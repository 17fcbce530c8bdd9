"""What a network that reads tokens says of its embeddings."""

from __future__ import annotations

import numpy as np
import torch
from support.networks import VOCABULARY, network_of, ragged, ragged_tokens, token_network

from robustgui.models.gru import GRU


def test_that_the_space_of_embeddings_is_that_of_the_vocabulary_as_it_is_now() -> None:
    network = token_network(GRU(hidden=4))
    with torch.no_grad():
        network.table[:, 2] = torch.linspace(-3.0, 8.0, len(VOCABULARY))
    space = network.embedding_space()
    assert (space.low[2], space.high[2]) == (-3.0, 8.0)
    table = network.table.detach().numpy().astype(np.float64)
    np.testing.assert_allclose(space.spread, table.std(0))
    assert not space.mean.any()
    assert (space.std == 1).all()


def test_that_vectors_pass_as_they_are() -> None:
    network = token_network(GRU(hidden=4))
    x, _, mask = ragged_tokens()
    vectors = network.embed(x, mask)
    assert network.embed(vectors, mask) is vectors
    values, _, mask = ragged()
    assert network_of(GRU(hidden=4)).embed(values, mask) is values


def test_that_asking_which_states_are_valid_leaves_mode_and_chance_alone() -> None:
    network = token_network(GRU(hidden=4), dropout=0.5)
    network.module.train()
    state = torch.get_rng_state()
    x, _, mask = ragged_tokens(padding=1)
    assert torch.equal(network.state_mask(x, mask), mask)
    assert network.module.training
    assert torch.equal(torch.get_rng_state(), state)
