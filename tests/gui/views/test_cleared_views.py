"""A view that is cleared says nothing of what it showed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from support.open_view import open_view, show
from support.window_texts import place_of, visible_texts

from robustgui.gui.plots import Plot
from robustgui.gui.views import VIEWS, InspectView
from robustgui.gui.views.sample import load_record

PAIRS = [(name, kind) for name in VIEWS for kind in sorted(VIEWS[name].kinds or {"series", "speech", "text"})]


def said_by(view: InspectView) -> Counter[tuple[str, str]]:
    """Every text that `view` shows, paints, or gives to a screen reader."""
    for plot in view.findChildren(Plot):
        for axis in (plot.axes.left, plot.axes.bottom):
            axis.picture = None  # its labels are painted anew
    QCoreApplication.processEvents()
    described = [(place_of(widget), widget.accessibleDescription()) for widget in view.findChildren(QWidget)]
    return Counter([*visible_texts(view), *described])


@pytest.mark.parametrize(("name", "kind"), PAIRS)
def test_that_a_cleared_view_says_what_a_new_one_says(qtbot: QtBot, name: str, kind: str) -> None:
    new = said_by(open_view(qtbot, name, None))
    path = np.linspace(0, 1, len(load_record(kind).iterations))
    found = replace(load_record(kind), search=np.stack([path, path**2], 1))  # records hold no path of the search
    view = open_view(qtbot, name, None, units=found.units)
    show(view, found)
    for plot in view.findChildren(Plot):
        plot.read_at(0.0)
    shown = said_by(view)
    view.units = ()
    show(view, None)
    cleared = said_by(view)
    assert cleared - new == Counter()
    assert new - cleared == Counter()
    assert shown != new
