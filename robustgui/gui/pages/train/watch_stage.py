"""The watched sequence beside the training curves: the views of Inspect in compact form, under a headline."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ....evaluation.inspect_request import Inspection
from ...plots import TimeCursor
from ...views.base import VIEWS, InspectView
from ...views.time_axis import seconds_rate, stride
from ...widgets.fitting_tabs import FittingTabs
from .watch_headline import WatchHeadline

TABS = ("hidden_path_view", "decision_view", "hidden_heatmap_view")  # below the input; the first one is seen at first


class WatchStage(QWidget):
    """Input above, clean and adversarial; hidden-state trajectory, decision and hidden units in tabs below.

    Nothing can be edited here: what is shown is what was measured.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inspection: Inspection | None = None
        self.time_cursor = TimeCursor(self)
        self._made: dict[str, InspectView] = {}
        self.headline = WatchHeadline()
        self.input_place = QWidget()
        self._inputs = QVBoxLayout(self.input_place)
        self._inputs.setContentsMargins(0, 0, 0, 0)
        self.tabs = FittingTabs()
        for name in TABS:
            self.tabs.addTab(self._view(name), "")
        self.input = self._view("input_view")
        self._inputs.addWidget(self.input)
        column = QSplitter(Qt.Orientation.Vertical)
        column.addWidget(self.input_place)
        column.addWidget(self.tabs)
        column.setSizes([260, 280])
        column.setHandleWidth(8)
        column.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.headline)
        layout.addWidget(column, 1)
        self.retranslate()

    @property
    def views(self) -> list[InspectView]:
        """What is on the stage: the view of the input, then those in the tabs."""
        return [self.input, *(self._made[name] for name in TABS)]

    def retranslate(self) -> None:
        """Every text that no view sets by itself."""
        for tab, name in enumerate(TABS):
            self.tabs.setTabText(tab, self._made[name].heading())
        self.headline.retranslate()

    def restyle(self) -> None:
        """The colours of the present theme."""
        self.time_cursor.restyle()
        self.headline.restyle()
        for view in self.views:
            view.redraw()

    def show_inspection(self, found: Inspection | None) -> None:
        """Show another measurement, or another sequence; None: nothing is watched."""
        self.inspection = found
        if found is not None:
            self._choose_input(found)
            self.time_cursor.set_length(len(found.clean), stride=stride(found), rate=seconds_rate(found))
        self.headline.show_inspection(found)
        for view in self.views:
            view.units = () if found is None else found.units
            view.show_inspection(found)

    def say(self, problem: str) -> None:
        """Nothing can be shown; `problem` says why."""
        self.show_inspection(None)
        self.headline.say(problem)

    def _choose_input(self, found: Inspection) -> None:
        """The view that Inspect has at the top of its left column for such data."""
        fitting = [name for name in VIEWS if VIEWS[name].place == "left" and VIEWS[name].fits(found)]
        view = self._view(min(fitting, key=lambda name: VIEWS[name].order))
        if view is not self.input:
            self.input.show_inspection(None)
            self.input.hide()
            self.input = view
            self._inputs.addWidget(view)
            view.show()

    def _view(self, name: str) -> InspectView:
        """The view called `name`, made when it is first needed."""
        if name not in self._made:
            view = self._made[name] = VIEWS[name](self.time_cursor)
            view.set_read_only()
        return self._made[name]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
