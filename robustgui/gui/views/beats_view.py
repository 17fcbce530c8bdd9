"""Heart beats on electrocardiogram paper, clean and adversarial, leads below each other."""

from __future__ import annotations

import numpy as np

from ..plots import Plot
from ..widgets.layouts import make_column
from ..widgets.text import Elided
from .base import VIEWS, InspectView
from .ecg_paper import EcgPaper, units_a_millivolt
from .lanes import Leads
from .time_axis import lay_out, seconds_rate, time_name, time_unit


@VIEWS.register("beats_view")
class BeatsView(InspectView):
    """The clinical grid where rate and unit are known; else plain, and said so."""

    place = "left"
    order = 1
    stretch = 6
    kinds = frozenset({"beats"})

    def heading(self) -> str:
        return self.tr("Electrocardiogram")

    def build(self) -> None:
        self.plot = Plot(whole_x=True)
        self.paper = self.plot.add(EcgPaper(), above=-10)
        self.clean = self.plot.add(Leads("clean"))
        self.attacked = self.plot.add(Leads("attacked"))
        self.note = Elided("", 0.95)
        self.note.setProperty("role", "muted")
        self.note.setContentsMargins(8, 2, 8, 2)
        make_column(self.plot, self.note, of=self, stretched=self.plot, spacing=0)
        self.time_cursor.attach(self.plot)

    def retranslate(self) -> None:
        self._name("")
        self.clean.set_name(self.tr("Clean"))
        self.attacked.set_name(self.tr("Adversarial"))

    def _name(self, y: str, unit: str = "") -> None:
        name, x_unit = time_name(self.inspection), time_unit(self.inspection)
        self.plot.set_texts(self.heading(), name, y, x_unit=x_unit, y_unit=unit, empty=self.tr("No beats yet"))

    def clear(self) -> None:
        for leads in (self.clean, self.attacked):
            leads.set_leads(np.empty((0, 0)), (), 1.0, (0.0, 1.0))
        self.paper.set(None, None)
        self.plot.set_ticks("y", None)
        self.note.setText("")

    def draw(self) -> None:
        inspection = self.current
        self.clear()
        lay_out(self.plot, inspection)
        features = self.features or tuple(range(len(inspection.features)))
        self._shown_features, self._names = list(features), tuple(inspection.features[f] for f in features)
        units = {self.units[f] for f in features if f < len(self.units)}
        unit = units.pop() if len(units) == 1 else ""
        rate, scale = seconds_rate(inspection), units_a_millivolt(unit)
        every = np.concatenate(
            [inspection.clean[None], inspection.attacked] if self.has_attack else [inspection.clean[None]]
        )
        low, high = (float(v) for v in (every[..., self._shown_features].min(), every[..., self._shown_features].max()))
        step = 0.5 * scale if scale else float(np.ptp([low, high])) / 10 or 1.0  # of a strong line
        self._spacing = max(step, float(np.ceil((high - low) / step)) * step)
        bottom = np.floor(low / step) * step - self._spacing * (len(features) - 1)
        self._ends = float(bottom), float(np.ceil(high / step) * step)
        if len(features) == 1:
            self._name(self._names[0], unit)
        else:
            self._name("")
            self.plot.set_ticks("y", [(-self._spacing * lead, name) for lead, name in enumerate(self._names)])
        self.plot.set_y_range(*self._ends)
        clinical = rate is not None and scale is not None
        self.paper.set(rate if clinical else None, scale if clinical else None)
        self._say_note(rate, scale)
        self.clean.set_leads(inspection.clean[:, self._shown_features], self._names, self._spacing, self._ends)

    def _say_note(self, rate: float | None, scale: float | None) -> None:
        if rate is None:
            text = self.tr("The sample rate is not known: plain grid, in steps.")
        elif scale is None:
            text = self.tr("The unit is not a voltage: plain grid.")
        else:
            text = self.tr("25 mm/s, 10 mm/mV: small squares 0.04 s × 0.1 mV, large 0.2 s × 0.5 mV")
        self.note.setText(text)

    def draw_iteration(self) -> None:
        inspection = self.current
        if self.has_attack:
            values = inspection.attacked[self.iteration][:, self._shown_features]
            self.attacked.set_leads(values, self._names, self._spacing, self._ends)
