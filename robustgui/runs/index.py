"""All runs below a folder, searchable: an SQLite table that can be rebuilt from the folders at any time."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from ..base.documents import parse_json
from ..base.errors import RunError
from ..base.lock import FolderLock
from ..base.plain_values import decode, to_plain
from .folder import EVENTS, LOCK, SPEC, parse_label
from .summary import RunRow, display_name, summarise_run

T = TypeVar("T")
FILE = "index.sqlite"
BATCH = 100  # folders that are stored at a time, so that an interrupted process has not read all of them in vain
OnFolder = Callable[[int, int], None]
NO_FILE = "-"
_VERSION = 3  # of the table; another one is thrown away
_SHARED = ("data", "model", "defence", "poison", "metric", "status")  # texts of a row that many rows have
_TABLE = """CREATE TABLE IF NOT EXISTS runs (
    folder BLOB PRIMARY KEY, signature TEXT NOT NULL, finished INTEGER NOT NULL, created TEXT NOT NULL,
    words TEXT NOT NULL, row TEXT NOT NULL
) WITHOUT ROWID"""


def ignore_progress(done: int, total: int) -> None:
    """The default: progress is not shown."""


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
        where = " AND ".join(["instr(words, ?) > 0"] * len(words)) or "1"
        query = f"SELECT folder, row FROM runs WHERE {where} ORDER BY created DESC, folder DESC"

        def select() -> list[tuple[bytes, str]]:
            self._refresh({}, ignore_progress)
            return self._database.execute(query, words).fetchall()

        return [self._row(os.fsdecode(key), text) for key, text in self._retry_repaired(select)]

    def find_changes(
        self, indexed: Mapping[str, str], report: OnFolder = ignore_progress
    ) -> tuple[dict[str, str], dict[str, RunRow]]:
        """The runs that have changed since the last call.

        Args:
            known: the signatures of the last call; empty: everything is new.
            report: called after every folder with the number of folders that were read and of those to read; what it
                raises ends the call, and what was read until then is stored.

        Returns:
            The signature of every run, by the name of its folder; and the rows of those whose signature is not `known`.
        """

        def select() -> tuple[dict[str, str], dict[str, RunRow]]:
            present = self._refresh(indexed, report)
            changed = {}
            for name, signature in present.items():
                if indexed.get(name) != signature:
                    query = "SELECT row FROM runs WHERE folder = ?"
                    for (text,) in self._database.execute(query, (os.fsencode(name),)):
                        changed[name] = self._row(name, text)
                    report(0, 0)
            return present, changed

        return self._retry_repaired(select)

    def _retry_repaired(self, act: Callable[[], T]) -> T:
        """`act()`, once more with a repaired table if the table is damaged."""
        try:
            return act()
        except sqlite3.DatabaseError as error:
            self._repair(error)
            return act()

    def _repair(self, error: sqlite3.DatabaseError) -> None:
        """Open a usable table: a damaged one is deleted, one that is locked is replaced by one in memory."""
        self._database.close()
        if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY):
            self._database = _connect(None)
        else:
            self._database = self._open() if self._delete() else _connect(None)

    def _delete(self) -> bool:
        """Whether the file is gone; a folder of its name, or one that others use on Windows, is left."""
        try:
            for suffix in ("", "-wal", "-shm"):
                (self.runs / (FILE + suffix)).unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _open(self) -> sqlite3.Connection:
        """The file beside the runs; where it cannot be written, or is no file, a table in memory."""
        path = self.runs / FILE
        if os.path.lexists(path) and not os.path.isfile(path):
            return _connect(None)
        try:
            return _connect(path)
        except sqlite3.OperationalError:
            return _connect(None)
        except sqlite3.DatabaseError:  # no database at all
            return _connect(path if self._delete() else None)

    def _refresh(self, indexed: Mapping[str, str], report: OnFolder) -> dict[str, str]:
        """Read the folders that are new or have changed, forget those that are gone; the signatures of all.

        What is `known` to the caller needs no row in the table, which may be empty where it cannot be stored.
        """
        marks = {key: mark for key, *mark in self._database.execute("SELECT folder, signature, finished FROM runs")}
        if not all(isinstance(key, bytes) for key in marks):
            raise sqlite3.DatabaseError("the table was written by another program")
        stored = {os.fsdecode(key): mark for key, mark in marks.items()}
        present = {}
        for name, signature in self._signatures({name for name, (_, finished) in stored.items() if finished}):
            present[name] = signature
            report(0, 0)
        gone = [(os.fsencode(name),) for name in stored.keys() - present.keys()]
        if gone:
            with self._database:
                self._database.executemany("DELETE FROM runs WHERE folder = ?", gone)
        fresh = [
            name
            for name, signature in present.items()
            if signature not in (stored.get(name, ("",))[0], indexed.get(name))
        ]
        for start in range(0, len(fresh), BATCH):
            entries = []
            for count, name in enumerate(fresh[start : start + BATCH], start + 1):
                row = summarise_run(self.runs / name)
                signature = "" if row.status == "unreadable" else present[name]  # a plug-in may make it readable
                entries.append((os.fsencode(name), signature, *_entry(row)))
                report(count, len(fresh))
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?, ?)", entries)
        return present

    def _signatures(self, finished: Container[str]) -> Iterator[tuple[str, str]]:
        """(folder name, what changes when the run does) of every run folder.

        A run that is `finished` is not running, as long as its files do not change.

        Raises:
            RunError: the runs cannot be listed.
        """
        try:
            entries = os.scandir(self.runs)
        except FileNotFoundError:
            return
        except OSError as error:
            raise RunError(
                "The folder of runs {folder} cannot be read: {problem}.",
                folder=str(self.runs), problem=error.strerror or str(error),
            ) from error  # fmt: skip
        with entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                spec = _mark(os.path.join(entry.path, SPEC))
                if spec == NO_FILE:
                    if not _is_damaged_run(entry):
                        continue
                    spec = _age(entry)
                at_rest = entry.name in finished or not FolderLock(Path(entry.path, LOCK)).is_held()
                events = _mark(os.path.join(entry.path, EVENTS))
                yield entry.name, f"{spec} {events} {'at rest' if at_rest else 'running'}"

    def _row(self, name: str, text: str) -> RunRow:
        """A stored row; words that many runs share are held once, for there may be ten thousand runs."""
        try:
            row = decode(RunRow, parse_json(text))
            if row.name != display_name(self.runs / name):
                raise ValueError("it is the row of another run")
        except ValueError:  # written by another program
            row = summarise_run(self.runs / name)
        shared: dict[str, Any] = {field: sys.intern(getattr(row, field)) for field in _SHARED}
        return replace(row, folder=self.runs / name, **shared)


def _connect(path: Path | None) -> sqlite3.Connection:
    """A connection with the table in it; raises `sqlite3.DatabaseError` if `path` is no database."""
    database = sqlite3.connect(":memory:" if path is None else path, timeout=10)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        if database.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            with database:
                database.execute("DROP TABLE IF EXISTS runs")
                database.execute(f"PRAGMA user_version = {_VERSION}")
        with database:
            database.execute(_TABLE)
        if database.execute("SELECT sql FROM sqlite_master").fetchall() != [(_TABLE.replace(" IF NOT EXISTS", ""),)]:
            raise sqlite3.DatabaseError("views, triggers or another table")  # made by another program
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _mark(path: str) -> str:
    """What changes with a file: its age and size."""
    try:
        status = os.stat(path)
    except OSError:  # not there yet
        return NO_FILE
    return f"{status.st_mtime_ns}:{status.st_size}" if stat.S_ISREG(status.st_mode) else NO_FILE


def _is_damaged_run(entry: os.DirEntry[str]) -> bool:
    """Whether a folder without a readable spec is a run: it has something in its place, or is named like one."""
    if not os.path.isdir(entry.path):
        return False
    if os.path.lexists(os.path.join(entry.path, SPEC)):
        return True
    if parse_label(entry.name) == entry.name:
        return False
    try:
        with os.scandir(entry.path) as content:
            return any(not inside.name.startswith(".") for inside in content)  # else it is being made
    except OSError:  # it may not be looked into
        return True


def _age(entry: os.DirEntry[str]) -> str:
    """What changes with the permissions and the entries of a folder."""
    try:
        return f"{NO_FILE}{os.stat(entry.path).st_ctime_ns}"
    except OSError:
        return NO_FILE


def _entry(row: RunRow) -> tuple[bool, str, str, str]:
    """What the table holds of a row beside folder and signature."""
    return row.status == "finished", row.created, row.search_text, json.dumps(to_plain(row) | {"folder": ""})


class RunCache:
    """The rows of the runs in memory, for a window that reads them again and again; for one thread at a time."""

    def __init__(self, runs: Path) -> None:
        self.runs = Path(runs)
        self._signatures: dict[str, str] = {}
        self._rows: dict[str, RunRow] = {}

    def refresh(self, report: OnFolder = ignore_progress) -> list[RunRow]:
        """All runs as they are now, newest first; rows that have not changed are the same objects as before.

        Args:
            report: see `RunIndex.find_changes`.
        """
        with closing(RunIndex(self.runs)) as index:
            signatures, changed = index.find_changes(self._signatures, report)
        rows = self._rows | changed
        self._rows = {name: rows[name] for name in signatures if name in rows}
        self._signatures = {name: signatures[name] for name in self._rows}
        return sorted(self._rows.values(), key=lambda row: (row.created, row.name), reverse=True)
