"""An axis whose labels never overlap: round steps as wide as the labels need, and as many digits as tell them apart."""

from __future__ import annotations

import html
import math
from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from ...base.visible import visible
from .ranges import ceil_step

_SPILL = 8.0  # pixels beyond the ends of an axis
_APART = 14.0  # pixels between labels beside each other
_MOST_TICKS = 8


class TickAxis(pg.AxisItem):
    """Its first and last label may reach a little beyond its ends, so that they are not left out.

    Attributes:
        whole: it counts something: no ticks between whole numbers.
        words: what is written at a place, such as a date; None: the number.
    """

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.whole = False
        self.words: Callable[[float], str] | None = None
        self._font = QFont()

    @property
    def upright(self) -> bool:
        return self.orientation in ("left", "right")

    def set_font(self, font: QFont) -> None:
        """The font of the labels."""
        self._font = font
        self.setStyle(tickFont=font)

    def labelString(self) -> str:  # noqa: N802
        """The name as HTML in which a name is no HTML."""
        style = ";".join(f"{key}: {value}" for key, value in self.labelStyle.items())
        return f"<span style='{style}'>{html.escape(visible(self.labelText))}</span>"

    def boundingRect(self) -> QRectF:  # noqa: N802 (Qt's name)
        """What labels must lie in."""
        return super().boundingRect().adjusted(*((0, -3, 0, _SPILL) if self.upright else (-_SPILL, 0, _SPILL, 0)))

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:  # noqa: N802
        """The smallest round step at which labels have room."""
        low, high = sorted((minVal, maxVal))
        span = high - low
        if not 0 < span < math.inf or not size > 0:
            return [(1.0, 0.0)]
        metrics = QFontMetricsF(self._font)
        step = ceil_step(max(span / _MOST_TICKS, 1.0 if self.whole and self.scale == 1.0 else 0.0))
        for _ in range(12):
            if self.upright:
                needed = metrics.height() * 1.3
            else:
                ends = [math.ceil(low / step) * step, math.floor(high / step) * step, round((low + high) / 2)]
                needed = max(metrics.horizontalAdvance(text) for text in self.tickStrings(ends, 1.0, step)) + _APART
            if step * size / span >= needed:
                break
            longer = ceil_step(step * 1.01)
            if math.ceil(low / longer) > math.floor(high / longer):
                break  # one label is left, and stays
            step = longer
        return [(step, 0.0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: N802
        """The labels of ticks that are `spacing` apart."""
        if self.logMode:
            return [str(text) for text in self.logTickStrings(values, scale, spacing)]
        if self.words is not None:
            return [self.words(value) for value in values]
        return labels([value * scale for value in values], spacing * scale)

    def widest(self) -> float:
        """Pixels of the widest label that is shown now; of powers of ten not known before they are drawn."""
        if self.logMode:
            return 0.0
        low, high = (end * self.scale for end in self.range)
        (step, _), *_ = self.tickSpacing(low, high, self.height() or 100.0)
        first, last = math.ceil(min(low, high) / step), math.floor(max(low, high) / step)
        texts = labels([place * step for place in range(first, min(last, first + 2 * _MOST_TICKS) + 1)], step)
        return max((QFontMetricsF(self._font).horizontalAdvance(text) for text in texts), default=0.0)


def labels(values: list[float], spacing: float) -> list[str]:
    """Numbers `spacing` apart with as many digits as tell them apart, and no more."""
    largest = max((abs(value) for value in values), default=0.0)
    values = [0.0 if abs(value) < spacing * 1e-6 else value for value in values]
    if largest >= 1e6 or 0 < spacing < 1e-5:
        digits = max(0, math.ceil(math.log10(max(largest, spacing) / spacing) - 1e-9))
        return ["0" if not value else _short(f"{value:.{digits}e}") for value in values]
    places = max(0, math.ceil(-math.log10(spacing) - 1e-9)) if spacing > 0 else 0
    texts = [f"{value:.{places}f}" for value in values]
    while places and all(text.endswith("0") for text in texts):
        places -= 1
        texts = [f"{value:.{places}f}" for value in values]
    return ["0" if not value else text for value, text in zip(values, texts, strict=True)]


def _short(text: str) -> str:
    """1.0e-05 as 1e-5."""
    mantissa, exponent = text.split("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa}e{int(exponent)}"
