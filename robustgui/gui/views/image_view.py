"""Image rows as pictures: clean, adversarial, and their difference; time runs down the rows."""

from __future__ import annotations

import numpy as np

from ..plots import HeatMap, Plot
from ..plots.header import level
from ..widgets.layouts import make_row
from .base import VIEWS, InspectView
from .time_axis import time_name


@VIEWS.register("image_view")
class ImageView(InspectView):
    """Three pictures side by side with square pixels; the cursor is a line through the row that is read."""

    place = "left"
    order = 1
    stretch = 7
    kinds = frozenset({"image"})

    def heading(self) -> str:
        return self.tr("Picture")

    def time_plots(self) -> list[Plot]:
        """See `InspectView`: time runs down, not to the right."""
        return []

    def build(self) -> None:
        self.plots = [Plot(equal=True) for _ in range(3)]
        self.pictures = [
            plot.add(HeatMap("diverging" if place == 2 else "grey")) for place, plot in enumerate(self.plots)
        ]
        level([plot.header for plot in self.plots])
        make_row(*self.plots, of=self, spacing=0)
        for plot in self.plots:
            plot.setMinimumWidth(84)
            plot.area.invertY(True)
            plot.show_axes(x=False, y=False)  # the pictures are of one size, and the mouse tells row and column
            self.time_cursor.attach(plot, down=True)

    def retranslate(self) -> None:
        self._name(self.tr("Difference"))

    def _name(self, difference: str) -> None:
        row, column = time_name(self.inspection), self.tr("column")
        none, empty = self.tr("No picture yet"), self.tr("No attack yet")
        self.plots[0].set_texts(self.tr("Picture"), column, row, empty=none)
        self.plots[1].set_texts(self.tr("Adversarial"), column, row, empty=empty)
        self.plots[2].set_texts(difference, column, row, empty=empty)

    def clear(self) -> None:
        for picture in self.pictures:
            picture.set(np.empty((0, 0)), (-1, 1))

    def draw(self) -> None:
        inspection = self.current
        self.clear()
        rows, columns = inspection.clean.shape
        for plot in self.plots:
            plot.set_x_range(-0.5, columns - 0.5)
            plot.set_y_range(-0.5, rows - 0.5)
            plot.read_x = self._heading_at
        every = [inspection.clean, *(inspection.attacked if self.has_attack else ())]
        self._levels = float(np.min(every)), float(np.max(every))
        change = float(np.abs(inspection.attacked - inspection.clean).max(initial=0.0)) if self.has_attack else 0.0
        self._most = change or 1.0
        self._name(self.tr("Difference"))
        self._names = tuple(f"{self.tr('row')} {row}" for row in range(rows))
        self.pictures[0].set(inspection.clean, self._levels, row_names=self._names, unit=self.unit_of(0))

    def draw_iteration(self) -> None:
        inspection = self.current
        if self.has_attack:
            attacked = inspection.attacked[self.iteration]
            self.pictures[1].set(attacked, self._levels, row_names=self._names, unit=self.unit_of(0))
            levels = -self._most, self._most
            self.pictures[2].set(attacked - inspection.clean, levels, row_names=self._names, unit=self.unit_of(0))

    def _heading_at(self, x: float) -> str:
        inspection = self.inspection
        column = round(x)
        return (
            inspection.features[column]
            if inspection is not None and 0 <= column < len(inspection.features)
            else f"{column}"
        )
