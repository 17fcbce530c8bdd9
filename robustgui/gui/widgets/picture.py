"""An icon outside a button: it keeps to the theme and to the size of the text, as those on buttons do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QWidget

from ..icons import icon
from ..theme import to_pixels


class Picture(QLabel):
    """A label with an icon in it; `side` in pixels at scale 1."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._drawing: tuple[str, str] | None = None

    def show_icon(self, name: str, role: str) -> None:
        """Another drawing, in the colour `role` of the theme."""
        self._drawing = name, role
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows theme and text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._draw()

    def _draw(self) -> None:
        if self._drawing is not None:
            side = to_pixels(self._side)
            self.setPixmap(icon(*self._drawing).pixmap(QSize(side, side), self.devicePixelRatioF()))
