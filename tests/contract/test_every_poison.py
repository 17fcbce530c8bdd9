"""What every way to poison training data owes, whoever writes it."""

from __future__ import annotations

import numpy as np
import pytest
from support import contracts
from support.networks import bumps, chains, moods, rising

from robustgui.base.errors import RunError
from robustgui.data import SequenceSet
from robustgui.poisons import POISONS, Poison

SETS = [bumps(80, seed=0), moods(80, seed=0)]


def suited(poison: Poison, data: SequenceSet) -> bool:
    try:
        poison.check(data)
    except RunError:
        return False
    return True


SUITED = [
    pytest.param(name, data, id=f"{name}-{data.name}")
    for name in POISONS
    for data in SETS
    if suited(POISONS[name](), data)
]
on_every = pytest.mark.parametrize(("name", "data"), SUITED)


@pytest.mark.parametrize("name", POISONS)
def test_that_a_poison_is_documented(name: str) -> None:
    contracts.check_documented(POISONS[name], with_source=True)
    contracts.check_key(POISONS, name)
    contracts.check_toml("poison", POISONS[name]())


@pytest.mark.parametrize("name", POISONS)
def test_that_a_poison_suits_some_data(name: str) -> None:
    assert any(case.values[0] == name for case in SUITED)


@on_every
def test_that_only_what_is_said_is_changed(name: str, data: SequenceSet) -> None:
    before = data.values.copy(), data.labels.copy()
    found = POISONS[name]().apply(data, 3)
    assert len(found.data) == len(data)
    assert found.data.lengths.tolist() == data.lengths.tolist()
    same = [
        np.array_equal(one, other) and label == clean
        for one, other, label, clean in zip(found.data, data, found.data.labels, data.labels, strict=True)
    ]
    assert np.flatnonzero(~np.array(same)).tolist() == found.changed.tolist()
    assert np.array_equal(data.values, before[0])
    assert np.array_equal(data.labels, before[1])


@on_every
def test_that_the_seed_decides_what_is_changed(name: str, data: SequenceSet) -> None:
    one, same, other = (POISONS[name]().apply(data, seed) for seed in (3, 3, 4))
    assert one.changed.tolist() == same.changed.tolist()
    assert np.array_equal(one.data.labels, same.data.labels)
    assert name == "none" or one.changed.tolist() != other.changed.tolist()


@on_every
def test_that_all_of_a_share_of_nothing_stays(name: str, data: SequenceSet) -> None:
    poison = POISONS[name]()
    if "share" in type(poison).model_fields:
        poison = poison.copy_with(share=0.0)
    found = poison.apply(data, 0)
    assert len(found.changed) == 0
    assert np.array_equal(found.data.labels, data.labels)


@pytest.mark.parametrize("data", [rising(10, seed=0), chains(10, seed=0)], ids=lambda data: data.name)
@pytest.mark.parametrize("name", [name for name in POISONS if name != "none"])
def test_that_data_without_classes_are_refused(name: str, data: SequenceSet) -> None:
    with pytest.raises(RunError, match="classes"):
        POISONS[name]().apply(data, 0)
