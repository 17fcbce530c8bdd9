"""The parts of the cache: what is taken up after a kill, what is pruned, how large a source is, a disk that is full."""

from __future__ import annotations

import errno
import gzip
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.base.lock import FolderLock
from robustgui.base.paths import cache_folder
from robustgui.data.align_test_set import concatenate_sets
from robustgui.data.cache import convert
from robustgui.data.cache import convert as pruning
from robustgui.data.cache.arrays import from_folder, to_folder
from robustgui.data.cache.convert import prune
from robustgui.data.cache.entry import LOCK, META, Entry
from robustgui.data.cache.source_files import estimate_size
from robustgui.data.formats import READERS
from robustgui.data.formats.sequences.collector import Collector
from robustgui.data.formats.sequences.sequence_buffer import buffer_in_files
from robustgui.data.memory_maps import allocate_array, find_origin, is_mapped, map_array, release
from robustgui.data.sequence_set import SequenceSet
from robustgui.data.steps.fill import impute


def lines(count: int) -> list[tuple[int, str]]:
    return [(number, f"{number},{number / 2}") for number in range(1, count + 1)]


def collect(path: Path, count: int, parsed: list[int]) -> Collector:
    """A reader of `lines(count)` that notes which ones it had to look at."""
    found = Collector(path)
    for number, text in found.remaining(lines(count)):
        parsed.append(number)
        found.add(np.array(text.split(","), np.float64)[:, None], "ab"[number % 2], number)
    return found


