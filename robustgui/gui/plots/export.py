"""A plot, or another widget that can be exported, as PNG, SVG or CSV, in a file or on the clipboard."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from pyqtgraph.exporters.SVGExporter import SVGExporter
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QAction, QGuiApplication, QImage, QPainter

from ...base.csv_text import format_csv
from ...base.slices import Slices
from ...base.together import Consent, write_together
from .layer import ReadTables, Table

if TYPE_CHECKING:
    from .plot import Plot


class Exportable(Protocol):
    """What can be exported: a plot, or another widget that draws."""

    title: str
    extra_actions: list[QAction]  # for its menu

    def tables(self) -> list[Table]:
        """The numbers behind it."""

    def all_tables(self) -> ReadTables | None:
        """What reads `tables` with all numbers, in a thread, where fewer are drawn than there are; None: all are."""

    def picture(self, scale: float = 2.0) -> QImage:
        """As it is seen, `scale` times as fine."""

    def svg(self) -> bytes:
        """As a drawing."""


def plot_svg(plot: Plot) -> bytes:
    """The plot as a drawing."""
    with _refine(plot, math.inf):
        drawing: bytes = SVGExporter(plot.frame).export(toBytes=True)
    return drawing


def plot_picture(plot: Plot, scale: float = 2.0) -> QImage:
    """The plot as it is seen, `scale` times as fine."""
    size = plot.viewport().size()
    width, height = round(size.width() * scale), round(size.height() * scale)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(plot.look.background)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    with _refine(plot, scale):
        plot.render(painter, QRectF(0, 0, size.width(), size.height()), plot.viewport().rect())
    painter.end()
    return image


@contextmanager
def _refine(plot: Plot, fineness: float) -> Iterator[None]:
    """Layers are drawn `fineness` times as fine as on the screen."""
    plot.frame.layout().activate()
    for layer in plot.layers:
        layer.refine(fineness)
    try:
        yield
    finally:
        for layer in plot.layers:
            layer.refine(1.0)


def copy_picture(exportable: Exportable) -> None:
    """Put the picture on the clipboard."""
    QGuiApplication.clipboard().setImage(exportable.picture())


def csv_text(tables: Sequence[Table], finish: Callable[[], None] = lambda: None) -> str:
    """Tables side by side; those with one and the same abscissa share its column. `finish` is called after each row."""
    groups: list[tuple[list[str], list[np.ndarray]]] = []
    for table in tables:
        name, x = table.names[0], table.columns[0]
        for names, columns in groups:
            if names[0] == name and np.array_equal(columns[0], x):
                names.extend(table.names[1:])
                columns.extend(table.columns[1:])
                break
        else:
            groups.append((list(table.names), list(table.columns)))
    names = [name for group, _ in groups for name in group]
    columns = [column for _, group in groups for column in group]
    count = max(map(len, columns), default=0)

    def rows() -> Iterator[list[str]]:
        for row in range(count):
            yield [_cell(column[row]) if row < len(column) else "" for column in columns]
            finish()

    return format_csv(names, rows())


def _cell(value: Any) -> str:
    """A number in as few digits as bring it back; NaN is left empty."""
    if not isinstance(value, float | np.floating):
        return str(value)
    if np.isnan(value):
        return ""
    if float(value).is_integer() and abs(float(value)) < 1e15:
        return str(int(value))
    single = np.float32(value)
    return str(single) if float(single) == float(value) else repr(float(value))


def export(exportable: Exportable, path: Path, *, overwrite: Consent = False) -> None:
    """Write `shown` to `path`; the suffix says as what.

    Raises:
        ExistsError: it is there, and may not be replaced.
        RunError: it cannot be written.
    """
    suffix = path.suffix.lower()
    content = (
        csv_text(exportable.tables())
        if suffix == ".csv"
        else exportable.svg()
        if suffix == ".svg"
        else _picture(exportable)
    )
    write_together({path: content}, overwrite=overwrite)


def export_all(read: ReadTables, path: Path, *, overwrite: Consent = False) -> None:
    """Read all numbers and write them to `path`, as CSV; in a thread. Raises as `export` does, and what `read` does."""
    write_together({path: csv_text(read(), Slices().rest)}, overwrite=overwrite)


def _picture(exportable: Exportable) -> bytes:
    image = exportable.picture()
    image.setText("Title", exportable.title)
    return encode_png(image)


def encode_png(image: QImage) -> bytes:
    """The content of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know bytes only, Qt text only
    return bytes(buffer.data().data())
