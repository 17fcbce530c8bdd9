"""Where things stand on Inspect: nothing moves because a word changed, and no name of a tab is ever cut."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from support.inspections import make_inspection

from robustgui.attacks import ATTACKS
from robustgui.attacks.compatibility import list_compatible_attacks
from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui import language
from robustgui.gui.pages.inspect.layout import InspectLayout
from robustgui.gui.plots import TimeCursor
from robustgui.gui.views.prediction_view import PredictionView
from robustgui.gui.widgets.fitted_label import FittedLabel
from robustgui.gui.widgets.fitting_tabs import FittingTabs
from robustgui.runs.spec import WatchSettings
from robustgui.threats import THREATS

SHORT, LONG = ("1", "2", "3", "4"), tuple(f"a class with a rather long name, number {k}" for k in range(4))


def states() -> list[tuple[Inspection, Inspection | None]]:
    """Inspections whose words are as different as can be, with and without a pinned one."""
    found = make_inspection()
    robust = np.zeros_like(found.attacked_steps)
    robust[:, :, 0] = 1
    turned = np.zeros_like(robust)
    turned[:, :7, 0] = turned[:, 7:, 2] = 1
    right = np.eye(4, dtype=np.float32)[np.zeros(20, int)]
    made: list[tuple[Inspection, Inspection | None]] = []
    for classes in (SHORT, LONG):
        for steps in (robust, turned):
            for label in (0.0, 1.0):
                one = replace(
                    found, classes=classes, label=label, clean_steps=right, clean_outputs=right[-1],
                    attacked_steps=steps, attacked_outputs=steps[:, -1],
                )  # fmt: skip
                made += [(one, None), (replace(one, fools=True), one), (replace(one, fools=False), one)]
    return made


def places(frame: InspectLayout) -> dict[str, QRect]:
    """Where every control, card and plot column stands in the frame."""
    QApplication.processEvents()
    answers = next(view for view in frame.stage.views if isinstance(view, PredictionView))
    scrubbers = frame.scrubbers
    watched: dict[str, QWidget] = {
        "on": frame.controls.on, "attack": frame.controls.attack, "threat": frame.controls.threat,
        "slider": frame.controls.slider, "eps": frame.controls.eps, "unit": frame.controls.unit,
        "seed": frame.controls.seed, "reset": frame.reset, "smallest": frame.smallest, "pin": frame.pin,
        "note": frame.note, "runs": frame.runs, "verdict": answers.verdict, "columns": frame.stage.columns,
        "time": scrubbers.time, "iteration": scrubbers.iteration, "epoch": scrubbers.epoch,
        "list": frame.sequences.view,
    }  # fmt: skip
    watched |= {f"card {k}": card for k, card in enumerate(answers.cards[:3])}
    return {name: QRect(widget.mapTo(frame, QPoint()), widget.size()) for name, widget in watched.items()}


@pytest.mark.parametrize("code", ["en", "zh"])
@pytest.mark.parametrize("width", [560, 900])
def test_that_nothing_moves_because_a_word_changed(qtbot: QtBot, dressed: None, code: str, width: int) -> None:
    language.install(QApplication.instance(), code)
    cursor = TimeCursor()
    frame = InspectLayout(cursor, WatchSettings())
    cursor.setParent(frame)
    qtbot.addWidget(frame)
    frame.resize(width, 640)
    frame.show_stage()
    with qtbot.waitExposed(frame):
        frame.show()
    expected: dict[str, QRect] | None = None
    for found, pinned in states():
        frame.stage.show_inspection(found, pinned, None, None)
        frame.show_title(found, pinned)
        frame.describe(found)
        frame.pin.setChecked(pinned is not None)
        frame.reset.setEnabled(pinned is None)
        for problem in ("", "eps: must be at least 0, and this sentence is as long as sentences about settings can be"):
            frame.note.say_problem(problem)
            now = places(frame)
            expected = expected or now
            assert now == expected
    for threat in THREATS:
        for attack in list_compatible_attacks(THREATS[threat])[:4]:
            frame.controls.propose(ATTACKS[attack](), THREATS[threat]())
            assert places(frame) == expected, (threat, attack)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_that_names_of_tabs_are_whole_at_any_width(qtbot: QtBot, dressed: None, code: str) -> None:
    language.install(QApplication.instance(), code)
    tabs = FittingTabs()
    qtbot.addWidget(tabs)
    for name in ("Divergence", "Hidden units", "Attack", "Search", "Compare"):
        tabs.addTab(QLabel(name), QCoreApplication.translate("HiddenHeatmapView", name))
    tabs.setTabVisible(3, False)
    tabs.show()
    ways = set()
    for width in range(90, 900, 30):
        tabs.resize(width, 200)
        QApplication.processEvents()
        assert tabs.bar.isVisible() != tabs.box.isVisible()
        ways.add(tabs.bar.isVisible())
        if tabs.bar.isVisible():
            assert tabs.bar.sizeHint().width() <= tabs.bar.width()
        else:
            assert [tabs.box.itemData(row) for row in range(tabs.box.count())] == [0, 1, 2, 4]
    assert ways == {True, False}


def test_that_the_box_and_the_tabs_choose_the_same(qtbot: QtBot, dressed: None) -> None:
    tabs = FittingTabs()
    qtbot.addWidget(tabs)
    for name in ("first of the tabs", "second of the tabs", "third of the tabs"):
        tabs.addTab(QLabel(name), name)
    tabs.resize(120, 100)
    tabs.show()
    tabs.box.setCurrentIndex(2)
    tabs.box.activated.emit(2)
    assert tabs.currentIndex() == 2
    tabs.setCurrentIndex(1)
    assert tabs.box.currentText() == "second of the tabs"
    assert tabs.currentWidget().text() == "second of the tabs"


@pytest.mark.parametrize(
    "text", ["7", "0.0032…2.3", "Misclassified", "decision change (step 12: class 3 → class 5)", "误分类"]
)
def test_that_a_fitted_text_is_whole_or_elided_with_its_tooltip(qtbot: QtBot, dressed: None, text: str) -> None:
    label = FittedLabel(1.6, 0.7)
    qtbot.addWidget(label)
    label.set_text(text, QColor("black"))
    heights = set()
    for width in range(20, 420, 25):
        label.resize(width, label.sizeHint().height())
        font, shown = label.fit_text()
        label.grab()
        assert QFontMetricsF(font).horizontalAdvance(shown) <= width or shown == "…"
        assert (label.toolTip() == text) == (shown != text)
        heights.add(label.sizeHint().height())
    assert len(heights) == 1


def test_that_the_buttons_of_the_frame_are_always_there(qtbot: QtBot, dressed: None) -> None:
    frame = InspectLayout(TimeCursor(), WatchSettings())
    qtbot.addWidget(frame)
    frame.show_stage()
    frame.show()
    for button in (frame.reset, frame.smallest, frame.pin):
        assert isinstance(button, QPushButton)
        assert button.isVisible()
    assert not frame.reset.isEnabled()
