"""Folders for a moment: gone afterwards, private, and swept if their process died."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from robustgui.base.parts import scratch_folder

_KILLED = """
import os, sys
from pathlib import Path
from robustgui.base.parts import scratch_folder
with scratch_folder("sound", Path(sys.argv[1])) as folder:
    (folder / "sound.wav").write_bytes(b"x")
    os._exit(9)
"""


def test_that_a_scratch_folder_is_gone_afterwards_and_private_before(tmp_path: Path) -> None:
    with scratch_folder("sound", tmp_path) as folder:
        (folder / "file").write_bytes(b"x")
        if sys.platform != "win32":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not list(tmp_path.iterdir())


def test_that_it_is_gone_after_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), scratch_folder("sound", tmp_path):
        raise RuntimeError
    assert not list(tmp_path.iterdir())


def test_that_the_folder_of_a_killed_process_is_removed_by_the_next(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], check=False)
    assert len([*tmp_path.iterdir()]) == 1
    with scratch_folder("sound", tmp_path) as folder:
        assert [*tmp_path.iterdir()] == [folder]
