"""Tokens as flowing words, coloured by attribution; the edits of an attack are marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetricsF, QImage, QKeyEvent, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ..literal import literal
from ..plots.layer import ReadTables, Table
from ..plots.menu import show_menu
from ..plots.style import PlotStyle, plot_style
from .text_difference import Kind


@dataclass(frozen=True)
class Token:
    """One token as it is shown.

    Attributes:
        text: of the clean token.
        other: what stands in its place under attack; empty: itself.
        weight: in [-1, 1], its attribution to the prediction.
        shift: in [0, 1], how far its embedding was moved; 0 where tokens are replaced.
        hint: said when the mouse is over it.
        place: of the clean token, which the cursor stands at; None: its own number.
        kind: what an attack did to it; "" where `other` tells.
    """

    text: str
    other: str = ""
    weight: float = 0.0
    shift: float = 0.0
    hint: str = ""
    place: int | None = None
    kind: Kind | Literal[""] = ""

    @property
    def mark(self) -> Kind:
        """What an attack did to it."""
        return self.kind or ("replaced" if self.other else "kept")


_GAP, _PAD = 4.0, 5.0
_BORDERS = {
    "replaced": Qt.PenStyle.SolidLine, "put_in": Qt.PenStyle.SolidLine, "left_out": Qt.PenStyle.DotLine,
    "moved": Qt.PenStyle.DashLine,
}  # fmt: skip
_SIGNS = {" ": "␣", "\n": "⏎", "\t": "⇥", "\r": "⏎", "": "∅"}


class TokenFlow(QAbstractScrollArea):
    """Wraps words like a text, and paints only what is seen.

    Signals:
        clicked: a token; carries its place in the clean text.
    """

    clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.extra_actions: list[QAction] = []
        self.tokens: tuple[Token, ...] = ()
        self.columns: list[tuple[str, NDArray]] = []  # for CSV
        self.current = 0
        self._numbers: dict[int, int] = {}  # of the tokens at the places of the clean text
        self._boxes: list[QRectF] = []
        self._splits: list[float] = []  # x where the attacked token begins
        self._tops = np.empty(0)
        self._height = 0.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def set_tokens(self, tokens: tuple[Token, ...]) -> None:
        """Show these; the scroll bar stays where it is as far as it can."""
        same = [(t.text, t.other, t.mark) for t in tokens] == [(t.text, t.other, t.mark) for t in self.tokens]
        self.tokens = tokens
        places = [(number if t.place is None else t.place, number) for number, t in enumerate(tokens)]
        self._numbers = {place: number for place, number in reversed(places) if tokens[number].mark != "put_in"}
        if not same:
            self._lay_out()
        self.viewport().update()

    def set_current(self, place: int) -> None:
        """The cursor is at this place of the clean text."""
        if place == self.current:
            return
        self.current = place
        if (number := self._numbers.get(place)) is not None:
            box, bar = self._boxes[number], self.verticalScrollBar()
            if box.top() < bar.value():
                bar.setValue(int(box.top()) - 4)
            elif box.bottom() > bar.value() + self.viewport().height():
                bar.setValue(int(box.bottom()) + 4 - self.viewport().height())
        self.viewport().update()

    def box(self, number: int) -> QRectF:
        """Where a token lies in the viewport."""
        return self._boxes[number].translated(0, -self.verticalScrollBar().value())

    def tables(self) -> list[Table]:
        """A row a token."""
        names, columns = zip(*self.columns, strict=True) if self.columns else ((), ())
        return [Table(("number", *names), (np.arange(len(columns[0])), *columns))] if columns else []

    def all_tables(self) -> ReadTables | None:
        """See `Exportable`: every token is shown."""
        return None

    def picture(self, scale: float = 2.0) -> QImage:
        """The whole text as it is seen."""
        width, height = self.viewport().width(), max(1, round(self._height))
        image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(scale)
        image.fill(plot_style().background)
        painter = QPainter(image)
        self._paint_tokens(painter, 0.0, self._height)
        painter.end()
        return image

    def svg(self) -> bytes:
        """The whole text as a drawing."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        drawing = QSvgGenerator()
        drawing.setOutputDevice(buffer)
        size = QSize(self.viewport().width(), max(1, round(self._height)))
        drawing.setSize(size)
        drawing.setViewBox(QRectF(0, 0, size.width(), size.height()))
        drawing.setTitle(self.title)
        painter = QPainter(drawing)
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), plot_style().background)
        self._paint_tokens(painter, 0.0, self._height)
        painter.end()
        return bytes(buffer.data().data())

    def _font(self, style: PlotStyle) -> QFont:
        font = QFont(style.font)
        font.setPointSizeF(style.font.pointSizeF() * 1.15)
        return font

    def _lay_out(self) -> None:
        font = self._font(plot_style())
        metrics, strong = QFontMetricsF(font), QFontMetricsF(_strong(font))
        room, line = max(60.0, float(self.viewport().width()) - 16.0), metrics.height() + 14.0
        widths: dict[tuple[str, bool], float] = {}
        x, y = 8.0, 4.0
        self._boxes, self._splits = [], []
        for token in self.tokens:
            pair = []
            for text, other in ((token.text, False), (token.other, True)):
                if text and (text, other) not in widths:
                    widths[text, other] = (strong if other else metrics).horizontalAdvance(_shorten(text))
                pair.append(widths[text, other] + 2 * _PAD if text else 0.0)
            if token.mark != "put_in":
                pair[0] = pair[0] or metrics.horizontalAdvance(_SIGNS[""]) + 2 * _PAD
            width = min(sum(pair), room)
            if x > 8.0 and x + width > 8.0 + room:
                x, y = 8.0, y + line
            self._boxes.append(QRectF(x, y, width, line - 6.0))
            self._splits.append(x + min(pair[0], width))
            x += width + _GAP
        self._tops = np.array([box.top() for box in self._boxes])
        self._height = y + line if self.tokens else 0.0
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, int(self._height - seen)))
        bar.setPageStep(seen)
        bar.setSingleStep(int(line))

    def paintEvent(self, event) -> None:  # noqa: N802 (Qt's name)
        """The lines that are seen."""
        painter = QPainter(self.viewport())
        top = float(self.verticalScrollBar().value())
        painter.fillRect(self.viewport().rect(), plot_style().background)
        painter.translate(0, -top)
        self._paint_tokens(painter, top, top + self.viewport().height())

    def _paint_tokens(self, painter: QPainter, top: float, bottom: float) -> None:
        style = plot_style()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._font(style)
        struck = QFont(font)
        struck.setStrikeOut(True)
        strong = _strong(font)
        centre = Qt.AlignmentFlag.AlignCenter
        first, last = np.searchsorted(self._tops, [top - 60, bottom]) if len(self._tops) else (0, 0)
        for number in range(int(first), int(last)):
            token, box = self.tokens[number], self._boxes[number]
            mark = token.mark
            old_half = QRectF(box.left(), box.top(), self._splits[number] - box.left(), box.height())
            hue = style.colour("positive" if token.weight > 0 else "negative")
            painter.setPen(Qt.PenStyle.NoPen)
            if mark != "put_in":
                painter.setBrush(style.between(hue, 0.72 * abs(token.weight)))
                painter.drawRoundedRect(old_half, 4, 4)
            if token.shift > 0:
                bar = QRectF(old_half.left() + 2, old_half.bottom() - 3.5, (old_half.width() - 4) * token.shift, 3.5)
                painter.setBrush(style.colour("attacked"))
                painter.drawRect(bar)
            gone = mark in ("replaced", "moved", "left_out")
            painter.setFont(struck if gone else font)
            painter.setPen(style.muted if gone else style.text)
            if mark != "put_in":
                painter.drawText(old_half, centre, _shorten(token.text))
            if mark in ("replaced", "moved", "put_in"):
                beside = QRectF(old_half.right(), box.top(), box.right() - old_half.right(), box.height())
                painter.setFont(strong)
                painter.setPen(style.colour("attacked"))
                painter.drawText(beside, centre, _shorten(token.other))
            if mark != "kept":
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(style.colour("attacked"), 1.4, _BORDERS[mark]))
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            if number == self._numbers.get(self.current):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(style.text, 2.0))
                painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 5, 5)

    def token_at(self, place: QPointF) -> int | None:
        """The token under a place in the viewport."""
        at = place + QPointF(0, self.verticalScrollBar().value())
        return next((k for k, box in enumerate(self._boxes) if box.contains(at)), None)

    def mousePressEvent(self, event) -> None:  # noqa: N802
        """A click moves the cursor."""
        token = self.token_at(event.position())
        if token is not None and event.button() == Qt.MouseButton.LeftButton:
            place = self.tokens[token].place
            self.clicked.emit(token if place is None else place)

    def mouseMoveEvent(self, event) -> None:  # noqa: N802
        """What is to be said of the token under the mouse."""
        token = self.token_at(event.position())
        self.viewport().setToolTip(literal("" if token is None else self.tokens[token].hint))

    def contextMenuEvent(self, event) -> None:  # noqa: N802
        """The menu that plots have."""
        show_menu(self, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left, Right, Home and End move the cursor; everything else goes to the page."""
        last = max(self._numbers, default=-1)
        moves = {
            Qt.Key.Key_Left: self.current - 1, Qt.Key.Key_Right: self.current + 1, Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }  # fmt: skip
        if event.key() in moves and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and last >= 0:
            self.clicked.emit(min(max(moves[Qt.Key(event.key())], 0), last))
        else:
            event.ignore()

    def resizeEvent(self, event) -> None:  # noqa: N802
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self._lay_out()


def _strong(font: QFont) -> QFont:
    """What the attack wrote."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.Bold)
    return strong


def _shorten(text: str) -> str:
    """A token as it can be seen: blanks and line ends have signs."""
    return _SIGNS.get(text) or text.replace("\n", "⏎").replace("\t", "⇥")
