"""The watched sequence beside the training curves: the views of Inspect in compact form, under a headline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ....evaluation.inspect_request import Inspection
from ...plots import TimeCursor
from ...views.base import VIEWS, InspectView
from ...views.time_axis import seconds_rate, stride
from ...widgets.fitting_tabs import FittingTabs
from ...widgets.layouts import make_column, split
from .watch_headline import WatchHeadline

TABS = ("hidden_path_view", "decision_view", "hidden_heatmap_view")  # below the input; the first one is shown at first


class WatchStage(QWidget):
    """Input above, clean and adversarial; hidden-state trajectory, decision and hidden units in tabs below.

    Nothing can be edited here.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inspection: Inspection | None = None
        self.time_cursor = TimeCursor(self)
        self._built_views: dict[str, InspectView] = {}
        self.headline = WatchHeadline()
        self.input_place = QWidget()
        self._inputs = make_column(of=self.input_place)
        self.tabs = FittingTabs()
        for name in TABS:
            self.tabs.addTab(self._view(name), "")
        self.input = self._view("input_view")
        self._inputs.addWidget(self.input)
        splitter = split(Qt.Orientation.Vertical, (self.input_place, self.tabs), (260, 280))
        splitter.setHandleWidth(8)
        splitter.setStretchFactor(1, 0)  # both parts grow
        make_column(self.headline, splitter, of=self, stretched=splitter, spacing=4)
        self.retranslate()

    @property
    def views(self) -> list[InspectView]:
        """The view of the input, then those in the tabs."""
        return [self.input, *(self._built_views[name] for name in TABS)]

    def retranslate(self) -> None:
        """Every text that no view sets by itself."""
        for tab, name in enumerate(TABS):
            self.tabs.setTabText(tab, self._built_views[name].heading())
        self.headline.retranslate()

    def restyle(self) -> None:
        """The colours of the present theme."""
        self.time_cursor.restyle()
        self.headline.retranslate()
        for view in self.views:
            view.redraw()

    def show_inspection(self, inspection: Inspection | None) -> None:
        """Show another inspection; None: nothing is watched."""
        self.inspection = inspection
        if inspection is not None:
            self._choose_input(inspection)
            rate = seconds_rate(inspection)
            self.time_cursor.set_length(len(inspection.clean), stride=stride(inspection), rate=rate)
        self.headline.show_inspection(inspection)
        for view in self.views:
            view.units = () if inspection is None else inspection.units
            view.show_inspection(inspection)

    def say(self, problem: str) -> None:
        """Nothing can be shown; `problem` says why."""
        self.show_inspection(None)
        self.headline.say(problem)

    def _choose_input(self, inspection: Inspection) -> None:
        """The view at the top of the left column of Inspect for such data."""
        names = [name for name in VIEWS if VIEWS[name].place == "left" and VIEWS[name].fits(inspection)]
        view = self._view(min(names, key=lambda name: VIEWS[name].order))
        if view is not self.input:
            self.input.show_inspection(None)
            self.input.hide()
            self.input = view
            self._inputs.addWidget(view)
            view.show()

    def _view(self, name: str) -> InspectView:
        """The view called `name`, made when it is first needed."""
        if name not in self._built_views:
            view = self._built_views[name] = VIEWS[name](self.time_cursor)
            view.set_read_only()
        return self._built_views[name]
