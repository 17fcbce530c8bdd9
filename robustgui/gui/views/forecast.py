"""The forecast of a network as a path that continues from the last observed value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...evaluation.inspect_request import Inspection

Floats = NDArray[np.floating]
# as the task names its targets
_NAME = re.compile(
    r"(?P<of>change of |return of |)(?P<feature>.+) \+(?P<step>\d+)", re.DOTALL
)  # as the task names them
_QUANTITIES: dict[str, Literal["value", "change", "return"]] = {
    "": "value",
    "change of ": "change",
    "return of ": "return",
}


@dataclass(frozen=True)
class Forecast:
    """The targets of one series.

    Attributes:
        series: number of the feature.
        quantity: what is told of it: its value, its change since the last step seen, or its return in percent from
            step to step, as 100 times the change of the logarithm.
        steps: how far ahead each target lies, (H,), from 1.
        places: where each stands among the K outputs, (H,).
    """

    series: int
    quantity: Literal["value", "change", "return"]
    steps: NDArray[np.int64]
    places: NDArray[np.int64]

    def path(self, outputs: Floats, last: float) -> NDArray[np.float64]:
        """`outputs` (K,) as values of the series, (H,), that continue from `last`."""
        values = np.asarray(outputs, np.float64)[self.places]
        if self.quantity == "value":
            return values
        return last + values if self.quantity == "change" else last * np.exp(np.cumsum(values) / 100)


def forecasts(inspection: Inspection) -> dict[int, Forecast]:
    """Of each series that can be drawn on, the forecast; absolute values and means have no path."""
    groups: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for place, name in enumerate(inspection.targets if inspection.task == "forecasting" else ()):
        parts = _NAME.fullmatch(name)
        if parts is None:
            continue
        of, feature = parts["of"], parts["feature"]
        if of + feature in inspection.features:  # a feature may be called so itself
            of, feature = "", of + feature
        if feature in inspection.features:
            groups.setdefault((inspection.features.index(feature), of), []).append((int(parts["step"]), place))
    paths = {}
    for (series, of), horizons in groups.items():
        steps, places = np.array(sorted(horizons), np.int64).T
        if of == "return of " and steps[0] != 1:  # without the first returns the level is not known
            continue
        paths[series] = Forecast(series, _QUANTITIES[of], steps, places)
    return paths


def horizon(inspection: Inspection) -> int:
    """Steps behind the end that are drawn; 0: none."""
    return max((int(forecast.steps[-1]) for forecast in forecasts(inspection).values()), default=0)
