"""Everything a widget says: its properties, its models, its actions, and what is painted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGraphicsTextItem,
    QGraphicsView,
    QHeaderView,
    QTabBar,
    QWidget,
)

PROPERTIES = ("text", "title", "placeholderText", "windowTitle", "suffix", "prefix", "plainText", "toolTip")
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
_ROWS = 40  # of a model
Said = tuple[str, str]  # where, and what


def visible_texts(window: QWidget, *, painted: bool = True) -> Iterator[Said]:
    """Of every widget below `window` that can be seen now, also what it paints by hand unless that is not asked for."""
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible():
            yield from _of_widget(widget)
    if painted:
        yield from painted_texts(window)


def _of_widget(widget: QWidget) -> Iterator[Said]:
    where = place_of(widget)
    for name in (*PROPERTIES, "accessibleName"):
        value = widget.property(name)
        if isinstance(value, str) and value:
            yield f"{where}.{name}", value
    for action in widget.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly):
        yield from ((f"{where}.action.{n}", t) for n, t in (("text", action.text()), ("tip", action.toolTip())) if t)
    if isinstance(widget, QComboBox):
        yield from ((f"{where}[{i}]", widget.itemText(i)) for i in range(min(widget.count(), _ROWS)))
    elif isinstance(widget, QTabBar):
        yield from ((f"{where}[{i}]", widget.tabText(i)) for i in range(widget.count()) if widget.isTabVisible(i))
    elif isinstance(widget, QGraphicsView):
        for item in widget.scene().items() if widget.scene() else ():
            if isinstance(item, QGraphicsTextItem) and item.isVisible():
                yield f"{where}.{type(item).__name__}", item.toPlainText()
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model():
        yield from _of_model(where, widget.model())


def _of_model(where: str, model: QAbstractItemModel) -> Iterator[Said]:
    root = QModelIndex()
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(root)):
        header = model.headerData(column, Qt.Orientation.Horizontal)
        if isinstance(header, str):
            yield f"{where}.header", header
        for row in range(min(model.rowCount(root), _ROWS)):
            for role in ROLES:
                text = model.index(row, column, root).data(role)
                if isinstance(text, str) and text:
                    yield f"{where}({row},{column})", text


def painted_texts(widget: QWidget, *, only_cut: bool = False) -> list[Said]:
    """What Python code draws with a painter while `widget` is painted; Qt's own widgets are known by properties.

    With `only_cut` what is drawn into a rectangle that is smaller than the text, by how many pixels.
    """
    found: list[Said] = []
    original = QPainter.drawText

    def listening(painter: QPainter, *args: Any) -> Any:
        texts = [arg for arg in args if isinstance(arg, str)]
        if not only_cut:
            found.extend(("painted", text) for text in texts)
        elif texts and isinstance(args[0], QRect | QRectF):
            metrics, room = painter.fontMetrics(), args[0]
            across = metrics.horizontalAdvance(texts[0]) - room.width()
            down = metrics.tightBoundingRect(texts[0]).height() - room.height()
            if max(across, down) > 1:
                found.append((f"painted, lacks {across:.0f} x {down:.0f} pixels", texts[0]))
        return original(painter, *args)

    QPainter.drawText = listening  # type: ignore[method-assign]
    try:
        widget.grab()
    finally:
        QPainter.drawText = original  # type: ignore[method-assign]
    return found


def place_of(widget: QWidget) -> str:
    """Where in the tree it stands, by the nearest names."""
    parts, current = [], widget
    while isinstance(current, QWidget):
        parts.append(current.objectName() or type(current).__name__)
        current = current.parentWidget()  # type: ignore[assignment]
    return "/".join(reversed(parts))
