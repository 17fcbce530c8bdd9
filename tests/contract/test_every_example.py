"""What every embedded example, every task and every source of data by name owes."""

from __future__ import annotations

import inspect

import numpy as np
import pytest
from support.networks import bumps, moods
from support.sequences import check_sequences

from robustgui.base.errors import DataError
from robustgui.data import TASKS, SequenceSet
from robustgui.data.by_name import SCHEMES
from robustgui.data.examples import EXAMPLES

EVERY_EXAMPLE = pytest.mark.parametrize("name", EXAMPLES)


def parts(name: str) -> list[SequenceSet]:
    return [part for part in EXAMPLES[name].open() if part is not None]


def one_series() -> SequenceSet:
    values = np.cumsum(np.random.default_rng(0).normal(size=(90, 2)), axis=0).astype(np.float32)
    return SequenceSet.pack(
        name="series", values=values, offsets=[0, 90], labels=np.empty((1, 0), np.float32), classes=(),
        features=("a", "b"),
    )  # fmt: skip


SETS = {"labelled": lambda: bumps(12, seed=0), "series": one_series, "text": lambda: moods(8, seed=0)}


@EVERY_EXAMPLE
def test_that_an_example_introduces_itself(name: str) -> None:
    cls = EXAMPLES[name]
    assert cls.name == name
    assert inspect.getfile(cls).endswith(f"{name}.py")
    assert inspect.getdoc(cls)
    assert cls.title
    assert cls.description.endswith(".")
    assert cls.licence
    assert name.startswith("synthetic_") == ("synthetic" in cls.title.lower())


def test_that_each_example_has_a_place_of_its_own() -> None:
    assert len({EXAMPLES[name].order for name in EXAMPLES}) == len(EXAMPLES)


@EVERY_EXAMPLE
def test_that_its_sequences_make_sense_and_its_parts_go_together(name: str) -> None:
    train, *test = parts(name)
    check_sequences(train)
    for part in test:
        check_sequences(part)
        assert (part.classes, part.features, part.kind) == (train.classes, train.features, train.kind)


@EVERY_EXAMPLE
def test_that_it_is_the_same_each_time(name: str) -> None:
    for one, again in zip(parts(name), parts(name), strict=True):
        np.testing.assert_array_equal(one.values, again.values)
        np.testing.assert_array_equal(one.labels, again.labels)


@pytest.mark.parametrize("data", SETS)
@pytest.mark.parametrize("name", TASKS)
def test_that_a_task_poses_its_labels_or_says_what_is_wrong(name: str, data: str) -> None:
    before, after = SETS[data](), SETS[data]()
    message = before.name
    try:
        posed = TASKS[name]().pose(after)
    except DataError as error:
        message = str(error)
    else:
        check_sequences(posed)
    assert message
    np.testing.assert_array_equal(before.values, after.values)
    np.testing.assert_array_equal(before.starts, after.starts)


@pytest.mark.parametrize(
    ("name", "data"),
    [("by_labels", "labelled"), ("by_labels", "text"), ("forecasting", "series"), ("next_token", "text")],
)
def test_that_the_usual_task_suits_the_usual_data(name: str, data: str) -> None:
    posed = TASKS[name]().copy_with(**({"history": 6} if name == "forecasting" else {})).pose(SETS[data]())
    assert len(posed) > 0
    check_sequences(posed)


@pytest.mark.parametrize("name", SCHEMES)
def test_that_a_source_by_name_gives_an_example(name: str) -> None:
    cls = SCHEMES[name]
    assert cls.name == name
    assert inspect.getfile(cls).endswith(f"{name}.py")
    assert inspect.getdoc(cls)
    assert cls.title
    assert cls.example
    assert ":" not in cls.example.partition("/")[0]
