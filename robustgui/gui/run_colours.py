"""The colour and marker of a compared run, the same in every plot and table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QColor

from .plots import plot_style
from .plots.points import Shape

_places: dict[Path, int] = {}  # of every run that was compared while the window is open
_SHAPES: tuple[Shape, ...] = ("o", "s", "t", "d", "star")


def places_of(folders: Sequence[Path]) -> list[int]:
    """The number of each run's colour: its own for as long as the window is open.

    It is given another one only where two of `folders` would have the same colour.
    """
    colours = len(plot_style().theme.series)
    used: set[int] = set()
    without = []
    for folder in folders:
        place = _places.get(folder)
        if place is None or place % colours in used:
            without.append(folder)
        else:
            used.add(place % colours)
    for folder in without:
        _places[folder] = next((place for place in range(colours) if place not in used), len(_places))
        used.add(_places[folder] % colours)
    return [_places[folder] for folder in folders]


def colour_of(place: int) -> QColor:
    """The colour of number `place`, for a table row; in plots it is the series of that number."""
    return plot_style().colour("series", place)


def marker_of(place: int) -> Shape:
    """Its marker, which tells runs apart without colours."""
    return _SHAPES[place % len(_SHAPES)]
