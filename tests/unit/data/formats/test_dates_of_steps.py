"""Dates of steps go with the values that they belong to, and with no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from robustgui.data.formats.csv_long import CsvLong
from robustgui.data.sequence_set import SequenceSet
from robustgui.data.steps.choose_features import with_features
from robustgui.data.steps.fill import compute_training_means, impute
from robustgui.data.tasks.forecasting import Forecasting


def trading_days(count: int) -> list[datetime]:
    """Days without weekends."""
    day, found = datetime(2024, 1, 2, tzinfo=UTC), []
    while len(found) < count:
        if day.weekday() < 5:
            found.append(day)
        day += timedelta(days=1)
    return found


@pytest.fixture
def prices(tmp_path: Path) -> tuple[SequenceSet, list[datetime]]:
    days = trading_days(60)
    lines = [f"{day:%Y-%m-%d},{k % 7 + 0.5},{k % 5 + 0.25}" for k, day in enumerate(days)]
    (tmp_path / "share.csv").write_text("\n".join(["date,open,close", *lines]) + "\n")
    return CsvLong().read(tmp_path / "share.csv"), days


def seconds(days: list[datetime]) -> list[float]:
    return [day.timestamp() for day in days]


def test_that_each_step_of_dated_lines_has_its_date(prices: tuple[SequenceSet, list[datetime]]) -> None:
    data, days = prices
    found = data.dates_of(0)
    assert found is not None
    assert found.tolist() == seconds(days)


def test_that_windows_and_chosen_features_keep_the_dates_of_their_steps(
    prices: tuple[SequenceSet, list[datetime]],
) -> None:
    data, days = prices
    windows = Forecasting(history=10, horizon=2, targets=("close",)).pose(with_features(data, [1]))
    for window in (0, 7, len(windows) - 1):
        found = windows.dates_of(window)
        assert found is not None
        assert found.tolist() == seconds(days[window : window + 10])


def test_that_filled_values_keep_their_dates(prices: tuple[SequenceSet, list[datetime]]) -> None:
    data, days = prices
    values = data.values.copy()
    values[3, 0] = np.nan
    holed = replace(data, values=values, calendar=data.calendar_of(values), facts=None)
    found = impute(holed, compute_training_means(holed), "previous").dates_of(0)
    assert found is not None
    assert found.tolist() == seconds(days)


def test_that_other_values_have_no_dates(prices: tuple[SequenceSet, list[datetime]]) -> None:
    data, _ = prices
    assert replace(data, values=data.values[::-1].copy()).dates_of(0) is None


def test_that_lines_with_numbers_or_times_of_day_have_no_dates(tmp_path: Path) -> None:
    for name, times in (("numbers", ["0", "1", "2", "3"]), ("clock", ["09:00", "09:01", "09:02", "09:03"])):
        path = tmp_path / f"{name}.csv"
        path.write_text("time,x,y\n" + "".join(f"{time},{k}.5,{k}.25\n" for k, time in enumerate(times)))
        assert CsvLong().read(path).dates_of(0) is None
