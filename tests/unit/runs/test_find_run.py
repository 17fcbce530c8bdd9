"""A run is found by its path, name, beginning, label or as the latest; what is wrong is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from robustgui.base.errors import RunError, UnknownRun
from robustgui.runs.find_run import find_run
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec


@pytest.fixture
def runs(tmp_path: Path, tiny_spec: RunSpec) -> Path:
    for name in ("first", "second"):
        RunFolder.create(tmp_path / "runs", tiny_spec.copy_with(name=name))
    return tmp_path / "runs"


def test_that_a_run_is_found_by_name_beginning_label_path_and_as_the_latest(runs: Path) -> None:
    first, second = sorted(folder for folder in runs.iterdir() if folder.is_dir())
    assert first.name.endswith("first")
    for name in (first.name, first.name[:-1], "first", str(first)):
        assert find_run(name, runs) == first
    assert find_run("latest", runs) in (first, second)


@pytest.mark.parametrize("name", ["", "thrid", "no/where", "\0"])
def test_that_an_unknown_name_is_an_error(runs: Path, name: str) -> None:
    with pytest.raises(UnknownRun, match="no run called"):
        find_run(name, runs)


def test_that_several_matches_are_named(runs: Path) -> None:
    with pytest.raises(RunError, match=r"names several runs: .*(first|second), .*(first|second)"):
        find_run("20", runs)
