"""Formulas of objectives and threat models: as Unicode text, in words, and with the numbers of the settings."""

from __future__ import annotations

import pytest

from robustgui.base.formula import Scripts, Sign, X, format_speech, format_unicode, norm
from robustgui.defences import DEFENCES
from robustgui.defences.adversarial_training import AdversarialTraining
from robustgui.threats import THREATS
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf
from robustgui.threats.notation import INFINITY
from robustgui.threats.timing import Timing


def test_that_the_objective_of_adversarial_training_is_the_min_max_objective():
    found = AdversarialTraining(threat=Linf(eps=0.2), weight=2.0, clean_weight=0.5).objective()
    assert format_unicode(found) == (
        "min_θ 𝔼_{(x, y)} [ 0.5 · L(f_θ(x), y) + 2 · max_{‖δ/σ‖_∞ ≤ 0.2} L(f_θ(x + δ), y) ]"
    )


def test_that_a_loss_of_weight_0_is_not_in_the_objective():
    found = AdversarialTraining(threat=L2(eps=1.0, unit="data"), clean_weight=0.0).objective()
    assert format_unicode(found) == "min_θ 𝔼_{(x, y)} [ max_{‖δ‖₂ ≤ 1} L(f_θ(x + δ), y) ]"


def test_that_time_warping_perturbs_the_time_and_not_the_value():
    found = Timing(eps=2.0).notation()
    assert (format_unicode(found.condition), format_unicode(found.perturbed)) == ("‖s‖_∞ ≤ 2", "x_{t + sₜ}")


def test_that_a_formula_is_spoken_in_words_of_another_language():
    assert format_speech(norm(X, INFINITY), lambda word: word.replace("L-infinity norm of", "Norm von")) == "Norm von x"


def test_that_a_subscript_of_unicode_is_used_where_there_is_one():
    assert format_unicode(Scripts(Sign("x"), below=Sign("12"))) == "x₁₂"


@pytest.mark.parametrize("name", DEFENCES)
def test_that_every_defence_has_an_objective(name: str):
    found = DEFENCES[name]().objective()
    assert found is not None
    assert format_unicode(found).startswith("min_θ")
    assert format_speech(found).startswith("minimum over theta")


@pytest.mark.parametrize("name", THREATS)
def test_that_every_threat_model_has_a_condition_with_its_budget(name: str):
    assert "0.25" in format_unicode(THREATS[name](eps=0.25).notation().condition) or hasattr(THREATS[name](), "parts")
