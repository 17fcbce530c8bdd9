"""Loss, perturbation norm and queries of the attack over its iterations."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt

from ..i18n.metric_words import unit_word
from ..plots import OrderedCurve, Plot, Points, SharedAxis
from ..plots.header import level
from ..widgets.layouts import make_row
from .base import VIEWS, InspectView


@VIEWS.register("attack_progress_view")
class AttackProgressView(InspectView):
    """A click in either plot shows that iteration everywhere."""

    place = "tab"
    order = 3

    def heading(self) -> str:
        return self.tr("Attack")

    def build(self) -> None:
        self.plots = [Plot(whole_x=True) for _ in range(3)]
        dotted = Qt.PenStyle.DotLine
        self.pins = [plot.add(OrderedCurve("muted", width=1.2, dash=dotted)) for plot in self.plots]
        self.with_gradient = self.plots[2].add(OrderedCurve("series", 1, width=1.6))
        self.limit = self.plots[1].add(OrderedCurve("muted", width=1.2, dash=Qt.PenStyle.DashDotLine))
        self.lines = [plot.add(OrderedCurve(width=1.6)) for plot in self.plots]
        self.returned_points = [plot.add(Points("text", size=10, hollow=True), above=2) for plot in self.plots]
        self.marks = [plot.add(Points("text", size=9), above=3) for plot in self.plots]
        level([plot.header for plot in self.plots])
        make_row(*self.plots, of=self, spacing=0)
        self.iterations = SharedAxis(self)
        for plot in self.plots:
            self.iterations.add(plot)
            plot.setMinimumWidth(80)  # three beside each other on a small screen
            plot.area.clicked.connect(self._on_clicked)
        for line in self.lines[:2]:
            line.in_legend = False

    def retranslate(self) -> None:
        iteration, empty = self.tr("iteration"), self.tr("No attack yet")
        self.plots[0].set_texts(self.tr("Loss"), iteration, empty=empty)
        self._name_size()
        self.plots[2].set_texts(self.tr("Queries"), iteration, empty=self.tr("Not counted"))
        names = self.tr("Loss"), self.tr("Perturbation norm"), self.tr("Queries")
        for line, name in zip(self.lines, names, strict=True):
            line.set_name(name)
        self.with_gradient.set_name(self.tr("Gradients"))
        for pin in self.pins:
            pin.set_name(self.tr("Pinned"))
        self.limit.set_name(self.tr("Budget"))
        self.returned_points[0].set_name(self.tr("Returned"))

    def _name_size(self, norm: str = "", unit: str = "") -> None:
        self.plots[1].set_texts(
            self.tr("Perturbation norm"), self.tr("iteration"), norm, y_unit=unit, empty=self.tr("No attack yet")
        )

    def clear(self) -> None:
        for line in (*self.lines, *self.pins, self.limit, self.with_gradient):
            line.set([])
        for points in (*self.returned_points, *self.marks):
            points.set([], [])

    def draw(self) -> None:
        inspection = self.current
        self.clear()
        self.iterations.show_all_of(tuple(inspection.iterations.tolist()))
        if not self.has_attack:
            return
        x = inspection.iterations
        if self.pinned is not None and len(self.pinned.iterations):
            self.pins[0].set(self.pinned.scores, self.pinned.iterations)
            self.pins[1].set(self.pinned.sizes, self.pinned.iterations)
            if len(self.pinned.queries):
                self.pins[2].set(self.pinned.queries + self.pinned.gradients, self.pinned.iterations)
        threat = inspection.request.threat
        if threat is not None:
            self._name_size(threat.norm, unit_word(threat.unit))
            top = float(inspection.sizes.max())
            if not inspection.request.smallest:  # the smallest change asks for no budget
                self.limit.set(np.full(2, threat.eps), x[[0, -1]])
                top = max(top, threat.eps)
            self.plots[1].set_y_range(0.0, 1.15 * top or 1.0)
        room = max(0.5, 0.04 * float(np.ptp(x)))
        for plot in self.plots:
            plot.set_x_range(float(x[0]) - room, float(x[-1]) + room)
        for line, points, values in zip(self.lines, self.returned_points, self._values(), strict=True):
            if len(values):
                line.set(values, x)
                points.set(x[[inspection.returned]], values[[inspection.returned]])
        if len(inspection.gradients) and inspection.gradients.any():
            self.with_gradient.set(inspection.gradients, x)

    def draw_iteration(self) -> None:
        inspection = self.current
        if self.has_attack:
            x = inspection.iterations[[self.iteration]]
            for points, values in zip(self.marks, self._values(), strict=True):
                if len(values):
                    points.set(x, values[[self.iteration]])

    def _values(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What the three plots show, (I,) each; the last is empty where nothing was counted."""
        inspection = self.current
        return inspection.scores, inspection.sizes, inspection.queries

    def _on_clicked(self, x: float, y: float) -> None:
        if self.has_attack and self.inspection is not None:
            self.iteration_requested.emit(int(np.abs(self.inspection.iterations - x).argmin()))
