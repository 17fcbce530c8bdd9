"""All runs below a folder, searchable: an SQLite table that may be thrown away, for the folders hold the truth."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..base.documents import parse_json
from ..base.lock import FolderLock
from ..base.plain_values import decode, to_plain
from .folder import EVENTS, LOCK, SPEC
from .summary import RunRow, summarise_run

FILE = "index.sqlite"
BATCH = 100  # folders that are stored at a time: a process that ends before the last one has not read them in vain
Step = Callable[[int, int], None]
NO_FILE = "-"
_VERSION = 2  # of the table; another one is thrown away
_SHARED = ("data", "model", "defence", "poison", "metric", "status")  # texts of a row that many rows have
_TABLE = """CREATE TABLE IF NOT EXISTS runs (
    folder BLOB PRIMARY KEY, signature TEXT NOT NULL, finished INTEGER NOT NULL, created TEXT NOT NULL,
    words TEXT NOT NULL, row TEXT NOT NULL
) WITHOUT ROWID"""


def no_step(done: int, total: int) -> None:
    """Nobody looks on."""


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
        self._refresh_or_mend({}, no_step)
        words = search.lower().split()
        where = " AND ".join(["instr(words, ?) > 0"] * len(words)) or "1"
        query = f"SELECT folder, row FROM runs WHERE {where} ORDER BY created DESC, folder DESC"
        return [self._row(os.fsdecode(key), text) for key, text in self._database.execute(query, words)]

    def changes(self, known: Mapping[str, str], step: Step = no_step) -> tuple[dict[str, str], dict[str, RunRow]]:
        """What has changed since the last call.

        Args:
            known: the signatures of the last call; empty: everything is new.
            step: called after every folder with how many that had to be read are read, and how many there are to read;
                what it raises ends the call, and what was read until then is stored.

        Returns:
            The signature of every run, by the name of its folder; and the rows of those whose signature is not `known`.
        """
        present = self._refresh_or_mend(known, step)
        changed = {}
        for name, signature in present.items():
            if known.get(name) != signature:
                query = "SELECT row FROM runs WHERE folder = ?"
                for (text,) in self._database.execute(query, (os.fsencode(name),)):
                    changed[name] = self._row(name, text)
                step(0, 0)
        return present, changed

    def rebuild(self) -> None:
        """Throw the table away and read all folders anew."""
        self._database.close()
        self._delete()
        self._database = self._open()
        self._refresh({}, no_step)

    def _refresh_or_mend(self, known: Mapping[str, str], step: Step) -> dict[str, str]:
        try:
            return self._refresh(known, step)
        except sqlite3.DatabaseError as error:
            self._mend(error)
            return self._refresh(known, step)

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

    def _refresh(self, known: Mapping[str, str], step: Step) -> dict[str, str]:
        """Read the folders that are new or have changed, forget those that are gone; the signatures of all.

        What is `known` to the caller needs no row in the table, which may be empty where it cannot be stored.
        """
        cursor = self._database.execute("SELECT folder, signature, finished FROM runs")
        stored = {os.fsdecode(key): mark for key, *mark in cursor}
        present = {}
        for name, signature in self._signatures({name for name, (_, finished) in stored.items() if finished}):
            present[name] = signature
            step(0, 0)
        gone = [(os.fsencode(name),) for name in stored.keys() - present.keys()]
        if gone:
            with self._database:
                self._database.executemany("DELETE FROM runs WHERE folder = ?", gone)
        fresh = [
            name
            for name, signature in present.items()
            if signature not in (stored.get(name, ("",))[0], known.get(name))
        ]
        for start in range(0, len(fresh), BATCH):
            entries = []
            for count, name in enumerate(fresh[start : start + BATCH], start + 1):
                entries.append((os.fsencode(name), present[name], *_entry(summarise_run(self.runs / name))))
                step(count, len(fresh))
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?, ?)", entries)
        return present

    def _signatures(self, finished: Container[str]) -> Iterator[tuple[str, str]]:
        """(folder name, what changes when the run does) of every run folder.

        Nobody works on a run that is known to be `finished`, as long as its files do not change.
        """
        try:
            entries = os.scandir(self.runs)
        except FileNotFoundError:
            return
        with entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                spec = _mark(os.path.join(entry.path, SPEC))
                if spec == NO_FILE:
                    continue
                at_rest = entry.name in finished or not FolderLock(Path(entry.path, LOCK)).is_held()
                events = _mark(os.path.join(entry.path, EVENTS))
                yield entry.name, f"{spec} {events} {'at rest' if at_rest else 'running'}"

    def _row(self, name: str, text: str) -> RunRow:
        """A stored row; words that many runs share are held once, for there may be ten thousand runs."""
        try:
            row = decode(RunRow, parse_json(text))
        except ValueError:  # somebody wrote into the table
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
        found = os.stat(path)
    except OSError:  # not there yet
        return NO_FILE
    return f"{found.st_mtime_ns}:{found.st_size}" if stat.S_ISREG(found.st_mode) else NO_FILE


def _entry(row: RunRow) -> tuple[bool, str, str, str]:
    """What the table holds of a row beside folder and signature."""
    return row.status == "finished", row.created, row.words, json.dumps(to_plain(row) | {"folder": ""})
