"""Arrangements of widgets: with a handle between them, or scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget


def column(*parts: QWidget, stretched: QWidget) -> QWidget:
    """Parts above one another; one of them takes the room that is left."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for part in parts:
        layout.addWidget(part, 1 if part is stretched else 0)
    return whole


def split(orientation: Qt.Orientation, parts: Sequence[QWidget], sizes: Sequence[int]) -> QSplitter:
    """Parts with handles between them; none can be made to vanish, and the last one grows first."""
    whole = QSplitter(orientation)
    for part in parts:
        whole.addWidget(part)
    whole.setSizes(list(sizes))
    whole.setChildrenCollapsible(False)
    whole.setStretchFactor(len(parts) - 1, 1)
    return whole


def scrolled(widget: QWidget) -> QScrollArea:
    """`widget` as wide as there is room, in an area that scrolls up and down where it is too high."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
