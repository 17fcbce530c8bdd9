"""The path of the attack: its iterates projected on a plane, with the clean sequence at the origin."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt

from ...evaluation.inspect_request import Inspection
from ..plots import PlaneCurve, Plot, Points
from ..plots.ranges import round_range
from ..widgets.layouts import make_column
from .base import VIEWS, InspectView


@VIEWS.register("search_path_view")
class SearchPathView(InspectView):
    """Points at which the attack succeeds have a mark of their own; a click shows that iteration everywhere."""

    place = "tab"
    order = 4

    @classmethod
    def fits(cls, inspection: Inspection) -> bool:
        """See `InspectView`: between tokens there is no distance to be drawn."""
        return super().fits(inspection) and (not len(inspection.search) or bool(inspection.search.any()))

    def heading(self) -> str:
        return self.tr("Attack path")

    def build(self) -> None:
        self.plot = Plot()
        self.pin = self.plot.add(PlaneCurve("muted", width=1.2, dash=Qt.PenStyle.DotLine))
        self.line = self.plot.add(PlaneCurve("muted", width=1.2, dash=Qt.PenStyle.SolidLine))
        self.failures = self.plot.add(Points("right", size=7), above=1)
        self.successes = self.plot.add(Points("wrong", size=7, shape="d"), above=2)
        self.start = self.plot.add(Points("text", size=10, shape="s", hollow=True), above=3)
        self.mark = self.plot.add(Points("text", size=12, hollow=True), above=4)
        self.line.in_legend = False
        make_column(self.plot, of=self)
        self.plot.area.clicked.connect(self._on_clicked)

    def retranslate(self) -> None:
        self.plot.set_texts(
            self.tr("Path of the attack"),
            self.tr("towards the attack's result"),
            self.tr("orthogonal"),
            empty=self.tr("No attack yet"),
        )
        self.pin.set_name(self.tr("Pinned"))
        self.failures.set_name(self.tr("Attack fails"))
        self.successes.set_name(self.tr("Attack succeeds"))
        self.start.set_name(self.tr("Clean"))
        self.mark.set_name("")

    def clear(self) -> None:
        for line in (self.pin, self.line):
            line.set([], [])
        for points in (self.failures, self.successes, self.start, self.mark):
            points.set([], [])

    def draw(self) -> None:
        inspection = self.current
        self.clear()
        path = inspection.search
        if not self.has_attack or not len(path):
            return
        pinned = self._comparable_pin()
        every = np.concatenate([np.zeros((1, 2)), path] if pinned is None else [np.zeros((1, 2)), path, pinned])
        low, high = every.min(0), every.max(0)
        room = 0.06 * float((high - low).max()) or 1.0
        self.plot.set_x_range(*round_range(float(low[0]) - room, float(high[0]) + room))
        self.plot.set_y_range(*round_range(float(low[1]) - room, float(high[1]) + room))
        self.line.set(*path.T)
        if pinned is not None:
            self.pin.set(*pinned.T)
        succeeds = self._succeeds(inspection)
        self.failures.set(path[~succeeds, 0], path[~succeeds, 1])
        self.successes.set(path[succeeds, 0], path[succeeds, 1])
        self.start.set([0.0], [0.0])

    def draw_iteration(self) -> None:
        inspection = self.current
        if self.has_attack and len(inspection.search):
            place = inspection.search[[self.iteration]]
            self.mark.set(place[:, 0], place[:, 1])

    def _comparable_pin(self) -> np.ndarray | None:
        """The pinned search, if it was about the same sequence; each has the way to its own result as first axis."""
        pinned, inspection = self.pinned, self.inspection
        if pinned is None or inspection is None or not len(pinned.search):
            return None
        same = (pinned.request.split, pinned.request.index) == (inspection.request.split, inspection.request.index)
        return pinned.search if same else None

    @staticmethod
    def _succeeds(inspection: Inspection) -> np.ndarray:
        """At which iterations the attack succeeds, (I,) bool; none where numbers are predicted."""
        if inspection.task != "classification":
            return np.zeros(len(inspection.search), bool)
        return inspection.attacked_outputs.argmax(1) != int(inspection.label)

    def _on_clicked(self, x: float, y: float) -> None:
        inspection = self.inspection
        if not self.has_attack or inspection is None or not len(inspection.search):
            return
        away = (inspection.search - [x, y]) / self.plot.pixel_size()  # (I, 2), in pixels: the nearest for the eye
        self.iteration_requested.emit(int(np.linalg.norm(away, axis=1).argmin()))
