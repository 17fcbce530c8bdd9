"""All runs below a folder, searchable: an SQLite table that may be thrown away, for the folders hold the truth."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ..base.documents import parse_json
from ..base.errors import RunError
from ..base.lock import FolderLock
from ..base.plain_values import decode, to_plain
from .folder import EVENTS, LOCK, SPEC, RunFolder
from .summary import RunRow, summarise_run

FILE = "index.sqlite"
TRASH = ".trash"
_VERSION = 1  # of the table; another one is thrown away
_TABLE = """CREATE TABLE IF NOT EXISTS runs (
    folder TEXT PRIMARY KEY, signature TEXT NOT NULL, created TEXT NOT NULL, words TEXT NOT NULL, row TEXT NOT NULL
) WITHOUT ROWID"""


class RunIndex:
    """The table of runs below `runs`; several processes may use it at once. Use it in one thread only."""

    def __init__(self, runs: Path) -> None:
        self.runs = Path(runs)
        self._database = self._open()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def rows(self, search: str = "") -> list[RunRow]:
        """Runs in which every word of `search` occurs (label, folder, data, model, defence, status), newest first."""
        words = search.lower().split()
        try:
            self._refresh()
        except sqlite3.DatabaseError as error:
            self._mend(error)
            self._refresh()
        return list(self._select(words))

    def rebuild(self) -> None:
        """Throw the table away and read all folders anew."""
        self._database.close()
        self._delete()
        self._database = self._open()
        self._refresh()

    def _mend(self, error: sqlite3.DatabaseError) -> None:
        """Get a table that can be used: a damaged one is thrown away, one that others hold is left to them."""
        self._database.close()
        if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY):
            self._database = _connect(None)
        else:
            self._delete()
            self._database = self._open()

    def _delete(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            (self.runs / (FILE + suffix)).unlink(missing_ok=True)

    def rename(self, folder: Path, name: str) -> None:
        """Call a run `name`; raises `SettingError` for a name that cannot be, `RunError` for no run folder."""
        run = RunFolder(folder)
        run.write_spec(run.spec().changed(name=name))

    def remove(self, folder: Path) -> Path:
        """Move a run into the trash below `runs`, and say where it lies now.

        Raises:
            RunError: it is running, or cannot be moved.
        """
        run = RunFolder(folder)
        if run.is_running():
            raise RunError("The run {run} is still running. Stop it first.", run=run.name)
        return self._move(run.path, self.runs / TRASH)

    def restore(self, trashed: Path) -> Path:
        """The way back out of the trash; `RunError` if it cannot be moved."""
        return self._move(trashed, self.runs)

    def _move(self, folder: Path, into: Path) -> Path:
        target = into / folder.name
        try:
            into.mkdir(exist_ok=True)
            if target.exists():
                target = into / f"{folder.name}-{datetime.now():%H%M%S%f}"
            shutil.move(folder, target)
        except OSError as error:
            raise RunError(
                "{folder} cannot be moved to {target}: {problem}.",
                folder=str(folder), target=str(into), problem=error.strerror or str(error),
            ) from error  # fmt: skip
        return target

    def _open(self) -> sqlite3.Connection:
        """The file beside the runs; where it cannot be written, a table in memory."""
        try:
            database = _connect(self.runs / FILE)
        except sqlite3.OperationalError:
            return _connect(None)
        except sqlite3.DatabaseError:  # no database at all
            self._delete()
            return _connect(self.runs / FILE)
        return database

    def _refresh(self) -> None:
        """Read the folders that are new or have changed; forget those that are gone."""
        known = dict(self._database.execute("SELECT folder, signature FROM runs"))
        present = dict(self._signatures())
        gone = [(name,) for name in known.keys() - present.keys()]
        fresh = [
            (name, signature, row.created, _words(row), json.dumps(to_plain(row) | {"folder": name}))
            for name, signature in present.items()
            if known.get(name) != signature
            for row in [summarise_run(self.runs / name)]
        ]
        if gone or fresh:
            with self._database:
                self._database.executemany("DELETE FROM runs WHERE folder = ?", gone)
                self._database.executemany("INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?)", fresh)

    def _signatures(self) -> Iterator[tuple[str, str]]:
        """(folder name, what changes when the run does) of every run folder."""
        if not self.runs.is_dir():
            return
        with os.scandir(self.runs) as entries:
            for entry in entries:
                if entry.name.startswith(".") or not os.path.isfile(os.path.join(entry.path, SPEC)):
                    continue
                marks = [_mark(os.path.join(entry.path, file)) for file in (SPEC, EVENTS)]
                running = FolderLock(Path(entry.path, LOCK)).is_held()
                yield entry.name, " ".join([*marks, "running" if running else "at rest"])

    def _select(self, words: list[str]) -> Iterator[RunRow]:
        where = " AND ".join(["instr(words, ?) > 0"] * len(words)) or "1"
        query = f"SELECT row FROM runs WHERE {where} ORDER BY created DESC, folder DESC"
        for (text,) in self._database.execute(query, words):
            row = decode(RunRow, parse_json(text))
            yield replace(row, folder=self.runs / row.folder)


def _connect(path: Path | None) -> sqlite3.Connection:
    """A connection with the table in it; raises `sqlite3.DatabaseError` if `path` is no database."""
    database = sqlite3.connect(":memory:" if path is None else path, timeout=10)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        if database.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            with database:
                database.execute("DROP TABLE IF EXISTS runs")
                database.execute(f"PRAGMA user_version = {_VERSION}")
        with database:
            database.execute(_TABLE)
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _mark(path: str) -> str:
    try:
        found = os.stat(path)
    except OSError:  # not there yet
        return "-"
    return f"{found.st_mtime_ns}:{found.st_size}"


def _words(row: RunRow) -> str:
    return " ".join([row.label, row.name, row.data, row.model, row.defence, row.status]).lower()
