"""How forms look beyond the theme: wrong fields, changed fields, units, headlines."""

from __future__ import annotations

from PySide6.QtGui import QPalette

WRONG = {False: "#b3261e", True: "#ff8a80"}  # by darkness; at least 4.5 : 1 against either window


def style_sheet(palette: QPalette) -> str:
    """The sheet for a form in `palette`."""
    dark = palette.color(QPalette.ColorRole.Window).lightness() < 128
    wrong = WRONG[dark]
    faint = palette.color(QPalette.ColorRole.PlaceholderText).name()
    line = palette.color(QPalette.ColorRole.Mid).name()
    return f"""
        QLineEdit[invalid="true"], QComboBox[invalid="true"] {{ border: 1px solid {wrong}; border-radius: 2px; }}
        QLabel[role="problem"] {{ color: {wrong}; }}
        QToolButton[invalid="true"] {{ color: {wrong}; }}
        QLabel[role="unit"] {{ color: {faint}; }}
        QLabel[changed="true"] {{ font-weight: bold; }}
        QToolButton[role="section"] {{ font-weight: bold; border: none; padding: 3px 0; }}
        QToolButton[role="fold"] {{ border: none; padding: 2px 0; }}
        QToolButton[role="browse"]::menu-indicator {{ image: none; }}
        QFrame[role="indent"] {{ border: none; border-left: 2px solid {line}; }}
    """
