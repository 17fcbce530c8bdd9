"""Stored runs in a notebook: a table of them, and comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, overload

from ..base.paths import runs_folder
from ..base.tabular import Tabular
from ..measurements.compare import RunComparison
from ..runs.find_run import find_run, list_runs
from ..runs.summary import RunRow
from .accepted import PathLike, RunLike
from .arguments import checked
from .measure import measure
from .run import Run

_COLUMNS = (
    "name", "label", "created", "status", "data", "model", "defence", "poison", "epochs_done", "epochs", "metric",
    "clean", "attacked", "seconds",
)  # fmt: skip


class StoredRuns(Tabular, Sequence[RunRow]):
    """The runs of a folder, newest first; a sequence of `RunRow`, and a table."""

    def __init__(self, rows: Sequence[RunRow]) -> None:
        self._rows = tuple(rows)

    def columns(self) -> dict[str, list[Any]]:
        """A row for each run."""
        return {name: [getattr(row, name) for row in self._rows] for name in _COLUMNS}

    @overload
    def __getitem__(self, index: int) -> RunRow: ...
    @overload
    def __getitem__(self, index: slice) -> StoredRuns: ...
    def __getitem__(self, index: int | slice) -> RunRow | StoredRuns:
        return StoredRuns(self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return "\n".join(f"{row.name}  {row.status}  {row.model}  {row.defence}" for row in self._rows) or "<no runs>"

    def _repr_html_(self) -> str:
        columns = self.columns()
        head = "".join(f"<th>{name}</th>" for name in columns)
        rows = (
            "".join(f"<td>{'' if cell is None else escape(str(cell))}</td>" for cell in cells)
            for cells in zip(*columns.values(), strict=True)
        )
        return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@checked
def runs(folder: PathLike | None = None, *, search: str = "") -> StoredRuns:
    """The stored runs, newest first.

    Args:
        folder: of the runs; None: the user's own, `ROBUSTGUI_RUNS`.
        search: words that must all occur in name, data, network, defence or status.

    Raises:
        RunError: the folder cannot be read.
    """
    return StoredRuns(list_runs(runs_folder() if folder is None else Path(folder), search))


@checked
def compare(first: RunLike, second: RunLike, *others: RunLike, runs: PathLike | None = None) -> Any:
    """Compare each stored run with `first`, sequence by sequence, by their newest evaluations with equal settings.

    Args:
        first, second, others: runs, or their folders, names, beginnings of names, or "latest".
        runs: the folder in which names are looked up; None: the user's own.

    Returns:
        A result with the differences, their intervals and p-values, and `to_frame`.

    Raises:
        RunError: a run is not found, or two have not been evaluated in the same way.
    """
    folder = runs_folder() if runs is None else Path(runs)
    return measure(
        [run if isinstance(run, Run) else find_run(run, folder) for run in (first, second, *others)], RunComparison()
    )
