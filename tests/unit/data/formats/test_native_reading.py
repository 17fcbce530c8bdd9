"""Files that need libraries of compiled code: read in another process, whose end is a sentence here."""

from __future__ import annotations

import dataclasses
import os
import pickle
import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import h5py
import numpy as np
import psutil
import pyarrow.parquet as pq
import pytest
import soundfile

import robustgui as rg
from robustgui.base.apart import share_process
from robustgui.base.code_files import files_of_plugins
from robustgui.base.code_trust import allow
from robustgui.base.errors import DataError, Interrupted
from robustgui.data import READERS, DataSettings, SequenceSet, load
from robustgui.data.cache import cached_reading
from robustgui.data.formats import read
from robustgui.data.formats.base import reader_for
from robustgui.data.formats.native.libraries import ApartNeeded, import_native
from robustgui.data.import_preview import preview
from robustgui.data.load import loading

ABORTS = Path(__file__).parents[3] / "fixtures" / "damaged" / "aborts_arrow.parquet"
READER = '''
from robustgui.data.formats.native.libraries import import_native
from robustgui.data.formats.base import READERS, Reader

@READERS.register("crashing")
class Crashing(Reader):
    """Its library does what the file says."""
    title = "Crashing"
    suffixes = (".crash",)

    @classmethod
    def sniff(cls, head, path):
        return 1.0 if head.startswith(b"CRASH") else 0.0

    @classmethod
    def sample(cls, folder):
        path = folder / "sample.crash"
        path.write_bytes(b"CRASH none")
        return path

    def read(self, path, limit=None):
        import_native("crashing_library").look_at(path)
        return READERS["csv"]().read(READERS["csv"].sample(path.parent))

    def read_test(self, path):
        return self.read(path)

    def guess(self, path):
        self.read(path)
        return self
'''
LIBRARY = """
import os, time, signal, ctypes
from robustgui.data.formats.files.source import check_fits

def look_at(path):
    how = path.read_bytes().split()[1].decode()
    if how == "segfault":
        ctypes.string_at(0)
    elif how == "spin":
        ctypes.PyDLL(None).sleep(600)
    elif how == "grow":
        bytearray(4 << 30)
    elif how == "declare":
        check_fits(path, 300 << 20)
        bytearray(1200 << 20)
    elif how == "conceal":
        bytearray(1200 << 20)
    elif how != "none":
        os.kill(os.getpid(), getattr(signal, how))
"""


@pytest.fixture
def crashing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """`crashing("segfault")`: a file of a plug-in's format whose library does that."""
    plugins = tmp_path / "plugins"
    (plugins / "readers").mkdir(parents=True)
    (plugins / "readers" / "crashing.py").write_text(READER)
    (plugins / "crashing_library.py").write_text(LIBRARY)
    monkeypatch.setenv("ROBUSTGUI_PLUGINS", str(plugins))
    monkeypatch.setenv("PYTHONPATH", str(plugins))
    monkeypatch.setattr("robustgui.data.formats.native.child_reading._SECONDS", 0.5)
    allow(files_of_plugins(plugins))

    def write(how: str) -> Path:
        path = tmp_path / "data.crash"
        path.write_bytes(b"CRASH " + how.encode())
        return path

    assert "crashing" in READERS
    yield write
    del READERS._classes["crashing"]
    READERS._plugins.clear()
    READERS._searched = None


@pytest.mark.parametrize(
    "use",
    [
        read,
        lambda path: reader_for(path).preview(path),
        lambda path: reader_for(path).guess(path),
        lambda path: reader_for(path).read(path, 1),
        lambda path: load(DataSettings(train=str(path))),
        lambda path: rg.load(path),
    ],
)
def test_that_a_file_which_aborts_its_library_is_a_sentence(use, capfd):
    with pytest.raises(DataError, match=r"aborts_arrow\.parquet makes pyarrow crash \(SIGABRT\)"):
        use(ABORTS)
    assert capfd.readouterr() == ("", "")
    assert not psutil.Process().children()


def test_that_a_preview_says_it_too():
    problem = preview(DataSettings(train=str(ABORTS))).problem
    assert problem is not None
    assert "makes pyarrow crash" in str(problem)


