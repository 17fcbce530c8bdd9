"""All views of the Inspect page: predictions above, time plots at the left, trajectory at the right, others in tabs."""

from __future__ import annotations

import bisect

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ....evaluation.inspect_request import Inspection
from ...plots import TimeCursor
from ...views.base import VIEWS, InspectView
from ...widgets.fitting_tabs import FittingTabs
from .veil import Veil


class InspectStage(QWidget):
    """Makes the views that fit what is shown, puts each where it belongs, and passes on what is shown.

    A view is made when it is first needed, and hidden while others fit better.

    Attributes:
        views: those that are on the stage now, in their order.

    Signals:
        edited: a value was changed by hand; carries step, feature and value in data units.
        typed: another text was typed in place of the sequence; carries it.
        iteration_requested: carries a place in `Inspection.iterations`.
        rearranged: other views are on the stage.
    """

    edited = Signal(int, int, float)
    typed = Signal(str)
    iteration_requested = Signal(int)
    rearranged = Signal()

    def __init__(self, cursor: TimeCursor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.time_cursor = cursor
        self.views: list[InspectView] = []
        self._made: dict[str, InspectView] = {}
        self._settled = False  # whether someone may have chosen a tab
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.left, self.right = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Vertical)
        self.tabs = FittingTabs()
        self.veil = Veil(self)
        self._units: tuple[str, ...] = ()
        self._spread: np.ndarray | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._top = QVBoxLayout()
        layout.addLayout(self._top)
        self.right.addWidget(self.tabs)
        self.right.setStretchFactor(0, 3)
        for side, share in ((self.left, 11), (self.right, 9)):
            side.setChildrenCollapsible(False)
            self.columns.addWidget(side)
            self.columns.setStretchFactor(self.columns.count() - 1, share)
        for splitter in (self.columns, self.left, self.right):
            splitter.setHandleWidth(6)
        self.columns.setChildrenCollapsible(False)
        self.columns.setSizes([550, 450])
        layout.addWidget(self.columns, 1)
        self._arrange([name for name in VIEWS if "series" in (VIEWS[name].kinds or {"series"})])
        self.veil.raise_()

    def show_inspection(
        self, found: Inspection | None, pinned: Inspection | None, original: np.ndarray | None, iteration: int | None
    ) -> None:
        """Show `found` in every view that it fits; see `InspectView.show_inspection`."""
        if found is not None:
            self._arrange([name for name in VIEWS if VIEWS[name].fits(found)])
        if found is not None and any(f >= len(found.features) for view in self.views for f in view.features):
            for view in self.views:
                view.features = ()
        known = found is None or self._spread is None or len(self._spread) == len(found.features)
        for view in self.views:  # a network that was trained on other data answers about those
            view.units, view.spread = (self._units, self._spread) if known else ((), None)
            if found is not None and found.units:
                view.units = found.units
            view.show_inspection(found, pinned, original, iteration)
        self._line_up()

    def show_iteration(self, iteration: int) -> None:
        """Show another iteration of the attack in every view."""
        for view in self.views:
            view.show_iteration(iteration)

    def set_context(self, units: tuple[str, ...], spread: np.ndarray | None) -> None:
        """Units and standard deviations of the features, from the dataset that is open."""
        self._units, self._spread = units, spread

    def _arrange(self, names: list[str]) -> None:
        """Put exactly these views on the stage."""
        wanted = sorted((self._view(name) for name in names), key=lambda view: (view.order, view.name))
        if wanted == self.views:
            return
        for view in self._made.values():
            if view not in wanted and view in self.views:
                view.show_inspection(None)  # what is not seen keeps no arrays
        self.views = wanted
        for view in self._made.values():
            if view.place == "tab":
                self.tabs.setTabVisible(self.tabs.indexOf(view), view in wanted)
            else:
                view.setVisible(view in wanted)
        tabs = [self.tabs.indexOf(view) for view in wanted if view.place == "tab"]
        if tabs and (not self._settled or self.tabs.currentIndex() not in tabs):
            self.tabs.setCurrentIndex(tabs[0])
        self._settled = True
        self.left.setSizes([100 * view.stretch * (view in wanted) for view in self._children(self.left)])
        self.right.setSizes([100 * view.stretch * (view in wanted) for view in self._children(self.right)] + [300])
        plots = [plot for view in wanted if view.place == "left" for plot in view.time_plots()]
        for plot in plots:
            plot.axes.show_x(plot is plots[-1])
        self.rearranged.emit()

    def _view(self, name: str) -> InspectView:
        """The view called `name`, made and placed if this is the first time."""
        if name not in self._made:
            view = self._made[name] = VIEWS[name](self.time_cursor)
            view.edited.connect(self.edited)
            view.typed.connect(self.typed)
            view.iteration_requested.connect(self.iteration_requested)
            view.features_changed.connect(self._on_features_changed)
            self._place(view)
        return self._made[name]

    def _place(self, view: InspectView) -> None:
        if view.place == "top":
            self._top.addWidget(view)
        elif view.place == "tab":
            tabs = [self.tabs.widget(place) for place in range(self.tabs.count())]
            orders = [tab.order for tab in tabs if isinstance(tab, InspectView)]
            self.tabs.insertTab(bisect.bisect_right(orders, view.order), view, view.heading())
        else:
            side = self.left if view.place == "left" else self.right
            orders = [other.order for other in self._children(side)]
            side.insertWidget(bisect.bisect_right(orders, view.order), view)
            side.setStretchFactor(side.indexOf(view), view.stretch)

    @staticmethod
    def _children(side: QSplitter) -> list[InspectView]:
        """The views of one column, whether they are seen or not."""
        widgets = (side.widget(place) for place in range(side.count()))
        return [widget for widget in widgets if isinstance(widget, InspectView)]

    def _on_features_changed(self, features: tuple[int, ...]) -> None:
        for view in self.views:
            view.show_features(features)
        self._line_up()

    def _line_up(self) -> None:
        """The areas of the time plots begin at one and the same place."""
        plots = [plot for view in self.views if view.place == "left" for plot in view.time_plots()]
        plots = [plot for plot in plots if plot.isVisible()]
        widest = max((plot.axes.wanted_left for plot in plots), default=0.0)
        for plot in plots:
            plot.axes.set_least_left(widest)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for tab in range(self.tabs.count()):
                view = self.tabs.widget(tab)
                if isinstance(view, InspectView):
                    self.tabs.setTabText(tab, view.heading())

    def resizeEvent(self, event) -> None:  # noqa: N802
        """The veil covers everything."""
        super().resizeEvent(event)
        self.veil.setGeometry(self.rect())
