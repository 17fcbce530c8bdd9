"""Where a window stood: kept to the pixel, as long as some screen still shows enough of it to take hold of."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ..settings_store import SettingsStore

_HOLD = QSize(64, 16)  # of the title bar, in pixels
_MOST = 1 << 20  # pixels


def remember_place(window: QWidget, store: SettingsStore) -> None:
    """Keep position and size, and whether the window is maximised."""
    store.set("geometry", window.saveGeometry())
    if not (window.isMaximized() or window.isFullScreen()):
        numbers = (window.x(), window.y(), window.width(), window.height())
        store.set("place", " ".join(map(str, numbers)))


def restore_place(window: QWidget, store: SettingsStore) -> None:
    """Put `window` where it was.

    Qt alone moves a window that reached beyond its screen into it, and shrinks one that was larger.
    """
    window.restoreGeometry(store.bytes("geometry"))
    place = _read(store.text("place"))
    if place is not None and not (window.isMaximized() or window.isFullScreen()) and _is_in_reach(place):
        window.resize(place.size())
        window.move(place.topLeft())


def _read(text: str) -> QRect | None:
    try:
        numbers = x, y, width, height = tuple(map(int, text.split()))
    except ValueError:  # nothing is remembered, or nothing that makes sense
        return None
    if not all(abs(number) < _MOST for number in numbers) or width <= 0 or height <= 0:
        return None
    return QRect(QPoint(x, y), QSize(width, height))


def _is_in_reach(place: QRect) -> bool:
    """Whether enough of the title bar is on a screen."""
    bar = QRect(place.topLeft(), QSize(place.width(), _HOLD.height()))
    parts = (screen.availableGeometry().intersected(bar) for screen in QGuiApplication.screens())
    return any(part.width() >= _HOLD.width() and part.height() >= _HOLD.height() // 2 for part in parts)
