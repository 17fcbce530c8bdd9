"""Commands: one text and one shortcut each, found in either language; help at the focused field."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolTip, QVBoxLayout, QWidget

from robustgui.base.paths import resource
from robustgui.engine.messages import TrainJob
from robustgui.gui import language
from robustgui.gui.commands import COMMANDS, Commands
from robustgui.gui.jobs import JobStatus
from robustgui.gui.shell.command_palette import CommandPalette
from robustgui.gui.shell.field_help import explain_focused, help_of


def _commands(qtbot) -> tuple[QWidget, Commands]:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    commands = Commands(window)
    commands.retranslate()
    return window, commands


def test_that_no_two_commands_share_id_or_shortcut():
    ids = Counter(command.id for command in COMMANDS)
    keys = Counter(QKeySequence(command.shortcut).toString() for command in COMMANDS if command.shortcut)
    assert ids.most_common(1)[0][1] == 1
    assert keys.most_common(1)[0][1] == 1


def test_that_every_command_has_a_text_in_chinese():
    translator = QTranslator()
    assert translator.load(str(resource("translations", "robustgui_zh.qm")))
    for command in COMMANDS:
        assert translator.translate("Commands", command.text), command.text
        assert not command.short or translator.translate("Commands", command.short), command.short


def test_that_a_tooltip_names_the_shortcut_and_the_reason(dressed, qtbot):
    _, commands = _commands(qtbot)
    assert commands["train"].toolTip() == "Train this configuration (Ctrl+R)"
    commands.explain("train", "The learning rate is missing.")
    assert commands["train"].toolTip().endswith("\nThe learning rate is missing.")


def test_that_the_palette_finds_a_command_in_the_language_that_is_not_shown(dressed, qtbot):
    window, commands = _commands(qtbot)
    palette = CommandPalette(commands, window)
    palette.pop_up()
    palette.field.setText("主题")
    assert palette.names() == []
    palette.field.setText("深色")
    assert palette.names() == ["theme"]
    palette.field.setText("light dark")
    assert palette.names() == ["theme"]
    palette.close()


def test_that_the_palette_runs_the_marked_command_by_keyboard(dressed, qtbot):
    window, commands = _commands(qtbot)
    done: list[str] = []
    commands.on("queue", lambda: done.append("queue"))
    commands.on("log", lambda: done.append("log"))
    palette = CommandPalette(commands, window)
    palette.pop_up()
    palette.field.setText("show or hide the")
    assert palette.names() == ["configuration", "queue", "log"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["log"]
    assert not palette.isVisible()


def test_that_what_cannot_be_done_now_is_listed_but_not_run(dressed, qtbot):
    window, commands = _commands(qtbot)
    commands["stop"].setEnabled(False)
    palette = CommandPalette(commands, window)
    palette.pop_up()
    palette.field.setText("stop the running")
    assert palette.names() == ["stop"]
    assert palette.list.currentRow() == -1
    palette.close()


def test_that_help_comes_from_the_field_or_what_it_is_a_part_of(dressed, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    group, field, bare = QWidget(window), QLineEdit(), QLineEdit()
    group.setToolTip("Device of training and attacks.")
    field.setToolTip("Seed of all random numbers.")
    layout = QVBoxLayout(group)
    layout.addWidget(field)
    layout.addWidget(bare)
    assert help_of(field) == "Seed of all random numbers."
    assert help_of(bare) == "Device of training and attacks."
    assert help_of(None) == ""


def test_that_f1_without_a_field_says_how_to_get_help(dressed, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    assert "F1" in explain_focused(window)
    QToolTip.hideText()


def test_that_escape_closes_the_palette_and_does_not_stop_the_running_job(dressed, qtbot):
    window, commands = _commands(qtbot)
    stopped: list[str] = []
    commands.on("stop", lambda: stopped.append("stop"))
    palette = CommandPalette(commands, window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    palette.pop_up()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert stopped == []


def test_that_the_system_language_is_one_that_the_program_speaks():
    assert language.system_language() in language.LANGUAGES


def test_that_an_unknown_language_becomes_english(dressed, qapp):
    language.install(qapp, "xx")
    assert language.current_language() == "en"


def test_that_stop_becomes_force_stop_when_it_takes_too_long(window, jobs, session):
    row = jobs.submit(TrainJob(session.spec, "runs"), "run")
    stop = window.commands["stop"]
    jobs.become(row, JobStatus.RUNNING)
    stop.trigger()
    assert (jobs.calls[-1], stop.iconText()) == ("stop", "Stop")
    jobs.become(row, JobStatus.STOPPING)
    assert not stop.isEnabled()
    jobs.stop_overdue.emit(row)
    assert (stop.isEnabled(), stop.iconText()) == (True, "Force stop")
    stop.trigger()
    assert jobs.calls[-1] == "force_stop"
    jobs.become(row, JobStatus.STOPPED)
    assert (stop.isEnabled(), stop.iconText()) == (False, "Stop")


def test_that_a_paused_job_is_resumed_by_the_button_that_paused_it(window, jobs, session):
    row = jobs.submit(TrainJob(session.spec, "runs"), "run")
    jobs.become(row, JobStatus.PAUSED)
    shown = [name for name in ("pause", "go_on") if window.commands[name].isVisible()]
    assert [window.commands[name].iconText() for name in shown] == ["Resume"]
    window.commands["go_on"].trigger()
    assert jobs.calls[-1] == "go_on"
