"""Parquet and Arrow: every layout against the rows as written, class names, and files that lie."""

from __future__ import annotations

import io
import json
import re

import numpy as np
import pytest
from scipy.io import wavfile

from robustgui.base.errors import DataError
from robustgui.data import READERS, DataSettings, load
from robustgui.data.formats import read

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
pytestmark = pytest.mark.usefixtures("reads_here")
Parquet = READERS["parquet"]
STEPS = [[1.0, 2.5, -3.0], [4.0], [0.5, None], [7.0, 8.0]]


def write(path, form, table):
    path.parent.mkdir(parents=True, exist_ok=True)
    if form == "parquet":
        pq.write_table(table, path, row_group_size=3)
        return path
    new = pa.ipc.new_file if form == "file" else pa.ipc.new_stream
    with pa.OSFile(str(path), "wb") as sink, new(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=3)
    return path


@pytest.fixture
def saved(tmp_path):
    def save(form="parquet", metadata=None, **columns):
        table = pa.table(columns).replace_schema_metadata(metadata)
        return write(tmp_path / ("data.parquet" if form == "parquet" else "data.arrow"), form, table)

    return save


@pytest.mark.parametrize("form", ["parquet", "file", "stream"])
@pytest.mark.parametrize("kind", [pa.float32(), pa.float64(), pa.float16(), pa.decimal128(10, 2)])
def test_that_lists_are_sequences(saved, form, kind):
    steps = pa.array(STEPS, pa.list_(pa.float64())).cast(pa.list_(kind))
    found = read(saved(form, x=steps, label=["b", "a", "b", "a"]))
    assert found.lengths.tolist() == [3, 1, 2, 2]
    np.testing.assert_array_equal(found.values[:, 0], [1, 2.5, -3, 4, 0.5, np.nan, 7, 8])
    assert (found.classes, found.labels.tolist()) == (("a", "b"), [1, 0, 1, 0])


@pytest.mark.parametrize("kind", [pa.list_(pa.int16(), 2), pa.large_list(pa.int16()), pa.list_(pa.uint8())])
def test_that_every_kind_of_list_is_read(saved, kind):
    found = read(saved(x=pa.array([[1, 2], [3, 4]], kind), y=[0, 1]))
    np.testing.assert_array_equal(found.values[:, 0], [1, 2, 3, 4])


def test_that_lists_in_lists_are_steps_of_features(saved):
    x = np.arange(12.0).reshape(2, 3, 2)
    found = read(saved(x=x.tolist(), label=[0, 1]))
    np.testing.assert_array_equal(found[1], x[1])
    np.testing.assert_array_equal(Parquet(axes="ft").read(saved(x=x.tolist(), label=[0, 1]))[1], x[1].T)


def test_that_features_of_steps_are_turned_round_where_only_that_makes_sense(saved):
    found = read(saved(x=[[[1, 2, 3], [4, 5, 6]], [[7], [8]]], label=[0, 1]))
    np.testing.assert_array_equal(found[0], [[1, 4], [2, 5], [3, 6]])
    np.testing.assert_array_equal(found[1], [[7, 8]])


def test_that_several_lists_are_features(saved):
    found = read(saved(left=[[1.0, 2.0], [3.0]], right=[[5.0, 6.0], [7.0]], label=["a", "b"], subject=["s", "t"]))
    assert found.features == ("left", "right")
    np.testing.assert_array_equal(found[0], [[1, 5], [2, 6]])
    assert (found.group_title, found.group_names) == ("subject", ("s", "t"))


def test_that_names_of_classes_are_those_of_the_dataset(saved):
    info = {"info": {"features": {"label": {"names": ["none", "walk", "run"], "_type": "ClassLabel"}}}}
    found = read(saved(metadata={"huggingface": json.dumps(info)}, x=STEPS, label=[2, 1, 2, 1]))
    assert (found.classes, found.labels.tolist()) == (("none", "walk", "run"), [2, 1, 2, 1])


def test_that_text_is_kept_as_code_points(saved):
    texts = ["a film to see again", "schön und größer als je", "never ever again please", "再来一次 很好"]
    found = read(saved(text=texts, label=[1, 1, 0, 1], idx=[1, 2, 3, 4]))
    assert [found.text(i) for i in range(4)] == texts
    assert (found.kind, found.classes, found.labels.tolist()) == ("text", ("0", "1"), [1, 1, 0, 1])


def test_that_steps_a_row_are_put_together(saved):
    found = read(saved(id=[1, 1, 2, 2, 1], time=[0, 1, 0, 1, 2], label=["a", "a", "b", "b", "a"], v=[1.0, 2, 3, 4, 5]))
    assert found.lengths.tolist() == [3, 2]
    np.testing.assert_array_equal(found.values[:, 0], [1, 2, 5, 3, 4])
    assert found.classes == ("a", "b")


