"""What every registered split owes its users, whoever wrote it."""

from __future__ import annotations

import inspect
import tomllib

import numpy as np
import pytest
import tomli_w

from robustgui.base.seeding import numpy_stream
from robustgui.base.settings import to_table
from robustgui.data import SequenceSet
from robustgui.data.load import arrange
from robustgui.data.settings import DataSettings
from robustgui.data.splits import SPLITS

every_split = pytest.mark.parametrize("name", list(SPLITS))


def data_of(count: int = 40) -> SequenceSet:
    """Sequences of two classes with groups and times, every kind of split can do with them."""
    return SequenceSet.pack(
        name="made",
        values=np.arange(2 * count, dtype=np.float32)[:, None],
        offsets=2 * np.arange(count + 1),
        labels=np.arange(count) % 2,
        classes=("a", "b"),
        features=("value",),
        groups=np.arange(count) // 4,
        group_names=tuple(f"g{i}" for i in range(count // 4)),
        group_title="speaker",
        times=np.stack([np.arange(count), np.arange(count) + 1.0], axis=1),
    )


@every_split
def test_that_it_documents_itself_and_its_settings(name):
    cls = SPLITS[name]
    assert cls.name == name == cls.__module__.rpartition(".")[2]
    assert cls.title
    assert inspect.getdoc(cls)
    for field in cls.model_fields.values():
        assert field.title
        assert field.description.endswith(".")


@every_split
def test_that_its_settings_survive_toml(name):
    settings = DataSettings(split=SPLITS[name]())
    again = DataSettings(**tomllib.loads(tomli_w.dumps(settings.to_dict())))
    assert again == settings
    assert to_table(again.split)["name"] == name


@every_split
@pytest.mark.parametrize("share", [None, 0.2])
def test_that_no_sequence_is_on_both_sides_and_both_are_sorted(name, share):
    keep, aside = SPLITS[name]().divide(data_of(), share, numpy_stream(0, "split", "test"))
    assert len(keep) > 0
    assert len(aside) > 0
    assert not set(keep.tolist()) & set(aside.tolist())
    for part in (keep, aside):
        assert part.dtype == np.int64
        assert (np.diff(part) > 0).all()


@every_split
def test_that_the_seed_alone_decides(name):
    first, again = (SPLITS[name]().divide(data_of(), None, numpy_stream(3, "split", "test")) for _ in range(2))
    for one, other in zip(first, again, strict=True):
        np.testing.assert_array_equal(one, other)


@every_split
def test_that_another_seed_holds_out_others_unless_time_decides(name):
    one, *others = (SPLITS[name]().divide(data_of(), 0.3, numpy_stream(seed, "split", "test"))[1] for seed in (3, 4, 5))
    assert any(other.tolist() != one.tolist() for other in others) == (name != "time")


@every_split
@pytest.mark.parametrize("part", ["test", "validation"])
def test_that_it_says_what_it_did_with_numbers(name, part):
    data = data_of()
    split = SPLITS[name]()
    keep, aside = split.divide(data, None, numpy_stream(0, "split", part))
    sentence = str(split.note(data, keep, aside, part, 0))
    assert str(len(aside)) in sentence
    assert sentence.endswith(".")
    assert {"test": "testing", "validation": "validation"}[part] in sentence


@every_split
def test_that_training_validation_and_test_share_no_sequence(name):
    found = arrange(DataSettings(split=SPLITS[name](), validation_share=0.2), data_of(), None)
    parts = [set(part.starts.tolist()) for part in (found.train, found.validation, found.test)]
    assert all(parts)
    assert sum(map(len, parts)) == len(set.union(*parts))
