"""How far the attacked hidden state has moved from the clean one, step by step."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ..plots import Band, Line, Plot
from .base import VIEWS, InspectView


@VIEWS.register("divergence_view")
class DivergenceView(InspectView):
    """The norm of h'(t) - h(t) over all units of the layer."""

    place = "tab"
    order = 1

    def heading(self) -> str:
        """See `InspectView`."""
        return self.tr("Divergence")

    def build(self) -> None:
        """See `InspectView`."""
        self.plot = Plot(whole_x=True)
        self.band = self.plot.add(Band("attacked", opacity=0.10))
        self.pin = self.plot.add(Line("muted", width=1.3, dash=Qt.PenStyle.DotLine))
        self.line = self.plot.add(Line("attacked", width=1.8, dash=Qt.PenStyle.SolidLine))
        self.line.in_legend = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self.time_cursor.attach(self.plot)

    def retranslate(self) -> None:
        """See `InspectView`."""
        self.plot.set_texts(
            self.tr("Divergence of the hidden state"), self.tr("step"), "‖h′ - h‖", empty=self.tr("No attack yet")
        )
        self.line.set_name(self.tr("Distance"))
        self.pin.set_name(self.tr("Pinned"))

    def clear(self) -> None:
        """See `InspectView`."""
        self.line.set([])
        self.pin.set([])
        self.band.set([], [])

    def draw(self) -> None:
        """See `InspectView`."""
        found = self.inspection
        assert found is not None
        self.clear()
        self.plot.set_x_range(-0.5, max(0.5, len(found.clean) - 0.5))
        if self.pinned is not None and len(self.pinned.divergence):
            self.pin.set(self.pinned.divergence[self.pinned.chosen])

    def draw_iteration(self) -> None:
        """See `InspectView`."""
        found = self.inspection
        assert found is not None
        if self.has_attack:
            distance = found.divergence[self.iteration]
            self.band.set(np.zeros(len(distance)), distance)
            self.line.set(distance)


if __name__ == "__main__":
    from .alone import run_alone

    run_alone(DivergenceView)