@pytest.mark.parametrize("kind", [pa.timestamp("ns"), pa.timestamp("ms", "UTC"), pa.date32(), pa.string()])
def test_that_dated_rows_are_one_sequence_in_order(saved, kind):
    days = pa.array([f"2020-01-{day:02}" for day in (3, 1, 2)])
    dates = days if kind == pa.string() else days.cast(pa.date32() if pa.types.is_date(kind) else pa.timestamp("s"))
    dates = (
        dates
        if kind == pa.string()
        else dates.cast(pa.timestamp(kind.unit, kind.tz) if not pa.types.is_date(kind) else kind)
    )
    found = read(saved(date=dates, close=[3.0, 1.0, 2.0]))
    np.testing.assert_array_equal(found.values[:, 0], [1, 2, 3])
    assert (found.kind, found.labels.shape) == ("prices", (1, 0))
    assert found.times.tolist() == [[1577836800, 1577836800 + 2 * 86400]]


def test_that_a_step_a_column_is_read(saved):
    columns = {f"t{i}": np.arange(4) * 10.0 + i for i in range(10)}
    found = read(saved(**columns, target=[0, 1, 0, 1]))
    np.testing.assert_array_equal(found[2][:, 0], 20 + np.arange(10))
    assert found.classes == ("0", "1")


def test_that_columns_can_be_chosen(saved):
    path = saved(x=STEPS, z=[[9.0]] * 4, label=["b", "a", "b", "a"], other=[0.5, 1.5, 2.5, 3])
    found = Parquet(values=("z",), label="other").read(path)
    assert (found.task, found.lengths.tolist(), found.labels[1, 0]) == ("regression", [1, 1, 1, 1], 1.5)
    guessed = Parquet(values=("x",)).guess(path)
    assert (guessed.form, guessed.values, guessed.label, guessed.group) == ("lists", ("x",), "label", "-")
    preview = guessed.preview(path, 2)
    assert (preview.roles, preview.total, len(preview.rows)) == (("value", "", "label", ""), 4, 2)


def test_that_no_more_rows_are_read_than_wanted(saved):
    assert len(Parquet().read(saved(x=STEPS, label=["b", "a", "b", "a"]), 2)) == 2


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"x": [[1.0], None], "label": [0, 1]}, "row 2, column 'x': the sequence is missing"),
        ({"x": [[1.0], [np.inf]], "label": [0, 1]}, "sequence 1, step 0, feature 0"),
        ({"x": [[1.0], []], "label": [0, 1]}, "line 2: the sequence has no values"),
        ({"x": [[1.0], [2.0]], "z": [[1.0], [2.0, 3.0]], "label": [0, 1]}, "row 2: the lists of the columns x, z"),
        ({"x": [[[1.0], [2.0, 3.0]]], "label": [0]}, "row 1, column 'x': the lists in the list differ"),
        ({"x": ["a", "b"], "label": ["c", "d"]}, "no column contains values"),
        ({"x": [[1.0], [2.0]], "label": ["c", None]}, "line 2: the label is missing"),
    ],
)
def test_that_an_error_names_the_row(saved, columns, message):
    with pytest.raises(DataError) as caught:
        read(saved(**columns))
    assert str(caught.value).startswith("data.parquet")
    assert message in str(caught.value)


def test_that_a_file_which_unfolds_to_more_than_memory_is_refused(saved, monkeypatch):
    path = saved(x=pa.array([[0.0] * 100_000] * 30), label=[0, 1, 2] * 10)
    assert path.stat().st_size < 1 << 18
    monkeypatch.setattr("robustgui.data.formats.files.source.memory_limit", lambda: 1 << 20)
    with pytest.raises(DataError, match=r"data\.parquet needs"):
        read(path)


def test_that_a_saved_dataset_has_its_parts(tmp_path):
    for part, steps in (("train", STEPS), ("test", STEPS[:2]), ("validation", STEPS[:1])):
        labels = ["b", "a", "b", "a"][: len(steps)]
        write(tmp_path / "d" / part / "data-00000-of-00001.arrow", "stream", pa.table({"x": steps, "label": labels}))
        state = {"_data_files": [{"filename": "data-00000-of-00001.arrow"}]}
        (tmp_path / "d" / part / "state.json").write_text(json.dumps(state))
    (tmp_path / "d" / "dataset_dict.json").write_text('{"splits": ["train", "test", "validation"]}')
    data = load(DataSettings(train=str(tmp_path / "d")))
    assert (len(data.train), len(data.test)) == (4, 2)


