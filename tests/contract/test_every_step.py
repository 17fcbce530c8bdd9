"""What every step of the preparation and every task owes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support import contracts
from support.sequences import check_sequences

from robustgui.base.settings import Named, to_table
from robustgui.data import STEPS, TASKS, SequenceSet
from robustgui.data.steps import Step
from robustgui.runs.spec import RunSpec

STEP_SETTINGS: dict[str, dict[str, object]] = {  # settings with which a step changes the sequences below
    "cut": {"steps": 4},
    "pad": {"steps": 12},
    "window": {"length": 4, "stride": 2},
    "drop_features": {"names": ("b",)},
    "choose_features": {"names": ("b",)},
}


def values(gaps: bool = False) -> SequenceSet:
    """Three sequences of two features, with gaps between them in the flat array."""
    flat = np.random.default_rng(0).normal(size=(30, 2)).astype(np.float32)
    if gaps:
        flat[3, 0] = np.nan
    return SequenceSet(
        name="made", values=flat, starts=np.array([18, 0, 9]), lengths=np.array([10, 7, 5]),
        labels=np.array([0, 1, 0]), classes=("x", "y"), features=("a", "b"), units=("m", ""), sample_rate=10.0,
        groups=np.array([0, 1, 0]), group_names=("Ann", "Bob"), group_title="speaker",
        times=np.array([[0.0, 9], [10, 16], [20, 24]]),
    )  # fmt: skip


def steps() -> list[Step]:
    return [STEPS[name](**STEP_SETTINGS.get(name, {})) for name in STEPS if STEPS[name].takes != "tokens"]


@pytest.mark.parametrize("name", STEPS)
def test_that_a_step_is_documented(name: str) -> None:
    contracts.check_documented(STEPS[name], with_source=False)
    contracts.check_key(STEPS, name)


@pytest.mark.parametrize("name", TASKS)
def test_that_a_task_is_documented(name: str) -> None:
    contracts.check_documented(TASKS[name], with_source=False)
    contracts.check_key(TASKS, name)


@pytest.mark.parametrize("name", TASKS)
def test_that_a_task_survives_the_way_through_toml(name: str) -> None:
    contracts.check_toml("data.task", TASKS[name]())


@pytest.mark.parametrize("step", [STEPS[name](**STEP_SETTINGS.get(name, {})) for name in STEPS], ids=lambda s: s.name)
def test_that_a_step_survives_the_way_through_toml(step: Named) -> None:
    spec = RunSpec().replace_paths({"data.preparation": [to_table(step)]})
    again = RunSpec.from_toml(spec.to_toml())
    assert again == spec
    assert again.data.preparation == (step,)


@pytest.mark.parametrize("step", steps(), ids=lambda s: s.name)
def test_that_a_step_leaves_sequences_that_nothing_stumbles_over(step: Step) -> None:
    data = values(gaps=step.name in ("fill", "mask"))
    found = step.fit(data)(data)
    check_sequences(found)
    assert found.classes == data.classes
    assert found.group_names == data.group_names
    assert found.closed == () or max(found.closed) < len(found.features)


@pytest.mark.parametrize("step", steps(), ids=lambda s: s.name)
def test_that_a_step_changes_nothing_in_place(step: Step) -> None:
    data = values()
    before = data.values.copy(), data.starts.copy(), data.lengths.copy()
    step.fit(data)(data)
    for old, new in zip(before, (data.values, data.starts, data.lengths), strict=True):
        np.testing.assert_array_equal(old, new)


@pytest.mark.parametrize("step", steps(), ids=lambda s: s.name)
def test_that_a_step_treats_a_sequence_alike_whatever_lies_around_it(step: Step) -> None:
    data = values()
    fitted = step.fit(data)
    noisy = replace(data, values=data.values.copy())
    noisy.values[7:9] = 1e9  # between the sequences
    for old, new in zip(fitted(data), fitted(noisy), strict=True):
        np.testing.assert_array_equal(old, new)
