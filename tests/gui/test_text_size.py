"""Larger text cuts nothing: at 150 % and at presentation size, in both languages, on every page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QTabBar, QToolButton, QWidget
from support.inspections import make_inspection
from support.lively_window import enliven, settle
from support.window_texts import painted_texts, place_of

from robustgui.gui import theme

BLUR = 2  # pixels that fonts differ by between measuring and painting


def cut(window: QWidget) -> dict[str, str]:
    """Widgets that are narrower than their text and do not say it in a tooltip: their places with the text."""
    found = {}
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        text, missing = _missing(widget)
        if missing > BLUR and text not in widget.toolTip():
            found[f"{place_of(widget)[-80:]} lacks {missing} pixels"] = text
    return found | dict(painted_texts(window, only_cut=True))


def _missing(widget: QWidget) -> tuple[str, int]:
    """A text, and how many pixels of it are not seen."""
    metrics = widget.fontMetrics()
    if isinstance(widget, QLabel):
        text = widget.text()
        if not text or widget.wordWrap() or "<" in text:
            return text, 0
        widest = max(metrics.horizontalAdvance(line) for line in text.splitlines() or [""])
        room = widget.contentsRect().width() - 2 * widget.margin() - max(0, widget.indent())
        return text, widest - room
    if isinstance(widget, QComboBox):
        return widget.currentText(), metrics.horizontalAdvance(widget.currentText()) - widget.width()
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return "", 0
    if isinstance(widget, QAbstractButton):
        return widget.text(), metrics.horizontalAdvance(widget.text().replace("&", "")) - widget.width()
    if isinstance(widget, QTabBar):
        tabs = [i for i in range(widget.count()) if widget.isTabVisible(i)]
        lacks = [metrics.horizontalAdvance(widget.tabText(i)) - widget.tabRect(i).width() for i in tabs]
        return " | ".join(widget.tabText(i) for i in tabs), max(lacks, default=0)
    return "", 0


@pytest.mark.parametrize("language", ["English", "Chinese"])
@pytest.mark.parametrize("commands", [("larger", "larger"), ("presentation",)], ids=["150 %", "presentation"])
def test_that_no_text_is_cut(window, jobs, qtbot, commands, language):
    if language == "Chinese":
        window.commands["language"].trigger()
    enliven(window, jobs, make_inspection())
    before = QApplication.font().pointSizeF()
    for command in commands:
        window.commands[command].trigger()
    qtbot.waitUntil(lambda: QApplication.font().pointSizeF() > 1.3 * before)
    found = {}
    for key in window.contents.pages:
        window.contents.pages.show_page(key)
        settle()
        if texts := cut(window):
            found[key] = texts
    assert not found


def test_that_a_key_that_repeats_ends_in_the_right_size_and_dresses_the_window_once(window, qtbot, monkeypatch):
    dressed = []
    apply = theme.apply
    monkeypatch.setattr(theme, "apply", lambda app, *look: dressed.append(look) or apply(app, *look))
    for _ in range(5):
        window.commands["larger"].trigger()
    qtbot.waitUntil(lambda: bool(dressed))
    settle()
    assert [scale for _, scale in dressed] == [theme.SCALES[-1]]
    assert QApplication.font().pointSizeF() == pytest.approx(theme.TEXT_SIZE * theme.SCALES[-1])