def test_that_a_conversion_says_it_too(monkeypatch):
    monkeypatch.setattr(cached_reading, "THRESHOLD", 0)
    with pytest.raises(DataError, match="makes pyarrow crash"):
        load(DataSettings(train=str(ABORTS)))


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("segfault", r"data\.crash makes crashing_library crash \(SIGSEGV\)"),
        ("SIGBUS", r"data\.crash makes crashing_library crash \(SIGBUS\)"),
        ("SIGKILL", r"The operating system killed the process that read data\.crash"),
        ("spin", r"data\.crash was not read within 1 s|data\.crash was not read within 0 s"),
        ("grow", r"Reading data\.crash needs more than 0\.8 GiB of memory"),
    ],
)
def test_that_whatever_happens_to_a_library_is_a_sentence(how, sentence, crashing):
    with pytest.raises(DataError, match=sentence):
        read(crashing(how))


def test_that_memory_which_a_file_declares_raises_the_limit(crashing):
    """Up to what so many bytes could unfold to; what nothing declares is limited by the size of the file."""
    for how, refused in (("declare", False), ("conceal", True)):
        path = crashing(how)
        path.write_bytes(path.read_bytes() + b" " * (2 << 20))
        with pytest.raises(DataError, match=r"needs more than 0\.8 GiB") if refused else nullcontext():
            read(path)


@pytest.mark.parametrize("method", ["read", "read_test", "guess", "preview"])
def test_that_every_method_of_a_reader_runs_apart(method, crashing):
    reader = READERS["crashing"]()
    with pytest.raises(DataError, match="SIGSEGV"):
        getattr(reader, method)(crashing("segfault"))
    getattr(reader, method)(crashing("none"))


def test_that_such_a_library_cannot_be_imported_here():
    with pytest.raises(ApartNeeded, match="pyarrow"):
        import_native("pyarrow.parquet")


def test_that_a_cancelled_reading_ends_its_process(crashing, monkeypatch):
    monkeypatch.setattr("robustgui.data.formats.native.child_reading._SECONDS", 60)
    asked = threading.Event()

    def stop() -> bool:
        stopping = asked.is_set()
        asked.set()
        return stopping

    with pytest.raises(Interrupted):
        load(DataSettings(train=str(crashing("spin"))), stop=stop)
    assert not psutil.Process().children()


def flac(folder: Path) -> Path:
    for name in ("a/1", "a/2", "b/1", "b/2"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(folder / f"{name}.flac", np.sin(np.arange(400 + 10 * len(name))), 8000)
    return folder


def mat73(folder: Path) -> Path:
    path = folder / "data.mat"
    with h5py.File(path, "w", userblock_size=512) as file:
        file["X"] = np.arange(30.0).reshape(3, 5, 2)
        file["Y"] = np.array([[1.0, 2.0]]).T
        for name in ("X", "Y"):
            file[name].attrs["MATLAB_class"] = np.bytes_("double")
    with path.open("r+b") as raw:
        raw.write(b"MATLAB 7.3 MAT-file".ljust(512))
    return path


def assert_same(left: SequenceSet, right: SequenceSet) -> None:
    for part in dataclasses.fields(SequenceSet):
        one, other = getattr(left, part.name), getattr(right, part.name)
        if isinstance(other, np.ndarray):
            np.testing.assert_array_equal(one, other, err_msg=part.name)
            assert one.dtype == other.dtype
        elif part.name not in ("facts", "calendar"):
            assert one == other, part.name


@pytest.mark.parametrize(
    "make", [READERS["parquet"].sample, READERS["arrow_folder"].sample, flac, mat73], ids=lambda f: f.__qualname__
)
def test_that_another_process_gives_the_same_as_this_one(make, tmp_path, request):
    path = make(tmp_path)
    reader = reader_for(path)
    with share_process():
        apart = [getattr(reader, name)(path) for name in ("read", "read_test", "guess", "preview")]
    request.getfixturevalue("reads_here")
    here = [getattr(reader, name)(path) for name in ("read", "read_test", "guess", "preview")]
    assert_same(apart[0], here[0])
    assert apart[1:] == here[1:]


def test_that_dates_and_statistics_still_belong_to_the_values(tmp_path, request):
    import pyarrow as pa

    path = tmp_path / "dated.parquet"
    dates = pa.array(np.arange("2020-01-01", "2020-03-01", dtype="datetime64[D]"))
    pq.write_table(pa.table({"date": dates, "load": np.arange(60.0)}), path)
    found = read(path)
    assert found.dates_of(0) is not None
    assert pickle.loads(pickle.dumps(found)).dates_of(0) is not None


def test_that_closing_a_generator_of_progress_leaves_no_process(tmp_path):
    path = READERS["parquet"].sample(tmp_path)
    steps = loading(DataSettings(train=str(path)))
    with pytest.raises(StopIteration):
        next(steps)
    assert not psutil.Process().children()
    assert os.getpid() == psutil.Process().pid
