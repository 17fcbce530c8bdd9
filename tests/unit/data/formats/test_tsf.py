"""Monash's .tsf files: every number, names, starts, what cannot be read, and what is offered."""

from __future__ import annotations

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import DataSettings, load
from robustgui.data.formats import read
from robustgui.data.import_preview import preview

HEADER = (
    "# made up\n@relation Demand\n@attribute series_name string\n@attribute start_timestamp date\n"
    "@frequency {frequency}\n@horizon 3\n@missing true\n@equallength false\n@data\n"
)


def test_that_values_names_and_starts_arrive(written):
    rows = "T1:2010-01-01 00-00-00:0.5,1e3,?\nT2:2010-01-02 06-30-00:-4\n"
    found = read(written("a.tsf", HEADER.format(frequency="half_hourly") + rows))
    assert found.name == "Demand"
    np.testing.assert_array_equal(found[0][:, 0], [0.5, 1000, np.nan])
    assert found.lengths.tolist() == [3, 1]
    assert found.labels.shape == (2, 0)
    assert (found.group_names, found.group_title) == (("T1", "T2"), "series")
    assert found.times.tolist() == [[1262304000, 1262304000 + 3600], [1262413800, 1262413800]]
    assert found.sample_rate == 1 / 1800


@pytest.mark.parametrize(
    ("frequency", "rate"),
    [("4_seconds", 1 / 4), ("minutely", 1 / 60), ("10_minutes", 1 / 600), ("hourly", 1 / 3600), ("daily", 1 / 86_400),
     ("weekly", 1 / 604_800), ("monthly", None), ("yearly", None), ("now and then", None)],
)  # fmt: skip
def test_that_the_frequency_gives_the_sample_rate(written, frequency, rate):
    found = read(written("a.tsf", HEADER.format(frequency=frequency) + "T:2010-01-01 00-00-00:1,2\n"))
    assert found.sample_rate == (None if rate is None else pytest.approx(rate))


def test_that_other_attributes_are_left_out_with_a_warning(written):
    head = "@relation r\n@attribute series_name string\n@attribute state string\n@frequency daily\n@data\n"
    found = read(written("a.tsf", head + "T:NSW:1,2\n"))
    assert found.values[:, 0].tolist() == [1, 2]
    (warning,) = [note for note in found.notes if note.severity == "warning"]
    assert "state" in str(warning)


def test_that_a_forecast_of_the_horizon_of_the_file_is_offered_and_can_be_made(written):
    rows = "".join(f"T{i}:2010-01-01 00-00-00:{','.join(str(i + t % 5) for t in range(40))}\n" for i in range(4))
    path = written("a.tsf", HEADER.format(frequency="hourly") + rows)
    shown = preview(DataSettings(train=str(path)))
    (offer,) = [suggestion for suggestion in shown.suggestions if suggestion.changes.get("task") == "forecasting"]
    assert offer.changes["task.horizon"] == 3
    data = load(shown.settings.replace_paths(dict(offer.changes)))
    assert data.train.task == "forecasting"
    assert data.train.labels.shape[1] == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("@frequency daily\n@attribute a string\nT:1\n", "a.tsf, line 3: before the line @data only directives"),
        ("@frequency daily\n@horizon 3\n", "a.tsf has no line @data"),
        (HEADER.format(frequency="daily") + "T1:1,2\n", "a.tsf, line 10: 1 attribute before the observations, but 2"),
        (HEADER.format(frequency="daily") + "T1:2010-01-01 00-00-00:1,x\n", "line 10, feature 1, step 2: 'x' is not"),
        (HEADER.format(frequency="daily") + "T1:yesterday:1,2\n", "a.tsf, line 10: 'yesterday' is not a time such as"),
        (HEADER.format(frequency="daily"), "a.tsf contains no sequences"),
    ],
)  # fmt: skip
def test_that_an_error_names_file_and_place(written, content, message):
    with pytest.raises(DataError) as caught:
        read(written("a.tsf", content))
    assert message in str(caught.value)
