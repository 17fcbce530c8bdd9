"""Large sources: converted once by another process, the same numbers, believed as long as the source is the same."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import psutil
import pytest

from robustgui.base.errors import DataError, Interrupted
from robustgui.base.lock import FolderLock
from robustgui.data import DataSettings, SequenceSet, load
from robustgui.data.cache import ReadProgress, cached_reading, entry
from robustgui.data.cache.entry import LOCK, META, Entry
from robustgui.data.formats import READERS
from robustgui.data.load import loading
from robustgui.data.memory_maps import find_origin

Write = Callable[[str, int], Path]


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached_reading, "THRESHOLD", 0)


@pytest.fixture
def table(tmp_path: Path) -> Write:
    """`table("a.csv", 40)`: 40 sequences of 5 steps, some shorter, one value missing, two classes."""

    def write(name: str, count: int) -> Path:
        stream = np.random.default_rng(count)
        rows = [[f"{value:.4f}" for value in row] for row in stream.standard_normal((count, 5))]
        rows[1][2], rows[2][3:] = "", ["", ""]
        lines = [",".join([*row, "ab"[i % 2]]) for i, row in enumerate(rows)]
        path = tmp_path / name
        path.write_text("\n".join(["s0,s1,s2,s3,s4,label", *lines, ""]))
        return path

    return write


def read(path: Path) -> SequenceSet:
    """Through the cache."""
    steps = cached_reading.read_cached(READERS["recognised"](), path, "train", lambda: False)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def entry_of(path: Path, reader: str = "csv") -> Entry:
    return Entry(path, READERS[reader](), "train")


def held(path: Path) -> FolderLock:
    """As if another process converted `path` now."""
    entry_of(path).folder.mkdir(parents=True)
    lock = FolderLock(entry_of(path).folder / LOCK)
    assert lock.take()
    return lock


def refuse_to_convert(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached_reading, "convert_in_child", lambda *_: pytest.fail("converted again"))


def assert_same(found: SequenceSet, wanted: SequenceSet) -> None:
    for part in dataclasses.fields(SequenceSet):
        left, right = getattr(found, part.name), getattr(wanted, part.name)
        if isinstance(right, np.ndarray):
            np.testing.assert_array_equal(left, right, err_msg=part.name)
            assert left.dtype == right.dtype
        elif part.name != "facts":
            assert left == right, part.name


@pytest.mark.parametrize("name", ["csv", "ts", "npz"])
def test_that_what_comes_from_the_cache_is_what_the_reader_gives(name: str, tmp_path: Path) -> None:
    path = READERS[name].sample(tmp_path)
    assert_same(read(path), READERS[name]().read(path))


def test_that_a_table_with_gaps_and_short_rows_is_the_same_from_the_cache_and_mapped(table: Write) -> None:
    path = table("a.csv", 700)
    found = read(path)
    assert_same(found, READERS["csv"]().read(path))
    assert find_origin(found.values) is not None
    assert not found.values.flags.writeable


def test_that_the_second_opening_converts_nothing(table: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table("a.csv", 40)
    first = read(path)
    refuse_to_convert(monkeypatch)
    assert_same(read(path), first)


def test_that_another_way_to_read_the_same_file_lies_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert entry_of(path).folder != Entry(path, READERS["ucr_tsv"](), "train").folder
    assert entry_of(path).folder != Entry(path, READERS["csv"](), "test").folder
    assert entry_of(path).folder == Entry.from_json(entry_of(path).to_json()).folder


def test_that_a_source_that_was_only_touched_is_believed(table: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table("a.csv", 40)
    first = read(path)
    os.utime(path, (1, 1))
    refuse_to_convert(monkeypatch)
    assert_same(read(path), first)


def test_that_a_file_which_came_into_a_folder_is_noticed(tmp_path: Path) -> None:
    path = READERS["wav_folder"].sample(tmp_path)
    assert len(read(path)) == 4
    shutil.copy(path / "no" / "1.wav", path / "no" / "3.wav")
    assert len(read(path)) == 5


def test_that_other_content_of_the_same_size_is_converted_anew(table: Write) -> None:
    path = table("a.csv", 40)
    assert read(path).values[0, 0] != 7.5
    text = path.read_text()
    first = text.splitlines()[1].split(",")[0]
    path.write_text(text.replace(first, "7.5".ljust(len(first), "0"), 1))
    os.utime(path, (2, 2))
    assert read(path).values[0, 0] == 7.5


@pytest.mark.parametrize("damaged", ["gathered.f32", "labels.npy", META])
def test_that_a_damaged_cache_is_made_anew(damaged: str, table: Write) -> None:
    path = table("a.csv", 40)
    read(path)
    file = entry_of(path).folder / damaged
    file.write_bytes(file.read_bytes()[:100])
    assert_same(read(path), READERS["csv"]().read(path))


def test_that_a_file_beside_the_source_that_the_reader_opened_counts_as_source(
    table: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table("a.csv", 40)
    read(path)
    folder = entry_of(path).folder
    meta = (folder / META).read_text()
    beside = path.with_name("labels.txt")
    beside.write_text("x")
    state = beside.stat()
    (folder / META).write_text(meta.replace('"stamp": [', f'"stamp": [["{beside}", {state.st_size}, 0], ', 1))
    refuse_to_convert(monkeypatch)
    with pytest.raises(pytest.fail.Exception, match="converted again"):
        read(path)


def test_that_missing_values_and_moments_are_known_without_a_walk(table: Write) -> None:
    found = read(table("a.csv", 40))
    assert found.known is not None
    assert found.known.missing == (1,)
    values = found.values[~np.isnan(found.values)].astype(np.float64)
    wanted = [[values.mean()], [values.std()], [values.min()], [values.max()]]
    np.testing.assert_allclose(found.known.moments, wanted, rtol=1e-12)
    assert dataclasses.replace(found, values=found.values.copy()).known is None


def test_that_data_without_gaps_are_arranged_without_a_walk_through_the_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.npz"
    np.savez(path, x=np.random.default_rng(0).standard_normal((60, 4, 2)).astype(np.float32), y=np.arange(60) % 3)
    load(DataSettings(train=str(path)))
    monkeypatch.setattr(SequenceSet, "chunks", lambda *_: pytest.fail("walked"))
    dataset = load(DataSettings(train=str(path)))
    assert dataset.train.values is dataset.test.values


def test_that_what_is_wrong_with_the_source_names_line_and_column(table: Write) -> None:
    path = table("a.csv", 400)
    path.write_text(path.read_text() + "1,2,3,x,5,a\n")
    with pytest.raises(DataError, match=r"a\.csv, line 402, column 4: 'x' is not a finite number"):
        read(path)
    assert not entry_of(path).complete


def test_that_a_reading_that_nobody_wants_any_more_ends_at_once_and_leaves_nothing_that_counts(table: Write) -> None:
    path = table("a.csv", 40)
    lock = held(path)
    with closing(loading(DataSettings(train=str(path)))) as steps:
        assert [next(steps).phase, next(steps).phase] == ["comparing", "waiting"]
        assert psutil.Process().children()
    assert not psutil.Process().children()
    assert not entry_of(path).complete
    lock.release()


def test_that_a_request_to_stop_interrupts(table: Write) -> None:
    with pytest.raises(Interrupted):
        load(DataSettings(train=str(table("a.csv", 40))), stop=lambda: True)
    assert not psutil.Process().children()


def test_that_whoever_comes_second_waits_for_the_first(table: Write) -> None:
    path = table("a.csv", 40)
    lock = held(path)
    heard: list[ReadProgress] = []

    def hear(reading: ReadProgress) -> None:
        heard.append(reading)
        if reading.phase == "waiting":
            lock.release()

    dataset = load(DataSettings(train=str(path)), report=hear)
    assert "waiting" in [reading.phase for reading in heard]
    assert len(dataset.train) + len(dataset.test) == 40


def test_that_a_description_of_another_version_is_not_looked_at(table: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    before = entry_of(table("a.csv", 40)).folder
    monkeypatch.setattr(entry, "__version__", "0.0.0")
    assert entry_of(before.parent / "a.csv").folder != before
