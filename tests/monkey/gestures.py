"""What a hand can do to the widgets in reach; they are looked for before each act, so that new controls are tried."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsView,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

Gesture = Callable[[QWidget, random.Random], None]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
TEXTS = (
    "", "0", "1", "2", "-1", "0.05", "0,5", "1e9", "1e-30", "nan", "inf", "abc", "中文", "a/b", " ", "1 2 3", "x" * 90,
)  # fmt: skip
KEYS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Tab,
    Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_F1, Qt.Key.Key_A, Qt.Key.Key_1,
)  # fmt: skip


def _middle(widget: QWidget, luck: random.Random) -> QPoint:
    """A point of `widget` that can be seen."""
    seen: QRect = widget.visibleRegion().boundingRect()
    x = seen.left() + luck.random() * max(0, seen.width() - 1)
    y = seen.top() + luck.random() * max(0, seen.height() - 1)
    return QPoint(int(x), int(y))


def press(widget: QWidget, luck: random.Random) -> None:
    QTest.mouseClick(widget, LEFT, NONE, widget.visibleRegion().boundingRect().center())


def click(widget: QWidget, luck: random.Random) -> None:
    QTest.mouseClick(widget, LEFT, NONE, _middle(widget, luck))


def double_click(widget: QWidget, luck: random.Random) -> None:
    place = _middle(widget, luck)
    QTest.mouseClick(widget, LEFT, NONE, place)
    QTest.mouseDClick(widget, LEFT, NONE, place)


def ask_for_menu(widget: QWidget, luck: random.Random) -> None:
    place = _middle(widget, luck)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)


def hover(widget: QWidget, luck: random.Random) -> None:
    QTest.mouseMove(widget, _middle(widget, luck))


def drag(widget: QWidget, luck: random.Random) -> None:
    start = _middle(widget, luck)
    QTest.mousePress(widget, LEFT, NONE, start)
    for _ in range(3):
        QTest.mouseMove(widget, start + QPoint(luck.randint(-80, 80), luck.randint(-60, 60)))
    QTest.mouseRelease(widget, LEFT, NONE, start + QPoint(luck.randint(-80, 80), luck.randint(-60, 60)))


def wheel(widget: QWidget, luck: random.Random) -> None:
    place, turn = _middle(widget, luck).toPointF(), QPoint(0, luck.choice((-240, -120, 120, 240)))
    modifier = luck.choice((NONE, Qt.KeyboardModifier.ControlModifier))
    event = QWheelEvent(
        place, widget.mapToGlobal(place), QPoint(), turn, Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def key(widget: QWidget, luck: random.Random) -> None:
    for _ in range(luck.choice((1, 1, 1, 4))):
        QTest.keyClick(widget, luck.choice(KEYS))


def choose(widget: QWidget, luck: random.Random) -> None:
    assert isinstance(widget, QComboBox)
    if widget.count():
        place = luck.randrange(widget.count())
        widget.setCurrentIndex(place)
        widget.activated.emit(place)


def write(widget: QWidget, luck: random.Random) -> None:
    widget.setFocus()
    if isinstance(widget, QLineEdit | QAbstractSpinBox | QPlainTextEdit) and luck.random() < 0.9:
        widget.selectAll()
    for letter in luck.choice(TEXTS):  # QTest.keyClicks knows no Chinese
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, NONE, letter))
    QTest.keyClick(widget, luck.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape)))


def slide(widget: QWidget, luck: random.Random) -> None:
    assert isinstance(widget, QAbstractSlider)
    widget.setValue(luck.randint(widget.minimum(), max(widget.minimum(), widget.maximum())))


def turn_to_tab(widget: QWidget, luck: random.Random) -> None:
    assert isinstance(widget, QTabBar)
    if widget.count():
        QTest.mouseClick(widget, LEFT, NONE, widget.tabRect(luck.randrange(widget.count())).center())


def touch_cell(widget: QWidget, luck: random.Random) -> None:
    assert isinstance(widget, QAbstractItemView)
    rows = widget.model().rowCount() if widget.model() else 0
    columns = widget.horizontalHeader().count() if isinstance(widget, QTableView) else 1
    if not rows or not columns:
        return
    index = widget.model().index(luck.randrange(rows), luck.randrange(columns))
    widget.scrollTo(index)
    place = widget.visualRect(index)
    spot = QPoint(place.left() + 8, place.center().y()) if luck.random() < 0.3 else place.center()
    modifier = luck.choice((NONE, NONE, NONE, Qt.KeyboardModifier.ControlModifier))
    QTest.mouseClick(widget.viewport(), LEFT, modifier, spot)
    if luck.random() < 0.2:
        QTest.mouseDClick(widget.viewport(), LEFT, NONE, spot)
    elif luck.random() < 0.2:
        ask_for_menu(widget.viewport(), luck)
    elif luck.random() < 0.4:
        key(widget, luck)


def touch_entry(widget: QWidget, luck: random.Random) -> None:
    assert isinstance(widget, QMenu)
    entries = [action for action in widget.actions() if action.isEnabled() and not action.isSeparator()]
    if entries and luck.random() < 0.8:
        QTest.mouseClick(widget, LEFT, NONE, widget.actionGeometry(luck.choice(entries)).center())
    else:
        QTest.keyClick(widget, Qt.Key.Key_Escape)


KINDS: tuple[tuple[type[QWidget], tuple[tuple[str, int], ...]], ...] = (
    (QMenu, (("touch_entry", 8),)),
    (QAbstractButton, (("press", 6),)),
    (QComboBox, (("choose", 5), ("wheel", 1))),
    (QTabBar, (("turn_to_tab", 6),)),
    (QHeaderView, (("click", 2), ("drag", 1))),
    (QAbstractItemView, (("touch_cell", 10), ("key", 3))),
    (QAbstractSpinBox, (("write", 3), ("key", 2), ("wheel", 1))),
    (QLineEdit, (("write", 4),)),
    (QPlainTextEdit, (("write", 2),)),
    (QScrollBar, (("slide", 1),)),
    (QAbstractSlider, (("slide", 4), ("key", 2))),
    (QSplitterHandle, (("drag", 1),)),
    (QGraphicsView, (("hover", 2), ("click", 2), ("drag", 2), ("wheel", 2), ("ask_for_menu", 1), ("double_click", 1))),
)
SLOW = ("button.language", "button.theme", "button.presentation")  # they dress every widget anew
ANYWHERE = (("click", 4), ("double_click", 2), ("ask_for_menu", 2), ("hover", 1), ("drag", 1), ("wheel", 1), ("key", 3))
GESTURES: dict[str, Gesture] = {
    function.__name__: function
    for function in (
        press, click, double_click, ask_for_menu, hover, drag, wheel, key, choose, write, slide, turn_to_tab,
        touch_cell, touch_entry,
    )
}  # fmt: skip


def in_reach(window: QWidget) -> QWidget:
    """Where the hand is now: an open menu or popup, a dialog, or the window."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget() or window


