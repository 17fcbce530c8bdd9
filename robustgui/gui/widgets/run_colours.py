"""Which series a compared run is drawn as: the same colour and dash in every plot and table."""

from __future__ import annotations

from PySide6.QtGui import QColor

from ..plots import plot_style
from ..plots.points import Shape

_ORDER = (2, 3, 4, 1, 6)  # of the series colours: all but those that stand for clean and attacked
_COLOURS = 7
_SHAPES: tuple[Shape, ...] = ("o", "s", "t", "d", "star")


def series_of(place: int) -> int:
    """The series of the run ticked as number `place`; after five runs the dashes change."""
    return _ORDER[place % len(_ORDER)] + _COLOURS * (place // len(_ORDER))


def colour_of(place: int) -> QColor:
    """Its colour, for a table row."""
    return plot_style().colour("series", series_of(place))


def marker_of(place: int) -> Shape:
    """Its marker, for those who see no colours."""
    return _SHAPES[place % len(_SHAPES)]
