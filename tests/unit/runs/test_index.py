"""The index of runs: whatever happens to its file, the folders tell the truth."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from robustgui.base.errors import Interrupted, RunError, Sentence, SettingError
from robustgui.base.events import RunFailed, RunStopped
from robustgui.runs import index as index_module
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.folder import RunFolder
from robustgui.runs.index import FILE, RunCache, RunIndex
from robustgui.runs.run_changes import remove_run, rename_run, restore_run
from robustgui.runs.spec import RunSpec
from robustgui.runs.summary import RunRow
from robustgui.training.events import EpochDone

STARTED = RunStarted("n", "/f", "cpu", 10, 3, 4, 20, 10, "test", "accuracy")
EPOCH = EpochDone(2, 0.5, 0.9, 0.6, "accuracy", 10, 1.5)
FINISHED = RunFinished(0.95, 0.65, "accuracy", 20, 9.0)


def folder(runs: Path, name: str, *events: object, **changes: str) -> RunFolder:
    made = RunFolder.create(runs, RunSpec(name=name).replace_paths(dict(changes)))
    for event in events:
        made.log.append(event)  # type: ignore[arg-type]
    return made


@pytest.fixture
def index(tmp_path: Path) -> Iterator[RunIndex]:
    found = RunIndex(tmp_path)
    yield found
    found.close()


def test_that_a_finished_run_shows_its_final_figures(tmp_path: Path, index: RunIndex) -> None:
    made = folder(tmp_path, "one", STARTED, EPOCH, FINISHED, model="lstm", defence="none")
    (row,) = index.rows()
    assert (row.folder, row.label, row.status) == (made.path, "one", "finished")
    assert (row.data, row.model, row.defence) == ("example:japanese_vowels", "lstm", "none")
    assert (row.clean, row.attacked, row.metric, row.seconds) == (0.95, 0.65, "accuracy", 9.0)
    assert (row.epochs_done, row.epochs) == (2, 3)


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((STARTED, RunStopped(3, 0)), "stopped"),
        ((STARTED, RunFailed(Sentence("no"), "")), "failed"),
        ((STARTED, EPOCH), "broken off"),
        ((), "broken off"),
        ((STARTED, RunStopped(3, 0), STARTED), "broken off"),
    ],
)
def test_that_the_status_follows_from_the_log(
    tmp_path: Path, index: RunIndex, events: tuple[object, ...], status: str
) -> None:
    folder(tmp_path, "one", *events)
    assert index.rows()[0].status == status


def test_that_a_locked_run_is_running_until_it_is_let_go(tmp_path: Path, index: RunIndex) -> None:
    made = folder(tmp_path, "one", STARTED)
    assert made.lock.take()
    assert index.rows()[0].status == "running"
    made.lock.release()
    assert index.rows()[0].status == "broken off"


def test_that_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    made = folder(tmp_path, "one", STARTED)
    script = (
        "import sys, pathlib; from robustgui.base.lock import FolderLock; "
        "assert FolderLock(pathlib.Path(sys.argv[1])).take(); print('taken', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(made.lock.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"taken"
        assert made.is_running()
        holder.kill()
        holder.wait()
    assert not made.is_running()


def test_that_new_changed_and_removed_folders_are_noticed(tmp_path: Path, index: RunIndex) -> None:
    one = folder(tmp_path, "one", STARTED)
    assert [row.label for row in index.rows()] == ["one"]
    two = folder(tmp_path, "two")
    one.log.append(FINISHED)
    assert {row.label: row.status for row in index.rows()} == {"one": "finished", "two": "broken off"}
    shutil.rmtree(two.path)
    assert [row.label for row in index.rows()] == ["one"]


def test_that_every_word_of_a_search_must_occur(tmp_path: Path, index: RunIndex) -> None:
    folder(tmp_path, "first try", STARTED, model="lstm")
    folder(tmp_path, "second try", STARTED, model="gru")
    assert [row.label for row in index.rows("TRY lstm")] == ["first try"]
    assert index.rows("lstm second") == []
    assert index.rows("100%_") == []


@pytest.mark.parametrize("damage", ["missing", "garbage", "truncated", "other table"])
def test_that_a_damaged_index_is_built_anew(tmp_path: Path, damage: str) -> None:
    folder(tmp_path, "one", STARTED, FINISHED)
    first = RunIndex(tmp_path)
    expected = first.rows()
    first.close()
    file = tmp_path / FILE
    match damage:
        case "missing":
            file.unlink()
        case "garbage":
            file.write_bytes(b"no database" * 1000)
        case "truncated":
            file.write_bytes(file.read_bytes()[:1000])
        case _:
            with sqlite3.connect(file) as other:
                other.execute("DROP TABLE runs")
                other.execute("CREATE TABLE runs (x)")
            other.close()
    second = RunIndex(tmp_path)
    assert second.rows() == expected
    second.close()


def test_that_two_windows_share_an_index(tmp_path: Path, index: RunIndex) -> None:
    other = RunIndex(tmp_path)
    folder(tmp_path, "one", STARTED)
    assert index.rows() == other.rows()
    other.close()


def test_that_a_table_that_others_hold_is_left_to_them(tmp_path: Path, index: RunIndex) -> None:
    folder(tmp_path, "one", STARTED)
    holder = sqlite3.connect(tmp_path / FILE)
    index._database.execute("PRAGMA busy_timeout = 10")
    holder.execute("BEGIN EXCLUSIVE")
    assert [row.label for row in index.rows()] == ["one"]
    holder.close()
    assert (tmp_path / FILE).exists()


def test_that_a_new_name_is_in_the_spec_and_the_table(tmp_path: Path, index: RunIndex) -> None:
    made = folder(tmp_path, "old", STARTED)
    rename_run(made.path, "new")
    assert index.rows()[0].label == "new"
    assert made.spec() == RunSpec(name="new")
    with pytest.raises(SettingError, match="name"):
        rename_run(made.path, "a/b")


def test_that_a_removed_run_can_be_brought_back(tmp_path: Path, index: RunIndex) -> None:
    made = folder(tmp_path, "one", STARTED)
    trashed = remove_run(made.path)
    assert index.rows() == []
    assert trashed.is_dir()
    assert restore_run(trashed) == made.path
    assert [row.label for row in index.rows()] == ["one"]


def test_that_a_running_run_is_not_removed(tmp_path: Path, index: RunIndex) -> None:
    made = folder(tmp_path, "one", STARTED)
    assert made.lock.take()
    with pytest.raises(RunError, match="still running"):
        remove_run(made.path)
    made.lock.release()


def test_that_an_unreadable_spec_is_shown_as_such(tmp_path: Path, index: RunIndex) -> None:
    made = folder(tmp_path, "one", STARTED)
    (made.path / "spec.toml").write_text("this is no TOML")
    assert [(row.label, row.status) for row in index.rows()] == [(made.name, "unreadable")]


def test_that_no_folder_of_runs_is_no_error(tmp_path: Path) -> None:
    index = RunIndex(tmp_path / "none")
    assert index.rows() == []
    index.close()
    assert not (tmp_path / "none").exists()


def test_that_the_window_reads_runs_without_torch(tmp_path: Path) -> None:
    folder(tmp_path, "one", STARTED, EPOCH)
    script = (
        "import sys, pathlib; from robustgui.runs.index import RunIndex;"
        "from robustgui.measurements.evaluate import load_evaluations;"
        "from robustgui.runs.spec_difference import compare_specs;"
        "from robustgui.runs.folder import RunFolder; i = RunIndex(pathlib.Path(sys.argv[1])); row = i.rows()[0];"
        "f = RunFolder(row.folder); f.events(); f.epochs(); load_evaluations(f.path);"
        "compare_specs(f.spec(), f.spec()); i.close();"
        "assert 'torch' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False).returncode == 0


def count_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on, the name of every folder that is read."""
    read: list[str] = []
    real = index_module.summarise_run

    def counted(path: Path) -> RunRow:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(index_module, "summarise_run", counted)
    return read


