"""The effect of an attack on a forecast in words: direction and size."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from ...base.templates import fill_in
from ...evaluation.inspect_request import Inspection
from .forecast import Forecast
from .meaning import is_attacked


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
