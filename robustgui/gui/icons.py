"""The icons: strokes drawn once as SVG, coloured by the theme at the moment they are painted."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ..base.paths import resource
from .theme import current_theme

_INK = "currentColor"


@cache
def icon(name: str, role: str = "text") -> QIcon:
    """The icon `resources/icons/<name>.svg` in the theme's colour `role`; it follows every change of theme.

    Raises:
        FileNotFoundError: there is no such drawing.
    """
    return QIcon(_Engine(name, role))


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _colour(role: str, mode: QIcon.Mode) -> str:
    theme = current_theme()
    if mode is QIcon.Mode.Disabled:
        return theme.faint
    if mode is QIcon.Mode.Selected and role in ("text", "muted"):
        return theme.accent
    return str(getattr(theme, role))


class _Engine(QIconEngine):
    """Paints one drawing in the colour of the moment."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        _drawing(name)  # a missing file is an error where it is asked for, not where it is painted
        self._name, self._role = name, role

    def clone(self) -> QIconEngine:
        """Qt copies icons."""
        return _Engine(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draws into `rect`."""
        drawing = _drawing(self._name).replace(_INK, _colour(self._role, mode))
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The drawing at `size` device pixels, kept for the next time; nothing where there is no room for it."""
        if size.isEmpty():
            return QPixmap()
        key = f"robustgui/{self._name}/{_colour(self._role, mode)}/{size.width()}x{size.height()}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            pixmap = QPixmap(size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
            painter.end()
            QPixmapCache.insert(key, pixmap)
        return pixmap
