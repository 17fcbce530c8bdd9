"""Spectrograms: clean, adversarial, and their difference."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout

from ..plots import HeatMap, Plot, SharedAxis
from ..plots.header import level
from ..plots.plot_range import Y
from ..widgets.background import Background
from .base import VIEWS, InspectView
from .decibels import FLOOR, Spectrum, spectrum
from .time_axis import lay_out, seconds_rate, time_name, time_unit

_AT_ONCE = 8_000  # samples whose spectrum takes less than 5 ms
_LEAST_CHANGE = 6.0  # dB at the ends of the scale of the difference


@VIEWS.register("spectrogram_view")
class SpectrogramView(InspectView):
    """Three pictures side by side: one scale in dB below the loudest for the first two, one for their difference.

    Long sounds are transformed in a thread of their own; the pictures follow.
    """

    place = "left"
    order = 2
    stretch = 4
    kinds = frozenset({"speech"})

    def heading(self) -> str:
        return self.tr("Spectrogram")

    def time_plots(self) -> list[Plot]:
        """See `InspectView`: side by side, each with axes of its own."""
        return []

    def build(self) -> None:
        self.plots = [Plot(whole_x=True) for _ in range(3)]
        self.pictures = [
            plot.add(HeatMap("diverging" if place == 2 else "rising")) for place, plot in enumerate(self.plots)
        ]
        self._clean: Spectrum | None = None
        self._of_clean, self._of_attacked = Background(self), Background(self)
        self._of_clean.done.connect(self._on_clean_done)
        self._of_attacked.done.connect(self._on_attacked_done)
        level([plot.header for plot in self.plots])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for plot in self.plots:
            plot.setMinimumWidth(84)
            layout.addWidget(plot, 3 if plot is self.plots[0] else 2)  # the first has the axis of frequencies
            self.time_cursor.attach(plot)
            plot.show_axes(x=True, y=plot is self.plots[0])
        self.rows = SharedAxis(self, reads=False)
        for plot in self.plots:
            self.rows.add(plot, Y)

    def retranslate(self) -> None:
        self._name(self.tr("Difference"))

    def _name(self, difference: str) -> None:
        inspection = self.inspection
        has_rate = inspection is None or seconds_rate(inspection) is not None
        name, unit = time_name(inspection), time_unit(inspection)
        frequency, y_unit = self.tr("frequency"), "kHz" if has_rate else ""
        none, empty = self.tr("No sound yet"), self.tr("No attack yet")
        clean = self.tr("Clean")
        self.plots[0].set_texts(clean, name, frequency, x_unit=unit, y_unit=y_unit, empty=none)
        self.plots[1].set_texts(self.tr("Adversarial"), name, x_unit=unit, empty=empty)
        self.plots[2].set_texts(difference, name, x_unit=unit, empty=empty)

    def clear(self) -> None:
        self._clean = None
        self._of_clean.forget()
        self._of_attacked.forget()
        for picture in self.pictures:
            picture.set(np.empty((0, 0)), (-1, 1))

    def draw(self) -> None:
        inspection = self.current
        self.clear()
        self._name(self.tr("Difference"))
        for plot in self.plots:
            lay_out(plot, inspection)
        self._transform(inspection.clean[:, 0], self._of_clean, self._on_clean_done)

    def draw_iteration(self) -> None:
        inspection = self.current
        if self.has_attack and self._clean is not None:
            self._transform(inspection.attacked[self.iteration][:, 0], self._of_attacked, self._on_attacked_done)

    def _transform(
        self, samples: NDArray[np.float32], background: Background, then: Callable[[Spectrum], None]
    ) -> None:
        """The spectrum of `samples`, at once or as soon as it is there."""
        inspection = self.current
        ask = partial(spectrum, samples, inspection.sample_rate or 1.0)  # without a rate: cycles a step
        if len(samples) <= _AT_ONCE:
            background.forget()
            then(ask())
        else:
            background.start(ask)

    def _on_clean_done(self, result: Spectrum) -> None:
        self._clean = result
        self._top = float(result.power.max(initial=-200.0))
        for plot in self.plots:
            plot.set_y_range(0.0, result.width * (len(result.power) - 1) * self._unit())
        self._show(0, result, result.power - self._top, (FLOOR, 0.0))
        if self.has_attack:
            self.draw_iteration()

    def _on_attacked_done(self, result: Spectrum) -> None:
        clean = self._clean
        if clean is None or clean.power.shape != result.power.shape:
            return
        floor = self._top + FLOOR
        change = np.maximum(result.power, floor) - np.maximum(clean.power, floor)
        most = max(_LEAST_CHANGE, float(np.quantile(np.abs(change), 0.995)))
        self._show(1, result, result.power - self._top, (FLOOR, 0.0))
        self._show(2, result, change, (-most, most))

    def _show(self, place: int, result: Spectrum, values: NDArray[np.float32], levels: tuple[float, float]) -> None:
        dy = result.width * self._unit()
        names = tuple(f"{row * dy:.3g}" for row in range(len(values)))
        self.pictures[place].set(
            np.clip(values, *levels), levels, x0=result.first, dx=result.hop, dy=dy, row_names=names, unit="dB"
        )  # fmt: skip

    def _unit(self) -> float:
        """Hertz are shown as kilohertz; cycles a step as they are."""
        return 0.001 if self.inspection is not None and self.inspection.sample_rate else 1.0
