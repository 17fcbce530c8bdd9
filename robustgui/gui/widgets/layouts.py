"""Arrangements of widgets: in rows and columns, with a handle between them, or scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

Part = QWidget | QLayout | None  # None: an empty stretch
Box = TypeVar("Box", bound=QBoxLayout)
_NONE = (0, 0, 0, 0)


def make_column(
    *parts: Part,
    of: QWidget | None = None,
    stretched: Part = None,
    spacing: int | None = 8,
    margins: tuple[int, int, int, int] = _NONE,
) -> QVBoxLayout:
    """Parts above one another.

    Args:
        parts: widgets, layouts, and None for an empty stretch.
        of: the widget that gets the layout; None: none yet.
        stretched: the part that takes the remaining room.
        spacing: between parts, in pixels; None: as in the layout around it.
        margins: left, top, right and bottom, in pixels.
    """
    return _fill(QVBoxLayout(), parts, of, stretched, spacing, margins)


def make_row(
    *parts: Part,
    of: QWidget | None = None,
    stretched: Part = None,
    spacing: int | None = 8,
    margins: tuple[int, int, int, int] = _NONE,
) -> QHBoxLayout:
    """Parts beside one another; see `make_column`."""
    return _fill(QHBoxLayout(), parts, of, stretched, spacing, margins)


def _fill(
    layout: Box,
    parts: Sequence[Part],
    of: QWidget | None,
    stretched: Part,
    spacing: int | None,
    margins: tuple[int, int, int, int],
) -> Box:
    if of is not None:
        of.setLayout(layout)
    layout.setContentsMargins(*margins)
    if spacing is not None:
        layout.setSpacing(spacing)
    for part in parts:
        share = 1 if part is None or part is stretched else 0
        if isinstance(part, QWidget):
            layout.addWidget(part, share)
        elif isinstance(part, QLayout):
            layout.addLayout(part, share)
        else:
            layout.addStretch(1)
    return layout


def as_widget(layout: QLayout) -> QWidget:
    """A widget with this layout."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def split(orientation: Qt.Orientation, parts: Sequence[QWidget], sizes: Sequence[int]) -> QSplitter:
    """Parts with handles between them; none can be made to vanish, and the last one grows first."""
    splitter = QSplitter(orientation)
    for part in parts:
        splitter.addWidget(part)
    splitter.setSizes(list(sizes))
    splitter.setChildrenCollapsible(False)
    splitter.setStretchFactor(len(parts) - 1, 1)
    return splitter


def make_scroll_area(widget: QWidget) -> QScrollArea:
    """`widget` as wide as there is room, in an area that scrolls up and down where it is too high."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area