def test_that_shards_are_put_together_and_validation_stands_in_for_the_test(tmp_path):
    for name, steps in (("train-00000-of-00002", STEPS[:2]), ("train-00001-of-00002", STEPS[2:]), ("dev", STEPS[:2])):
        table = pa.table({"x": steps, "label": ["b", "a"]})
        write(tmp_path / "d" / "data" / f"{name}.parquet", "parquet", table)
    reader = READERS["arrow_folder"]()
    assert reader.read(tmp_path / "d").lengths.tolist() == [3, 1, 2, 2]
    test = reader.read_test(tmp_path / "d")
    assert "The split 'validation' is used for testing." in map(str, test.notes)
    assert READERS["arrow_folder"](test="-").read_test(tmp_path / "d") is None


@pytest.mark.parametrize("entry", ["../outside.arrow", "/etc/passwd"])
def test_that_a_description_cannot_name_files_elsewhere(tmp_path, entry):
    write(tmp_path / "outside.arrow", "stream", pa.table({"x": STEPS, "label": list("abab")}))
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "state.json").write_text(json.dumps({"_data_files": [{"filename": entry}]}))
    with pytest.raises(DataError, match="files of the split 'd' are missing"):
        READERS["arrow_folder"]().read(tmp_path / "d")


def wave(samples, rate=8000):
    """The bytes of a mono .wav file."""
    stream = io.BytesIO()
    wavfile.write(stream, rate, np.asarray(samples, np.int16))
    return stream.getvalue()


def sounds(*cells):
    return pa.array(cells, pa.struct([("bytes", pa.binary()), ("path", pa.string())]))


@pytest.mark.parametrize("form", ["parquet", "file", "stream"])
def test_that_sound_in_bytes_or_beside_the_file_is_read(saved, tmp_path, form):
    (tmp_path / "b.wav").write_bytes(wave([100, -100]))
    cells = sounds({"bytes": wave([3, 2, 1]), "path": "a.wav"}, {"bytes": None, "path": "clips/b.wav"})
    found = read(saved(form, audio=cells, label=[1, 0]))
    assert (found.kind, found.sample_rate, found.lengths.tolist()) == ("speech", 8000, [3, 2])
    np.testing.assert_allclose(found.values[:, 0] * 2**15, [3, 2, 1, 100, -100])
    assert found.labels.tolist() == [1, 0]


def test_that_sound_of_another_rate_is_brought_to_that_of_the_first(saved):
    found = read(saved(audio=sounds({"bytes": wave(range(10))}, {"bytes": wave(range(40), 16000)}), label=[0, 1]))
    assert found.lengths.tolist() == [10, 20]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ({"bytes": b"\x89PNG\r\n"}, "row 1, column 'audio': this is a picture"),
        ({"bytes": None, "path": "away.wav"}, "there are neither bytes nor, in the same folder, the file 'away.wav'"),
        (None, "there are neither bytes nor"),
    ],
)
def test_that_what_is_no_sound_is_named(saved, cell, message):
    with pytest.raises(DataError, match=re.escape(message)):
        read(saved(audio=sounds(cell), label=[0]))


@pytest.mark.parametrize("form", ["parquet", "file", "stream"])
def test_that_fields_of_structs_are_columns_of_their_own(saved, form):
    steps = pa.array([{"x": [1.0, 2.0], "y": [3.0, 4.0]}, {"x": [5.0], "y": [6.0]}])
    inner = pa.array([{"meta": {"label": "b"}}, {"meta": {"label": "a"}}])
    path = saved(form, acceleration=steps, info=inner)
    found = Parquet(label="info.meta.label").read(path) if form == "parquet" else read(path)
    assert found.features == ("acceleration.x", "acceleration.y")
    np.testing.assert_array_equal(found[0], [[1, 3], [2, 4]])
    np.testing.assert_array_equal(found[1], [[5, 6]])


def test_that_a_row_counter_is_no_channel_and_it_is_said(saved):
    steps = list(range(12))
    path = saved(
        id=[i // 4 for i in steps], t=[i % 4 for i in steps], v=[i * 0.5 for i in steps], __index_level_0__=steps
    )
    found = read(path)
    assert found.features == ("v",)
    assert any("only number the lines" in str(note) for note in found.notes if note.severity == "warning")


def test_that_numbers_beside_the_sequences_are_excluded_loudly(saved):
    found = read(saved(x=STEPS, label=["b", "a", "b", "a"], age=[31.5, 40.0, 28.0, 77.0]))
    assert found.features == ("value",)
    assert any("age" in str(note) for note in found.notes if note.severity == "warning")
