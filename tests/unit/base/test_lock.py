"""The lock of a folder: exclusive for whoever works there, shared for whoever looks."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from robustgui.base import lock as module
from robustgui.base.lock import FolderLock

_LOOKER = """
import sys
from pathlib import Path
from robustgui.base.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("looking", flush=True)
while Path(sys.argv[2]).exists():
    lock.is_held()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


def test_that_two_holders_exclude_each_other_until_one_lets_go(path: Path) -> None:
    first, second = FolderLock(path), FolderLock(path)
    assert first.take()
    assert not second.take()
    assert second.is_held()
    first.release()
    assert not second.is_held()
    assert second.take()
    second.release()


def test_that_whoever_takes_the_lock_is_never_refused_because_others_look(path: Path, tmp_path: Path) -> None:
    path.touch()
    goes_on = tmp_path / "goes_on"
    goes_on.touch()
    command = [sys.executable, "-c", _LOOKER, str(path), str(goes_on)]
    lookers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            FolderLock(path).is_held()

    threads = [threading.Thread(target=look) for _ in range(2)]
    try:
        for looker in lookers:
            assert looker.stdout is not None
            assert looker.stdout.readline().strip() == b"looking"
        for thread in threads:
            thread.start()
        lock = FolderLock(path)
        for _ in range(300):
            assert lock.take()
            lock.release()
    finally:
        ended.set()
        goes_on.unlink()
        for thread in threads:
            thread.join()
        for looker in lookers:
            looker.communicate()


def test_that_looks_do_not_take_each_other_for_a_holder(path: Path) -> None:
    path.touch()
    wrong = []

    def look() -> None:
        wrong.extend(FolderLock(path).is_held() for _ in range(2000))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not any(wrong)


def test_that_a_look_suspended_at_its_worst_moment_only_delays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.touch()
    descriptor = os.open(path, os.O_RDONLY)
    assert module._lock(descriptor, shared=True)
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            os.close(descriptor)

    monkeypatch.setattr(module.time, "sleep", sleep)
    lock = FolderLock(path)
    assert lock.take()
    assert len(waited) >= 3
    lock.release()


def test_that_only_one_of_many_takes_the_lock(path: Path) -> None:
    locks = [FolderLock(path) for _ in range(8)]
    together = threading.Barrier(len(locks))
    taken = []

    def take(lock: FolderLock) -> None:
        together.wait()
        taken.append(lock.take())

    threads = [threading.Thread(target=take, args=(lock,)) for lock in locks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(True) == 1
    for lock in locks:
        lock.release()


def test_that_looking_makes_no_file(path: Path) -> None:
    assert not FolderLock(path).is_held()
    assert not path.exists()


def test_that_a_lock_in_a_folder_that_only_may_be_read_is_seen(path: Path) -> None:
    holder = FolderLock(path)
    assert holder.take()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        assert FolderLock(path).is_held()
    finally:
        path.parent.chmod(0o755)
        holder.release()


def test_that_the_lock_of_a_removed_file_is_none(path: Path) -> None:
    first, second = FolderLock(path), FolderLock(path)
    assert first.take()
    path.unlink()
    assert second.take()
    assert path.exists()
    first.release()
    second.release()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_that_a_pipe_in_its_place_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    assert not FolderLock(path).is_held()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_that_no_file_is_made_through_a_link(path: Path, tmp_path: Path) -> None:
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic link"):
        FolderLock(path).take()
    assert not (tmp_path / "elsewhere").exists()
