"""Forms made from settings classes: values, problems, conditions, undo, reset, language."""

from __future__ import annotations

from typing import Annotated, ClassVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from robustgui.attacks import ATTACKS
from robustgui.attacks.pgd import PGD
from robustgui.base.registry import Registry
from robustgui.base.settings import AsTuple, Settings, setting
from robustgui.data import DataSettings
from robustgui.defences import DEFENCES
from robustgui.defences.none import NoDefence
from robustgui.gui.forms import OneOfForm, SettingsForm
from robustgui.models import MODELS
from robustgui.runs.spec import RunSpec, WatchSettings
from robustgui.threats import THREATS
from robustgui.threats.linf import Linf
from robustgui.training import DeviceSettings, TrainingSettings

REGISTERED = [(r, name) for r in (ATTACKS, DEFENCES, MODELS, THREATS) for name in r]


class Numbers(Settings):
    """One field of every kind of number."""

    rates: Annotated[tuple[float, ...], AsTuple] = setting((0.0, 0.5), title="Rates", help="Some rates.")
    limit: float | None = setting(None, gt=0, title="Limit", help="Empty: none.")
    required: int = setting(title="Required", help="Has no default.")
    on: bool = setting(False, title="On", help="Switches.")


@pytest.fixture
def run_form(qtbot):
    form = SettingsForm(RunSpec, sections=True)
    qtbot.addWidget(form)
    form.show()
    return form


@pytest.mark.parametrize(("registry", "name"), REGISTERED, ids=[name for _, name in REGISTERED])
def test_that_the_form_of_a_registered_class_returns_its_defaults(qtbot, registry: Registry, name: str):
    form = SettingsForm(registry[name])
    qtbot.addWidget(form)
    assert form.value() == registry[name]()
    assert form.problems == {}


@pytest.mark.parametrize("cls", [RunSpec, DataSettings, TrainingSettings, DeviceSettings, WatchSettings])
def test_that_the_form_of_a_section_returns_its_defaults(qtbot, cls):
    form = SettingsForm(cls)
    qtbot.addWidget(form)
    assert form.value() == cls()


def test_that_a_form_shows_what_it_is_given(run_form):
    spec = RunSpec().replace_paths(
        {"model": "lstm", "model.hidden": 7, "defence": "noise_augmentation", "training.lr": 1e-5}
    )
    run_form.set_value(spec)
    assert run_form.value() == spec
    assert run_form.editor("training.lr").text() == "1e-5"


@pytest.mark.parametrize(
    ("path", "text", "words", "chinese_words"),
    [
        ("watch.threat.eps", "-1", "must be 0 or more, got -1", "0"),
        ("watch.threat.eps", "abc", "must be a number, got 'abc'", "abc"),
        ("watch.threat.eps", "nan", "must be a finite number, got nan", "nan"),
        ("watch.threat.eps", "inf", "must be a finite number, got inf", "inf"),
        ("watch.threat.eps", "1,5", "is written with a comma; write 1.5", "1.5"),
        ("watch.threat.eps", "", "is empty; a number is needed", "数"),
        ("model.hidden", "0", "must be 1 or more, got 0", "1"),
        ("model.hidden", "2.5", "must be a whole number, got 2.5", "2.5"),
        ("training.lr", "1e99", "must be 10 or less, got", "10"),
        ("defence.threat.eps", "0", "must be more than 0 for adversarial training", "0"),
        ("data.train", "", "must not be empty", "空"),
        ("name", "a/b", 'must not contain / \\ : * ? " < > | or begin with a dot', "/"),
    ],
)
def test_that_an_impossible_value_is_explained_at_its_field_in_both_languages(
    run_form, typed, problem_at, chinese, path, text, words, chinese_words
):
    line = typed(run_form, path, text)
    assert run_form.value() is None
    assert list(run_form.problems) == [path]
    assert problem_at(run_form, path).startswith(words)
    assert line.text() == text
    assert line.property("invalid")
    with chinese():
        told = problem_at(run_form, path)
        assert chinese_words in told
        assert any("\u4e00" <= c <= "\u9fff" for c in told)
        assert told.splitlines()[0] in run_form.problem_text()
    assert problem_at(run_form, path).startswith(words)


def test_that_a_problem_goes_when_its_cause_goes(run_form, typed, problem_at):
    typed(run_form, "training.lr", "abc")
    line = typed(run_form, "training.lr", "0.01")
    assert run_form.value().training.lr == 0.01
    assert problem_at(run_form, "training.lr") == ""
    assert not line.property("invalid")


def test_that_several_problems_are_all_shown(run_form, typed, problem_at):
    typed(run_form, "training.lr", "0")
    typed(run_form, "model.hidden", "x")
    assert set(run_form.problems) == {"training.lr", "model.hidden"}
    assert problem_at(run_form, "training.lr")
    assert problem_at(run_form, "model.hidden")


