"""What a person reads of the events of a job."""

from __future__ import annotations

import pytest

from robustgui.base.errors import Sentence
from robustgui.base.events import RunStopped
from robustgui.cli.following import describe_event
from robustgui.evaluation.events import CurvePoint
from robustgui.runs.events import RestartedFromNetwork, RunFinished
from robustgui.training.events import EpochDone


def test_that_a_classifier_is_told_by_its_accuracy_alone() -> None:
    said = describe_event(RunFinished(0.9, 0.5, "accuracy", 40, 2.0))
    assert "accuracy: clean 0.9000, attacked 0.5000   2.0 s" in said
    assert "baseline" not in said


def test_that_a_forecast_is_told_beside_persistence_and_with_its_skill() -> None:
    said = describe_event(EpochDone(3, 0.1, 0.25, 0.4, "mse", 40, 2.0, 0.5))
    assert "mean squared error: clean 0.2500, attacked 0.4000, baseline 0.5000 (skill 0.500)" in said


def test_that_a_language_model_is_told_in_bits_beside_the_frequencies() -> None:
    said = describe_event(RunFinished(2.5, 3.5, "bits", 40, 2.0, 4.25))
    assert "bits per token: clean 2.5000, attacked 3.5000, baseline 4.2500" in said
    assert "skill" not in said
    assert "bits per token 2.5000" in describe_event(CurvePoint("run", 0.1, "share", "bits", 2.5, 2.0, 3.0, 9, ()))


def test_that_errors_in_large_units_stay_short() -> None:
    assert "clean 7.587e+16, attacked nan" in describe_event(EpochDone(1, 0.1, 7.5869e16, float("nan"), "mse", 4, 2.0))


def test_that_an_event_without_a_line_of_its_own_is_shown_by_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    event = RunStopped(3, 1)
    assert describe_event(event) == ""
    monkeypatch.setattr(RunStopped, "sentence", Sentence("Stopped at step {step}.", {"step": event.step}))
    assert describe_event(event) == "Stopped at step 3."
    assert describe_event(RestartedFromNetwork(2)) == ""  # a warning, which is written apart
