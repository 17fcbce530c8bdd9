"""Tables in any dialect: the values read are the values written, or a warning or an error says what differs."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from robustgui.base.errors import DataError
from robustgui.data.formats import reader_for
from robustgui.data.sequence_set import SequenceSet

DECIMALS = {".": ("", ",", "'", "’", " ", "\u00a0", "\u202f"), ",": ("", ".", "'", " ", "\u00a0", "\u202f")}
MISSING = (
    "",
    "NA",
    "N/A",
    "#N/A",
    "#DIV/0!",
    "NULL",
    "null",
    "-",
    "NaN",
    "n/a",
    "?",
    "<NA>",
    "--",
    "#NV",
    "#WERT!",
    "nan",
)
MINUS = ("-", "−", "–")
DRESSES = ("{}", "${}", "€ {}", "{} €", "{}%", "{} zł", "CHF {}", "¥{}", "{}℃", "{} °C", "{} km/h", "{} V")
ABOVE = ("", "Logger: ACME\nSerial 12-34\n", "# made by hand\n", "Report\n\nRegion: north\n", "sep={mark}\n")
BEHIND = ("", "\n\n", "{mark}{mark}\n", "\0" * 64)


def written_number(value: float, decimal: str, thousands: str, digits: int, minus: str, dress: str) -> str:
    """`value` as a locale writes it."""
    whole, _, fraction = f"{abs(value):.{digits}f}".partition(".")
    groups = []
    while len(whole) > 3 and thousands:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    text = thousands.join([whole, *groups]) + (decimal + fraction if digits else "")
    sign = minus if value < 0 and float(f"{abs(value):.{digits}f}") else ""
    return dress.format(sign + text)


@st.composite
def dialects(draw: st.DrawFn) -> dict[str, object]:
    """How a table is written."""
    decimal = draw(st.sampled_from(sorted(DECIMALS)))
    return {
        "mark": draw(st.sampled_from([",", ";", "\t", "|"])),
        "decimal": decimal,
        "thousands": draw(st.sampled_from(DECIMALS[decimal])),
        "digits": draw(st.integers(0, 4)),
        "minus": draw(st.sampled_from(MINUS)),
        "dress": draw(st.sampled_from(DRESSES)),
        "missing": draw(st.sampled_from(MISSING)),
        "quoted": draw(st.sampled_from(["never", "where needed", "always", "after a blank"])),
        "header": draw(st.booleans()),
        "above": draw(st.sampled_from(ABOVE)),
        "behind": draw(st.sampled_from(BEHIND)),
        "counter": draw(st.sampled_from(["", "Unnamed: 0", "index", "blank"])),
        "trailing": draw(st.booleans()),
        "scale": draw(st.sampled_from([1.0, 100.0, 5000.0, 3e6])),
        "seed": draw(st.integers(0, 99)),
    }


def written_table(how: dict[str, object]) -> tuple[str, np.ndarray, list[str]]:
    """A wide table of 12 sequences of 5 steps, its values rounded as it writes them, and its labels."""
    rng = np.random.default_rng(how["seed"])
    values = np.round(rng.normal(size=(12, 5)) * how["scale"] + how["scale"] / 3, how["digits"])
    holes = rng.random((12, 5)) < 0.05
    holes[:, [0, -1]] = False
    labels = ["ab"[i % 2] for i in range(12)]
    mark = how["mark"]

    def cell(text: str) -> str:
        needed = mark in text or '"' in text
        if how["quoted"] in ("always", "after a blank") or (how["quoted"] == "where needed" and needed):
            return f'"{text}"'
        return text

    rows = [[f"t{i}" for i in range(5)] + ["label"]] if how["header"] else []
    for i in range(12):
        form = (how["decimal"], how["thousands"], how["digits"], how["minus"], how["dress"])
        row = [how["missing"] if holes[i, j] else written_number(values[i, j], *form) for j in range(5)]
        rows.append([*row, labels[i]])
    if how["counter"] and how["header"]:
        rows = [
            ["" if how["counter"] == "blank" else how["counter"], *rows[0]],
            *([str(i), *row] for i, row in enumerate(rows[1:])),
        ]
    between = f"{mark} " if how["quoted"] == "after a blank" else mark
    end = mark if how["trailing"] else ""
    lines = [between.join(map(cell, row)) + end for row in rows]
    above = str(how["above"]).format(mark=mark)
    return (
        above + "\n".join(lines) + "\n" + str(how["behind"]).format(mark=mark),
        np.where(holes, np.nan, values),
        labels,
    )


def read_table(path: Path) -> tuple[SequenceSet | None, str]:
    """What is read of a file, or why not."""
    try:
        return reader_for(path).read(path), ""
    except DataError as error:
        return None, str(error)


UNIT_OF_TWO_WORDS = {  # another delimiter leaves `5 km/h;b`, which is three words
    "mark": ";", "decimal": ",", "thousands": "", "digits": 1, "minus": "-", "dress": "{} km/h", "missing": "",
    "quoted": "never", "header": False, "above": "", "behind": "", "counter": "", "trailing": False, "scale": 1.0,
    "seed": 0,
}  # fmt: skip


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(how=dialects())
@example(how=UNIT_OF_TWO_WORDS)
def test_that_a_wide_table_in_any_dialect_is_read_as_written_or_the_difference_is_said(how, tmp_path):
    text, values, labels = written_table(how)
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    found, refused = read_table(path)
    if found is None:
        assert refused
        return
    loud = [str(note) for note in found.notes if note.severity == "warning"]
    same = (
        not found.symbolic
        and found.lengths.tolist() == [5] * 12
        and np.array_equal(found.values.reshape(12, 5), values.astype(np.float32), equal_nan=True)
        and [found.classes[i] for i in found.labels] == labels
    )
    assert same or loud


ORDINARY = {
    "mark": ",", "decimal": ".", "thousands": ",", "digits": 2, "minus": "-", "dress": "{}", "missing": "NA",
    "quoted": "where needed", "header": True, "above": "", "behind": "", "counter": "", "trailing": False,
    "scale": 5000.0, "seed": 0,
}  # fmt: skip
CHANGES = [
    *({"decimal": decimal, "thousands": mark, "mark": ";"} for decimal in DECIMALS for mark in DECIMALS[decimal]),
    *({"decimal": decimal, "thousands": mark, "mark": "\t"} for decimal in DECIMALS for mark in DECIMALS[decimal]),
    *({"thousands": mark, "quoted": "always"} for mark in DECIMALS["."]),
    *({"missing": word} for word in MISSING),
    *({"minus": sign} for sign in MINUS),
    *({"dress": dress} for dress in DRESSES),
    *({"above": above} for above in ABOVE),
    *({"behind": behind} for behind in BEHIND),
    *({"counter": name} for name in ("Unnamed: 0", "index", "blank")),
    *({"mark": mark, "quoted": quoted} for mark in ",;\t|" for quoted in ("where needed", "always", "after a blank")),
    {"trailing": True},
    {"header": False},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_that_one_unusual_thing_about_a_table_changes_nothing(change, tmp_path):
    text, values, labels = written_table(ORDINARY | change)
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    found = reader_for(path).read(path)
    np.testing.assert_array_equal(found.values.reshape(12, 5), values.astype(np.float32))
    assert [found.classes[i] for i in found.labels] == labels


@pytest.mark.parametrize("lines", [1, 10, 50])
@pytest.mark.parametrize("thousands", [".", ","])
def test_that_numbers_that_can_be_read_in_two_ways_are_a_warning(lines, thousands, tmp_path):
    path = tmp_path / "a.csv"
    rows = (
        f"{i % 7 + 1}{thousands}{i % 900 + 100};{i % 9 + 2}{thousands}500;{'ab'[i % 2]}\n" for i in range(10 * lines)
    )
    path.write_text("x;y;label\n" + "".join(rows))
    found = reader_for(path).read(path)
    said = any("are ambiguous" in str(note) for note in found.notes if note.severity == "warning")
    assert said or found.values[0, 0] == np.float32(1.1)


def test_that_points_beside_numbers_below_a_thousand_part_thousands_and_that_this_is_said(tmp_path):
    path = tmp_path / "a.csv"
    numbers = [(f"{i % 7 + 1}.{i % 900 + 100}" if i % 3 else str(i + 100)) for i in range(40)]
    path.write_text("x;y;label\n" + "".join(f"{number};{i % 5};{'ab'[i % 2]}\n" for i, number in enumerate(numbers)))
    found = reader_for(path).read(path)
    assert found.values[:, 0].tolist()[::2] == [float(number.replace(".", "")) for number in numbers]
    assert any("are ambiguous" in str(note) for note in found.notes if note.severity == "warning")


def long_table(how: dict[str, object]) -> tuple[str, np.ndarray]:
    """A table of 8 sequences of 10 steps with two channels, one step a line, and its values (S, 2)."""
    rng = np.random.default_rng(how["seed"])
    values = np.round(rng.normal(size=(80, 2)) * how["scale"] + how["scale"] / 3, how["digits"])
    mark = how["mark"]
    form = (how["decimal"], how["thousands"], how["digits"], how["minus"], how["dress"])

    def cell(text: str) -> str:
        return f'"{text}"' if mark in text or how["quoted"] != "where needed" else text

    name = "" if how["counter"] == "blank" else how["counter"]
    rows = [["id", "t", "x", "y", "label"]]
    for i in range(80):
        numbers = [written_number(values[i, j], *form) for j in range(2)]
        if i == 13:
            numbers[1], values[i, 1] = how["missing"], np.nan
        rows.append([str(i // 10), str(i % 10), *numbers, "ab"[i // 10 % 2]])
    if how["counter"]:
        rows = [[name, *rows[0]], *([str(i), *row] for i, row in enumerate(rows[1:]))]
    between = f"{mark} " if how["quoted"] == "after a blank" else mark
    end = mark if how["trailing"] else ""
    above, behind = (str(how[place]).format(mark=mark) for place in ("above", "behind"))
    return above + "".join(between.join(map(cell, row)) + end + "\n" for row in rows) + behind, values


@pytest.mark.parametrize("change", [change for change in CHANGES if "header" not in change], ids=str)
def test_that_one_unusual_thing_about_a_table_of_steps_changes_nothing(change, tmp_path):
    text, values = long_table(ORDINARY | change)
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    found = reader_for(path).read(path)
    np.testing.assert_array_equal(found.values, values.astype(np.float32))
    assert found.features == ("x", "y")
    assert found.lengths.tolist() == [10] * 8
    assert [found.classes[i] for i in found.labels] == list("abababab")
    loud = [note for note in found.notes if note.severity == "warning"]
    assert bool(loud) == bool(change.get("counter"))


def test_that_numbers_cut_at_commas_within_them_are_a_warning(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "".join(f"{i + 1},{37 * i % 1000:03}.50,{i % 3 + 2},{i * 7 % 100:02}0.25,{'ab'[i % 2]}\n" for i in range(20))
    )
    said = [str(note) for note in reader_for(path).read(path).notes if note.severity == "warning"]
    assert any("seem to contain commas" in sentence for sentence in said)


def test_that_columns_that_look_like_numbers_are_not_left_out_in_silence(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("time,heat,x\n" + "".join(f"{i},{i / 3:.1f} °Ré,{i % 7}.5\n" for i in range(30)))
    said = [str(note) for note in reader_for(path).read(path).notes if note.severity == "warning"]
    assert said == [
        "Columns of a.csv look like numbers but cannot be read as such, and were excluded: heat (such as '0.0 °Ré')."
    ]


@pytest.mark.parametrize("name", ["is_anomaly", "anomaly", "Outlier"])
def test_that_labels_of_steps_are_no_channel(name, tmp_path):
    path = tmp_path / "a.csv"
    days = (f"2021-01-{i // 24 + 1:02} {i % 24:02}:00:00" for i in range(200))
    path.write_text(
        f"timestamp,value,{name}\n" + "".join(f"{day},{i % 7}.5,{i % 20 == 3:d}\n" for i, day in enumerate(days))
    )
    found = reader_for(path).read(path)
    assert found.features == ("value",)
    assert any("label time steps" in str(note) for note in found.notes if note.severity == "warning")


@pytest.mark.parametrize("head", ["index,value\n", ",value\n", ""])
def test_that_a_counter_of_steps_is_the_time_of_one_series_and_no_label(head, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(head + "".join(f"{i},{i * 7 % 13}.5\n" for i in range(60)))
    reader = reader_for(path)
    found = reader.read(path)
    assert (reader.name, len(found), found.labels.shape) == ("csv_long", 1, (1, 0))
    assert found.values[:3, 0].tolist() == [0.5, 7.5, 1.5]


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TIMES = {
    "quarters": [f"{2000 + i // 4}-Q{i % 4 + 1}" for i in range(24)],
    "quarters, year behind": [f"Q{i % 4 + 1} {2000 + i // 4}" for i in range(24)],
    "weeks": [f"2020-W{i + 1:02}" for i in range(24)],
    "days of weeks": [f"2020-W{i // 7 + 1:02}-{i % 7 + 1}" for i in range(24)],
    "months": [f"{2000 + i // 12}-{i % 12 + 1:02}" for i in range(24)],
    "months of Eurostat": [f"{2000 + i // 12}M{i % 12 + 1:02}" for i in range(24)],
    "months with names": [f"{MONTHS[i % 12]}-{2000 + i // 12}" for i in range(24)],
    "days with names of months": [f"{i + 1} March 2021" for i in range(24)],
    "days in Chinese": [f"2021年3月{i + 1}日" for i in range(24)],
}  # fmt: skip


@pytest.mark.parametrize("name", TIMES)
def test_that_quarters_weeks_and_named_months_are_times(name, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("when,x\n" + "".join(f"{time},{i % 7}.5\n" for i, time in enumerate(TIMES[name])), encoding="utf-8")
    reader = reader_for(path)
    found = reader.read(path)
    assert (reader.name, found.features, found.lengths.tolist()) == ("csv_long", ("x",), [24])
    assert found.values[:3, 0].tolist() == [0.5, 1.5, 2.5]


def test_that_a_row_of_units_gives_the_features_their_units(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("time,ax,ay\ns,m/s2,[g]\n" + "".join(f"{i / 50},{i * 0.3:.2f},{i * 0.7:.2f}\n" for i in range(30)))
    found = reader_for(path).read(path)
    assert (found.features, found.units, found.lengths.tolist()) == (("ax", "ay"), ("m/s2", "g"), [30])


def test_that_lost_digits_are_a_warning_in_every_format_that_holds_64_bits(tmp_path):
    rng = np.random.default_rng(0)
    values = np.round(4649776.5 + rng.normal(size=(12, 20)) / 5, 3)
    text = "".join(",".join(map(str, row)) + f",{'ab'[i % 2]}\n" for i, row in enumerate(values.tolist()))
    (tmp_path / "a.csv").write_text(text)
    np.savez(tmp_path / "a.npz", x=values, y=np.arange(12) % 2)
    rows = ({"x": row, "label": i % 2} for i, row in enumerate(values.tolist()))
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for path in sorted(tmp_path.glob("a.*")):
        said = [str(note) for note in reader_for(path).read(path).notes if note.severity == "warning"]
        assert ["lose precision" in sentence for sentence in said] == [True], path


def test_that_whole_numbers_and_plain_measurements_lose_no_digits(tmp_path):
    rng = np.random.default_rng(0)
    for x in (rng.integers(10_000_000, 10_000_099, size=(12, 20)).astype(float), rng.normal(size=(12, 20)) + 20):
        np.savez(tmp_path / "a.npz", x=x, y=np.arange(12) % 2)
        found = reader_for(tmp_path / "a.npz").read(tmp_path / "a.npz")
        assert not [note for note in found.notes if note.severity == "warning"]


@pytest.mark.parametrize("word", ["k.A.", "void", "keine", "无", "Нет"])
def test_that_an_unknown_word_among_numbers_is_missing_and_that_this_is_said(word, tmp_path):
    path = tmp_path / "a.csv"
    rows = (f"{i}.5,{word if i % 10 == 3 else i % 4},{'ab'[i % 2]}\n" for i in range(40))
    path.write_text("t0,t1,label\n" + "".join(rows), encoding="utf-8")
    found = reader_for(path).read(path)
    assert np.isnan(found.values).sum() == 0  # they stand at the end of a line
    assert found.lengths.tolist() == [1 if i % 10 == 3 else 2 for i in range(40)]
    said = [str(note) for note in found.notes if note.severity == "warning"]
    assert said[0] == f"Cells of a.csv with '{word}' in columns of numbers were read as missing values."
