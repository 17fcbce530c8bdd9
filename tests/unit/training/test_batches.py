"""Training batches: the same bits whether the data lie on the device or are fetched one batch at a time."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from robustgui.data import SequenceSet, space_of
from robustgui.training import batches
from robustgui.training.batches import Batches, batch_indices, fitting_batch_size


def ragged() -> SequenceSet:
    stream = np.random.default_rng(3)
    lengths = stream.integers(1, 9, 11)
    return SequenceSet.packed(
        name="ragged",
        values=stream.standard_normal((lengths.sum(), 2)).astype(np.float32) * 5 + 3,
        offsets=np.concatenate([[0], np.cumsum(lengths)]),
        labels=stream.integers(0, 3, 11),
        classes=("a", "b", "c"),
        features=("u", "v"),
    )


def test_that_resident_and_streamed_batches_are_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    part = ragged()
    resident = Batches(part, space_of(part), "cpu")
    monkeypatch.setattr(batches, "_HOST_LIMIT", 0)
    streamed = Batches(part, space_of(part), "cpu")
    assert resident.resident
    assert not streamed.resident
    for chosen in (np.array([4]), np.array([7, 0, 3]), np.arange(11)):
        for left, right in zip(resident.take(chosen), streamed.take(chosen), strict=True):
            assert torch.equal(left, right)


def test_that_an_epoch_takes_every_sequence_once() -> None:
    found = list(batch_indices(11, 4, seed=1, epoch=2))
    assert [len(part) for part in found] == [4, 4, 3]
    assert sorted(np.concatenate(found)) == list(range(11))


def test_that_the_order_depends_on_seed_and_epoch_alone() -> None:
    def order(seed: int, epoch: int) -> list[int]:
        return list(np.concatenate(list(batch_indices(50, 8, seed, epoch))))

    assert order(1, 1) == order(1, 1)
    assert order(1, 1) != order(1, 2)
    assert order(1, 1) != order(2, 1)


@pytest.mark.parametrize(("count", "size"), [(1, 8), (50, 8), (100, 16), (270, 32), (1000, 64), (1_000_000, 64)])
def test_that_an_unnamed_batch_size_follows_the_number_of_sequences(count: int, size: int) -> None:
    assert fitting_batch_size(count) == size