def test_that_a_field_that_does_not_apply_is_hidden_and_keeps_its_value(run_form, typed, chosen):
    chosen(run_form, "training.optimiser", "sgd")
    momentum = typed(run_form, "training.momentum", "0.5")
    assert momentum.isVisible()
    chosen(run_form, "training.optimiser", "adam")
    assert not momentum.isVisible()
    chosen(run_form, "training.optimiser", "sgd")
    assert momentum.isVisible()
    assert run_form.value().training.momentum == 0.5


def test_that_a_wrong_value_in_a_field_that_does_not_apply_hinders_nothing(run_form, typed, chosen):
    chosen(run_form, "training.optimiser", "sgd")
    typed(run_form, "training.momentum", "7")
    assert run_form.value() is None
    chosen(run_form, "training.optimiser", "adam")
    assert run_form.value().training.momentum == 0.9
    chosen(run_form, "training.optimiser", "sgd")
    assert run_form.editor("training.momentum").text() == "7"


def test_that_another_class_brings_its_own_fields_and_the_old_one_keeps_its_values(run_form, typed, chosen):
    typed(run_form, "defence.attack.steps", "3")
    chosen(run_form, "defence", "none")
    assert run_form.value().defence == NoDefence()
    chosen(run_form, "defence", "adversarial_training")
    assert run_form.value().defence.attack == PGD(steps=3)


def test_that_typing_in_one_field_is_one_step_of_undo(run_form, typed):
    line = typed(run_form, "training.epochs", "123")
    assert run_form.undo_stack.count() == 1
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert run_form.value() == RunSpec()
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert run_form.value().training.epochs == 123


def test_that_typing_in_two_fields_is_two_steps_of_undo(run_form, typed):
    typed(run_form, "training.epochs", "12")
    typed(run_form, "training.batch_size", "34")
    typed(run_form, "training.epochs", "56")
    assert run_form.undo_stack.count() == 3
    run_form.undo_stack.undo()
    assert run_form.value().training.epochs == 12


def test_that_undo_brings_back_a_class_with_its_values(run_form, typed, chosen):
    typed(run_form, "model.hidden", "9")
    chosen(run_form, "model", "lstm")
    run_form.undo_stack.undo()
    assert run_form.value() == RunSpec().replace_paths({"model.hidden": 9})
    run_form.undo_stack.redo()
    assert run_form.value().model.name == "lstm"


def test_that_undo_brings_back_what_was_no_number(run_form, typed):
    typed(run_form, "training.lr", "abc")
    typed(run_form, "training.epochs", "3")
    run_form.undo_stack.undo()
    assert run_form.editor("training.lr").text() == "abc"
    run_form.undo_stack.undo()
    assert run_form.value() == RunSpec()


def test_that_a_changed_field_is_marked_and_can_be_reset(run_form, typed):
    button = run_form.findChild(QToolButton, "training.lr:reset")
    assert not button.isVisible()
    typed(run_form, "training.lr", "1")
    assert button.isVisible()
    button.click()
    assert run_form.value() == RunSpec()
    assert not button.isVisible()
    assert run_form.undo_stack.count() == 2


def test_that_the_default_of_a_field_is_that_of_its_place(run_form, typed):
    line = typed(run_form, "defence.attack.steps", "10")  # the default of PGD itself, but not of the inner attack
    run_form.findChild(QToolButton, "defence.attack.steps:reset").click()
    assert line.text() == "7"


def test_that_rare_settings_are_folded_until_asked_for_or_wrong(run_form, typed):
    share = run_form.editor("data.validation_share")
    assert not share.isVisible()
    run_form.findChild(QToolButton, "data:advanced").click()
    assert share.isVisible()
    run_form.findChild(QToolButton, "data:advanced").click()
    assert not share.isVisible()
    run_form.editor("data.validation_share").setText("2")
    run_form.editor("data.validation_share").textEdited.emit("2")
    assert share.isVisible()


