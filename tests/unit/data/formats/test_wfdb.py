"""PhysioNet's records: every format as the library wfdb reads it, annotations, beats and windows."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import READERS
from robustgui.data.formats import read
from robustgui.data.formats.wfdb.annotation import AAMI, BEATS, annotations_of
from robustgui.data.formats.wfdb.header import wfdb_header
from robustgui.data.formats.wfdb.signal import wfdb_values

FIXTURES = Path(__file__).parents[3] / "fixtures" / "wfdb"  # made by tools/make_wfdb_fixtures.py
Wfdb = READERS["wfdb"]


@pytest.fixture(scope="module")
def expected():
    with np.load(FIXTURES / "expected.npz") as arrays:
        return dict(arrays)


@pytest.fixture
def record(tmp_path):
    """`record("100", [(10, "N"), ...])`: two signals of 400 samples at 100 Hz, 5 and -5 rising by a hundredth."""
    codes = {"N": 1, "V": 5, "A": 8, "+": 28, "~": 14}

    def write(name, marks, *, rate=100, titles=("MLII", "V1"), units="mV", notes=()):
        folder = tmp_path / "db"
        folder.mkdir(exist_ok=True)
        rows = [f"{name}.dat 16 100(0)/{units} 12 0 0 0 0 {title}" for title in titles]
        (folder / f"{name}.hea").write_text("\n".join([f"{name} {len(titles)} {rate} 400", *rows, ""]))
        ramp = np.arange(400)[:, None] + np.array([500, -500])[: len(titles)]
        (folder / f"{name}.dat").write_bytes(ramp.astype("<i2").tobytes())
        words, before = [], 0
        for (at, symbol), note in zip(marks, [*notes, *[""] * len(marks)], strict=False):
            words.append(codes[symbol] << 10 | at - before)
            if note:
                text = note.encode() + b"\0" * (len(note) % 2)
                words += [63 << 10 | len(note), *np.frombuffer(text, "<u2").tolist()]
            before = at
        if marks:
            (folder / f"{name}.atr").write_bytes(np.array([*words, 0], "<u2").tobytes())
        return folder / f"{name}.hea"

    return write


@pytest.mark.parametrize("name", ["f8", "f16", "f24", "f32", "f61", "f80", "f160", "f212", "f310", "f311", "mixed"])
def test_that_every_format_has_the_values_that_wfdb_reads(expected, name):
    header = wfdb_header(FIXTURES / f"{name}.hea", name)
    np.testing.assert_array_equal(wfdb_values(header, name), expected[name].astype(np.float32))
    assert header.rate == expected[f"{name}.rate"]
    assert [signal.units for signal in header.signals] == expected[f"{name}.units"].tolist()
    assert [signal.title or "None" for signal in header.signals] == expected[f"{name}.names"].tolist()


def test_that_annotations_are_those_that_wfdb_reads(expected):
    found = annotations_of(FIXTURES / "f212.atr", "f212")
    np.testing.assert_array_equal(found.samples, expected["annotated.samples"])
    assert found.symbols == tuple(expected["annotated.symbols"])
    assert found.notes == tuple(expected["annotated.notes"])


def test_that_every_beat_has_a_class_by_aami():
    assert set(AAMI) == BEATS
    assert set(AAMI.values()) == set("NSVFQ")


@pytest.mark.parametrize("suffix", [".hea", ".dat", ".atr"])
def test_that_beats_are_cut_around_their_marks(record, suffix):
    path = record("100", [(10, "N"), (100, "N"), (150, "~"), (200, "V"), (300, "A"), (380, "N")])
    found = read(path.with_suffix(suffix))
    assert found.lengths.tolist() == [80, 80, 80, 50]
    np.testing.assert_allclose(found[1][:, 0], 5 + np.arange(170, 250) / 100, rtol=1e-6)
    assert [found.classes[i] for i in found.labels] == ["N", "V", "S", "N"]
    assert (found.kind, found.sample_rate, found.units, found.features) == ("beats", 100, ("mV", "mV"), ("MLII", "V1"))
    assert "1 beat too close to the beginning of a record was excluded." in map(str, found.notes)
    assert Wfdb(labels="symbols", before=0.1, after=0.2).read(path).classes == ("A", "N", "V")


def test_that_the_records_of_a_folder_are_patients(record):
    record("100", [(100, "N")])
    path = record("101", [(100, "N"), (200, "V")], titles=("V5", "MLII"))
    found = read(path.parent)
    assert (found.group_names, found.groups.tolist(), found.group_title) == (("100", "101"), [0, 1, 1], "patient")
    assert found.features == ("MLII",)
    assert found[1][30, 0] == -4
    assert Wfdb().guess(path.parent) == Wfdb(cut="beats", signals=("MLII",))


def test_that_windows_have_the_rhythm_in_their_middle(record):
    path = record("100", [(0, "+"), (220, "+")], notes=["(N", "(AFIB"])
    found = Wfdb(length=1.0, stride=1.0).read(path)
    assert found.lengths.tolist() == [100] * 4
    assert [found.classes[i] for i in found.labels] == ["N", "N", "AFIB", "AFIB"]
    assert Wfdb(length=1.0, stride=0.5).read(path).starts.tolist() == [0, 50, 100, 150, 200, 250, 300]


def test_that_whole_records_have_the_labels_of_a_table(record):
    for name in ("A1", "A2"):
        path = record(name, [])
    (path.parent / "REFERENCE.csv").write_text("A1,N\nA2,A\n")
    found = read(path.parent)
    assert (found.lengths.tolist(), found.classes, found.labels.tolist()) == ([400, 400], ("A", "N"), [1, 0])


def test_that_records_without_labels_have_none(record):
    assert read(record("100", [])).labels.shape == (1, 0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("100 1 100 1000000000000\n100.dat 16 200", "declares 1000000000000 samples, but its files contain 800"),
        ("100/3 1 100 400\n100a 200", "declares 3 segments and names 1"),
        ("100/1 1 100 400\n100a 400", "its segment 100a is not in the same folder"),
        ("100/1 1 100 400\n100 400", "its segment 100 consists of segments itself"),
        ("100/1 1 100 400\na b c", "the name of a segment and its number of samples"),
        ("100 1 100 400\n100.dat 516 200", "stored in format 516, which is not read"),
        ("100 2 100 400\n100.dat 16 200", "declares 2 signals and describes 1"),
        ("100 1 100 400\n../100.dat 16 200", "must lie in the same folder"),
        ("100 1 100 400\nother.dat 16 200", "the samples are in other.dat, which is missing"),
        ("100 1 0 400\n100.dat 16 200", "a sample rate of 0 Hz is not valid"),
        ("100 1 100 400\n100.dat x 200", "line 2: a file, a format and a gain are needed"),
    ],
)
def test_that_a_header_that_lies_is_refused(record, line, message):
    path = record("100", [(100, "N")])
    path.write_text(line)
    with pytest.raises(DataError) as caught:
        Wfdb().read(path)
    assert str(caught.value).startswith("100.hea")
    assert message in str(caught.value)


def test_that_annotations_without_an_end_are_refused(record):
    path = record("100", [(100, "N")])
    path.with_suffix(".atr").write_bytes(path.with_suffix(".atr").read_bytes()[:-2])
    with pytest.raises(DataError, match=r"100\.hea: the annotations have no end"):
        read(path)


@pytest.mark.parametrize("how", [{"rate": 200}, {"units": "uV"}])
def test_that_records_which_do_not_belong_together_are_refused(record, how):
    record("100", [(100, "N")])
    path = record("101", [(100, "N")], **how)
    with pytest.raises(DataError, match="into one folder"):
        read(path.parent)


def test_that_annotations_of_another_record_are_told(tmp_path):
    for file in FIXTURES.glob("f212.*"):
        shutil.copy(file, tmp_path)
    with pytest.raises(DataError, match="no beat is annotated within its samples"):
        read(tmp_path)


def test_that_segments_are_read_one_behind_the_other(record):
    folder = record("a", []).parent
    record("b", [])
    (folder / "whole.hea").write_text("whole/3 2 100 900\na 400\n~ 100\nb 400\n")
    whole = wfdb_values(wfdb_header(folder / "whole.hea", "whole"), "whole")
    a = wfdb_values(wfdb_header(folder / "a.hea", "a"), "a")
    np.testing.assert_array_equal(whole[:400], a)
    assert np.isnan(whole[400:500]).all()
    np.testing.assert_array_equal(whole[500:], a)


def test_that_signals_of_a_variable_layout_are_matched_by_their_names(record):
    folder = record("a", [], titles=("V1",)).parent
    record("b", [], titles=("V1", "MLII"))
    (folder / "layout.hea").write_text("layout 2 100 0\n~ 0 100/mV 12 0 0 0 0 MLII\n~ 0 100/mV 12 0 0 0 0 V1\n")
    (folder / "whole.hea").write_text("whole/3 2 100 800\nlayout 0\na 400\nb 400\n")
    whole = wfdb_values(wfdb_header(folder / "whole.hea", "whole"), "whole")
    parts = [wfdb_values(wfdb_header(folder / f"{name}.hea", name), name) for name in "ab"]
    assert np.isnan(whole[:400, 0]).all()
    np.testing.assert_array_equal(whole[:400, 1], parts[0][:, 0])
    np.testing.assert_array_equal(whole[400:], parts[1][:, ::-1])


def test_that_a_folder_reads_a_record_of_segments_once(record):
    folder = record("a", []).parent
    record("b", [])
    (folder / "whole.hea").write_text("whole/2 2 100 800\na 400\nb 400\n")
    found = Wfdb(cut="windows", length=4, stride=4).read(folder)
    assert found.group_names == ("whole",)
    assert found.lengths.tolist() == [400, 400]


def test_that_a_segment_of_another_length_than_it_should_have_is_named(record):
    folder = record("a", []).parent
    (folder / "whole.hea").write_text("whole/1 2 100 500\na 500\n")
    with pytest.raises(DataError, match="declares 500 samples for its segment a, which has 400"):
        read(folder / "whole.hea")
