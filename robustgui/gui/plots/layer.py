"""The base class of every drawing in a plot: its items, its colours, its extent, its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPen

if TYPE_CHECKING:
    from .plot import Plot
    from .style import PlotStyle

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Bounds:
    """The extent of data; NaN where there is none."""

    left: float
    right: float
    bottom: float
    top: float

    @classmethod
    def of(cls, x: NDArray[Any], y: NDArray[Any]) -> Bounds | None:
        """The finite extent of points, or None where no point is finite."""
        x, y = np.asarray(x, float).ravel(), np.asarray(y, float).ravel()
        x, y = x[np.isfinite(x)], y[np.isfinite(y)]
        if not x.size or not y.size:
            return None
        return cls(float(x.min()), float(x.max()), float(y.min()), float(y.max()))


@dataclass(frozen=True)
class Key:
    """How a layer shows itself in the legend: a line, a filled square, a dot, or a colour bar between two values."""

    name: str
    pen: QPen | None = None
    fill: QColor | None = None
    dot: QColor | None = None
    ramp: tuple[QColor, ...] = ()  # from the value `low`, before the bar, to `name`, behind it
    low: str = ""


@dataclass(frozen=True)
class Table:
    """The numbers behind a layer: columns that share their rows; the first is the abscissa."""

    names: tuple[str, ...]
    columns: tuple[NDArray[Any], ...]

    def scale_x(self, scale: float) -> Table:
        """The same with another unit of the abscissa."""
        first, *others = self.columns
        numeric = np.issubdtype(first.dtype, np.number)
        return Table(self.names, (first * scale, *others)) if scale != 1.0 and numeric else self


ReadTables = Callable[[], Sequence[Table]]


class Layer:
    """One drawing. It is made, added to a plot with `plot.add(layer)`, and then given data with its `set`.

    One that is mere decoration has no extent, no entry in the legend, no numbers, and nothing to be read.

    Attributes:
        index: which of several series it is, for its colour.
    """

    tight: ClassVar[bool] = False  # fills its extent: no room is left around it

    def __init__(self, name: str = "") -> None:
        self.name, self.index = name, 0
        self.in_legend = True
        self.plot: Plot | None = None
        self.items: list[Any] = []  # pyqtgraph items, back to front
        self._extent: Bounds | None = None
        self._measured = False

    def set_name(self, name: str) -> None:
        """What legend, read-out and CSV call it."""
        self.name = name
        self._notify()

    def set_index(self, index: int) -> None:
        """Take the colour of another series."""
        self.index = index
        if self.plot is not None:
            self.restyle(self.plot.look)
            self._notify()

    def set_visible(self, visible: bool) -> None:
        """Show or hide it; a hidden layer is not in legend, ranges, read-out or export."""
        if visible != self.visible:
            for item in self.items:
                item.setVisible(visible)
            self._notify()

    @property
    def visible(self) -> bool:
        return all(item.isVisible() for item in self.items)

    def restyle(self, style: PlotStyle) -> None:
        """Take the colours of `style`."""
        raise NotImplementedError

    def bounds(self) -> Bounds | None:
        """Where its data lies."""
        return None

    @property
    def extent(self) -> Bounds | None:
        """`bounds`, measured once for each change of the data."""
        if not self._measured:
            self._extent, self._measured = self.bounds(), True
        return self._extent

    def key(self) -> Key | None:
        """Its entry in the legend."""
        return None

    def table(self, x_name: str, y_name: str) -> Table | None:
        """Its numbers, for CSV."""
        return None

    def nearest_x(self, x: float) -> float | None:
        """The measured place that is nearest to `x`, which a read-out names; None: it has no such places."""
        return None

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """What it holds under the mouse; y may be unknown (NaN) where the mouse is over another plot."""
        return []

    def refine(self, fineness: float) -> None:
        """It is drawn `fineness` times as fine as the screen for a moment; infinite: as exactly as its data."""

    def set_log_y(self, log: bool) -> None:
        """The y axis becomes logarithmic or linear; most layers are never drawn on such axes."""
        self._measured = False

    def _notify(self) -> None:
        self._measured = False
        if self.plot is not None:
            self.plot.layer_changed()


def keys_of(layers: Iterable[Layer]) -> tuple[Key, ...]:
    """Their entries in a legend, in their order."""
    return tuple(key for layer in layers if (key := layer.key()) is not None)


def number(value: float, digits: int = 4) -> str:
    """A value as a person reads it: a whole number in full, any other with so many digits that count."""
    if not np.isfinite(value):
        return "-"
    return f"{value:.0f}" if abs(value) < 1e9 and float(value).is_integer() else f"{value:.{digits}g}"


def amount(value: float, unit: str, digits: int = 4) -> str:
    """A value with its unit, in the one form that the whole window uses."""
    return f"{number(value, digits)} {unit}".strip()
