"""The perturbation: bars for one feature inside its budget, a picture for many."""

from __future__ import annotations

import numpy as np

from ...threats import BallThreat
from ..i18n.metric_words import unit_word
from ..plots import Band, Bars, HeatMap, Plot
from ..widgets.layouts import make_column
from .base import VIEWS, InspectView
from .time_axis import lay_out, time_name, time_unit


@VIEWS.register("perturbation_view")
class PerturbationView(InspectView):
    """Attacked minus clean at every step."""

    place = "left"
    order = 2
    stretch = 3
    kinds = frozenset({"series", "prices", "beats"})

    def heading(self) -> str:
        return self.tr("Perturbation")

    def build(self) -> None:
        self.plot = Plot(whole_x=True)
        self.band = self.plot.add(Band("muted", opacity=0.16))
        self.bars = self.plot.add(Bars("positive", width=0.72, below="negative"))
        self.picture = self.plot.add(HeatMap())
        make_column(self.plot, of=self)
        self.time_cursor.attach(self.plot)

    def retranslate(self) -> None:
        self._name(self.heading())
        self.bars.set_name(self.tr("Adversarial - clean"))
        self.band.set_name(self.tr("Budget"))

    def _name(self, title: str, y: str = "", y_unit: str = "") -> None:
        name, unit = time_name(self.inspection), time_unit(self.inspection)
        self.plot.set_texts(title, name, y, x_unit=unit, y_unit=y_unit, empty=self.tr("No attack yet"))

    def clear(self) -> None:
        self.band.set([], [])
        self.bars.set([])
        self.picture.set(np.empty((0, 0)), (-1, 1))
        self.plot.set_ticks("y", None)

    def draw(self) -> None:
        inspection = self.current
        self.clear()
        steps, features = inspection.clean.shape
        lay_out(self.plot, inspection)
        if not self.has_attack:
            return
        self._shown_features = self.features or tuple(range(features))
        change = (inspection.attacked - inspection.clean)[:, :, list(self._shown_features)]  # (I, T, S)
        single = len(self._shown_features) == 1
        self.band.set_visible(single)
        self.bars.set_visible(single)
        self.picture.set_visible(not single)
        if single:
            self._name(self.heading(), self.tr("change"), self.unit_of(self._shown_features[0]))
            budget = self._budget(self._shown_features[0])
            largest = float(np.abs(change).max(initial=0.0))
            if budget is not None and budget <= 3 * largest:
                x = np.array([-0.5, steps - 0.5])
                self.band.set(np.full(2, -budget), np.full(2, budget), x)
                largest = max(largest, budget)
            self.plot.set_y_range(-1.12 * largest or -1.0, 1.12 * largest or 1.0)
        else:
            self.plot.set_y_range(None)
            self._scale = self._spread_of(self._shown_features)
            self._level = float(np.abs(change / self._scale).max(initial=0.0)) or 1.0
            self._name(self.heading())
            names = [inspection.features[f] for f in self._shown_features]
            if len(names) <= 16:
                ticks = [(len(names) - 1 - k, n if len(n) <= 12 else n[:11] + "…") for k, n in enumerate(names)]
                self.plot.set_ticks("y", [(float(y), text) for y, text in ticks])

    def draw_iteration(self) -> None:
        inspection = self.current
        if not self.has_attack:
            return
        change = (inspection.attacked[self.iteration] - inspection.clean)[:, list(self._shown_features)]  # (T, S)
        if len(self._shown_features) == 1:
            self.bars.set(change[:, 0])
            return
        names = tuple(inspection.features[f] for f in self._shown_features)
        levels = (-self._level, self._level)
        unit = unit_word("std") if self.spread is not None else self.tr("of the largest change of the feature")
        self.picture.set((change / self._scale).T[::-1], levels, row_names=names[::-1], unit=unit)

    def _spread_of(self, features: tuple[int, ...]) -> np.ndarray:
        """What a change of each feature is measured in, (S,)."""
        inspection = self.current
        if self.spread is not None:
            return np.asarray(self.spread)[list(features)]
        largest = np.abs(inspection.attacked - inspection.clean).max((0, 1))[list(features)]
        return np.where(largest > 0, largest, 1.0)

    def _budget(self, feature: int) -> float | None:
        """The most that one value may change, in data units; None where the threat has no such bound."""
        inspection = self.current
        threat = inspection.request.threat
        if not isinstance(threat, BallThreat):
            return None
        units = {
            "data": 1.0,
            "std": None if self.spread is None else float(self.spread[feature]),
            "peak": float(np.abs(inspection.clean).max(initial=0.0)),
        }
        unit = units[threat.unit]
        share = threat.shares[feature] if feature < len(threat.shares) else 1.0
        return None if unit is None else threat.eps * unit * share
