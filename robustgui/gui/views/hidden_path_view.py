"""The hidden-state trajectory, clean and adversarial, on the first two principal components of clean states."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt

from ..plots import PlaneCurve, Plot, Points
from ..plots.layer import Key, keys_of
from ..plots.ranges import round_range
from ..widgets.layouts import make_column
from .base import VIEWS, InspectView
from .meaning import rival
from .time_axis import state_at


@VIEWS.register("hidden_path_view")
class HiddenPathView(InspectView):
    """Both paths from start to end, up to the cursor in full colour; final states of other sequences behind."""

    place = "right"
    order = 1
    stretch = 5

    def heading(self) -> str:
        return self.tr("Hidden-state trajectory")

    def build(self) -> None:
        self.plot = Plot(equal=True)
        self.cloud = self.plot.add(Points(size=5.0, faint=0.30, still=True))
        self.true_cloud = self.plot.add(Points(size=6.0, faint=0.55, still=True))
        self.rival_cloud = self.plot.add(Points(size=7.0, faint=0.55, shape="t1", still=True))
        self.pin = self.plot.add(PlaneCurve("muted", width=1.3, dash=Qt.PenStyle.DotLine), above=1)
        self.clean_rest = self.plot.add(PlaneCurve("clean", width=1.2, faint=0.4), above=2)
        self.attacked_rest = self.plot.add(PlaneCurve("attacked", width=1.2, faint=0.4), above=2)
        self.link = self.plot.add(PlaneCurve("muted", width=1.0), above=3)
        self.clean = self.plot.add(PlaneCurve("clean", width=2.2), above=4)
        self.attacked = self.plot.add(PlaneCurve("attacked", width=2.2), above=4)
        self.start = self.plot.add(Points("text", size=9, hollow=True, still=True), above=5)
        self.clean_end = self.plot.add(Points("clean", size=10, shape="s", still=True), above=5)
        self.attacked_end = self.plot.add(Points("attacked", size=11, shape="d", still=True), above=5)
        self.clean_now = self.plot.add(Points("clean", size=11), above=6)
        self.attacked_now = self.plot.add(Points("attacked", size=11), above=6)
        self.plot.set_legend(self._keys)
        make_column(self.plot, of=self)

    def retranslate(self) -> None:
        self.plot.set_texts(self.heading(), empty=self.tr("No hidden states yet"))
        self.clean.set_name(self.tr("Clean"))
        self.attacked.set_name(self.tr("Adversarial"))
        self.pin.set_name(self.tr("Pinned"))
        self.start.set_name(self.tr("Start"))
        self.clean_now.set_name("")
        self.clean_end.set_name(self.tr("Clean end"))
        self.attacked_end.set_name(self.tr("Adversarial end"))
        self.cloud.set_name(self.tr("Others"))

    def clear(self) -> None:
        for layer in self.plot.layers:
            if isinstance(layer, PlaneCurve | Points):
                layer.set([], [])

    def draw(self) -> None:
        inspection = self.current
        first, second = (f"{100 * share:.0f} %" for share in inspection.explained)
        self.plot.set_texts(
            self.heading(),
            self.tr("PC 1, {share} of variance").format(share=first),
            self.tr("PC 2, {share} of variance").format(share=second),
        )
        self._hold_range()
        self._draw_cloud()
        path = inspection.path_clean
        self.start.set(path[:1, 0], path[:1, 1])
        self.clean_end.set(path[-1:, 0], path[-1:, 1])
        pinned = self._comparable_pin()
        self.pin.set(*(pinned.T if pinned is not None else ([], [])))
        if not self.has_attack:
            for layer in (self.attacked_rest, self.attacked, self.link):
                layer.set([], [])
            for points in (self.attacked_end, self.attacked_now):
                points.set([], [])

    def _hold_range(self) -> None:
        """Axes that stay while iterations change: all paths and the whole cloud fit."""
        inspection = self.current
        pinned = self._comparable_pin()
        parts = [inspection.path_clean, inspection.cloud, inspection.path_attacked.reshape(-1, 2)]
        every = np.concatenate(parts if pinned is None else [*parts, pinned])
        low, high = every.min(0), every.max(0)
        self.plot.set_x_range(*round_range(float(low[0]), float(high[0])))
        self.plot.set_y_range(*round_range(float(low[1]), float(high[1])))

    def _draw_cloud(self) -> None:
        """Final states of others: those of the true class and of the class that the attack leads to stand out."""
        inspection = self.current
        x, y, labels = inspection.cloud[:, 0], inspection.cloud[:, 1], inspection.cloud_labels
        if inspection.task != "classification":
            self.cloud.set(x, y, np.full(len(x), -1))
            self.true_cloud.set([], [])
            self.rival_cloud.set([], [])
            return
        true, other = int(inspection.label), rival(inspection, self.iteration if self.has_attack else 0)
        is_of_others = (labels != true) & (labels != other)
        self.cloud.set(x[is_of_others], y[is_of_others], np.full(int(is_of_others.sum()), -1))
        for layer, which in ((self.true_cloud, true), (self.rival_cloud, other)):
            is_of_class = labels == which
            layer.role = "right" if which == true else "wrong"
            layer.set_name(inspection.classes[which])
            layer.restyle(self.plot.look)
            layer.set(x[is_of_class], y[is_of_class])

    def _keys(self) -> tuple[Key, ...]:
        """The paths first, then the two classes."""
        return keys_of((self.clean, self.attacked, self.true_cloud, self.rival_cloud, self.pin))

    def _comparable_pin(self) -> np.ndarray | None:
        """The pinned path, if it lies in the same plane: the same network, epoch and layer."""
        pinned, inspection = self.pinned, self.inspection
        if pinned is None or inspection is None or not len(pinned.path_attacked):
            return None
        same = (pinned.request.folder, pinned.epoch, pinned.request.layer) == (
            inspection.request.folder, inspection.epoch, inspection.request.layer)  # fmt: skip
        return pinned.path_attacked[pinned.returned] if same else None

    def draw_iteration(self) -> None:
        inspection = self.current
        if self.has_attack:
            path = inspection.path_attacked[self.iteration]
            self.attacked_end.set(path[-1:, 0], path[-1:, 1])

    def draw_step(self) -> None:
        inspection = self.current
        step = state_at(inspection, self.time_cursor.step)
        path = inspection.path_clean
        self.clean_rest.set(*path[step:].T)  # each piece is drawn once: smooth lines are what costs
        self.clean.set(*path[: step + 1].T)
        self.clean_now.set(path[step : step + 1, 0], path[step : step + 1, 1])
        if self.has_attack:
            other = inspection.path_attacked[self.iteration]
            self.attacked_rest.set(*other[step:].T)
            self.attacked.set(*other[: step + 1].T)
            self.attacked_now.set(other[step : step + 1, 0], other[step : step + 1, 1])
            pair = np.stack([path[step], other[step]])  # (2, 2)
            self.link.set(*pair.T)
