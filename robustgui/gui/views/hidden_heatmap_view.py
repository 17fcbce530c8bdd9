"""Every hidden unit of a layer over time: clean, adversarial, and their difference."""

from __future__ import annotations

import numpy as np

from ...base.templates import fill_in
from ..plots import HeatMap, Plot, SharedAxis
from ..plots.header import level
from ..plots.plot_range import Y
from ..widgets.layouts import make_row
from .base import VIEWS, InspectView
from .time_axis import lay_out, state_steps, state_width, time_name, time_unit


@VIEWS.register("hidden_heatmap_view")
class HiddenHeatmapView(InspectView):
    """Three pictures side by side with one scale for the states and one for their difference."""

    place = "tab"
    order = 2

    def heading(self) -> str:
        return self.tr("Hidden units")

    def build(self) -> None:
        self.plots = [Plot(whole_x=True) for _ in range(3)]
        self.pictures = [plot.add(HeatMap()) for plot in self.plots]
        level([plot.header for plot in self.plots])
        make_row(*self.plots, of=self, spacing=0)
        for plot in self.plots:
            plot.setMinimumWidth(84)  # three side by side must not press the column of the input together
            self.time_cursor.attach(plot)
            plot.show_axes(x=True, y=False)
        self.rows = SharedAxis(self, reads=False)
        for plot in self.plots:
            self.rows.add(plot, Y)

    def retranslate(self) -> None:
        self._name(self.tr("Clean"), self.tr("Difference"))

    def _name(self, clean: str, difference: str) -> None:
        step, unit = time_name(self.inspection), time_unit(self.inspection)
        none, empty = self.tr("No hidden states yet"), self.tr("No attack yet")
        self.plots[0].set_texts(clean, step, self.tr("unit"), x_unit=unit, empty=none)
        self.plots[1].set_texts(self.tr("Adversarial"), step, x_unit=unit, empty=empty)
        self.plots[2].set_texts(difference, step, x_unit=unit, empty=empty)

    def clear(self) -> None:
        for picture in self.pictures:
            picture.set(np.empty((0, 0)), (-1, 1))

    def draw(self) -> None:
        inspection = self.current
        self.clear()
        units = inspection.hidden_clean.shape[1]
        for plot in self.plots:
            lay_out(plot, inspection)
            plot.set_y_range(-0.5, units - 0.5)
        self._level = float(np.abs(inspection.hidden_clean).max(initial=0.0)) or 1.0
        self._difference = 1.0
        if self.has_attack:
            self._level = max(self._level, float(np.abs(inspection.hidden_attacked).max()))
            self._difference = float(np.abs(inspection.hidden_attacked - inspection.hidden_clean).max()) or 1.0
        self._name(fill_in(self.tr("Clean, {count} {count:unit|units}"), count=units), self.tr("Difference"))
        self._x0, self._dx = float(state_steps(inspection)[0]), state_width(inspection)
        self.pictures[0].set(inspection.hidden_clean.T, (-self._level, self._level), x0=self._x0, dx=self._dx)

    def draw_iteration(self) -> None:
        inspection = self.current
        if self.has_attack:
            states = inspection.hidden_attacked[self.iteration]  # (S, H)
            change = (states - inspection.hidden_clean).T  # (H, S)
            self.pictures[1].set(states.T, (-self._level, self._level), x0=self._x0, dx=self._dx)
            self.pictures[2].set(change, (-self._difference, self._difference), x0=self._x0, dx=self._dx)
