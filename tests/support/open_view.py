"""One view of an inspected sequence in a window of its own, for tests."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from robustgui.data import Kind
from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui.plots import TimeCursor
from robustgui.gui.views import VIEWS, InspectView
from robustgui.gui.views.time_axis import seconds_rate, stride


def open_view(
    qtbot: QtBot, name: str, found: Inspection | None, size: tuple[int, int] = (520, 320), **facts: object
) -> InspectView:
    """The view called `name`, visible, with a cursor of its own; it shows `found`, or nothing.

    Args:
        qtbot: closes it.
        name: in `VIEWS`.
        found: what it shows.
        size: in pixels.
        facts: attributes that are set before it is shown, such as `units` or `spread`.
    """
    cursor = TimeCursor()
    view = VIEWS[name](cursor)
    cursor.setParent(view)
    qtbot.addWidget(view)
    view.resize(*size)
    for fact, value in facts.items():
        setattr(view, fact, value)
    with qtbot.waitExposed(view):
        view.show()
    show(view, found)
    return view


def show(view: InspectView, found: Inspection | None) -> None:
    """Let `view` and its cursor show another inspection."""
    if found is not None:
        view.time_cursor.set_length(len(found.clean), stride=stride(found), rate=seconds_rate(found))
    view.show_inspection(found)


def kind_of(name: str) -> Kind:
    """A kind of data that the view is for."""
    return min(VIEWS[name].kinds, key=lambda kind: kind != "series", default="series")
