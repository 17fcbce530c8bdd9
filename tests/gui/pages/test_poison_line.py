"""The line about poisoned training data on the page of runs."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from robustgui.gui.pages.runs.selected_runs import PoisonLine
from robustgui.runs.summary import RunRow

CLEAN = RunRow(Path("a"), "a", "a", "2026-01-01T00:00:00", "finished")
FLIPPED = RunRow(Path("b"), "b", "b", "2026-01-01T00:00:00", "finished", poison="label_flips")
BACKDOOR = RunRow(
    Path("c"),
    "c",
    "c",
    "2026-01-01T00:00:00",
    "finished",
    poison="pattern_trigger",
    trigger=0.975,
    trigger_class="seven",
)


def test_that_clean_runs_have_no_line(qtbot: QtBot) -> None:
    line = PoisonLine()
    qtbot.addWidget(line)
    for rows in ((), (CLEAN,), (FLIPPED, BACKDOOR)):
        line.show_selected(rows)
        assert line.isHidden()


def test_that_a_poisoned_run_says_by_what(qtbot: QtBot) -> None:
    line = PoisonLine()
    qtbot.addWidget(line)
    line.show_selected((FLIPPED,))
    assert not line.isHidden()
    assert "Label flips" in line.text()
    assert "%" not in line.text()


def test_that_a_trigger_says_how_often_it_turns_sequences_to_what(qtbot: QtBot) -> None:
    line = PoisonLine()
    qtbot.addWidget(line)
    line.show_selected((BACKDOOR,))
    assert "97.5%" in line.text()
    assert "seven" in line.text()
