"""Training batches: the same bits whether the data lie on the device or are fetched one batch at a time."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from robustgui.data import SequenceSet, space_of
from robustgui.data.batch_order import choose_batch_size, group_by_length, split_shuffled
from robustgui.data.memory_maps import map_array
from robustgui.training import batches
from robustgui.training.batches import Batches


def ragged() -> SequenceSet:
    stream = np.random.default_rng(3)
    lengths = stream.integers(1, 9, 11)
    return SequenceSet.pack(
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
    found = list(split_shuffled(11, 4, seed=1, epoch=2))
    assert [len(part) for part in found] == [4, 4, 3]
    assert sorted(np.concatenate(found)) == list(range(11))


def test_that_the_order_depends_on_seed_and_epoch_alone() -> None:
    def order(seed: int, epoch: int) -> list[int]:
        return list(np.concatenate(list(split_shuffled(50, 8, seed, epoch))))

    assert order(1, 1) == order(1, 1)
    assert order(1, 1) != order(1, 2)
    assert order(1, 1) != order(2, 1)


@pytest.mark.parametrize(("count", "size"), [(1, 8), (50, 8), (100, 16), (270, 32), (1000, 64), (1_000_000, 64)])
def test_that_an_unnamed_batch_size_follows_the_number_of_sequences(count: int, size: int) -> None:
    assert choose_batch_size(count) == size


def unequal(count: int) -> np.ndarray:
    return np.random.default_rng(5).integers(5, 200, count)


def padded_steps(lengths: np.ndarray, found: list[np.ndarray]) -> int:
    return sum(int(lengths[batch].max()) * len(batch) for batch in found)


@pytest.mark.parametrize("count", [1, 7, 64, 1003])
def test_that_grouped_batches_take_every_sequence_once_with_one_smaller_batch(count: int) -> None:
    found = group_by_length(unequal(count), 8, seed=1, epoch=2)
    assert sorted(np.concatenate(found)) == list(range(count))
    assert sorted(map(len, found), reverse=True) == [8] * (count // 8) + [count % 8] * (count % 8 > 0)


def test_that_batches_of_sequences_of_one_length_are_the_plain_shuffle() -> None:
    for left, right in zip(
        group_by_length(np.full(50, 7), 8, seed=3, epoch=1), split_shuffled(50, 8, seed=3, epoch=1), strict=True
    ):
        np.testing.assert_array_equal(left, right)


def test_that_grouping_by_length_saves_most_of_the_padding() -> None:
    lengths = unequal(5000)
    plain, grouped = list(split_shuffled(5000, 32, 0, 1)), group_by_length(lengths, 32, 0, 1)
    needed = int(lengths.sum())
    assert padded_steps(lengths, grouped) - needed < 0.1 * (padded_steps(lengths, plain) - needed)


def test_that_grouped_batches_depend_on_seed_and_epoch_alone_and_do_not_rise_in_length() -> None:
    lengths = unequal(500)

    def order(seed: int, epoch: int) -> list[int]:
        return np.concatenate(group_by_length(lengths, 8, seed, epoch)).tolist()

    assert order(1, 1) == order(1, 1)
    assert len({tuple(order(seed, epoch)) for seed in (1, 2) for epoch in (1, 2)}) == 4
    means = [lengths[batch].mean() for batch in group_by_length(lengths, 8, 1, 1)]
    assert abs(np.corrcoef(means, np.arange(len(means)))[0, 1]) < 0.4


def test_that_parts_and_windows_of_one_array_share_what_lies_on_the_device() -> None:
    part = ragged()
    space = space_of(part)
    first, second = (
        Batches(part.select(np.arange(6)), space, "cpu"),
        Batches(part.select(np.arange(6, 11)), space, "cpu"),
    )
    assert first._values.data_ptr() == second._values.data_ptr()
    other = Batches(part, replace(space, mean=space.mean + 1), "cpu")
    assert other._values.data_ptr() != first._values.data_ptr()


def test_that_what_lies_on_the_device_goes_with_the_last_who_needs_it() -> None:
    part = ragged()
    held = Batches(part, space_of(part), "cpu")
    there = weakref.ref(held._device_values)
    del held
    gc.collect()
    assert there() is None


def test_that_a_mapped_file_is_streamed_with_the_same_bits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = ragged()
    part.values.tofile(tmp_path / "values")
    mapped_part = replace(part, values=map_array(tmp_path / "values", part.values.dtype, part.values.shape))
    monkeypatch.setattr(batches, "_STREAMED", 10)  # pages are given back after nearly every batch
    streamed, kept = Batches(mapped_part, space_of(part), "cpu"), Batches(part, space_of(part), "cpu")
    assert not streamed.resident
    for chosen in group_by_length(part.lengths, 3, 0, 1):
        for left, right in zip(streamed.take(chosen), kept.take(chosen), strict=True):
            assert torch.equal(left, right)


@pytest.mark.gpu
def test_that_a_mapped_file_that_fits_lies_on_the_gpu_once_with_the_same_bits(tmp_path: Path) -> None:
    part = ragged()
    part.values.tofile(tmp_path / "values")
    mapped_part = replace(part, values=map_array(tmp_path / "values", part.values.dtype, part.values.shape))
    before = torch.cuda.memory_allocated()
    on_gpu, again = (Batches(mapped_part, space_of(part), "cuda") for _ in range(2))
    assert on_gpu.resident
    assert on_gpu._values.data_ptr() == again._values.data_ptr()
    assert torch.cuda.memory_allocated() - before < 3 * part.values.nbytes + 4096
    kept = Batches(part, space_of(part), "cpu")
    for chosen in group_by_length(part.lengths, 3, 0, 1):
        for left, right in zip(on_gpu.take(chosen), kept.take(chosen), strict=True):
            assert torch.equal(left.cpu(), right)
