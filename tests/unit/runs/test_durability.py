"""What an epoch leaves is on the disk before it is reported, and what dead processes left half written is removed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from robustgui.base.events import Ending
from robustgui.base.parts import part_path
from robustgui.runs.events import RunStarted
from robustgui.runs.folder import CHECKPOINTS, EVENTS, MODEL, SNAPSHOTS, SPEC, RunFolder
from robustgui.runs.index import RunIndex
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.training.events import EpochDone


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="names of open files are read from /proc")
def test_that_files_and_folders_of_an_epoch_are_on_the_disk_before_it_is_reported(
    tiny_spec: RunSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[str] = set()
    fsync = os.fsync

    def note(descriptor: int) -> None:
        fsync(descriptor)
        synced.add(os.readlink(f"/proc/self/fd/{descriptor}"))

    monkeypatch.setattr(os, "fsync", note)
    run = TrainingRun(tiny_spec, tmp_path)
    epochs = 0
    for event in run.events():
        if not isinstance(event, RunStarted | EpochDone | Ending):
            continue
        assert run.folder is not None
        place = run.folder.path
        assert str(place / EVENTS) in synced
        if isinstance(event, RunStarted):
            assert {str(place), str(tmp_path)} <= synced  # which hold the log's name, and the folder's own
        if isinstance(event, EpochDone):
            for folder, name in ((place, MODEL), (place / SNAPSHOTS, "epoch_"), (place / CHECKPOINTS, "step_")):
                assert str(folder) in synced
                assert any(text.startswith(f"{folder}/.{name}") and text.endswith(".part") for text in synced)
            epochs += 1
        synced.clear()
    assert epochs == tiny_spec.training.epochs


def dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_that_starting_and_resuming_removes_what_a_dead_process_left(tiny_spec: RunSpec, tmp_path: Path) -> None:
    pid = dead_process()

    def leave(folder: Path, name: str) -> None:
        folder.mkdir(exist_ok=True)
        mine = part_path(folder / name)
        (folder / mine.name.replace(f"-{os.getpid()}-", f"-{pid}-")).write_bytes(b"half")
        (folder / f".{name}.{pid}.part").write_bytes(b"half, of an earlier version")

    killed = part_path(tmp_path / "2026-01-01_000000_run")
    leave(killed.with_name(killed.name.replace(f"-{os.getpid()}-", f"-{pid}-")), SPEC)
    stops = [False]
    run = TrainingRun(tiny_spec, tmp_path, stop=lambda: stops[0])
    for event in run.events():
        stops[0] = stops[0] or isinstance(event, EpochDone)
    assert run.folder is not None
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_dir()] == [run.folder.name]
    leave(run.folder.path, MODEL)
    leave(run.folder.path / SNAPSHOTS, "epoch_0001.safetensors")
    leave(run.folder.path / CHECKPOINTS, "step_000000003.safetensors")
    living = part_path(run.folder.path / MODEL)
    living.write_bytes(b"in use")
    list(TrainingRun(None, resume=run.folder.path).events())
    assert list(run.folder.path.rglob("*.part")) == [living]


def test_that_a_run_that_was_killed_while_its_folder_was_made_is_no_run(tiny_spec: RunSpec, tmp_path: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path), tiny_spec.to_toml()], check=False, env={**os.environ}
    )
    assert killed.returncode == 9
    assert len([*tmp_path.iterdir()]) == 1
    index = RunIndex(tmp_path)
    try:
        assert index.rows() == []
    finally:
        index.close()
    made = RunFolder.create(tmp_path, tiny_spec)
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_dir()] == [made.name]


_KILLED = """
import os, sys
from pathlib import Path
from robustgui.runs import folder
from robustgui.runs.spec import RunSpec
folder.write_whole = lambda *_: os._exit(9)
folder.RunFolder.create(Path(sys.argv[1]), RunSpec.from_toml(sys.argv[2]))
"""


def test_that_runs_of_one_second_and_one_name_get_folders_of_their_own(tiny_spec: RunSpec, tmp_path: Path) -> None:
    names = {RunFolder.create(tmp_path, tiny_spec).name for _ in range(5)}
    assert len(names) == 5
    assert {entry.name for entry in tmp_path.iterdir()} == names
