"""Distance between the clean and the adversarial hidden state at each step."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt

from ..plots import Band, OrderedCurve, Plot
from ..plots.ranges import round_range
from ..widgets.layouts import make_column
from .base import VIEWS, InspectView
from .time_axis import lay_out, state_steps, time_name, time_unit


@VIEWS.register("divergence_view")
class DivergenceView(InspectView):
    """The norm of h'(t) - h(t) over all units of the layer."""

    place = "tab"
    order = 1

    def heading(self) -> str:
        return self.tr("Hidden-state distance")

    def build(self) -> None:
        self.plot = Plot(whole_x=True)
        self.band = self.plot.add(Band("text", opacity=0.10))
        self.pin = self.plot.add(OrderedCurve("muted", width=1.3, dash=Qt.PenStyle.DotLine))
        self.line = self.plot.add(OrderedCurve("text", width=1.8))
        self.line.in_legend = False
        make_column(self.plot, of=self)
        self.time_cursor.attach(self.plot)

    def retranslate(self) -> None:
        self._name_axes()
        self.line.set_name(self.tr("Distance"))
        self.pin.set_name(self.tr("Pinned"))

    def _name_axes(self) -> None:
        name, unit = time_name(self.inspection), time_unit(self.inspection)
        self.plot.set_texts(self.heading(), name, self.tr("L2 norm"), x_unit=unit, empty=self.tr("No attack yet"))

    def clear(self) -> None:
        self.line.set([])
        self.pin.set([])
        self.band.set([], [])

    def draw(self) -> None:
        inspection = self.current
        self.clear()
        lay_out(self.plot, inspection)
        self._name_axes()
        most = float(inspection.divergence.max(initial=0.0)) if self.has_attack else 0.0
        if self.pinned is not None and len(self.pinned.divergence):
            most = max(most, float(self.pinned.divergence[self.pinned.returned].max()))
        self.plot.set_y_range(*round_range(0.0, most or 1.0))  # of every iteration: axes stay while iterations change
        if self.pinned is not None and len(self.pinned.divergence):
            self.pin.set(self.pinned.divergence[self.pinned.returned], state_steps(self.pinned))

    def draw_iteration(self) -> None:
        inspection = self.current
        if self.has_attack:
            distance, x = inspection.divergence[self.iteration], state_steps(inspection)
            self.band.set(np.zeros(len(distance)), distance, x)
            self.line.set(distance, x)