def test_that_what_was_committed_before_a_kill_is_taken_up_and_the_rest_is_not_believed(tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "entry"
    folder.mkdir()
    with buffer_in_files(folder) as places:
        collect(path, 50, [])
        places[0].commit()
    for file in folder.glob("gathered.*"):
        if file.suffix != ".json":
            with file.open("ab") as half:
                half.write(b"half a sequence")
    parsed: list[int] = []
    with buffer_in_files(folder):
        found = collect(path, 80, parsed).finish()
    assert parsed == [1, *range(51, 81)]  # the first line again, for a reader that compares with it
    wanted = collect(path, 80, []).finish()
    np.testing.assert_array_equal(found.values, wanted.values)
    np.testing.assert_array_equal(found.labels, wanted.labels)
    assert (found.classes, len(found)) == (wanted.classes, 80)


def test_that_only_the_first_collector_of_a_conversion_writes_files(tmp_path: Path) -> None:
    with buffer_in_files(tmp_path):
        first, second = collect(tmp_path / "a", 3, []).finish(), collect(tmp_path / "b", 4, []).finish()
    assert find_origin(first.values) is not None
    assert find_origin(second.values) is None


@pytest.mark.parametrize("name", [name for name in READERS if name != "recognised"])
def test_that_the_sample_of_every_format_survives_the_way_through_files(name: str, tmp_path: Path) -> None:
    data = READERS[name]().read(READERS[name].sample(tmp_path))
    folder = tmp_path / "entry"
    folder.mkdir()
    found = from_folder(folder, json.loads(json.dumps(to_folder(data, folder, []), default=str)))
    for field in ("values", "starts", "lengths", "labels", "groups", "times", "baseline"):
        np.testing.assert_array_equal(getattr(found, field), getattr(data, field))
    assert (found.name, found.classes, found.features, found.vocabulary) == (
        data.name, data.classes, data.features, data.vocabulary,
    )  # fmt: skip
    assert [str(note) for note in found.notes] == [str(note) for note in data.notes]


def test_that_values_that_are_mapped_from_the_source_are_not_copied(tmp_path: Path) -> None:
    source = tmp_path / "x.f32"
    np.arange(60, dtype=np.float32).tofile(source)
    values = map_array(source, np.dtype(np.float32), (24, 2), offset=48)
    data = SequenceSet.pack(
        name="x", values=values, offsets=[0, 10, 24], labels=np.array([0, 1]), classes=("a", "b"), features=("u", "v")
    )
    folder = tmp_path / "entry"
    folder.mkdir()
    found = from_folder(folder, to_folder(data, folder, [source]))
    np.testing.assert_array_equal(found.values, values)
    assert {file.name for file in folder.iterdir()} == {"lengths.npy", "labels.npy"}


def test_that_pages_given_back_hold_the_same_numbers_again(tmp_path: Path) -> None:
    np.arange(10_000, dtype=np.float32).tofile(tmp_path / "x")
    values = map_array(tmp_path / "x", np.dtype(np.float32), (5000, 2))
    view = values[1000:1002]
    release(values)
    np.testing.assert_array_equal(view, [[2000, 2001], [2002, 2003]])


def made_entry(name: str, used: float, size: int = 1000) -> Path:
    folder = cache_folder() / name
    folder.mkdir(parents=True)
    (folder / "values.f32").write_bytes(bytes(size))
    (folder / META).write_text("{}")
    os.utime(folder / META, (used, used))
    return folder


def test_that_the_least_recently_used_go_first_and_what_is_being_made_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    oldest, being_made, old, new = (made_entry(f"entry{i}", used=i) for i in range(4))
    lock = FolderLock(being_made / LOCK)
    assert lock.take()
    monkeypatch.setattr(pruning, "LIMIT", 3500)
    prune(keep=new)
    assert [folder.exists() for folder in (oldest, being_made, old, new)] == [False, True, True, True]
    monkeypatch.setattr(pruning, "LIMIT", 0)
    prune(keep=new)
    assert [folder.exists() for folder in (being_made, old, new)] == [True, False, True]
    lock.release()


def test_that_a_source_weighs_what_it_unfolds_to(tmp_path: Path) -> None:
    zeros = bytes(1 << 20)
    (tmp_path / "plain").write_bytes(zeros)
    (tmp_path / "a.gz").write_bytes(gzip.compress(zeros, mtime=0))
    with zipfile.ZipFile(tmp_path / "a.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.npy", zeros)
    assert [estimate_size(tmp_path / name, 1 << 30) for name in ("plain", "a.gz", "a.npz", "gone")] == [1 << 20] * 3 + [
        0
    ]
    assert estimate_size(tmp_path, 1 << 30) == 3 << 20


def test_that_a_full_disk_is_a_sentence_and_what_was_written_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = READERS["csv"].sample(tmp_path)
    entry = Entry(path, READERS["csv"](), "train")

    def fill_the_disk(entry: Entry) -> None:
        (entry.folder / "values.f32").write_bytes(bytes(100))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(convert, "_convert", fill_the_disk)
    monkeypatch.setattr(convert.os, "nice", lambda _: None, raising=False)
    with pytest.raises(DataError, match=r"The disk is full: the converted copy of sample\.csv"):
        convert.convert(entry.to_json())
    assert {file.name for file in entry.folder.iterdir()} == {LOCK}


def test_that_the_process_that_converts_imports_neither_torch_nor_qt(tmp_path: Path) -> None:
    program = (
        "import sys; from robustgui.data.cache import convert\n"
        "print([name for name in ('torch', 'PySide6', 'pyqtgraph') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def gapped(seed: int) -> SequenceSet:
    stream = np.random.default_rng(seed)
    lengths = stream.integers(3, 9, 40)
    values = stream.standard_normal((lengths.sum(), 2)).astype(np.float32)
    values[stream.random(values.shape) < 0.2] = np.nan
    return SequenceSet.pack(
        name="gapped", values=values, offsets=np.concatenate([[0], np.cumsum(lengths)]),
        labels=np.arange(40) % 2, classes=("a", "b"), features=("u", "v"),
    )  # fmt: skip


@pytest.mark.parametrize("how", ["interpolate", "mean"])
def test_that_large_data_are_put_together_and_filled_in_a_nameless_file_with_the_same_numbers(
    how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = gapped(1), gapped(2)
    wanted = impute(concatenate_sets(first, second), np.array([1.0, 2.0]), how)
    monkeypatch.setattr("robustgui.data.memory_maps.IN_MEMORY", 0)
    monkeypatch.setattr(SequenceSet.spans, "__defaults__", (10,))
    monkeypatch.setattr(SequenceSet.chunks, "__defaults__", (10,))
    found = impute(concatenate_sets(first, second), np.array([1.0, 2.0]), how)
    np.testing.assert_array_equal(found.values, wanted.values)
    np.testing.assert_array_equal(found.starts, wanted.starts)
    assert (found.filled, found.notes) == (wanted.filled, wanted.notes)
    assert is_mapped(found.values)
    assert not is_mapped(wanted.values)
    assert not list(cache_folder().iterdir())


def test_that_parts_of_one_array_are_put_together_without_a_copy() -> None:
    data = gapped(1)
    found = concatenate_sets(data.select(np.arange(30)), data.select(np.arange(30, 40)))
    assert found.values is data.values
    np.testing.assert_array_equal(found[35], data[35])


def test_that_a_disk_without_room_for_prepared_data_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("robustgui.data.memory_maps.IN_MEMORY", 0)
    monkeypatch.setattr(os, "posix_fallocate", full)
    with pytest.raises(DataError, match="No space left on device"):
        allocate_array((10, 2), np.dtype(np.float32))
