"""How a compared run is told from others: one colour and marker in every plot and table."""

from __future__ import annotations

from PySide6.QtGui import QColor

from ..plots import plot_style
from ..plots.points import Shape

_SHAPES: tuple[Shape, ...] = ("o", "s", "t", "d", "star")


def colour_of(place: int) -> QColor:
    """The colour of the run ticked as number `place`, for a table row; in plots it is the series of that number."""
    return plot_style().colour("series", place)


def marker_of(place: int) -> Shape:
    """Its marker, for those who see no colours."""
    return _SHAPES[place % len(_SHAPES)]
