"""Learning rates against their closed forms."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch

from robustgui.training import TrainingSettings
from robustgui.training.optimiser import build_optimiser, schedule_rate

STEPS = 4  # an epoch


def rates(**settings: Any) -> list[float]:
    chosen = TrainingSettings(**{"epochs": 5, "lr": 0.1, "lr_warmup": 0.0, **settings})
    return [schedule_rate(chosen, step, STEPS) for step in range(1, 5 * STEPS + 1)]


def test_that_a_constant_rate_stays() -> None:
    assert rates(schedule="constant") == [0.1] * 20


def test_that_the_cosine_schedule_falls_from_the_full_rate_towards_zero() -> None:
    assert rates(schedule="cosine") == pytest.approx([0.05 * (1 + math.cos(math.pi * i / 20)) for i in range(20)])


@pytest.mark.parametrize("schedule", ["constant", "cosine", "linear"])
def test_that_the_rate_rises_over_the_warm_up_and_then_follows_the_schedule(schedule: str) -> None:
    found = rates(schedule=schedule, lr_warmup=0.2)  # 4 of 20 steps
    assert found[:4] == pytest.approx([0.02, 0.04, 0.06, 0.08])
    shorter = TrainingSettings(epochs=4, lr=0.1, lr_warmup=0.0, schedule=schedule)
    assert found[4:] == pytest.approx([schedule_rate(shorter, step, STEPS) for step in range(1, 17)])


def test_that_automatic_settings_must_be_given_values_before_they_are_used() -> None:
    with pytest.raises(ValueError, match="automatic"):
        schedule_rate(TrainingSettings(), 1, STEPS)


def test_that_the_linear_schedule_is_a_straight_line() -> None:
    assert rates(schedule="linear") == pytest.approx([0.1 * (20 - i) / 20 for i in range(20)])


def test_that_the_step_schedule_drops_after_whole_epochs() -> None:
    found = rates(schedule="step", drop_every=2, drop_factor=0.5)
    assert found == pytest.approx([0.1] * 8 + [0.05] * 8 + [0.025] * 4)


@pytest.mark.parametrize(("name", "kind"), [("adam", torch.optim.Adam), ("sgd", torch.optim.SGD)])
def test_that_the_optimiser_decays_no_weights_by_itself(name: str, kind: type) -> None:
    found = build_optimiser(TrainingSettings(optimiser=name, lr=0.1), torch.nn.Linear(2, 2))
    assert isinstance(found, kind)
    assert found.param_groups[0]["weight_decay"] == 0


def test_that_sgd_takes_the_chosen_momentum() -> None:
    found = build_optimiser(TrainingSettings(optimiser="sgd", lr=0.1, momentum=0.4), torch.nn.Linear(2, 2))
    assert found.param_groups[0]["momentum"] == 0.4
