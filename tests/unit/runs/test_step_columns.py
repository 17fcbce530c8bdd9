"""Steps as columns: many at once give what each alone gives."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from robustgui.runs.step_columns import MOST_PARTS, StepCollector, to_columns
from robustgui.training.events import StepDone

NAMES = ["clean", "adversarial", "distance", "weights"]


def random_steps(seed: int, count: int) -> list[StepDone]:
    """Steps whose losses have any of the parts, in any order; some steps are repeated, as after a resume."""
    luck = random.Random(seed)
    numbers = [max(1, place - luck.choice([0] * 9 + [7])) for place in range(1, count + 1)]
    parts = [luck.sample(NAMES, luck.randrange(len(NAMES) + 1)) for _ in range(3)]
    return [
        StepDone(number, 1, luck.random(), tuple((name, luck.random()) for name in luck.choice(parts)), math.inf, 0.1)
        for number in numbers
    ]


@pytest.mark.parametrize("seed", range(5))
def test_that_many_steps_at_once_give_what_each_alone_gives(seed: int) -> None:
    steps = random_steps(seed, 200)
    one_by_one = StepCollector()
    for step in steps:
        one_by_one.append([step])
    expected, columns = one_by_one.columns()[0], to_columns(steps)
    assert list(columns.parts) == list(expected.parts)
    for name, values in columns.parts.items():
        np.testing.assert_array_equal(values, expected.parts[name])
    last = {step.step: step for step in steps}
    assert [(step.loss, dict(step.parts)) for step in columns] == [
        (last[number].loss, dict(last[number].parts)) for number in sorted(last)
    ]


def test_that_too_many_parts_are_refused() -> None:
    parts = tuple((f"part {number}", 0.0) for number in range(MOST_PARTS + 1))
    with pytest.raises(ValueError, match="too many parts"):
        to_columns([StepDone(1, 1, 0.0, parts, 0.0, 0.1)])
