"""Prices: candles or a line, the returns below, and the forecast, clean and adversarial."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QSplitter

from ...base.templates import fill_in
from ...evaluation.inspect_request import Inspection
from ..plots import OrderedCurve, Plot, Points
from ..widgets.layouts import make_column
from ..widgets.plain_label import PlainLabel
from .base import VIEWS, InspectView
from .candles import Candles, candle_columns
from .feature_button import FeatureButton
from .forecast import Forecast, forecasts
from .meaning import is_attacked
from .time_axis import lay_out, time_name


def forecast_words(inspection: Inspection, forecast: Forecast, outputs: np.ndarray) -> str:
    """A sentence about the last step that is predicted of a series.

    Args:
        inspection: of the sequence.
        forecast: what is predicted of which series.
        outputs: (K,) of the network at the iteration that is shown.
    """
    translate = QCoreApplication.translate
    series, last = forecast.series, float(inspection.clean[-1, forecast.series])
    ends = (float(forecast.path(one, last)[-1]) for one in (inspection.clean_outputs, outputs, inspection.truth))
    clean, now, true = ends
    facts = {
        "name": inspection.features[series],
        "steps": int(forecast.steps[-1]),
        "clean": f"{clean:.4g}",
        "now": f"{now:.4g}",
        "truth": f"{true:.4g}",
        "change": f"{now - clean:+.3g}" + (f" ({100 * (now - clean) / abs(clean):+.2g} %)" if clean else ""),
    }
    if not is_attacked(inspection):
        text = translate("ForecastWords", "{name} in {steps} {steps:step|steps}: forecast {clean}, true value {truth}")
    elif now >= clean:
        text = translate(
            "ForecastWords",
            "The attack raises the forecast of {name} in {steps} {steps:step|steps} by {change}: {now} instead of "
            "{clean}; true value {truth}",
        )
    else:
        text = translate(
            "ForecastWords",
            "The attack lowers the forecast of {name} in {steps} {steps:step|steps} by {change}: {now} instead of "
            "{clean}; true value {truth}",
        )
    return fill_in(text, **facts)


_MOST_CANDLES = 250  # more have no room for a body: a line tells more


@VIEWS.register("prices_view")
class PricesView(InspectView):
    """One series of prices at a time; its forecasts are those of its own targets."""

    place = "left"
    order = 1
    stretch = 8
    kinds = frozenset({"prices"})

    def heading(self) -> str:
        return self.tr("Price")

    def build(self) -> None:
        self.plot, self.returns = Plot(whole_x=True), Plot(whole_x=True)
        self.clean_candles = self.plot.add(Candles("clean", shift=-0.2))
        self.attacked_candles = self.plot.add(Candles("attacked", shift=0.2))
        self.clean = self.plot.add(OrderedCurve("clean"))
        self.attacked = self.plot.add(OrderedCurve("attacked"))
        self.naive = self.plot.add(OrderedCurve("muted", width=1.2, dash=Qt.PenStyle.DashDotLine))
        self.truth = self.plot.add(OrderedCurve("text", width=1.4, markers=True))
        self.before = self.plot.add(OrderedCurve("clean", width=2.2, markers=True), above=2)
        self.after = self.plot.add(OrderedCurve("attacked", width=2.2, markers=True), above=2)
        self.end = self.plot.add(Points("text", size=7, hollow=True), above=3)
        self.clean_returns = self.returns.add(OrderedCurve("clean", width=1.4))
        self.attacked_returns = self.returns.add(OrderedCurve("attacked", width=1.4))
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.words.setContentsMargins(8, 2, 8, 2)
        self.button = FeatureButton(self, only_one=True)
        for line in (self.before, self.after, self.end):
            line.in_legend = False
        both = QSplitter(Qt.Orientation.Vertical)
        both.setHandleWidth(3)
        both.setChildrenCollapsible(False)
        for plot, share in ((self.plot, 3), (self.returns, 1)):
            both.addWidget(plot)
            both.setStretchFactor(both.count() - 1, share)
            self.time_cursor.attach(plot)
        both.setSizes([300, 120])
        make_column(both, self.words, of=self, stretched=both, spacing=0)
        self.button.raise_()
        self.button.selected.connect(self._on_feature_selected)

    def retranslate(self) -> None:
        self._name()
        for layers, name in (
            ((self.clean, self.clean_candles, self.clean_returns), self.tr("Clean")),
            ((self.attacked, self.attacked_candles, self.attacked_returns), self.tr("Adversarial")),
            ((self.truth,), self.tr("Ground truth")),
            ((self.naive,), self.tr("Persistence")),
            ((self.before,), self.tr("Forecast, clean")),
            ((self.after,), self.tr("Forecast, adversarial")),
        ):
            for layer in layers:
                layer.set_name(name)
        self.button.retranslate()

    def _name(self, price: str = "", unit: str = "") -> None:
        step = time_name(self.inspection)
        self.plot.set_texts(self.heading(), step, price, y_unit=unit, empty=self.tr("No prices yet"))
        self.returns.set_texts(self.tr("Returns"), step, self.tr("return"), y_unit="%" if self._relative() else unit)

    def clear(self) -> None:
        for candles in (self.clean_candles, self.attacked_candles):
            candles.set(np.empty((0, 4)))
        for line in (self.clean, self.attacked, self.naive, self.truth, self.before, self.after, self.clean_returns,
                     self.attacked_returns):  # fmt: skip
            line.set([])
        self.end.set([], [])
        self.words.setText("")
        self.button.hide()

    def draw(self) -> None:
        inspection = self.current
        self.clear()
        self.button.set_features(inspection.features)
        self._series = self._find_series()
        self._last = float(inspection.clean[-1, self._series])
        columns = candle_columns(inspection.features)
        has_own_column = columns is not None and self._series in columns and not self.features
        self._columns = (
            list(columns) if columns is not None and has_own_column and len(inspection.clean) <= _MOST_CANDLES else None
        )
        self.button.show_choice((self._series,), False)
        self.button.setVisible(len(inspection.features) > 1)
        for candles in (self.clean_candles, self.attacked_candles):
            candles.set_visible(self._columns is not None)
        for line in (self.clean, self.attacked):
            line.set_visible(self._columns is None)
        unit = self.units[self._series] if self._series < len(self.units) else ""
        self._name(inspection.features[self._series], unit)
        for plot in (self.plot, self.returns):
            lay_out(plot, inspection)
        self._hold_range()
        if self._columns is not None:
            self.clean_candles.set(inspection.clean[:, self._columns])
        else:
            self.clean.set(inspection.clean[:, self._series])
        self.clean_returns.set(self._returns(inspection.clean[:, self._series]), np.arange(1, len(inspection.clean)))
        self._draw_forecast()
        self._place_button()

    def _find_series(self) -> int:
        """The series that is shown: the chosen one, the close, the one that is predicted, or the first."""
        inspection = self.current
        if self.features:
            return self.features[0]
        columns = candle_columns(inspection.features)
        if columns is not None:
            return columns[3]
        return next(iter(forecasts(inspection)), 0)

    def _hold_range(self) -> None:
        """Axes that stay while iterations change: every iteration and every forecast fits."""
        inspection = self.current
        columns = self._columns or [self._series]
        values: list[np.ndarray] = [inspection.clean[:, columns]]
        values += [inspection.attacked[..., columns]] if self.has_attack else []
        self._forecast = forecasts(inspection).get(self._series)
        if self._forecast is not None:
            outputs = [
                inspection.clean_outputs,
                inspection.truth,
                *(inspection.attacked_outputs if self.has_attack else ()),
            ]
            values += [self._forecast.path(one, self._last) for one in outputs]
        every = np.concatenate([np.ravel(v) for v in values])
        room = 0.05 * float(np.ptp(every)) or 1.0
        self.plot.set_y_range(float(every.min()) - room, float(every.max()) + room)
        returns = [self._returns(v) for v in (inspection.clean[:, self._series], *(
            inspection.attacked[..., self._series] if self.has_attack else ()))]  # fmt: skip
        most = max((float(np.abs(v).max(initial=0.0)) for v in returns), default=0.0)
        self.returns.set_y_range(-1.1 * most or -1.0, 1.1 * most or 1.0)

    def _draw_forecast(self) -> None:
        inspection, forecast = self.current, self._forecast
        if forecast is None:
            return
        self.end.set([len(inspection.clean) - 1], [self._last])
        self._draw_path(self.before, inspection.clean_outputs)
        self._draw_path(self.truth, inspection.truth)
        if len(inspection.baseline):
            self._draw_path(self.naive, inspection.baseline)
        self.words.setText(forecast_words(inspection, forecast, inspection.clean_outputs))

    def _draw_path(self, line: OrderedCurve, outputs: np.ndarray) -> None:
        """From the last true price: a predicted change is one of it, also where the network saw another."""
        inspection, forecast = self.current, self._forecast
        assert forecast is not None
        x = len(inspection.clean) - 1 + np.append(0, forecast.steps)
        line.set(np.append(self._last, forecast.path(outputs, self._last)), x)

    def draw_iteration(self) -> None:
        inspection = self.current
        if not self.has_attack:
            return
        values = inspection.attacked[self.iteration]  # (T, F)
        if self._columns is not None:
            self.attacked_candles.set(values[:, self._columns])
        else:
            self.attacked.set(values[:, self._series])
        self.attacked_returns.set(self._returns(values[:, self._series]), np.arange(1, len(values)))
        if self._forecast is not None:
            outputs = inspection.attacked_outputs[self.iteration]
            self._draw_path(self.after, outputs)
            self.words.setText(forecast_words(inspection, self._forecast, outputs))

    def _relative(self) -> bool:
        """Whether returns make sense: all prices are positive."""
        inspection = self.inspection
        return inspection is not None and float(inspection.clean.min(initial=1.0)) > 0 and not (
            self.has_attack and float(inspection.attacked.min(initial=1.0)) <= 0)  # fmt: skip

    def _returns(self, prices: np.ndarray) -> np.ndarray:
        """Per cent from step to step; plain differences where prices are not positive."""
        return 100 * (prices[1:] / prices[:-1] - 1) if self._relative() else np.diff(prices)

    def resizeEvent(self, event) -> None:  # noqa: N802 (Qt's name)
        """Keeps the button in the strip above the plot."""
        super().resizeEvent(event)
        self._place_button()

    def _place_button(self) -> None:
        self.button.adjustSize()
        self.plot.header.reserve = self.button.width() + 8.0
        self.button.move(round(self.plot.header.title_end()) + 10, 1)

    def _on_feature_selected(self, features: tuple[int, ...], picture: bool) -> None:
        self.features = features
        self.redraw()
        self.features_changed.emit(features)
