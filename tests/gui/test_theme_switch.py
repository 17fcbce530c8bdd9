"""Switching the theme leaves no colour of the other one behind, wherever and by whom it is painted."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget
from support.inspections import make_inspection
from support.lively_window import enliven, settle
from support.window_texts import place_of

from robustgui.gui.palette import DARK, LIGHT, Theme

SPECKS = 20  # pixels of a colour that may come about where others are blended
ALIKE = 3  # of 255: a hairline that is blended into a surface may be so near to it


def own_colours(theme: Theme, other: Theme) -> dict[int, str]:
    """Colours of `theme` that `other` has nothing like, as 0xrrggbb, with their names."""

    def colours(one: Theme) -> dict[int, str]:
        values = {f.name: getattr(one, f.name) for f in fields(one)}
        return {int(v[1:], 16): name for name, v in values.items() if isinstance(v, str) and v.startswith("#")}

    def alike(one: int, two: int) -> bool:
        return all(abs((one >> shift & 255) - (two >> shift & 255)) <= ALIKE for shift in (0, 8, 16))

    return {c: name for c, name in colours(theme).items() if not any(alike(c, known) for known in colours(other))}


def pixels_of(picture: QPixmap) -> np.ndarray:
    """(H, W), each 0xrrggbb."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return rows[:, : image.width()] & 0xFFFFFF


def strays(window: QWidget, colours: dict[int, str]) -> dict[str, tuple[int, str]]:
    """Colours of the other theme that are painted: how many pixels, and by which widget."""
    pixels, found = pixels_of(window.grab()), {}
    for colour, name in colours.items():
        rows, columns = np.nonzero(pixels == colour)
        if len(rows) > SPECKS:
            middle = len(rows) // 2
            found[name] = len(rows), place_of(window.childAt(QPoint(int(columns[middle]), int(rows[middle]))))
    for label in window.findChildren(QLabel):
        if label.isVisible() and not label.pixmap().isNull():
            known = set(np.unique(pixels_of(label.pixmap())).tolist()) & set(colours)
            found |= {colours[colour]: (0, place_of(label)) for colour in known}
    return found


@pytest.mark.parametrize(("first", "second"), [(LIGHT, DARK), (DARK, LIGHT)], ids=["to dark", "to light"])
def test_that_no_colour_of_the_other_theme_is_left(window, jobs, first, second):
    if first.dark:
        window.commands["theme"].trigger()
    enliven(window, jobs, make_inspection())
    pages = window.contents.pages
    for key in pages:
        pages.show_page(key)
        settle()
    window.commands["theme"].trigger()
    settle()
    found = {}
    for key in pages:
        pages.show_page(key)
        settle()
        if stray := strays(window, own_colours(first, second)):
            found[key] = stray
    assert not found