def candidates(root: QWidget) -> list[tuple[str, str, int, int]]:
    """Gestures that are possible now: (gesture, target, ordinal, weight)."""
    found = []
    for target, widgets in _named(root).items():
        for ordinal, widget in enumerate(widgets):
            if not widget.isEnabled() or widget.visibleRegion().isEmpty():
                continue
            known = next((ways for kind, ways in KINDS if isinstance(widget, kind)), None)
            if known is None and not widget.children() and type(widget) is not QWidget:
                known = (("click", 1),)  # painted by hand, perhaps
            rarely = widget.objectName() in SLOW
            found += [(gesture, target, ordinal, 1 if rarely else weight) for gesture, weight in known or ()]
    return found


def find(root: QWidget, target: str, ordinal: int) -> QWidget | None:
    """The widget that `candidates` named."""
    widgets = _named(root).get(target, [])
    return widgets[ordinal] if ordinal < len(widgets) else None


def _named(root: QWidget) -> dict[str, list[QWidget]]:
    """Every visible widget below `root` by its place: names or classes of itself and of what is around it."""
    found: dict[str, list[QWidget]] = defaultdict(list)

    def look(widget: QWidget, around: tuple[str, ...]) -> None:
        place = (*around[-4:], widget.objectName() or type(widget).__name__)
        found["/".join(place)].append(widget)
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if isValid(child) and child.isVisible() and not child.isWindow():
                look(child, place)

    look(root, ())
    return found
