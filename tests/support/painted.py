"""What a layer of a plot paints, as a mask of pixels, and the same numbers painted by nothing but Qt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from robustgui.gui.plots import Plot
from robustgui.gui.plots.line import Line

Mask = NDArray[np.bool_]
_EDGE = 8  # pixels around the area that are painted, too: what lies in the last pixel may be shifted by one
_STRAY = 2  # pixels in which the tips of spikes may differ, where a line is drawn thinned; a mark or a stroke has more


def painted(plot: Plot, line: Line) -> Mask:
    """The pixels of the plot's area, and of an edge around it, that `line` inks, (rows, columns)."""
    image, painter = _sheet(plot)
    plot.scene().prepareForPaint()  # transforms follow ranges late
    painter.setWorldTransform(line.item.sceneTransform(), True)
    pen = line.item.opts["pen"]
    line.item.opts["pen"] = _solid(line)
    line.item.paint(painter, None, plot)
    line.item.opts["pen"] = pen
    painter.end()
    return _inked(image)


def expected(plot: Plot, line: Line, x: NDArray[np.float64], y: NDArray[np.float64]) -> Mask:
    """The pixels that a polyline through (x, y) inks, where the plot's ranges put it; a gap at every NaN."""
    (left, right), (bottom, top) = plot.area.viewRange()
    rect = plot.area.sceneBoundingRect()
    across = rect.left() + (x - left) / (right - left) * rect.width()
    down = rect.top() + (top - y) / (top - bottom) * rect.height()
    pieces: list[list[QPointF]] = [[]]
    for a, b in zip(across.tolist(), down.tolist(), strict=True):
        if np.isfinite(a) and np.isfinite(b):
            pieces[-1].append(QPointF(a, b))
        elif pieces[-1]:
            pieces.append([])
    image, painter = _sheet(plot)
    pen = _solid(line)
    painter.setPen(pen)
    painter.setBrush(pen.color())
    radius = pen.widthF() / 2 + 0.5
    for piece in pieces:
        if len(piece) == 1:  # a point between two gaps
            painter.drawEllipse(piece[0], radius, radius)
        elif piece:
            path = QPainterPath(piece[0])
            for point in piece[1:]:
                path.lineTo(point)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
            painter.setBrush(pen.color())
    painter.end()
    return _inked(image)


def assert_alike(first: Mask, second: Mask, where: str = "") -> None:
    """Each inked pixel of either has one of the other within two pixels, but for a stray one at the tip of a spike.

    Raises:
        AssertionError: something is painted that the numbers do not say, or not painted that they say.
    """
    assert second.any() == first.any(), where
    inside = slice(_EDGE + 1, -_EDGE - 1)  # ink of the next point outside may reach the last pixel
    too_much, too_little = ((a & ~_grown(b))[inside, inside] for a, b in ((first, second), (second, first)))
    assert too_much.sum() <= _STRAY, f"{where}: {too_much.sum()} pixels too much, first at {np.argwhere(too_much)[0]}"
    assert too_little.sum() <= _STRAY, (
        f"{where}: {too_little.sum()} pixels missing, first at {np.argwhere(too_little)[0]}"
    )


def _sheet(plot: Plot) -> tuple[QImage, QPainter]:
    """White paper that covers the plot's area, and a painter in coordinates of the scene."""
    rect = plot.area.sceneBoundingRect().toAlignedRect().adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
    image = QImage(rect.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.translate(-rect.left(), -rect.top())
    return image, painter


def _solid(line: Line) -> QPen:
    """The pen of `line` in black, without its dashes, which lie elsewhere along other points of the same line."""
    pen = QPen(line.item.opts["pen"])
    pen.setStyle(Qt.PenStyle.SolidLine)
    pen.setColor(QColor(Qt.GlobalColor.black))
    return pen


def _inked(image: QImage) -> Mask:
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    grey = pixels[:, : image.width()].copy().view(np.uint8).reshape(image.height(), image.width(), 4)[..., :3]
    return grey.min(2) < 215


def _grown(mask: Mask, reach: int = 2) -> Mask:
    """`mask` and what lies within `reach` pixels of it."""
    rows, columns = mask.shape
    padded = np.pad(mask, reach)
    grown = np.zeros_like(mask)
    for down in range(2 * reach + 1):
        for across in range(2 * reach + 1):
            grown |= padded[down : down + rows, across : across + columns]
    return grown
