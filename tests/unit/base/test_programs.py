"""Programs and modules are never looked for in the current folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from robustgui.base.safe_path import absolute_entries, drop_current_folder, find_program

NAME = "tool.exe" if sys.platform == "win32" else "tool"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a program in it."""
    place = tmp_path / "here"
    place.mkdir()
    (place / NAME).write_text("#!/bin/sh\n", encoding="ascii")
    (place / NAME).chmod(0o755)
    monkeypatch.chdir(place)
    return place


@pytest.mark.parametrize("entry", ["", ".", "./", "../here"])
def test_that_a_program_of_the_current_folder_is_not_taken(here: Path, monkeypatch, entry: str) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join([entry, str(here.parent)]))
    assert find_program("tool") is None


def test_that_a_program_of_a_folder_that_is_named_whole_is_taken(here: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join([".", str(here)]))
    assert find_program("tool") == str(here / NAME)


@pytest.mark.parametrize(
    ("argv", "variable", "kept"),
    [
        (["-m"], "", False),
        (["-m"], "{here}", False),  # the second one, of PYTHONPATH, stays
        (["/usr/bin/robustgui"], ":/lib", False),
        (["C:/Scripts/robustgui-window.exe"], ".:/lib", False),
        (["/usr/bin/robustgui"], "{here}:", True),
        (["/usr/bin/robustgui"], "/lib", True),
        (["/usr/bin/jupyter"], ":/lib", True),
        ([], ":/lib", True),
    ],
)
def test_that_the_current_folder_leaves_the_path_of_programs_alone(
    here: Path, monkeypatch, argv: list[str], variable: str, kept: bool
) -> None:
    monkeypatch.setattr(sys, "argv", argv)
    monkeypatch.setattr(sys, "path", [str(here), "/lib"])
    monkeypatch.setenv("PYTHONPATH", variable.format(here=here).replace(":", os.pathsep))
    drop_current_folder()
    assert (str(here) in sys.path) == kept


def test_that_entries_of_the_path_keep_their_meaning_for_children() -> None:
    assert absolute_entries(os.pathsep.join(["", ".", "a/b", os.path.abspath("c")])) == [os.path.abspath("c")]
