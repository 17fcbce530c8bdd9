"""What dead processes left half written is removed, what living ones write is not."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from robustgui.base import parts
from robustgui.base.parts import is_alive, part_path, sweep_parts


@pytest.fixture(scope="module")
def dead() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def renamed(path: Path, pid: int, host: str | None = None) -> Path:
    mine = f"{parts._HOST}-{os.getpid()}"
    return path.with_name(path.name.replace(mine, f"{host or parts._HOST}-{pid}"))


def test_that_parts_of_dead_processes_are_swept_and_those_of_living_ones_kept(tmp_path: Path, dead: int) -> None:
    mine = part_path(tmp_path / "net.pt")
    parent = renamed(mine, os.getppid())
    left, folder = renamed(mine, dead), renamed(part_path(tmp_path / "sounds"), dead)
    for file in (mine, parent, left, folder / "a" / "0.wav"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("half")
    sweep_parts(tmp_path)
    assert {entry.name for entry in tmp_path.iterdir()} == {mine.name, parent.name}


def test_that_a_process_that_nobody_waited_for_is_dead(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE) as process:
        assert is_alive(process.pid)
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and is still a zombie
        assert not is_alive(process.pid)


@pytest.mark.parametrize("name", ["data.part", ".hidden.part", ".film.mkv.123.part", "net.pt", ".a.zzzzzz-1-0.part"])
def test_that_files_of_others_are_kept(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    sweep_parts(tmp_path)
    assert (tmp_path / name).exists()


def test_that_parts_of_earlier_versions_are_swept_where_all_files_are_ours(tmp_path: Path, dead: int) -> None:
    old, living = tmp_path / f".model.safetensors.{dead}.part", tmp_path / f".model.safetensors.{os.getpid()}.part"
    for file in (old, living):
        file.write_text("half")
    sweep_parts(tmp_path, all_ours=True)
    assert not old.exists()
    assert living.exists()


@pytest.mark.parametrize(("days", "stays"), [(1, True), (30, False)])
def test_that_parts_of_another_computer_are_left_for_a_week(tmp_path: Path, dead: int, days: int, stays: bool) -> None:
    file = renamed(part_path(tmp_path / "net.pt"), dead, host="0123ab")
    file.write_text("half")
    then = time.time() - days * 86400
    os.utime(file, (then, then))
    sweep_parts(tmp_path)
    assert file.exists() == stays


def test_that_what_was_set_aside_goes_back_where_nothing_is(tmp_path: Path, dead: int) -> None:
    for name in ("lost", "replaced"):
        renamed(part_path(tmp_path / name, "old"), dead).write_text("old")
    (tmp_path / "replaced").write_text("new")
    sweep_parts(tmp_path)
    assert {entry.name: entry.read_text() for entry in tmp_path.iterdir()} == {"lost": "old", "replaced": "new"}


def test_that_a_link_is_swept_and_not_followed(tmp_path: Path, dead: int) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("mine")
    link = renamed(part_path(tmp_path / "net"), dead)
    link.symlink_to(tmp_path / "mine")
    sweep_parts(tmp_path)
    assert not os.path.lexists(link)
    assert (tmp_path / "mine" / "file").exists()


def test_that_a_folder_that_is_not_there_is_no_problem(tmp_path: Path) -> None:
    sweep_parts(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
