"""Only regular files of bounded size are read: nothing waits for a pipe, and nothing fills the memory."""

from __future__ import annotations

import os
import pickle
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from robustgui.base import files
from robustgui.base.errors import DataError, FileError, RunError
from robustgui.base.files import check_regular, open_regular, read_regular

POSIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes and device files")


@pytest.fixture
def irregular(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Path]]:
    """Makes a path of a kind that is no regular file, or a link to one."""
    monkeypatch.chdir(tmp_path)  # the path of a socket may have 108 characters at most
    opened = []

    def make(kind: str) -> Path:
        path = tmp_path / "weights.pt"
        match kind.removeprefix("link to a "):
            case "named pipe":
                os.mkfifo(path)
            case "socket":
                opened.append(socket.socket(socket.AF_UNIX))
                opened[-1].bind(path.name)
            case "device":
                path = Path("/dev/zero")
            case "folder":
                path.mkdir()
        if kind.startswith("link"):
            link = tmp_path / "link.pt"
            link.symlink_to(path)
            return link
        return path

    yield make
    for one in opened:
        one.close()


KINDS = [start + kind for kind in ("named pipe", "socket", "device", "folder") for start in ("", "link to a ")]


@POSIX
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("function", [check_regular, open_regular, lambda path: read_regular(path, 100)])
def test_that_what_is_no_regular_file_is_refused_by_its_name_and_kind(
    irregular: Callable[[str], Path], function: Callable[[Path], object], kind: str
):
    path = irregular(kind)
    with pytest.raises(FileError) as caught:
        function(path)
    assert str(path) in str(caught.value)
    assert kind.removeprefix("link to a ") in str(caught.value)


@POSIX
def test_that_a_pipe_put_in_the_place_of_a_checked_file_is_refused(
    irregular: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(files, "check_regular", lambda path: 0)
    with pytest.raises(FileError, match="named pipe"):
        read_regular(irregular("named pipe"), 100)


def test_that_a_file_that_is_not_there_keeps_the_error_of_the_system(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "absent", 100)


@pytest.mark.parametrize("size", [0, 1, 100])
def test_that_a_file_up_to_the_limit_is_read_whole(tmp_path: Path, size: int):
    path = tmp_path / "file"
    path.write_bytes(b"x" * size)
    assert check_regular(path) == size
    assert read_regular(path, 100) == b"x" * size


def test_that_a_file_above_the_limit_is_refused_unread(tmp_path: Path):
    path = tmp_path / "file"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # without a block on the disk
    with pytest.raises(FileError, match="larger than 3 MB"):
        read_regular(path, 3_000_000)


@POSIX
def test_that_a_file_that_says_it_is_empty_is_read():
    assert b"Name:" in read_regular(Path("/proc/self/status"), 100_000)


@pytest.mark.parametrize("grown", [40, 3_000_000])
def test_that_a_file_that_grows_while_it_is_read_is_read_up_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grown: int
):
    path = tmp_path / "file"
    path.write_bytes(b"x" * 10)
    real = os.fstat

    def stale(descriptor: int) -> os.stat_result:
        """What was true before the file grew."""
        status = real(descriptor)
        if path.stat().st_size == 10:
            path.write_bytes(b"x" * grown)
        return status

    monkeypatch.setattr(files.os, "fstat", stale)
    if grown == 40:
        assert read_regular(path, 2_000_000) == b"x" * 40
    else:
        with pytest.raises(FileError, match="larger than 2 MB"):
            read_regular(path, 2_000_000)


def test_that_the_refusal_is_an_error_of_data_and_of_runs_and_crosses_a_pipe(tmp_path: Path):
    with pytest.raises(FileError) as caught:
        check_regular(tmp_path)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(copy, DataError)
    assert isinstance(copy, RunError)
    assert str(copy) == str(caught.value)
