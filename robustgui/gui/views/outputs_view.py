"""Every output of the network, clean and adversarial: probabilities at the cursor, or targets beside true values."""

from __future__ import annotations

import numpy as np

from ..plots import Bars, OrderedCurve, Plot, Points
from ..widgets.layouts import make_column
from .base import VIEWS, InspectView
from .meaning import options
from .time_axis import moment, state_at, state_steps

_SHOWN = 24  # options; of more the likeliest


@VIEWS.register("outputs_view")
class OutputsView(InspectView):
    """Bars side by side for classes and tokens; points for targets, with the truth and the baseline."""

    place = "tab"
    order = 5

    def heading(self) -> str:
        return self.tr("Outputs")

    def build(self) -> None:
        self.plot = Plot()
        self.clean_bars = self.plot.add(Bars("clean", width=0.38))
        self.attacked_bars = self.plot.add(Bars("attacked", width=0.38))
        self.baseline = self.plot.add(Points("muted", size=9, shape="x"), above=1)
        self.truth_line = self.plot.add(OrderedCurve("text", width=1.2))
        self.truth = self.plot.add(Points("text", size=9, hollow=True), above=2)
        self.clean_line, self.attacked_line = (
            self.plot.add(OrderedCurve(role, width=1.4)) for role in ("clean", "attacked")
        )
        self.clean = self.plot.add(Points("clean", size=9, shape="s"), above=3)
        self.attacked = self.plot.add(Points("attacked", size=10, shape="d"), above=4)
        for layer in (self.truth_line, self.clean_line, self.attacked_line):
            layer.in_legend = False
        make_column(self.plot, of=self)

    def retranslate(self) -> None:
        self.plot.set_texts(self.heading(), empty=self.tr("No prediction yet"))
        for layers, name in (
            ((self.clean_bars, self.clean, self.clean_line), self.tr("Clean")),
            ((self.attacked_bars, self.attacked, self.attacked_line), self.tr("Adversarial")),
            ((self.truth, self.truth_line), self.tr("Ground truth")),
            ((self.baseline,), self.tr("Baseline")),
        ):
            for layer in layers:
                layer.set_name(name)

    def clear(self) -> None:
        for bars in (self.clean_bars, self.attacked_bars):
            bars.set([])
        for line in (self.truth_line, self.clean_line, self.attacked_line):
            line.set([])
        for points in (self.clean, self.attacked, self.truth, self.baseline):
            points.set([], [])

    def draw(self) -> None:
        inspection = self.current
        self.clear()
        names = options(inspection)
        for layer in (self.clean_bars, self.attacked_bars):
            layer.set_visible(bool(names))
        if names:
            self._draw_options(names)
        else:
            self._draw_targets()

    def _draw_options(self, names: tuple[str, ...]) -> None:
        """Places of the classes on the x axis; the true one has a mark."""
        inspection = self.current
        most = np.vstack([inspection.clean_outputs, *(inspection.attacked_outputs if self.has_attack else ())]).max(0)
        self._shown_outputs = np.sort(np.argsort(-most, kind="stable")[:_SHOWN])
        self._name_places([names[k] for k in self._shown_outputs])
        self.plot.set_y_range(0.0, 1.04)

    def _draw_targets(self) -> None:
        inspection = self.current
        count = len(inspection.clean_outputs)
        x = np.arange(count)
        self._name_places(inspection.targets or tuple(str(k + 1) for k in range(count)))
        self.plot.set_texts(self.heading(), y=self.tr("target"), empty=self.tr("No prediction yet"))
        values = [
            inspection.clean_outputs,
            inspection.truth,
            inspection.baseline,
            *(inspection.attacked_outputs if self.has_attack else ()),
        ]
        every = np.concatenate([np.ravel(v) for v in values])
        room = 0.08 * float(np.ptp(every)) or 1.0
        self.plot.set_y_range(float(every.min()) - room, float(every.max()) + room)  # of every iteration: it holds
        self.clean.set(x, inspection.clean_outputs)
        self.clean_line.set(inspection.clean_outputs)
        if len(inspection.truth) == count:
            self.truth.set(x, inspection.truth)
            self.truth_line.set(inspection.truth)
        if len(inspection.baseline) == count:
            self.baseline.set(x, inspection.baseline)

    def _name_places(self, names: tuple[str, ...] | list[str]) -> None:
        short = [name if len(name) <= 10 else name[:9] + "…" for name in names]
        self.plot.set_ticks("x", [(float(k), name) for k, name in enumerate(short)])
        self.plot.set_x_range(-0.6, len(names) - 0.4)
        self.plot.read_x = lambda x: names[min(max(round(x), 0), len(names) - 1)]

    def draw_iteration(self) -> None:
        inspection = self.current
        if self.has_attack and not options(inspection):
            values = inspection.attacked_outputs[self.iteration]
            self.attacked.set(np.arange(len(values)), values)
            self.attacked_line.set(values)

    def draw_step(self) -> None:
        inspection = self.current
        if not options(inspection):
            return
        state, x = state_at(inspection, self.time_cursor.step), np.arange(len(self._shown_outputs))
        when = moment(inspection, int(state_steps(inspection)[state]))
        title = self.tr("Outputs at {moment}").format(moment=when)
        self.plot.set_texts(title, y=self.tr("probability"), empty=self.tr("No prediction yet"))
        self.clean_bars.set(inspection.clean_steps[state][self._shown_outputs], x - (0.2 if self.has_attack else 0.0))
        if self.has_attack:
            self.attacked_bars.set(inspection.attacked_steps[self.iteration][state][self._shown_outputs], x + 0.2)