def test_that_numbers_of_every_kind_are_edited(qtbot, typed):
    form = SettingsForm(Numbers)
    qtbot.addWidget(form)
    form.show()
    assert form.value() is None  # the required one is missing
    typed(form, "required", "4")
    typed(form, "rates", "0, 1e-3, 0.2")
    typed(form, "limit", "2.5")
    QTest.mouseClick(form.editor("on"), Qt.MouseButton.LeftButton, pos=QPoint(8, form.editor("on").height() // 2))
    assert form.value() == Numbers(required=4, rates=(0.0, 1e-3, 0.2), limit=2.5, on=True)
    typed(form, "limit", "")
    assert form.value().limit is None
    typed(form, "rates", "0, x")
    assert form.value() is None


def test_that_arrows_step_a_number(run_form):
    run_form.set_value(RunSpec().replace_paths({"training.lr": 5e-3}))
    line = run_form.editor("training.lr")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert run_form.value().training.lr == 0.01
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert run_form.value().training.lr == 0.002


def wheel(widget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_that_the_wheel_changes_a_value_only_where_the_focus_is(run_form, qtbot):
    run_form.activateWindow()
    run_form.set_value(RunSpec().replace_paths({"training.epochs": 20}))
    run_form.editor("name").setFocus()
    for path in ("training.epochs", "training.schedule"):
        wheel(run_form.editor(path))
    assert run_form.value().training.epochs == 20
    run_form.editor("training.epochs").setFocus()
    qtbot.waitUntil(run_form.editor("training.epochs").hasFocus)
    wheel(run_form.editor("training.epochs"))
    assert run_form.value().training.epochs == 21


def test_that_tab_goes_from_top_to_bottom_also_through_a_class_chosen_later(run_form, chosen):
    chosen(run_form, "model", "elman")
    order, widget = [], run_form.editor("model")
    while len(order) < 12:
        widget = widget.nextInFocusChain()
        if widget.isVisible() and widget.objectName().startswith("model.") and ":" not in widget.objectName():
            order.append(widget.objectName())
        if widget is run_form.editor("defence"):
            break
    assert order == ["model.hidden", "model.layers", "model.bidirectional", "model.readout", "model.dropout",
                     "model.activation"]  # fmt: skip


def test_that_every_editor_says_what_it_is(run_form):
    for path in ("training.lr", "training.schedule", "model", "model.bidirectional", "data.train"):
        editor = run_form.editor(path)
        assert editor.accessibleName()
        assert editor.accessibleDescription()
        assert editor.toolTip()
        assert path in editor.whatsThis()


def test_that_the_language_is_switched_without_losing_what_was_typed(run_form, typed, chinese):
    typed(run_form, "training.lr", "abc")
    section = run_form.findChild(QToolButton, "training:section")
    assert section.text().startswith("Training")
    with chinese():
        assert section.text().startswith("训练")
        assert run_form.editor("training.lr").text() == "abc"
        assert run_form.editor("training.lr").accessibleName() == "学习率"
        assert run_form.editor("training.schedule").currentText() != "cosine decay to zero"
    assert section.text().startswith("Training")
    assert run_form.editor("training.schedule").currentText() == "cosine decay to zero"


def test_that_a_search_finds_fields_in_either_language(run_form):
    assert run_form.search("drop factor") is False  # it does not apply to this schedule
    assert run_form.search("learning")
    assert run_form.editor("training.lr").isVisible()
    assert not run_form.editor("training.epochs").isVisible()
    assert run_form.search("eps")
    assert run_form.editor("defence.threat.eps").isVisible()
    assert not run_form.editor("model.readout").isVisible()  # "steps" is another word
    assert run_form.search("学习率")
    assert run_form.editor("training.lr").isVisible()
    assert not run_form.search("zebra")
    run_form.search("")
    assert run_form.editor("training.epochs").isVisible()


def test_that_a_problem_of_the_whole_class_is_shown_on_top(qtbot, problem_at):
    class Pair(Settings):
        low: int = setting(0, title="Low", help="Lower end.")

    form = SettingsForm(Pair)
    qtbot.addWidget(form)
    from robustgui.base.errors import Sentence

    form.set_check(lambda _: {"": Sentence("low and high exclude each other")})
    assert form.value() is None
    assert form.problem_text() == "low and high exclude each other"
    assert problem_at(form, "") == "low and high exclude each other"


def test_that_a_bare_choice_gives_an_instance_of_the_chosen_class(qtbot, typed, chosen):
    form = OneOfForm(THREATS, Linf(eps=0.3))
    qtbot.addWidget(form)
    form.show()
    assert form.value() == Linf(eps=0.3)
    chosen(form, "", "l2")
    typed(form, "eps", "2")
    assert form.value() == THREATS["l2"](eps=2)
    form.undo_stack.undo()
    form.undo_stack.undo()
    assert form.value() == Linf(eps=0.3)


def test_that_a_field_without_an_editor_is_named(qtbot):
    class Odd(Settings):
        table: dict[str, int] = setting(default_factory=dict, title="Table", help="Odd.")
        title: ClassVar[str] = "Odd"

    with pytest.raises(TypeError, match=r"Odd\.table: there is no editor"):
        SettingsForm(Odd)


def test_that_a_form_opens_no_window_of_its_own(qtbot):
    before = set(QApplication.topLevelWidgets())
    form = SettingsForm(RunSpec, sections=True)
    qtbot.addWidget(form)
    form.show()
    opened = {w for w in QApplication.topLevelWidgets() if w.isVisible()} - before
    assert opened == {form}
    assert not [label for label in form.findChildren(QLabel) if label.isWindow()]
