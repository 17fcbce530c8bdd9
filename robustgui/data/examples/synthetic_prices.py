"""Daily prices from a formula: calm and wild weeks follow each other, as in real markets."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ..sequence_set import SequenceSet
from ..splits.time import Time
from ..tasks.forecasting import Forecasting
from .base import EXAMPLES, PREFIX, Example

_DAYS = 2000
_TICKS = 16  # prices within a day, of which open, high, low and close are kept
# GARCH(1, 1), Bollerslev 1986: variance_t = omega + alpha r_{t-1}^2 + beta variance_{t-1}; in squared percent
_OMEGA, _ALPHA, _BETA = 0.02, 0.10, 0.88


@EXAMPLES.register("synthetic_prices")
class SyntheticPrices(Example):
    """Simulated prices with volatility clustering: the direction cannot be predicted, the size of the moves can."""

    title: ClassVar[str] = "Prices (synthetic)"
    description: ClassVar[str] = (
        "Open, high, low and close of 2000 days of a made-up share. From 40 days the network forecasts the size of the "
        "next five returns; repeating the last one is the baseline to beat. The last 30 % in time are for testing."
    )
    licence: ClassVar[str] = "Made by a formula that comes with the program; free for any use"
    order: ClassVar[int] = 6

    @classmethod
    def open(cls) -> tuple[SequenceSet, SequenceSet]:
        """See `Example.open`."""
        days = _days(np.random.default_rng(1986))
        whole = SequenceSet.packed(
            name=cls.title,
            values=days,
            offsets=[0, _DAYS],
            labels=np.empty((1, 0), np.float32),
            classes=(),
            features=("open", "high", "low", "close"),
            kind="prices",
            source=PREFIX + cls.name,
        )
        windows = Forecasting(history=40, horizon=5, targets=("close",), predict="absolute_return").pose(whole)
        split = Time(by_order=True)
        keep, aside = split.divide(windows, None, np.random.default_rng(0))  # nothing is left to chance
        return windows.select(keep), windows.select(aside)


def _days(chance: np.random.Generator) -> NDArray[np.float32]:
    """Open, high, low and close of each day, (days, 4)."""
    shocks = chance.standard_t(6, _DAYS) * np.sqrt(4 / 6)  # variance 1
    variance, returns = _OMEGA / (1 - _ALPHA - _BETA), np.empty(_DAYS)
    for day, shock in enumerate(shocks):
        returns[day] = np.sqrt(variance) * shock
        variance = _OMEGA + _ALPHA * returns[day] ** 2 + _BETA * variance
    close = 100 * np.exp(np.cumsum(returns) / 100)
    before = np.concatenate([[100.0], close[:-1]])
    steps = chance.normal(0, 1, (_DAYS, _TICKS)).cumsum(1)
    share = np.arange(1, _TICKS + 1) / _TICKS
    bridge = (steps - share * steps[:, -1:]) / np.sqrt(_TICKS)  # of Brownian motion: 0 at the end of the day
    drift = np.log(close / before)[:, None] * share
    path = before[:, None] * np.exp(drift + bridge * np.abs(drift[:, -1:]).clip(0.002))
    return np.stack([path[:, 0], path.max(1), path.min(1), close], axis=1).astype(np.float32)  # (days, 4)
