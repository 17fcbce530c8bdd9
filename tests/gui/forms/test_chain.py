"""Chains of registered settings in forms: add, move, remove, fold, explain, undo, search; lists of texts."""

from __future__ import annotations

from typing import Annotated, ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from robustgui.base.registry import Registry
from robustgui.base.settings import AsTuple, Named, OneOf, Settings, setting
from robustgui.gui.forms import SettingsForm
from robustgui.gui.forms.chain_part import ChainPart
from robustgui.gui.forms.text_editor import read_texts, write_texts

LINKS: Registry[Named] = Registry("link", "tests.gui.forms")


@LINKS.register("cut")
class Cut(Named):
    """Take the beginning."""

    title: ClassVar[str] = "Truncate"
    takes: ClassVar[str] = "values"
    steps: int = setting(10, ge=1, title="Steps", help="How many stay.")
    every: bool = setting(False, title="Every", help="Whether something.")


@LINKS.register("words")
class Words(Named):
    """Into words."""

    title: ClassVar[str] = "Words"
    takes: ClassVar[str] = "tokens"


class Chained(Settings):
    """A chain and a list of texts."""

    links: Annotated[tuple[Annotated[Named, OneOf(LINKS)], ...], AsTuple] = setting((), title="Links", help="In order.")
    columns: Annotated[tuple[str, ...], AsTuple] = setting((), title="Columns", help="Names of columns.")
    mark: str | None = setting(None, title="Mark", help="Empty: none.")


@pytest.fixture(autouse=True)
def _known(monkeypatch):
    """The registry holds what this file registers, and looks for no other files."""
    monkeypatch.setattr(LINKS, "_load", lambda: None)


@pytest.fixture
def form(qtbot):
    form = SettingsForm(Chained)
    qtbot.addWidget(form)
    form.show()
    return form


@pytest.fixture
def chain(form) -> ChainPart:
    found = form.chain("links")
    assert found is not None
    return found


def test_that_entries_are_added_from_the_menu_in_order(form, chain):
    for name in ("cut", "words"):
        chain.add.fill()
        next(action for action in chain.add.menu().actions() if action.data() == name).trigger()
    assert form.value() == Chained(links=(Cut(), Words()))


def test_that_the_menu_offers_what_suits_with_a_sentence(chain):
    chain.set_suits(lambda cls: cls.takes == "tokens")
    chain.add.fill()
    assert [(action.text(), "Into words." in action.toolTip()) for action in chain.add.menu().actions()] == [
        ("Words", True)
    ]


def test_that_a_form_shows_the_chain_that_it_is_given(form):
    value = Chained(links=(Words(), Cut(steps=3), Cut(steps=4)))
    form.set_value(value)
    assert form.value() == value
    assert form.editor("links.1.steps").text() == "3"


def test_that_settings_of_an_entry_are_edited_in_its_card(form, typed):
    form.set_value(Chained(links=(Cut(), Cut())))
    typed(form, "links.1.steps", "7")
    assert form.value() == Chained(links=(Cut(), Cut(steps=7)))


def test_that_a_problem_of_an_entry_is_shown_at_its_field_and_named_with_its_titles(form, typed, problem_at):
    form.set_value(Chained(links=(Words(), Cut())))
    typed(form, "links.1.steps", "0")
    assert problem_at(form, "links.1.steps") == "must be 1 or more, got 0"
    assert form.problem_text() == "Links › Truncate › Steps: must be 1 or more, got 0"
    assert form.value() is None


def test_that_a_folded_card_with_a_problem_opens(form, chain):
    form.set_value(Chained(links=(Cut(),)))
    chain.entries[0].set_open(False)
    assert not form.editor("links.0.steps").isVisible()
    chain.entries[0].part.at("steps").setText("0")
    chain.entries[0].part.at("steps").textEdited.emit("0")
    assert form.editor("links.0.steps").isVisible()


def test_that_cards_change_places_by_buttons(form, chain, qtbot):
    form.set_value(Chained(links=(Cut(steps=3), Words())))
    qtbot.mouseClick(chain.entries[0].down, Qt.MouseButton.LeftButton)
    assert form.value() == Chained(links=(Words(), Cut(steps=3)))
    assert not chain.entries[1].down.isEnabled()


def test_that_cards_move_and_go_by_keys_and_the_focus_goes_with_them(form, chain, qtbot):
    form.set_value(Chained(links=(Cut(steps=3), Words())))
    chain.entries[1].head.setFocus()
    qtbot.keyClick(chain.entries[1].head, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert form.value() == Chained(links=(Words(), Cut(steps=3)))
    assert form.focusWidget() is chain.entries[0].head
    qtbot.keyClick(chain.entries[0].head, Qt.Key.Key_Delete)
    assert form.value() == Chained(links=(Cut(steps=3),))


def test_that_folding_moves_with_a_card(form, chain):
    form.set_value(Chained(links=(Cut(steps=3), Words())))
    chain.entries[0].set_open(False)
    chain.shift(0, 1)
    assert [entry.is_open for entry in chain.entries] == [True, False]


def test_that_each_change_of_a_chain_is_undone_alone(form, chain):
    chain.append("cut")
    chain.append("words")
    chain.shift(1, -1)
    chain.take_out(0)
    seen = [form.value()]
    for _ in range(4):
        form.undo_stack.undo()
        seen.append(form.value())
    assert [tuple(link.name for link in value.links) for value in seen] == [
        ("cut",), ("words", "cut"), ("cut", "words"), ("cut",), (),
    ]  # fmt: skip


def test_that_an_empty_chain_says_what_happens_by_itself(chain):
    assert chain.automatic.text() == "automatic: depends on the data"
    chain.set_automatic(["Words"])
    assert chain.automatic.text() == "automatic: Words"


def test_that_a_changed_chain_is_marked_and_reset(form, chain, qtbot):
    chain.append("words")
    assert chain.label.property("changed")
    qtbot.mouseClick(chain.reset, Qt.MouseButton.LeftButton)
    assert form.value() == Chained()
    assert not chain.label.property("changed")


def test_that_a_search_finds_a_setting_inside_an_entry(form):
    form.set_value(Chained(links=(Cut(),)))
    assert form.search("every")
    assert form.editor("links.0.every").isVisible()
    assert not form.editor("columns").isVisible()


def test_that_texts_are_separated_by_commas(form, typed):
    line = typed(form, "columns", 'left, "a, b",')
    assert isinstance(line, QLineEdit)
    assert form.value().columns == ("left", "a, b")


@pytest.mark.parametrize("texts", [(), ("a",), ("a b", "c,d"), ('say "x"', " y "), ("值", "x，y")])
def test_that_texts_are_read_as_they_were_written(texts):
    assert read_texts(write_texts(texts)) == texts


def test_that_an_empty_line_is_none_where_none_is_a_value(form, typed):
    typed(form, "mark", "x")
    assert form.value().mark == "x"
    typed(form, "mark", "")
    assert form.value().mark is None
