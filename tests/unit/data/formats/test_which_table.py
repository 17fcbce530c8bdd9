"""Which reader takes a table, and what it takes the columns for: real files, and small ones of every make."""

from __future__ import annotations

import pytest

from robustgui.data.formats import reader_for


def lines(*rows: str, times: int = 1) -> str:
    return "\n".join(rows * times) + "\n"


DAYS = [f"2020-01-{day:02},{day}.5,{day * day}" for day in range(1, 29)]
ENGINES = [f"{unit} {cycle} {cycle * 0.1:.1f} 641.82 {unit}.5" for unit in (1, 2, 3) for cycle in range(1, 9)]
STEPS = ",".join(f"t{i}" for i in range(12))
CLOSES = ["A,2020-01-01,1", "B,2020-01-01,2", "A,2020-01-02,3", "B,2020-01-02,2"]
TWEETS = ["1\t2.5\tI was blessed with good friends", "2\t-1.5\tthis is a very bad day"]
WIDE = [",".join(f"{i * j}.5" for j in range(12)) + f",{'ab'[i % 2]}" for i in range(8)]

TABLES = {
    # one sequence a line
    "steps and a label": ("csv", lines(f"{STEPS},label", *WIDE)),
    "label first, no header": ("csv", lines("1,0.5,1.5", "2,2.5,3.5", times=5)),
    "an index before the steps": ("csv", lines(f",{STEPS},label", *(f"{i},{row}" for i, row in enumerate(WIDE)))),
    "ids that never come again": ("csv", lines(f"id,{STEPS},label", *(f"{i},{row}" for i, row in enumerate(WIDE)))),
    "speakers beside the steps": ("csv", lines(f"subject,{STEPS},label", *(f"s{i % 2},{WIDE[i]}" for i in range(8)))),
    "a line for each day": ("csv", lines(f"date,{STEPS},label", *(f"2020-01-0{i + 1},{WIDE[i]}" for i in range(8)))),
    "semicolons and decimal commas": ("csv", lines("label;a;b;c", "1;1,5;2,5;3", "2;2,5;3,5;1", times=1)),
    "a feature called time": ("csv", lines("age,time,weight,label", "50,3,70.5,a", "40,1,60.5,b", "30,2,50,a")),
    "vertical bars": ("csv", lines("a|b|c|label", "1|2|3|x", "2|3|4|y")),
    "targets and whole numbers in tabs": (
        "ucr_tsv", lines(*(f"{i / 7:.3f}\t{i}\t{i + 1}" for i in range(12))), "a.tsv",
    ),
    # one step a line
    "id, time, label": ("csv_long", lines("id,time,label,x", "1,0,a,0.5", "1,1,a,1", "2,0,b,2", "2,1,b,3")),
    "interleaved": ("csv_long", lines("series,t,x", "a,0,0.5", "b,0,1", "a,1,2", "b,1,3")),
    "ids without times": ("csv_long", lines("case_id;x;y;label", "1;0,5;1,5;a", "1;1,5;1;a", "2;2;2;b", "2;3;3;b")),
    "dated prices": ("csv_long", lines("Date,Open,Close", *DAYS)),
    "dated values without a header": ("csv_long", lines(*DAYS)),
    "a time in seconds": ("csv_long", lines("time [s],acc [m/s^2]", "0.00,1", "0.02,2", "0.04,1", "0.06,3")),
    "months": ("csv_long", lines("Month,Passengers", *(f"1949-{month:02},{month * 10}" for month in range(1, 13)))),
    "engines in blanks, no header": ("csv_long", lines(*ENGINES)),
    "engines in a .txt": ("csv_long", lines(*ENGINES), "a.txt"),
    "watch": (
        "csv_long",
        lines("user,activity,timestamp,x,y,z", "33,Jogging,49105962326000,-0.69,12.68,0.5",
              "33,Jogging,49106062271000,5.0,11.26,0.95", "33,Walking,49106112167000,4.9,10.88,-0.08"),
    ),
    "tickers": ("csv_long", lines("ticker,date,close", *CLOSES)),
    "tabs": ("csv_long", lines("id\ttime\tx", "1\t0\t0.5", "1\t1\t1", "2\t0\t2"), "a.tsv"),
    # the archives' tables
    "tabs, label first": ("ucr_tsv", lines("1\t0.5\t1.5", "2\t2.5\t3.5", times=4), "a.tsv"),
    "blanks, label first": ("ucr_tsv", lines("  1.0e+00  5.0e-01  1.5e+00", "  2.0e+00  2.5e+00  3.5e+00"), "a.txt"),
    "label, then 1, 2": ("ucr_tsv", lines("1\t1\t2\t3", "1\t2\t3\t5", "2\t7\t1\t2", times=3), "a.tsv"),
    # prose
    "sentences and a label": (
        "text_table",
        lines("id,text,label", "1,what a lovely evening it was,good", "2,never come here again please,bad", times=3),
    ),
    "sentences, tabs, scores": ("text_lines", lines(*TWEETS, times=3), "a.txt"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_that_a_table_is_taken_by_the_reader_of_its_kind(written, name):
    wanted, content, *file = TABLES[name]
    assert reader_for(written(*file or ("a.csv",), content)).name == wanted


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (("prices", "sp500.csv"), "csv_long"),
        (("prices", "river_sp500_10stocks_returns.csv"), "csv_long"),
        (("ucr", "Chinatown", "Chinatown_TRAIN.tsv"), "ucr_tsv"),
        (("ucr", "PickupGestureWiimoteZ", "PickupGestureWiimoteZ_TRAIN.tsv"), "ucr_tsv"),
        (("ucr", "Plane", "Plane_TRAIN.txt"), "ucr_tsv"),
        (("ucr", "Plane", "Plane_TRAIN.arff"), "arff"),
        (("ucr", "Plane", "Plane_TRAIN.ts"), "ts"),
        (("uea", "ERing", "ERing_TRAIN.arff"), "arff"),
        (("uea", "BasicMotions", "BasicMotions_TRAIN.ts"), "ts"),
        (("uci_har_subset",), "channel_files"),
        (("uci_har_subset", "test"), "channel_files"),
        (("vader_icwsm2014", "tweets_GroundTruth.txt"), "text_lines"),
        (("fsdd",), "wav_folder"),
    ],
)
def test_that_real_data_are_taken_by_the_reader_of_their_kind(shared_data, parts, wanted):
    assert reader_for(shared_data(*parts)).name == wanted


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("steps and a label", ["value"] * 12 + ["label"]),
        ("an index before the steps", [""] + ["value"] * 12 + ["label"]),
        ("speakers beside the steps", ["group"] + ["value"] * 12 + ["label"]),
        ("a line for each day", [""] + ["value"] * 12 + ["label"]),
        ("id, time, label", ["id", "time", "label", "value"]),
        ("ids without times", ["id", "value", "value", "label"]),
        ("dated values without a header", ["time", "value", "value"]),
        ("engines in blanks, no header", ["id", "time", "value", "value", "value"]),
        ("watch", ["id", "label", "time", "value", "value", "value"]),
        ("tickers", ["id", "time", "value"]),
    ],
)
def test_that_the_columns_of_a_preview_are_what_they_are(written, name, roles):
    path = written("a.csv", TABLES[name][1])
    reader = reader_for(path)
    shown = reader.preview(path)
    assert list(shown.roles) == roles
    assert all(len(row) == len(shown.header) == len(roles) for row in shown.rows)


@pytest.mark.parametrize("name", [name for name in TABLES if TABLES[name][0] in ("csv", "csv_long")])
def test_that_what_was_guessed_reads_the_same(written, name):
    content, *file = TABLES[name][1:]
    path = written(*file or ("a.csv",), content)
    reader = reader_for(path)
    first, second = reader.read(path), reader.guess(path).read(path)
    assert first.values.tobytes() == second.values.tobytes()
    assert first.labels.tolist() == second.labels.tolist()
    assert (first.features, first.classes, first.group_names) == (second.features, second.classes, second.group_names)
