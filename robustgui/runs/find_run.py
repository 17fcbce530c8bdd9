"""Finds a stored run by its path, its name, the beginning of its name, its label, or `latest`."""

from __future__ import annotations

import difflib
import os
from contextlib import closing
from pathlib import Path

from ..base.errors import RunError, UnknownRun
from .folder import parse_label
from .index import RunIndex
from .summary import RunRow

LATEST = "latest"
_MOST = 5  # names that a message lists


def list_runs(runs: Path, search: str = "") -> list[RunRow]:
    """The rows of all runs below `runs` in which every word of `search` occurs, newest first."""
    with closing(RunIndex(runs)) as index:
        return index.rows(search)


def find_run(name: str | os.PathLike[str], runs: Path) -> Path:
    """The folder of a run.

    Args:
        name: a path; the name of a run below `runs`; "latest"; or the beginning of exactly one name, or the label of
            exactly one run.
        runs: the folder of runs.

    Raises:
        UnknownRun: there is none.
        RunError: there are several, or the folder cannot be read.
    """
    path = Path(os.path.expanduser(name))  # Path.expanduser refuses users that there are not
    text = os.fspath(name)
    if text and os.path.lexists(path):
        return path
    if text and os.path.isdir(runs / text):
        return runs / text
    rows = list_runs(runs) if text and os.path.isdir(runs) and os.path.basename(text) == text else []
    if text == LATEST and rows:
        return rows[0].folder
    names = [row.folder.name for row in rows]
    for matches in (
        [each for each in names if parse_label(each) == text],
        [each for each in names if each.startswith(text)],
    ):
        if len(matches) == 1:
            return runs / matches[0]
        if matches:
            raise RunError(
                "'{name}' names several runs: {names}. Give more of the name.",
                name=text, names=", ".join(matches[:_MOST]) + (", ..." if len(matches) > _MOST else ""),
            )  # fmt: skip
    raise _no_run(text, runs, names)


def _no_run(name: str, runs: Path, names: list[str]) -> UnknownRun:
    close = difflib.get_close_matches(name, [*names, *map(parse_label, names)], n=1)
    if close:
        return UnknownRun("There is no run called '{name}'. Did you mean '{close}'?", name=name, close=close[0])
    return UnknownRun("There is no run called '{name}' in {folder}.", name=name, folder=str(runs))