def test_that_a_look_reads_only_what_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = folder(tmp_path, "one", STARTED, FINISHED), folder(tmp_path, "two", STARTED)
    known = RunCache(tmp_path)
    before = {row.label: row for row in known.refresh()}
    read = count_reads(monkeypatch)
    assert all(row is before[row.label] for row in known.refresh())
    assert read == []
    second.log.append(EPOCH)
    after = {row.label: row for row in known.refresh()}
    assert read == [second.name]
    assert after["one"] is before["one"]
    assert after["two"].epochs_done == 2
    shutil.rmtree(first.path)
    assert [row.label for row in known.refresh()] == ["two"]


def test_that_a_look_agrees_with_the_index_whatever_happened_to_its_file(tmp_path: Path, index: RunIndex) -> None:
    known = RunCache(tmp_path)
    for name in ("a", "b", "c"):
        folder(tmp_path, name, STARTED, EPOCH)
        assert known.refresh() == index.rows()
    for suffix in ("", "-wal", "-shm"):
        (tmp_path / (FILE + suffix)).unlink(missing_ok=True)
    assert known.refresh() == index.rows()


def test_that_a_table_that_cannot_be_stored_does_not_read_everything_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path, "one", STARTED, FINISHED)
    known = RunCache(tmp_path)
    known.refresh()
    read = count_reads(monkeypatch)
    monkeypatch.setattr(index_module, "_connect", lambda _, connect=index_module._connect: connect(None))
    assert [row.label for row in known.refresh()] == ["one"]
    assert read == []


