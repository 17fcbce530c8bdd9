"""The colours, pens and font sizes of all plots, taken from the application's palette and font."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette, QPen
from PySide6.QtWidgets import QApplication

from ..palette import DARK, LIGHT, Theme

DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)

_MEANINGS = ("clean", "attacked", "negative", "positive", "right", "wrong")

Role = Literal["clean", "attacked", "negative", "positive", "right", "wrong", "series", "text", "muted", "accent"]


@dataclass(frozen=True)
class PlotStyle:
    """What a plot is painted with; made anew at each change of theme or text size."""

    background: QColor
    text: QColor
    muted: QColor
    grid: QColor
    accent: QColor
    font: QFont
    dark: bool

    @property
    def theme(self) -> Theme:
        """Where the colours that mean something are kept: lighter tints of the same hues on a dark ground."""
        return DARK if self.dark else LIGHT

    @property
    def scale(self) -> float:
        """1 at the usual text size, more for a lecture."""
        return QFontMetricsF(self.font).height() / 14.0

    @property
    def small(self) -> QFont:
        """For ticks."""
        font = QFont(self.font)
        font.setPointSizeF(max(7.0, self.font.pointSizeF() * 0.88))
        return font

    def colour(self, role: Role, index: int = 0) -> QColor:
        """The colour of a role; `index` tells series apart."""
        if role == "series":
            return QColor(self.theme.series[index % len(self.theme.series)])
        if role in _MEANINGS:
            return QColor(getattr(self.theme, role))
        return QColor(getattr(self, role))

    def pen(self, role: Role, index: int = 0, width: float = 1.0, dash: Qt.PenStyle | None = None) -> QPen:
        """A cosmetic pen; attacked is dashed, and series beyond the seventh change their dashes."""
        if dash is None:
            dash = DASHES[index // len(self.theme.series) % len(DASHES)] if role == "series" else Qt.PenStyle.SolidLine
            if role == "attacked":
                dash = Qt.PenStyle.DashLine
        pen = QPen(self.colour(role, index), width * max(1.0, round(self.scale, 1)), dash)
        pen.setCosmetic(True)
        if dash is Qt.PenStyle.DashLine:
            pen.setDashPattern([4.0, 2.4])
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def between(self, colour: QColor, share: float) -> QColor:
        """`colour` thinned out towards the background: 0 is background, 1 is `colour`."""
        return mix_colours(self.background, colour, share)


def mix_colours(back: QColor, front: QColor, share: float) -> QColor:
    """`share` of `front`, the rest `back`."""
    return QColor(
        round(back.red() + (front.red() - back.red()) * share),
        round(back.green() + (front.green() - back.green()) * share),
        round(back.blue() + (front.blue() - back.blue()) * share),
    )


def plot_style() -> PlotStyle:
    """The style of the present palette and font of the application."""
    palette, font = QApplication.palette(), QApplication.font()
    background, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    dark = background.lightness() < 128
    if font.pointSizeF() <= 0:  # a font in pixels
        font.setPointSizeF(max(7.0, font.pixelSize() * 0.75))
    return PlotStyle(
        background=background,
        text=text,
        muted=mix_colours(background, text, 0.62),
        grid=mix_colours(background, text, 0.16 if dark else 0.11),
        accent=palette.color(QPalette.ColorRole.Highlight),
        font=font,
        dark=dark,
    )
