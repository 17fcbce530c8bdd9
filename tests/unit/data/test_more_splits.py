"""Splits by group, by time and into folds: nothing leaks, groups stay whole, folds are a partition."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robustgui.base.errors import DataError, SettingError
from robustgui.base.seeding import numpy_stream
from robustgui.data import SequenceSet
from robustgui.data.splits.group import Group
from robustgui.data.splits.k_fold import KFold
from robustgui.data.splits.time import Time

ROWS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 20)), min_size=4, max_size=60)  # class and group


def made(labels, groups=None, times=None):
    """A univariate set of sequences of one step each."""
    count = len(labels)
    return SequenceSet.pack(
        name="made",
        values=np.arange(count, dtype=np.float32)[:, None],
        offsets=np.arange(count + 1),
        labels=np.array(labels, np.int64),
        classes=("a", "b", "c"),
        features=("value",),
        groups=None if groups is None else np.array(groups, np.int64),
        group_names=() if groups is None else tuple(f"g{i}" for i in range(max(groups) + 1)),
        group_title="speaker",
        times=None if times is None else np.array(times, np.float64),
    )


def stream(seed=0):
    return numpy_stream(seed, "split", "test")


@settings(max_examples=80)
@given(ROWS, st.floats(0.05, 0.95), st.integers(0, 5))
def test_that_groups_stay_whole_on_both_sides(rows, share, seed):
    labels, groups = zip(*rows, strict=True)
    data = made(labels, groups)
    if len(set(groups)) < 2:
        with pytest.raises(DataError, match="all sequences belong to the same group"):
            Group(share=share).divide(data, None, stream(seed))
        return
    keep, aside = Group(share=share).divide(data, None, stream(seed))
    assert sorted([*keep, *aside]) == list(range(len(data)))
    assert len(keep) > 0
    assert len(aside) > 0
    assert not set(data.groups[keep]) & set(data.groups[aside])


def cost(data, chosen, share):
    """Sum over classes of (tested - wanted)^2 / sequences, by counting."""
    total = 0.0
    for label in np.unique(data.labels):
        of_class = data.labels == label
        tested = (of_class & np.isin(data.groups, list(chosen))).sum()
        total += (tested - share * of_class.sum()) ** 2 / of_class.sum()
    return total


@settings(max_examples=25)
@given(st.integers(0, 1000), st.integers(2, 8), st.floats(0.1, 0.9))
def test_that_no_other_choice_of_few_groups_is_nearer_to_share_and_balance(seed, count, share):
    rng = np.random.default_rng(seed)
    groups = np.concatenate([np.arange(count), rng.integers(0, count, 40)])
    data = made(rng.integers(0, 3, len(groups)), groups)
    _, aside = Group(share=share).divide(data, None, stream(seed))
    best = min(cost(data, c, share) for n in range(1, count) for c in combinations(range(count), n))
    assert cost(data, set(data.groups[aside].tolist()), share) == pytest.approx(best, rel=1e-9)


def test_that_many_groups_come_near_to_the_share_of_each_class():
    rng = np.random.default_rng(0)
    groups = np.repeat(np.arange(200), rng.integers(1, 20, 200))
    data = made(rng.integers(0, 3, len(groups)), groups)
    _, aside = Group(share=0.25).divide(data, None, stream())
    for label in range(3):
        assert np.mean(data.labels[aside] == label) * len(aside) == pytest.approx(
            0.25 * (data.labels == label).sum(), abs=2
        )


def test_that_the_seed_decides_among_equal_groups():
    data = made([0, 1] * 12, np.repeat(np.arange(6), 4))
    chosen = {tuple(np.unique(data.groups[Group().divide(data, None, stream(s))[1]])) for s in range(10)}
    assert len(chosen) > 3
    assert {len(names) for names in chosen} == {2}


def test_that_named_groups_are_tested_and_unknown_names_are_told():
    data = made([0, 1, 0, 1], [0, 0, 1, 2])
    keep, aside = Group(tested=("g0", "g2")).divide(data, None, stream())
    assert (keep.tolist(), aside.tolist()) == ([2], [0, 1, 3])
    assert str(Group().note(data, keep, aside, "test", 0)).endswith("whole groups (speaker): g0, g2.")
    with pytest.raises(DataError, match=r"made has no speaker called 'Bob'\. Known: g0, g1, g2\."):
        Group(tested=("Bob",)).divide(data, None, stream())


def test_that_data_without_groups_are_refused_with_what_would_help():
    with pytest.raises(DataError, match="Choose a column of groups"):
        Group().divide(made([0, 1]), None, stream())


@settings(max_examples=80)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), min_size=3, max_size=50),
    st.floats(0.05, 0.95),
)
def test_that_nothing_of_the_future_is_trained_on(intervals, share):
    times = [(begin, begin + length) for begin, length in intervals]
    data = made([0] * len(times), times=times)
    if len({begin for begin, _ in times}) < 2:
        with pytest.raises(DataError, match="all sequences begin at the same time"):
            Time(share=share).divide(data, None, stream())
        return
    keep, aside = Time(share=share).divide(data, None, stream())
    assert len(aside) > 0
    border = data.times[aside, 0].min()
    assert (data.times[keep, 1] < border).all()
    left_out = np.setdiff1d(np.arange(len(data)), [*keep, *aside])
    assert (data.times[left_out, 0] < border).all()
    assert (data.times[left_out, 1] >= border).all()
    begins = np.sort(data.times[:, 0])
    nearest = min(abs((begins >= b).sum() - share * len(begins)) for b in set(begins) - {begins[0]})
    assert abs(len(aside) - share * len(begins)) == pytest.approx(nearest)


def test_that_overlapping_windows_across_the_border_are_left_out_and_counted():
    data = made([0] * 10, times=[(i, i + 2) for i in range(10)])
    keep, aside = Time(share=0.3).divide(data, None, stream())
    assert (keep.tolist(), aside.tolist()) == ([0, 1, 2, 3, 4], [7, 8, 9])
    assert "2 that overlap the boundary were excluded" in str(Time().note(data, keep, aside, "test", 0))


def test_that_the_order_of_the_file_counts_only_if_the_setting_says_so():
    data = made([0] * 10)
    with pytest.raises(DataError, match="the times of the sequences are not known"):
        Time().divide(data, None, stream())
    assert Time(by_order=True).divide(data, None, stream())[1].tolist() == [7, 8, 9]


def test_that_windows_which_share_steps_do_not_leak_by_the_order_of_the_file():
    data = replace(made([0] * 10), starts=np.arange(6), lengths=np.full(6, 4), labels=np.zeros(6, np.int64))
    keep, aside = Time(share=0.34, by_order=True).divide(data, None, stream())
    assert (keep.tolist(), aside.tolist()) == ([0], [4, 5])


def test_that_unknown_times_are_refused():
    with pytest.raises(DataError, match="the time of some sequences is not known"):
        Time().divide(made([0, 0], times=[(0, 1), (np.nan, 2)]), None, stream())


@settings(max_examples=60)
@given(ROWS, st.integers(2, 4), st.booleans())
def test_that_folds_are_a_partition_with_groups_whole_where_asked(rows, k, grouped):
    labels, groups = zip(*rows, strict=True)
    data = made(labels, groups)
    if grouped and len(set(groups)) < k:
        with pytest.raises(DataError):
            KFold(k=k, grouped=True).divide(data, None, stream())
        return
    parts = [KFold(k=k, fold=f + 1, grouped=grouped).divide(data, None, stream()) for f in range(k)]
    assert sorted(np.concatenate([aside for _, aside in parts]).tolist()) == list(range(len(data)))
    for keep, aside in parts:
        assert len(aside) > 0
        assert np.array_equal(np.setdiff1d(np.arange(len(data)), aside), keep)
        if grouped:
            assert not set(data.groups[keep]) & set(data.groups[aside])
    if not grouped:
        for label in set(labels):
            counts = [int((data.labels[aside] == label).sum()) for _, aside in parts]
            assert max(counts) - min(counts) <= 1
        sizes = [len(aside) for _, aside in parts]
        assert max(sizes) - min(sizes) <= 1


def test_that_folds_of_groups_are_balanced():
    rng = np.random.default_rng(1)
    groups = np.repeat(np.arange(60), rng.integers(1, 12, 60))
    data = made(rng.integers(0, 3, len(groups)), groups)
    folds = KFold(grouped=True).folds(data, stream())
    for label in range(3):
        counts = np.bincount(folds[data.labels == label], minlength=5)
        assert counts.max() - counts.min() <= 0.15 * counts.mean() + 2


def test_that_a_fold_beyond_the_last_is_refused():
    with pytest.raises(SettingError, match=r"fold: must be 3 or less, the number of folds, got 4"):
        KFold(k=3, fold=4)


def test_that_a_share_for_validation_is_taken_by_the_same_rule():
    data = made([0, 1] * 12, np.repeat(np.arange(6), 4), [(i, i) for i in range(24)])
    for split in (Group(tested=("g0",)), Time(), KFold(grouped=True)):
        keep, aside = split.divide(data, 1 / 6, stream())
        assert len(aside) == 4
        assert not set(data.groups[keep]) & set(data.groups[aside])