def test_that_reading_can_be_stopped_and_goes_on_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "BATCH", 2)
    for number in range(5):
        folder(tmp_path, f"run {number}", STARTED)
    read = count_reads(monkeypatch)
    steps = []

    def step(done: int, total: int) -> None:
        steps.append((done, total))
        if done == 3:
            raise Interrupted

    with pytest.raises(Interrupted):
        RunCache(tmp_path).refresh(step)
    assert steps[-3:] == [(1, 5), (2, 5), (3, 5)]
    assert len(RunCache(tmp_path).refresh()) == 5
    assert len(read) == 3 + 3  # the first two are stored


def test_that_nobody_asks_whether_finished_runs_are_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, "done", STARTED, FINISHED)
    stopped = folder(tmp_path, "stopped", STARTED, RunStopped(3, 0))
    known = RunCache(tmp_path)
    known.refresh()
    asked: list[Path] = []
    monkeypatch.setattr(index_module.FolderLock, "is_held", lambda lock: bool(asked.append(lock.path)))
    known.refresh()
    assert asked == [stopped.lock.path]


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text are made on Linux only")
def test_that_a_folder_whose_name_is_no_text_has_a_row(tmp_path: Path, index: RunIndex) -> None:
    made = folder(tmp_path, "one", STARTED, FINISHED)
    odd = Path(os.fsdecode(os.fsencode(made.path) + b"-\xff"))
    made.path.rename(odd)
    for _ in range(2):
        assert [(row.folder, row.label, row.name) for row in index.rows()] == [(odd, "one", f"{made.name}-?")]
    assert RunCache(tmp_path).refresh() == index.rows()


def test_that_a_row_that_somebody_changed_is_read_from_its_folder(tmp_path: Path, index: RunIndex) -> None:
    folder(tmp_path, "one", STARTED, FINISHED)
    before = index.rows()
    with index._database as database:
        database.execute("UPDATE runs SET row = '[1, 2'")
    assert index.rows() == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW other AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM runs; END",
        "DROP TABLE runs; CREATE VIEW runs AS "
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    ],
)
def test_that_a_table_with_views_and_triggers_of_others_is_thrown_away(tmp_path: Path, statement: str) -> None:
    RunIndex(tmp_path).close()
    database = sqlite3.connect(tmp_path / FILE)
    database.executescript(statement)
    database.close()
    index = RunIndex(tmp_path)
    assert index.rows() == []
    index.close()
    database = sqlite3.connect(tmp_path / FILE)
    assert database.execute("SELECT type, name FROM sqlite_master").fetchall() == [("table", "runs")]
    database.close()
