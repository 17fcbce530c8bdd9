"""From sequences to tensors."""

from __future__ import annotations

import numpy as np
import torch
from support.networks import bumps, chains, moods, rising, token_network

from robustgui.data import space_of
from robustgui.models.batch import to_batch, token_batch
from robustgui.models.gru import GRU


def test_that_values_are_in_network_units_and_padding_is_zero() -> None:
    part = bumps(8, seed=0)
    space = space_of(part)
    indices = np.array([5, 0, 3])
    x, y, mask = to_batch(part, indices, space)
    assert x.dtype == torch.float32
    assert mask.sum(1).tolist() == part.lengths[indices].tolist()
    assert not x[~mask].any()
    for row, index in enumerate(indices):
        expected = (part[index] - space.mean) / space.std
        np.testing.assert_allclose(x[row, mask[row]], expected, rtol=1e-5, atol=1e-6)
    assert y.tolist() == part.labels[indices].tolist()


def test_that_targets_keep_their_columns() -> None:
    part = rising(4, seed=0)
    _, y, _ = to_batch(part, np.array([2, 1]), space_of(part))
    assert y.shape == (2, 1)
    assert y.dtype == torch.float32


def test_that_tokens_are_whole_numbers_with_zeros_behind_each_end() -> None:
    part = moods(6, seed=0)
    indices = np.array([4, 1])
    x, y, mask = to_batch(part, indices, space_of(part))
    assert x.dtype == torch.int64
    assert not x[~mask].any()
    for row, index in enumerate(indices):
        assert x[row, mask[row]].tolist() == part[index].tolist()
    assert y.tolist() == part.labels[indices].tolist()


def test_that_of_each_text_all_but_the_first_token_are_asked_for() -> None:
    part = chains(6, seed=0)
    indices = np.array([4, 1])
    x, y, mask = to_batch(part, indices, space_of(part))
    assert x.shape == y.shape == mask.shape == (2, part.lengths[indices].max() - 1)
    for row, index in enumerate(indices):
        assert x[row, mask[row]].tolist() == part[index][:-1].tolist()
        assert y[row, mask[row]].tolist() == part[index][1:].tolist()
        assert (y[row, ~mask[row]] == -1).all()


def test_that_a_text_of_one_token_asks_nothing_and_still_has_a_step() -> None:
    x, y, mask = token_batch("next_token", torch.tensor([[3]]), torch.empty(1, 0), torch.ones(1, 1, dtype=torch.bool))
    assert x.tolist() == [[0]]
    assert y.tolist() == [[-1]]
    assert not mask.any()
    network = token_network(GRU(hidden=4), task="next_token")
    assert network.losses(network.outputs(x, mask), y).tolist() == [0.0]
