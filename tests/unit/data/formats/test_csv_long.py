"""Tables with one step a line: lines to sequences, in order, cut and named as the columns say."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from robustgui.base.errors import DataError, SettingError
from robustgui.data import DataSettings, load
from robustgui.data.formats import read
from robustgui.data.formats.csv_long import CsvLong


def test_that_lines_of_one_id_make_a_sequence_wherever_they_stand(written):
    found = read(
        written("a.csv", "id,time,label,x,y\nb,0,up,1,2\na,0,down,3,4\nb,1,up,5,6\na,1,down,7,8\na,2,down,9,\n")
    )
    assert found.features == ("x", "y")
    assert found.classes == ("down", "up")
    assert found.labels.tolist() == [1, 0]
    np.testing.assert_array_equal(found[0], [[1, 2], [5, 6]])
    np.testing.assert_array_equal(found[1], [[3, 4], [7, 8], [9, np.nan]])


def test_that_steps_are_put_in_the_order_of_time_unless_that_is_not_wanted(written):
    path = written("a.csv", "id,time,x\na,3,1\na,1,2\na,2,3\nb,1,4\nb,2,5\n")
    assert CsvLong().read(path).values[:, 0].tolist() == [2, 3, 1, 4, 5]
    assert CsvLong(in_time=False).read(path).values[:, 0].tolist() == [1, 2, 3, 4, 5]


def warned_of_interleaving(data):
    return [str(note) for note in data.notes if note.severity == "warning" and "times are repeated" in str(note)]


def test_that_lines_of_equal_times_which_had_stood_apart_are_said(written):
    apart = CsvLong().read(written("a.csv", "id,time,x\na,1,1\na,2,2\na,1,3\na,2,4\nb,1,5\n"))
    assert "2 lines were moved next to others" in warned_of_interleaving(apart)[0]


@pytest.mark.parametrize(
    "rows",
    ["a,1,1\na,1,2\na,2,3\n", "a,3,1\na,2,2\na,2,3\na,1,4\n", "a,3,1\na,1,2\na,2,3\n", "a,1,1\nb,1,2\na,2,3\nb,2,4\n"],
    ids=["equal times stay in place", "newest first", "no time comes twice", "of several sequences"],
)
def test_that_an_order_that_mixes_nothing_is_no_reason_to_warn(written, rows):
    assert warned_of_interleaving(CsvLong().read(written("a.csv", f"id,time,x\n{rows}"))) == []


def test_that_several_columns_can_tell_sequences_apart(written):
    found = read(written("a.csv", "subject,trial,t,x\n1,1,0,1\n1,1,1,2\n1,2,0,3\n1,2,1,4\n2,1,0,5\n2,1,1,6\n"))
    assert found.lengths.tolist() == [2, 2, 2]
    assert (found.group_title, found.group_names, found.groups.tolist()) == ("subject", ("1", "2"), [0, 0, 1])


def test_that_a_sequence_is_cut_where_its_label_changes(written):
    rows = [f"7,{activity},{t},{t}.5" for t, activity in enumerate(["sit"] * 4 + ["walk"] * 3 + ["sit"] * 2)]
    found = read(written("a.csv", "\n".join(["user,activity,timestamp,x", *rows])))
    assert found.lengths.tolist() == [4, 3, 2]
    assert [found.classes[i] for i in found.labels] == ["sit", "walk", "sit"]
    assert "1 became 3" in str(found.notes[0])


def test_that_a_label_which_changes_all_the_time_is_a_value(written):
    path = written("a.csv", "id,time,x,target\n1,0,5,1\n1,1,6,2\n1,2,7,3\n2,0,8,4\n2,1,9,5\n")
    assert CsvLong().read(path).labels.shape == (2, 0)
    assert CsvLong().guess(path).label == "-"
    with pytest.raises(DataError, match=r"a\.csv: the label in column 'target' changes 3 times within the sequences"):
        CsvLong(label="target").read(path)


def test_that_a_dated_table_is_one_sequence_of_prices_without_labels(written):
    found = read(written("a.csv", "Date,Open,Close\n1/30/1999,1,2\n2/1/1999,3,4\n2/2/1999,5,6\n"))
    assert (len(found), found.kind, found.labels.shape, found.task) == (1, "prices", (1, 0), "regression")
    assert found.features == ("Open", "Close")
    assert found.times.tolist() == [[917654400.0, 917913600.0]]
    assert found.sample_rate is None


def test_that_without_labels_the_task_is_asked_for(written):
    path = written("a.csv", "Date,Close\n" + "".join(f"2020-01-{day:02},{day}\n" for day in range(1, 29)))
    with pytest.raises(DataError, match=r"there are no labels\. Choose the task 'Forecasting'"):
        load(DataSettings(train=str(path)))


@pytest.mark.parametrize(
    ("dates", "form"),
    [
        (["2020-03-04", "2020-03-05"], "auto"),
        (["2020/3/4", "2020/3/5"], "auto"),
        (["20200304", "20200305"], "auto"),
        (["04.03.2020", "05.03.2020"], "auto"),
        (["4/3/20", "5/3/20"], "day_first"),
        (["3/4/2020", "3/5/2020"], "month_first"),
        (["3/4/2020 12:00 AM", "3/5/2020 12:00 am"], "month_first"),
        (["2020-03-04T01:00:00+01:00", "2020-03-05T00:00:00Z"], "auto"),
        (["1583280000", "1583366400"], "auto"),
        (["1583280000000", "1583366400000"], "auto"),
    ],
)
def test_that_dates_in_any_form_are_seconds_since_1970(written, dates, form):
    path = written("a.csv", f"id,time,x\na,{dates[0]},1\na,{dates[1]},2\n")
    found = CsvLong(dates=form).read(path)
    assert found.times.tolist() == [[1583280000.0, 1583366400.0]]
    assert found.sample_rate == pytest.approx(1 / 86400)


def test_that_days_tell_whether_the_month_comes_first(written):
    def times(*dates):
        return CsvLong().read(written("a.csv", "id,date,x\n" + "".join(f"a,{date},1\n" for date in dates))).times[0]

    assert times("1/2/2020", "13/2/2020")[0] == times("2/1/2020", "2/13/2020")[0]
    first, last = times("1/2/2020 22:00", "1/2/2020 23:00", "2/2/2020 00:00", "2/2/2020 01:00")
    assert last - first == 3 * 3600


def test_that_dates_that_could_be_read_otherwise_are_noted(written):
    found = read(written("a.csv", "id,date,x\na,1/2/2020,1\na,2/5/2020,2\nb,1/2/2020,1\nb,3/4/2020,2\n"))
    assert "month first; it could also be the day" in str(found.notes[0])


@pytest.mark.parametrize(
    ("times", "rate"),
    [((0.0, 0.02, 0.04), 50), ((0, 1, 2), None), ((5, 7, 9), 0.5), ((0, 1, 3), None), ((0.0, 0.02, 0.04001), 50)],
)
def test_that_a_constant_distance_in_time_gives_the_rate(written, times, rate):
    rows = [f"{name},{t},1" for name in "ab" for t in times]
    found = read(written("a.csv", "\n".join(["id,time,x", *rows])))
    assert found.sample_rate == (None if rate is None else pytest.approx(rate, rel=1e-3))


def test_that_units_in_the_names_of_columns_are_units(written):
    found = read(written("a.csv", "time [s],acc [m/s^2],note (°C),plain\n0.5,1,2,3\n1,2,3,4\n1.5,3,4,5\n"))
    assert found.features == ("acc", "note", "plain")
    assert found.units == ("m/s^2", "°C", "")


def test_that_columns_can_be_chosen_by_hand(written):
    path = written("a.csv", "who;when;what;a;b;c\n1;0;u;1,5;2;3\n1;1;u;2,5;3;4\n2;0;v;3,5;4;5\n")
    found = CsvLong(ids=("who",), time="2", label="WHAT", channels=("c", "a"), group="who").read(path)
    assert found.features == ("c", "a")
    np.testing.assert_array_equal(found[0], [[3, 1.5], [4, 2.5]])
    assert found.classes == ("u", "v")
    assert found.group_names == ("1", "2")


def test_that_a_hyphen_says_that_there_is_no_such_column(written):
    path = written("a.csv", "id,time,label,x\n1,0,a,1\n1,1,a,2\n2,2,b,3\n2,3,b,4\n")
    found = CsvLong(ids=("-",), label="-").read(path)
    assert found.lengths.tolist() == [4]
    assert found.labels.shape == (1, 0)


def test_that_quoted_cells_may_hold_the_delimiter(written):
    path = written("a.csv", 'id,time,label,x\n"a, b",0,"u, v",1\n"a, b",1,"u, v",2\n"a, c",0,w,3\n"a, c",1,w,4\n')
    found = read(path)
    assert found.classes == ("u, v", "w")
    assert found.values[:, 0].tolist() == [1, 2, 3, 4]


def test_that_a_column_left_out_is_no_value(written):
    path = written("a.csv", "id,time,x,y\n1,0,1,2\n1,1,2,3\n2,0,1,2\n")
    assert CsvLong(left_out=("x",)).read(path).features == ("y",)


def test_that_numbers_agree_with_the_csv_module_and_float(written):
    rng = np.random.default_rng(0)
    ids = rng.integers(0, 40, 9000)
    values = rng.normal(size=(9000, 3)) * 10.0 ** rng.integers(-9, 9, (9000, 1))
    rows = [f"{i},{t},{','.join(map(repr, row))}" for t, (i, row) in enumerate(zip(ids, values.tolist(), strict=True))]
    path = written("a.csv", "\n".join(["series,t,a,b,c", *rows]))
    with path.open(newline="") as file:
        table = list(csv.DictReader(file))
    found = read(path)
    for name, sequence in zip(dict.fromkeys(row["series"] for row in table), found, strict=True):
        wanted = [[float(row[c]) for c in "abc"] for row in table if row["series"] == name]
        np.testing.assert_array_equal(sequence, np.array(wanted).astype(np.float32))


def test_that_numbers_and_times_are_those_of_polars(shared_data):
    polars = pytest.importorskip("polars")
    path = shared_data("prices", "sp500.csv")
    frame = polars.read_csv(path)
    found = read(path)
    np.testing.assert_array_equal(found.values, frame.select(found.features).to_numpy().astype(np.float32))
    days = frame["Date"].str.to_date("%m/%d/%Y").dt.epoch("s")
    assert found.times.tolist() == [[days.min(), days.max()]]


def test_that_no_more_is_read_than_wanted(written):
    rows = [f"{i // 10},{i % 10},{i}" for i in range(20_000)]
    path = written("a.csv", "\n".join(["id,time,x", *rows, "no,such,line,any,more"]))
    assert len(CsvLong().read(path, limit=3)) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,time,x\n1,0,1\n1,1\n", "a.csv, line 3: 2 columns, 3 expected"),
        ("id,time,x\n1,0,1\n1,1,u\n", "a.csv, line 3, column 3: 'u' is not a finite number"),
        ("id,time,x,y\n1,0,1,1\n1,1,1,u\n1,2,v,1\n", "a.csv, line 3, column 4: 'u' is not a finite number"),
        (
            "id,time,x\n1,0,1\n1,soon,2\n",
            "a.csv, line 3, column 2: 'soon' is not a time in the format of the lines above",
        ),
        ("id,time,x\n1,2020-01-02,1\n1,2020-13-02,2\n", "a.csv, line 3, column 2: '2020-13-02' is not a time"),
        ("id,time,x\n1,1/2/2020,1\n1,1/0/2020,2\n", "a.csv, line 3, column 2: '1/0/2020' is not a time"),
        ("id,time,x\n1,0,1\n1,1,1e39\n", "a.csv, line 3, column 3: '1e+39' is not a finite number"),
        ("id,time,label,x\n1,0,,1\n1,1,,2\n", "a.csv, line 2: the label is missing"),
    ],
)
def test_that_an_error_names_file_and_place(written, content, message):
    with pytest.raises(DataError) as caught:
        CsvLong(time="time", channels=("x", "y") if ",y" in content else ("x",)).read(written("a.csv", content))
    assert str(caught.value).startswith(message)


def test_that_a_column_that_is_not_there_is_named_with_those_that_are(written):
    path = written("a.csv", "id,time,x\n1,0,1\n1,1,2\n")
    with pytest.raises(DataError, match=r"a\.csv has no column 'when'\. Its columns are: id, time, x"):
        CsvLong(time="when").read(path)


def test_that_a_form_of_dates_that_nobody_knows_is_refused():
    with pytest.raises(SettingError):
        CsvLong(dates="year_last")
