"""All views on one stage: answers above, time plots at the left, the path at the right, the rest in tabs below it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from ...evaluation.question import Inspection
from ..plots import Plot, TimeCursor
from .base import VIEWS, InspectView
from .veil import Veil


class InspectStage(QWidget):
    """Makes every registered view, puts it where it belongs, and passes on what is shown.

    Signals:
        edited: a value was changed by hand; carries step, feature and value in data units.
        iteration_requested: carries a place in `Inspection.iterations`.
    """

    edited = Signal(int, int, float)
    iteration_requested = Signal(int)

    def __init__(self, cursor: TimeCursor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        made = [VIEWS[name](cursor) for name in VIEWS]
        self.views: list[InspectView] = sorted(made, key=lambda view: view.order)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.left, self.right = QSplitter(Qt.Orientation.Vertical), QSplitter(Qt.Orientation.Vertical)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.veil = Veil(self)
        self._units: tuple[str, ...] = ()
        self._spread: np.ndarray | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.corner = QHBoxLayout()  # beside the answers
        self.corner.setSpacing(8)
        layout.addLayout(self.corner)
        for view in self.views:
            self._place(view)
        self.right.addWidget(self.tabs)
        self.right.setStretchFactor(self.right.count() - 1, 3)
        for side, share in ((self.left, 11), (self.right, 9)):
            side.setChildrenCollapsible(False)
            self.columns.addWidget(side)
            self.columns.setStretchFactor(self.columns.count() - 1, share)
        for splitter in (self.columns, self.left, self.right):
            splitter.setHandleWidth(6)
        self.columns.setChildrenCollapsible(False)
        self.columns.setSizes([550, 450])
        self.left.setSizes([100 * view.stretch for view in self.views if view.place == "left"])
        self.right.setSizes([*(100 * view.stretch for view in self.views if view.place == "right"), 300])
        for plot in [plot for view in self.views if view.place == "left" for plot in view.findChildren(Plot)][:-1]:
            plot.axes.show_x(False)
        layout.addWidget(self.columns, 1)
        self.veil.raise_()

    def _place(self, view: InspectView) -> None:
        if view.place == "top":
            self.corner.addWidget(view, 1)
        elif view.place == "tab":
            self.tabs.addTab(view, view.heading())
        else:
            side = self.left if view.place == "left" else self.right
            side.addWidget(view)
            side.setStretchFactor(side.count() - 1, view.stretch)
        view.edited.connect(self.edited)
        view.iteration_requested.connect(self.iteration_requested)
        view.features_changed.connect(self._on_features_changed)

    def show_inspection(
        self, found: Inspection | None, pinned: Inspection | None, original: np.ndarray | None, iteration: int | None
    ) -> None:
        """Show `found` in every view; see `InspectView.show_inspection`."""
        if found is not None and any(f >= len(found.features) for f in self.views[0].features):
            for view in self.views:
                view.features = ()
        known = found is None or self._spread is None or len(self._spread) == len(found.features)
        for view in self.views:  # a network that was trained on other data answers about those
            view.units, view.spread = (self._units, self._spread) if known else ((), None)
            view.show_inspection(found, pinned, original, iteration)
        self._line_up()

    def show_iteration(self, iteration: int) -> None:
        """Show another iteration of the attack in every view."""
        for view in self.views:
            view.show_iteration(iteration)

    def set_context(self, units: tuple[str, ...], spread: np.ndarray | None) -> None:
        """Units and standard deviations of the features, from the dataset that is open."""
        self._units, self._spread = units, spread

    def _on_features_changed(self, features: tuple[int, ...]) -> None:
        for view in self.views:
            view.show_features(features)
        self._line_up()

    def _line_up(self) -> None:
        """The areas of the time plots begin at one and the same place."""
        plots = [plot for plot in self.left.findChildren(Plot) if plot.isVisible()]
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
