"""Puts a theme on the application: style, palette, style sheet, text size, and the defaults of the plots."""

from __future__ import annotations

import re
import sys
from dataclasses import fields

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ..base.paths import resource
from .palette import LIGHT, Theme, qpalette

TEXT_SIZE = 10.0  # points, at scale 1
PRESENTATION = 1.4  # how much larger everything is for the back of a lecture room
SCALES = (1.0, 1.25, 1.5, 1.75)

# What each system ships for its own windows; the first that is installed is taken, the Chinese ones fill its gaps.
_LATIN = ("Inter", "Noto Sans", "Ubuntu", "Cantarell", "Open Sans", "Roboto", "DejaVu Sans")
_CHINESE = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
)
_SIZE = re.compile(r"(?<![\w#.-])(-?\d+)px")

_SIZE_RESOLVED = 0x2  # QFont::SizeResolved, which PySide6 leaves out
_POINTS = "points_at_scale_1"
_DRESSED = "dressed_in_fusion"

_current: Theme = LIGHT
_scale = 1.0


def current_theme() -> Theme:
    """The theme that is on."""
    return _current


def to_pixels(pixels: float) -> int:
    """A length of the 8-pixel grid at the present scale."""
    return round(pixels * _scale)


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> bool:
    """Dress the application in `theme`, its text and spacing `scale` times as large; whether that changed anything."""
    global _current, _scale
    _dress_plots(theme)
    sheet = style_sheet(theme, scale)
    if (theme, scale, sheet) == (_current, _scale, app.styleSheet()):
        return False  # dressing every widget anew costs a second in a full window
    sized = _widgets_with_own_size(app)
    _current, _scale = theme, scale
    if not isinstance(app.property(_DRESSED), bool):  # with a style sheet on it the style has no name of its own
        app.setStyle("Fusion")
        app.setProperty(_DRESSED, True)
    app.setStyleSheet("")  # replacing one sheet by another polishes every widget several times: 2.5 s instead of 0.5
    app.setFont(interface_font(scale))
    app.setPalette(qpalette(theme))
    QDir.setSearchPaths("theme", [str(resource("themes", theme.name))])
    app.setStyleSheet(sheet)
    for widget in sized:
        font = widget.font()
        font.setPointSizeF(widget.property(_POINTS) * scale)
        widget.setFont(font)
    return True


def _widgets_with_own_size(app: QApplication) -> list[QWidget]:
    """Titles and other labels that are larger or smaller than the rest, each with its size at scale 1 as a property.

    They follow neither the application's font nor a change of theme: a new style sheet gives them back the font that
    they had under the first one.
    """
    widgets = []
    for widget in app.allWidgets():
        font = widget.font()
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) and font.resolveMask() & _SIZE_RESOLVED:
            if widget.property(_POINTS) is None:
                widget.setProperty(_POINTS, font.pointSizeF() / _scale)
            if widget.property(_POINTS) > 0:  # a font in pixels has no points
                widgets.append(widget)
    return widgets


def style_sheet(theme: Theme, scale: float = 1.0) -> str:
    """The style sheet with `@name` replaced by colours and every length scaled, the hairlines excepted."""
    text = resource("themes", "window.qss").read_text(encoding="utf-8")
    for field in sorted(fields(theme), key=lambda f: -len(f.name)):
        value = getattr(theme, field.name)
        if isinstance(value, str):
            text = text.replace(f"@{field.name}", value)
    return _SIZE.sub(lambda m: m[0] if abs(int(m[1])) < 2 else f"{round(int(m[1]) * scale)}px", text)


def interface_font(scale: float = 1.0) -> QFont:
    """The system's own interface font where it has a good one, with Chinese behind it.

    Headings are bold, not demi-bold: of a Chinese font that has one weight alone only bold is made by Qt itself.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    installed = set(QFontDatabase.families())
    latin = [] if sys.platform in ("win32", "darwin") else [name for name in _LATIN if name in installed][:1]
    chinese = [name for name in _CHINESE if name in installed]
    font.setFamilies([*(latin or [font.family()]), *chinese])
    font.setPointSizeF(TEXT_SIZE * scale)
    return font


def _dress_plots(theme: Theme) -> None:
    """pyqtgraph's defaults, but only once it has been imported: the window does not wait for it."""
    pyqtgraph = sys.modules.get("pyqtgraph")
    if pyqtgraph is not None:
        pyqtgraph.setConfigOptions(background=theme.surface, foreground=theme.text)


def dark_by_system() -> bool:
    """Whether the desktop asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
