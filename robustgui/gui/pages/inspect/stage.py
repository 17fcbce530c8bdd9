"""All views of the Inspect page: predictions above, time plots at the left, trajectory at the right, others in tabs."""

from __future__ import annotations

import bisect

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ....data import Dataset, space_of
from ....evaluation.inspect_request import Inspection
from ...plots import TimeCursor
from ...views.base import VIEWS, InspectView
from ...widgets.background import Background
from ...widgets.fitting_tabs import FittingTabs
from ...widgets.layouts import make_column

_AT_ONCE = 1 << 20  # values whose standard deviations take some milliseconds
_PATIENCE = 250  # ms: a quick reply comes without any flicker


class InspectStage(QWidget):
    """Makes the views that fit the inspection, places each, and passes the inspection on.

    A view is made when it is first needed, and hidden while others fit better.

    Attributes:
        views: those that are on the stage now, in their order.

    Signals:
        edited: a value was changed by hand; carries step, feature and value in data units.
        typed: another text was typed in place of the sequence; carries it.
        iteration_requested: carries an index of `Inspection.iterations`.
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
        self._built_views: dict[str, InspectView] = {}
        self._is_arranged = False  # the user may have selected a tab since
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.left, self.right = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Vertical)
        self.tabs = FittingTabs()
        self.veil = Veil(self)
        self._units: tuple[str, ...] = ()
        self._spread: np.ndarray | None = None  # (F,)
        self._background = Background(self)
        self._background.done.connect(self._on_spread)
        self._top = QVBoxLayout()
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
        make_column(self._top, self.columns, of=self, stretched=self.columns, spacing=6)
        self._arrange([name for name in VIEWS if "series" in (VIEWS[name].kinds or {"series"})])
        self.veil.raise_()

    def show_inspection(
        self,
        inspection: Inspection | None,
        pinned: Inspection | None,
        original: np.ndarray | None,
        iteration: int | None,
    ) -> None:
        """Show `inspection` in every view that it fits; see `InspectView.show_inspection`."""
        if inspection is not None:
            self._arrange([name for name in VIEWS if VIEWS[name].fits(inspection)])
            if any(f >= len(inspection.features) for view in self.views for f in view.features):
                for view in self.views:
                    view.features = ()
        # a network that was trained on other data has inspected those
        is_own = inspection is None or self._spread is None or len(self._spread) == len(inspection.features)
        for view in self.views:
            view.units, view.spread = (self._units, self._spread) if is_own else ((), None)
            if inspection is not None and inspection.units:
                view.units = inspection.units
            view.show_inspection(inspection, pinned, original, iteration)
        self._line_up()

    def show_iteration(self, iteration: int) -> None:
        """Show another iteration of the attack in every view."""
        for view in self.views:
            view.show_iteration(iteration)

    def set_dataset(self, dataset: Dataset | None) -> None:
        """Units and standard deviations of the features are those of `dataset`; large data follow in the background."""
        self._background.forget()
        self._units = () if dataset is None else dataset.train.units
        self._spread = None
        if dataset is not None and dataset.train.values.size <= _AT_ONCE:
            self._spread = space_of(dataset.train).spread
        elif dataset is not None:
            self._background.start(lambda: space_of(dataset.train).spread)

    def _on_spread(self, spread: np.ndarray) -> None:
        self._spread = spread

    def _arrange(self, names: list[str]) -> None:
        """Put exactly these views on the stage."""
        views = sorted((self._view(name) for name in names), key=lambda view: (view.order, view.name))
        if views == self.views:
            return
        for view in self._built_views.values():
            if view not in views and view in self.views:
                view.show_inspection(None)  # a hidden view keeps no arrays
        self.views = views
        for view in self._built_views.values():
            if view.place == "tab":
                self.tabs.setTabVisible(self.tabs.indexOf(view), view in views)
            else:
                view.setVisible(view in views)
        tabs = [self.tabs.indexOf(view) for view in views if view.place == "tab"]
        if tabs and (not self._is_arranged or self.tabs.currentIndex() not in tabs):
            self.tabs.setCurrentIndex(tabs[0])
        self._is_arranged = True
        self.left.setSizes([100 * view.stretch * (view in views) for view in self._children(self.left)])
        self.right.setSizes([100 * view.stretch * (view in views) for view in self._children(self.right)] + [300])
        plots = [plot for view in views if view.place == "left" for plot in view.time_plots()]
        for plot in plots:
            plot.axes.show_x(plot is plots[-1])
        self.rearranged.emit()

    def _view(self, name: str) -> InspectView:
        """The view called `name`, made and placed if this is the first time."""
        if name not in self._built_views:
            view = self._built_views[name] = VIEWS[name](self.time_cursor)
            view.edited.connect(self.edited)
            view.typed.connect(self.typed)
            view.iteration_requested.connect(self.iteration_requested)
            view.features_changed.connect(self._on_features_changed)
            self._place(view)
        return self._built_views[name]

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
        """The views of one column, hidden ones included."""
        widgets = (side.widget(place) for place in range(side.count()))
        return [widget for widget in widgets if isinstance(widget, InspectView)]

    def _on_features_changed(self, features: tuple[int, ...]) -> None:
        for view in self.views:
            view.show_features(features)
        self._line_up()

    def _line_up(self) -> None:
        """Align the left edges of the time plots."""
        plots = [plot for view in self.views if view.place == "left" for plot in view.time_plots()]
        plots = [plot for plot in plots if plot.isVisible()]
        widest = max((plot.axes.wanted_left for plot in plots), default=0.0)
        for plot in plots:
            plot.axes.set_least_left(widest)

    def retranslate(self) -> None:
        """Titles of the tabs; views follow the language by themselves."""
        for tab in range(self.tabs.count()):
            view = self.tabs.widget(tab)
            if isinstance(view, InspectView):
                self.tabs.setTabText(tab, view.heading())

    def resizeEvent(self, event) -> None:  # noqa: N802
        """The veil covers everything."""
        super().resizeEvent(event)
        self.veil.setGeometry(self.rect())


class Veil(QWidget):
    """Dims an outdated result while a new one is computed; lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._timer.timeout.connect(self.show)
        self.hide()

    def wait(self) -> None:
        """A request was sent."""
        if not self._timer.isActive() and not self.isVisible():
            self._timer.start()

    def lift(self) -> None:
        """The reply has arrived."""
        self._timer.stop()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """A third of the window's colour."""
        colour = QColor(self.palette().color(QPalette.ColorRole.Window))
        colour.setAlphaF(0.35)
        QPainter(self).fillRect(self.rect(), colour)
