"""Forms of threats: parts that are threats themselves, windows, budgets in decibels."""

from __future__ import annotations

import pytest

from robustgui.gui.forms import OneOfForm
from robustgui.gui.forms.chain_part import ChainPart
from robustgui.threats import THREATS
from robustgui.threats.intersection import Intersection
from robustgui.threats.l1 import L1
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf
from robustgui.threats.timing import Timing
from robustgui.threats.union import Union


@pytest.fixture
def form_of(qtbot):
    def form_of(value) -> OneOfForm:
        form = OneOfForm(THREATS, value)
        qtbot.addWidget(form)
        form.show()
        return form

    return form_of


def parts_of(form: OneOfForm) -> ChainPart:
    chain = form.chain("parts")
    assert chain is not None
    return chain


@pytest.mark.parametrize("name", THREATS)
def test_that_every_threat_opens_as_a_form_and_comes_back_as_it_was(form_of, name):
    value = THREATS[name](eps=0.5, windows="0-3, 7-")
    assert form_of(value).value() == value


def test_that_choosing_a_threat_of_parts_shows_its_usual_parts(form_of, chosen):
    form = form_of(Linf())
    chosen(form, "name", "intersection")
    assert form.value() == Intersection()
    assert [entry.cls for entry in parts_of(form).entries] == [Linf, L2]


def test_that_parts_are_edited_added_and_taken_out(form_of, typed):
    form = form_of(Intersection())
    typed(form, "parts.1.eps", "2.5")
    parts_of(form).append("l1")
    parts_of(form).take_out(0)
    assert form.value() == Intersection(parts=(L2(eps=2.5), L1()))
    form.undo_stack.undo()
    assert form.value() == Intersection(parts=(Linf(eps=0.1), L2(eps=2.5), L1()))


def test_that_parts_of_any_kind_stand_beside_each_other(form_of):
    form = form_of(Union())
    parts_of(form).append("timing")
    assert form.value() == Union(parts=(*Union().parts, Timing()))


def test_that_a_part_that_makes_no_sense_is_explained_with_its_place(form_of):
    form = form_of(Intersection())
    parts_of(form).append("timing")
    assert form.value() is None
    assert "must be a norm ball" in form.problem_text()
    parts_of(form).take_out(2)
    assert form.value() == Intersection()


def test_that_a_threat_of_parts_inside_of_another_is_explained(form_of):
    form = form_of(Intersection())
    parts_of(form).append("intersection")
    assert "put its parts here instead" in form.problem_text()


def test_that_no_part_at_all_is_explained_and_nothing_is_said_to_come_by_itself(form_of):
    form = form_of(Intersection())
    for _ in range(2):
        parts_of(form).take_out(0)
    assert "needs at least one threat model" in form.problem_text()
    assert not parts_of(form).automatic.text()


def test_that_a_budget_is_typed_in_decibels_where_it_is_a_share_of_the_peak(form_of, typed, chosen, problem_at):
    form = form_of(Linf())
    typed(form, "eps", "-20 dB")
    assert form.value() is None
    assert "level relative to the peak" in problem_at(form, "eps")
    chosen(form, "unit", "peak")
    assert form.value() == Linf(eps="-20 dB", unit="peak")
    assert form.value().eps == pytest.approx(0.1)


def test_that_the_planned_steps_are_asked_of_a_live_stream_only(form_of):
    live, whole = form_of(L1(causal=True, horizon=5)), form_of(L1())
    assert live.value() == L1(causal=True, horizon=5)
    assert not live.editor("horizon").parentWidget().parentWidget().isHidden()
    assert whole.value() == L1()
