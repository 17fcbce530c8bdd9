"""A sequence in the height of a list row: its curves, its waveform, its picture, or how its text begins."""

from __future__ import annotations

from collections import OrderedDict
from itertools import pairwise
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPen, QPolygonF, QTextLayout

from ...data import SequenceSet
from ...data.tokens import running_text
from ..plots.style import PlotStyle
from ..widgets.sparkline import polylines

_TOKENS = 48  # of a text that are looked at: more than a row can show
_LINES = 2  # of a text
_KEPT = 256  # thumbnails
Shape = TypeVar("Shape", QPolygonF, QImage)


class Thumbnails:
    """Paints by the kind of data; what was worked out of long sequences is kept for a while."""

    def __init__(self) -> None:
        self._part: SequenceSet | None = None
        self._cache: OrderedDict[tuple[int, int], QPolygonF | QImage] = OrderedDict()

    def paint(self, painter: QPainter, part: SequenceSet, number: int, room: QRectF, style: PlotStyle) -> None:
        """Paint sequence `number` of `part` inside `room`."""
        if part is not self._part:
            self._part = part
            self._cache.clear()
        if part.symbolic:
            self._text(painter, part, number, room, style)
        elif part.kind == "image" and part.values.shape[1] > 1:
            self._picture(painter, part, number, room)
        elif part.kind == "speech" and part.values.shape[1] <= 2:
            self._wave(painter, part, number, room, style)
        else:
            self._curves(painter, part, number, room, style)

    def _curves(self, painter: QPainter, part: SequenceSet, number: int, room: QRectF, style: PlotStyle) -> None:
        lines = polylines(part[number], room.width(), room.height())
        painter.translate(room.topLeft())
        for place in range(len(lines) - 1, -1, -1):
            painter.setPen(QPen(style.between(style.colour("clean"), 1.0 if place == 0 else 0.32), 1))
            painter.drawPolyline(lines[place])
        painter.translate(-room.topLeft())

    def _wave(self, painter: QPainter, part: SequenceSet, number: int, room: QRectF, style: PlotStyle) -> None:
        """The lowest and highest sample of every pixel."""
        width = max(1, int(room.width()))
        shape = self._cache.get((number, width))
        if not isinstance(shape, QPolygonF):
            shape = self._keep((number, width), envelope(part[number][:, 0], width))
        painter.save()
        painter.translate(room.left(), room.center().y())
        painter.scale(1.0, room.height() / 2)
        pen = QPen(style.colour("clean"), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawPolyline(shape)
        painter.restore()

    def _picture(self, painter: QPainter, part: SequenceSet, number: int, room: QRectF) -> None:
        image = self._cache.get((number, 0))
        if not isinstance(image, QImage):
            image = self._keep((number, 0), grey_image(part[number]))
        scale = min(room.width() / image.width(), room.height() / image.height())
        size = image.size() * scale
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(
            QRectF(room.left(), room.center().y() - size.height() / 2, size.width(), size.height()), image
        )

    def _text(self, painter: QPainter, part: SequenceSet, number: int, room: QRectF, style: PlotStyle) -> None:
        tokens = part[number][:_TOKENS].tolist()
        if part.vocabulary:
            text = running_text([part.vocabulary[token] for token in tokens])
        else:
            text = "".join(map(chr, tokens))
        painter.setPen(style.text)
        painter.setFont(style.small)
        metrics = painter.fontMetrics()
        lines = wrap_text(" ".join(text.split()), style.small, room.width(), _LINES)
        height = float(metrics.height())
        top = room.center().y() - height * len(lines) / 2
        for place, line in enumerate(lines):
            words = metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(QPointF(room.left(), top + place * height + metrics.ascent()), words)

    def _keep(self, key: tuple[int, int], value: Shape) -> Shape:
        self._cache[key] = value
        while len(self._cache) > _KEPT:
            self._cache.popitem(last=False)
        return value


def wrap_text(text: str, font: QFont, width: float, most: int) -> list[str]:
    """`text` in at most `most` lines of `width` pixels; the last one holds all that is left, and may be too long."""
    layout = QTextLayout(text, font)
    units = text.encode("utf-16-le")  # two bytes for each position in the layout
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(2 * line.textStart())
    layout.endLayout()
    return [units[start:end].decode("utf-16-le").rstrip() for start, end in pairwise([*starts, len(units)])]


def envelope(samples: np.ndarray, width: int) -> QPolygonF:
    """Samples (T,) as an outline `width` wide, from -1 at the loudest to 1."""
    loudest = float(np.abs(samples).max(initial=0.0)) or 1.0
    edges = np.linspace(0, len(samples), min(width, len(samples)) + 1).astype(np.int64)[:-1]
    if not len(edges):
        return QPolygonF()
    low, high = np.minimum.reduceat(samples, edges), np.maximum.reduceat(samples, edges)
    x = np.repeat(np.arange(len(edges)) * (width / len(edges)), 2)
    y = -np.stack([low, high], 1).ravel() / loudest  # (2 width,)
    return QPolygonF([QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)])


def grey_image(values: np.ndarray) -> QImage:
    """A picture (rows, columns) from black at its lowest to white at its highest value."""
    low, high = float(values.min(initial=0.0)), float(values.max(initial=0.0))
    grey = np.ascontiguousarray((values - low) / ((high - low) or 1.0) * 255, np.uint8)
    rows, columns = grey.shape
    return QImage(grey.tobytes(), columns, rows, columns, QImage.Format.Format_Grayscale8).copy()
