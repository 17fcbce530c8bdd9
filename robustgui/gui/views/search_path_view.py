"""Where the attack searched: its iterates seen from the side, with the clean sequence at the origin."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ...evaluation.inspect_request import Inspection
from ..plots import PlaneCurve, Plot, Points
from ..plots.ranges import stepped
from .base import VIEWS, InspectView


@VIEWS.register("search_path_view")
class SearchPathView(InspectView):
    """Points that fool the network stand out from those that do not; a click shows that iteration everywhere."""

    place = "tab"
    order = 4

    @classmethod
    def fits(cls, inspection: Inspection) -> bool:
        """See `InspectView`: between tokens there is no distance to be drawn."""
        return super().fits(inspection) and (not len(inspection.search) or bool(inspection.search.any()))

    def heading(self) -> str:
        """See `InspectView`."""
        return self.tr("Search")

    def build(self) -> None:
        """See `InspectView`."""
        self.plot = Plot()
        self.pin = self.plot.add(PlaneCurve("muted", width=1.2, dash=Qt.PenStyle.DotLine))
        self.line = self.plot.add(PlaneCurve("muted", width=1.2, dash=Qt.PenStyle.SolidLine))
        self.standing = self.plot.add(Points("right", size=7), above=1)
        self.fooling = self.plot.add(Points("wrong", size=7, shape="d"), above=2)
        self.start = self.plot.add(Points("text", size=10, shape="s", hollow=True), above=3)
        self.mark = self.plot.add(Points("text", size=12, hollow=True), above=4)
        self.line.in_legend = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self.plot.area.clicked.connect(self._on_clicked)

    def retranslate(self) -> None:
        """See `InspectView`."""
        self.plot.set_texts(
            self.tr("Path of the attack"),
            self.tr("towards the attack's result"),
            self.tr("orthogonal"),
            empty=self.tr("No attack yet"),
        )
        self.pin.set_name(self.tr("Pinned"))
        self.standing.set_name(self.tr("Attack fails"))
        self.fooling.set_name(self.tr("Attack succeeds"))
        self.start.set_name(self.tr("Clean"))
        self.mark.set_name("")

    def clear(self) -> None:
        """See `InspectView`."""
        for line in (self.pin, self.line):
            line.set([], [])
        for points in (self.standing, self.fooling, self.start, self.mark):
            points.set([], [])

    def draw(self) -> None:
        """See `InspectView`."""
        found = self.inspection
        assert found is not None
        self.clear()
        path = found.search
        if not self.has_attack or not len(path):
            return
        pinned = self._comparable_pin()
        every = np.concatenate([np.zeros((1, 2)), path] if pinned is None else [np.zeros((1, 2)), path, pinned])
        low, high = every.min(0), every.max(0)
        room = 0.06 * float((high - low).max()) or 1.0
        self.plot.set_x_range(*stepped(float(low[0]) - room, float(high[0]) + room))
        self.plot.set_y_range(*stepped(float(low[1]) - room, float(high[1]) + room))
        self.line.set(*path.T)
        if pinned is not None:
            self.pin.set(*pinned.T)
        fools = self._fools(found)
        self.standing.set(path[~fools, 0], path[~fools, 1])
        self.fooling.set(path[fools, 0], path[fools, 1])
        self.start.set([0.0], [0.0])

    def draw_iteration(self) -> None:
        """See `InspectView`."""
        found = self.inspection
        assert found is not None
        if self.has_attack and len(found.search):
            place = found.search[[self.iteration]]
            self.mark.set(place[:, 0], place[:, 1])

    def _comparable_pin(self) -> np.ndarray | None:
        """The pinned search, if it was about the same sequence; each has the way to its own result as first axis."""
        pinned, found = self.pinned, self.inspection
        if pinned is None or found is None or not len(pinned.search):
            return None
        same = (pinned.question.split, pinned.question.index) == (found.question.split, found.question.index)
        return pinned.search if same else None

    @staticmethod
    def _fools(found: Inspection) -> np.ndarray:
        """Which iterations are answered wrongly, (I,) bool; where numbers are predicted none is."""
        if found.task != "classification":
            return np.zeros(len(found.search), bool)
        return found.attacked_outputs.argmax(1) != int(found.label)

    def _on_clicked(self, x: float, y: float) -> None:
        found = self.inspection
        if not self.has_attack or found is None or not len(found.search):
            return
        away = (found.search - [x, y]) / self.plot.pixel_size()  # (I, 2), in pixels: the nearest for the eye
        self.iteration_requested.emit(int(np.linalg.norm(away, axis=1).argmin()))


if __name__ == "__main__":
    from .alone import run_alone

    run_alone(SearchPathView)
