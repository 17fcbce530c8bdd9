"""A waveform, clean and adversarial: plotted, measured in decibels, and played."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt

from ..literal import literal
from ..plots import OrderedCurve, Plot
from ..widgets.layouts import make_column
from ..widgets.plain_label import PlainLabel
from ..widgets.text import Elided
from .base import VIEWS, InspectView
from .decibels import relative_peak, snr
from .sound_bar import SoundBar
from .time_axis import lay_out, time_name, time_unit


@VIEWS.register("speech_view")
class SpeechView(InspectView):
    """Both waveforms over each other, the levels of what was added, and buttons to hear them."""

    place = "left"
    order = 1
    stretch = 4
    kinds = frozenset({"speech"})

    def heading(self) -> str:
        return self.tr("Waveform")

    def build(self) -> None:
        self.plot = Plot(whole_x=True)
        self.clean = self.plot.add(OrderedCurve("clean", quick=True), above=1)  # the change shows around it
        self.attacked = self.plot.add(OrderedCurve("attacked", dash=Qt.PenStyle.SolidLine, quick=True))
        self.sounds = SoundBar()
        self.plot.extra_actions.extend(self.sounds.save_actions)
        self.levels = Elided("", 1.0)
        self.levels.setContentsMargins(8, 0, 8, 2)
        self.problem = PlainLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        make_column(self.plot, self.problem, self.sounds, self.levels, of=self, stretched=self.plot, spacing=2)
        self.time_cursor.attach(self.plot)
        self.sounds.moved.connect(self.time_cursor.move)
        self.sounds.problem.connect(self._on_problem)

    def retranslate(self) -> None:
        self._name()
        self.clean.set_name(self.tr("Clean"))
        self.attacked.set_name(self.tr("Adversarial"))
        self.sounds.retranslate()

    def _name(self) -> None:
        inspection = self.inspection
        unit = self.units[0] if self.units else ""
        self.plot.set_texts(self.heading(), time_name(inspection), self.tr("amplitude"), x_unit=time_unit(inspection),
                            y_unit=unit, empty=self.tr("No sound yet"))  # fmt: skip

    def clear(self) -> None:
        self.clean.set([])
        self.attacked.set([])
        self.levels.setText("")
        self.problem.hide()
        self.sounds.set_sounds(None, None, None)

    def draw(self) -> None:
        inspection = self.current
        self.attacked.set([])
        self.levels.setText("")
        self._name()
        lay_out(self.plot, inspection)
        most = float(np.abs(inspection.clean).max(initial=0.0))
        if self.has_attack:
            most = max(most, float(np.abs(inspection.attacked).max(initial=0.0)))
        most = most or 1.0
        self.plot.set_y_range(-1.05 * most, 1.05 * most)
        self.clean.set(inspection.clean[:, 0])
        if not self.has_attack:
            self.sounds.set_sounds(inspection.clean, None, inspection.sample_rate)

    def draw_iteration(self) -> None:
        inspection = self.current
        if not self.has_attack:
            return
        attacked = inspection.attacked[self.iteration]
        self.attacked.set(attacked[:, 0])
        self.sounds.set_sounds(inspection.clean, attacked, inspection.sample_rate)
        delta = attacked - inspection.clean
        facts = {"snr": _level(snr(inspection.clean, delta)), "peak": _level(relative_peak(inspection.clean, delta))}
        self.levels.setText(self.tr("SNR {snr} dB · peak {peak} dB").format(**facts))
        text = self.tr(
            "SNR: energy of the sound relative to that of the perturbation, {snr} dB. dB_x(δ): peak of the "
            "perturbation relative to the peak of the sound, {peak} dB."
        )
        self.levels.setToolTip(literal(text.format(**facts)))

    def _on_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))


def _level(decibels: float) -> str:
    return f"{decibels:.1f}" if np.isfinite(decibels) else ("∞" if decibels > 0 else "-∞")
