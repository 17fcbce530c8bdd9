"""Docks fold away where the window is narrow, come back with the room, and at a button that is always in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from robustgui.gui import language
from robustgui.gui.session import Selection
from robustgui.gui.views.prediction_view import PredictionView
from robustgui.gui.views.sample import load_record
from robustgui.gui.widgets.fitted_label import FittedLabel


def buttons(window) -> dict[str, QToolButton]:
    """The buttons of the docks in the status bar."""
    found = window.statusBar().findChildren(QToolButton)
    return {button.defaultAction().objectName().removeprefix("command."): button for button in found}


def resize(window, width: int, height: int) -> None:
    window.resize(width, height)
    QApplication.processEvents()


def test_that_docks_fold_with_the_room_and_come_back_with_it(window, qtbot: QtBot) -> None:
    contents = window.contents
    resize(window, 1600, 1000)
    window.show()
    docks = (contents.configuration, contents.queue, contents.log)
    assert [dock.isHidden() for dock in docks] == [False, False, False]
    resize(window, 1100, 1000)
    assert [dock.isHidden() for dock in docks] == [True, False, False]
    resize(window, 1100, 640)
    assert [dock.isHidden() for dock in docks] == [True, True, True]
    resize(window, 1600, 1000)
    assert [dock.isHidden() for dock in docks] == [False, False, False]


def test_that_a_button_in_sight_brings_a_folded_dock_back_for_good(window, qtbot: QtBot) -> None:
    resize(window, 1600, 1000)
    window.show()
    resize(window, 1100, 1000)
    button = buttons(window)["configuration"]
    assert button.isVisible()
    assert not button.isChecked()
    button.click()
    assert window.contents.configuration.isVisible()
    assert button.isChecked()
    resize(window, 1090, 1000)
    assert window.contents.configuration.isVisible()


def test_that_a_dock_closed_by_hand_stays_closed(window, qtbot: QtBot) -> None:
    resize(window, 1600, 1000)
    window.show()
    window.contents.configuration.hide()
    for width in (1100, 1600):
        resize(window, width, 1000)
        assert window.contents.configuration.isHidden()


def test_that_larger_text_folds_docks_instead_of_growing_the_window(window, qtbot: QtBot) -> None:
    resize(window, 1280, 800)
    window.show()
    window.contents.pages.show_page("inspect")
    for _ in range(2):
        with qtbot.waitSignal(window.appearance.restyled):
            window.commands["larger"].trigger()
        QApplication.processEvents()
    assert window.contents.configuration.isHidden()
    assert (window.width(), window.height()) == (1280, 800)


def test_that_a_folded_dock_is_remembered_as_open(window, qtbot: QtBot) -> None:
    resize(window, 1600, 1000)
    window.show()
    resize(window, 1100, 1000)
    window.contents.leave()
    assert not window.contents.configuration.isHidden()


@pytest.mark.parametrize("code", ["en", "zh"])
def test_that_with_all_docks_open_nothing_is_cut_and_the_window_stays_on_the_screen(
    window, session, qtbot: QtBot, code: str
) -> None:
    """A screen of 1280 x 800 pixels, text up to half as large again, and docks that were opened by hand."""
    language.install(QApplication.instance(), code)
    session.set_run(Path("run"))
    session.select(Selection("test", 0))
    window.contents.pages.show_page("inspect")
    page = window.contents.pages.page("inspect")
    resize(window, 1280, 800)
    window.show()
    for size in range(3):
        for _ in range(size > 0):
            with qtbot.waitSignal(window.appearance.restyled):
                window.commands["larger"].trigger()
            QApplication.processEvents()
        for name, button in buttons(window).items():
            if not button.isChecked() and name != "log":
                button.click()
        QApplication.processEvents()
        for kind in ("series", "text", "prices", *(("speech",) if size < 2 else ())):
            page.stage.show_inspection(load_record(kind), None, None, None)
            QApplication.processEvents()
            tabs = page.stage.tabs
            assert tabs.box.isVisible() or tabs.bar.sizeHint().width() <= tabs.bar.width()
            answers = next(view for view in page.stage.views if isinstance(view, PredictionView))
            for card in answers.cards:
                shown = [label.fit_text()[1] for label in card.findChildren(FittedLabel) if card.isVisible()]
                assert not any(text.endswith("…") for text in shown), (kind, size, shown)
            assert window.width() <= (1280, 1280, 1320)[size], (kind, size, window.width())
