"""Pipes, devices, sockets and links to them: whatever takes the place of a file is refused at once, by every reader."""

from __future__ import annotations

import ast
import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.sequences import files_of

from robustgui.base.apart import share_process
from robustgui.base.errors import DataError
from robustgui.data import READERS, DataSettings, load
from robustgui.data.cache import cached_reading as through
from robustgui.data.formats.base import reader_for
from robustgui.data.import_preview import preview

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices in folders need POSIX")
PACKAGE = Path(__file__).parents[2] / "robustgui" / "data"
OPENING = (".read_bytes", ".read_text", ".fromfile", "np.loadtxt", "np.load", "np.memmap")
SECONDS = 60  # a hang lasts for ever; starting a process on a busy machine does not


@pytest.fixture(autouse=True)
def nothing_hangs() -> Iterator[None]:
    def fail(number: int, frame: object) -> None:
        pytest.fail("it waits for a pipe or a device")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(SECONDS)
    with share_process():
        yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def bind_socket(path: Path) -> None:
    os.chdir(path.parent)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path.name)


KINDS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "socket": bind_socket,
    "endless device": lambda path: path.symlink_to("/dev/zero"),
    "link to a pipe": lambda path: (os.mkfifo(f"{path}.pipe"), path.symlink_to(f"{path}.pipe")),
    "terminal": lambda path: path.symlink_to("/dev/tty"),
}


def is_refused(use: Callable[[], object], named: Path) -> bool:
    """Whether it raises a `DataError` that names the source or the file in it."""
    try:
        use()
    except DataError as error:
        return named.stem in str(error)
    return False


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [name for name in READERS if name != "recognised"])
def test_that_what_is_no_file_is_refused_in_every_place_of_a_source(name, kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "made"
    folder.mkdir()
    path = READERS[name].sample(folder)
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    for file in files_of(path):
        shutil.rmtree(folder)
        shutil.copytree(whole, folder)
        file.unlink()
        KINDS[kind](file)
        if path.is_dir():  # what else is in the folder may be read; it ends, and nothing else is raised
            is_refused(lambda: READERS[name]().read(path), path)
            preview(DataSettings(train=str(path)))
        else:
            assert is_refused(lambda: READERS[name]().read(path), path)
            assert is_refused(lambda: READERS[name]().preview(path), path)
            assert is_refused(lambda: READERS[name]().guess(path).read(path), path)
            assert is_refused(lambda: load(DataSettings(train=str(path))), path)
            assert is_refused(lambda: reader_for(path), path)
            assert preview(DataSettings(train=str(path))).problem is not None


def test_that_a_large_source_with_a_pipe_in_its_folder_is_converted_or_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(through, "THRESHOLD", 0)
    path = READERS["wav_folder"].sample(tmp_path)
    os.mkfifo(path / "notes.txt")
    assert len(load(DataSettings(train=str(path))).train)
    assert len(load(DataSettings(train=str(path))).train)
    os.mkfifo(path / "no" / "3.wav")
    other = path.rename(tmp_path / "other")
    with pytest.raises(DataError, match=r"3\.wav"):
        load(DataSettings(train=str(other)))


def test_that_readers_open_files_in_one_way_only():
    """`open_source` (or `read_regular`, `check_regular`): anything else would wait for a pipe."""
    wrong = []
    files = sorted((PACKAGE / "formats").rglob("*.py"))
    assert files
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            arguments = [ast.unparse(argument) for argument in node.args]
            opens = called == "open" or called.endswith(OPENING)
            opens |= called.endswith(".open") and not called.startswith(("gzip.", "archive.", "os.", "tarfile."))
            opens |= called in ("zipfile.ZipFile", "gzip.open", "gzip.GzipFile") and arguments in (
                ["path"],
                ["self.path"],
            )
            if opens:
                wrong.append(f"{file.name}:{node.lineno} {called}({', '.join(arguments)})")
    own = ("sequence_buffer.py", "numbers.py")  # files of the cache; text that is in memory
    assert [line for line in wrong if not line.startswith(own)] == []
