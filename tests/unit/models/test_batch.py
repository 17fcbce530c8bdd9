"""From sequences to tensors."""

from __future__ import annotations

import numpy as np
import torch
from support.networks import bumps, rising

from robustgui.data import space_of
from robustgui.models.batch import to_batch


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
