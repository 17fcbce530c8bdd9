"""The runs below a folder in memory: a look reads only what has changed since the last one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from .index import RunIndex, Step, no_step
from .summary import RunRow


class KnownRuns:
    """For a window, which looks at the same runs again and again; use it in one thread at a time."""

    def __init__(self, runs: Path) -> None:
        self.runs = Path(runs)
        self._signatures: dict[str, str] = {}
        self._rows: dict[str, RunRow] = {}

    def look(self, step: Step = no_step) -> list[RunRow]:
        """All runs as they are now, newest first; rows that have not changed are the same objects as before.

        Args:
            step: see `RunIndex.changes`.
        """
        with closing(RunIndex(self.runs)) as index:
            signatures, changed = index.changes(self._signatures, step)
        rows = self._rows | changed
        self._rows = {name: rows[name] for name in signatures if name in rows}
        self._signatures = {name: signatures[name] for name in self._rows}
        return sorted(self._rows.values(), key=lambda row: (row.created, row.name), reverse=True)
