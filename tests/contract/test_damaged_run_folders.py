"""Run folders that hold anything at all: each is one row with its reason, hides no other, and gives sentences."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from support.damaged_runs import DAMAGES, sound_run
from support.refusals import value_or_sentence

from robustgui.base.errors import RobustGuiError
from robustgui.cli.app import app
from robustgui.measurements.compare import compare_results, newest_alike
from robustgui.measurements.evaluate import load_evaluations
from robustgui.measurements.store import load_all
from robustgui.runs.edited_spec import find_edited_settings
from robustgui.runs.folder import RunFolder
from robustgui.runs.index import FILE, RunCache, RunIndex
from robustgui.runs.run_changes import remove_run, rename_run, restore_run
from robustgui.runs.summary import RunRow

OTHER = "2026-01-01_000000_other"

READERS: dict[str, Callable[[RunFolder], object]] = {
    "spec": RunFolder.spec,
    "requested_spec": RunFolder.read_requested_spec,
    "edited": find_edited_settings,
    "events": lambda run: [str(event) for event in run.events()],
    "rounded": lambda run: list(run.events(exact=False)),
    "epochs": RunFolder.epochs,
    "network": RunFolder.load_network,
    "snapshot": lambda run: [run.load_network(epoch) for epoch in run.epochs()],
    "trained_on": RunFolder.read_fingerprints,
    "checkpoint": RunFolder.has_checkpoint,
    "running": RunFolder.is_running,
    "environment": RunFolder.environment,
    "evaluations": lambda run: [list(compare_results(one, one)) for one in load_evaluations(run.path)],
    "alike": lambda run: newest_alike(load_evaluations(run.path), load_evaluations(run.path)),
    "results": lambda run: [(result.summary(), result.tables()) for result in load_all(run.path).results],
    "problems": lambda run: [str(problem) for problem in (run.problem(), *load_all(run.path).problems)],
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two sound runs."""
    folder = tmp_path_factory.mktemp("sound")
    sound_run(folder, OTHER)
    sound_run(folder)
    return folder


@pytest.fixture(params=DAMAGES, ids=str)
def runs(request: pytest.FixtureRequest, sound: Path, tmp_path: Path) -> Path:
    """A folder of runs with a sound run, and one that is damaged."""
    folder = tmp_path / "runs"
    shutil.copytree(sound, folder)
    try:
        DAMAGES[request.param](damaged(folder))
    except OSError as error:
        pytest.skip(f"this file system refuses it: {error}")
    return folder


def damaged(runs: Path) -> Path:
    return next(path for path in runs.iterdir() if path.is_dir() and path.name != OTHER)


def rows(runs: Path) -> list[RunRow]:
    with closing(RunIndex(runs)) as index:
        return index.rows()


def run_command(*words: str) -> int:
    """The exit code; an expected error is one."""
    try:
        app(list(words), standalone_mode=False)
    except RobustGuiError as error:
        return 2 if str(error).strip() else 1
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def test_that_it_is_one_row_and_hides_no_other(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {row.folder.name: row for row in rows(runs)}
    assert set(found) == {OTHER, damaged(runs).name}
    assert found[OTHER].status == "finished"
    row = found[damaged(runs).name]
    assert row.status != "unreadable" or str(row.problem).strip()
    assert rows(runs) == list(found.values())  # from the table now
    assert sorted(RunCache(runs).refresh(), key=str) == sorted(found.values(), key=str)
    assert run_command("list", "--runs", str(runs)) == 0
    assert run_command("list", "--json", "--runs", str(runs)) == 0
    assert OTHER in capsys.readouterr().out


def test_that_all_readers_give_a_value_or_a_sentence(runs: Path) -> None:
    try:
        run = RunFolder(damaged(runs))
    except RobustGuiError:
        return
    for name, read in READERS.items():
        assert value_or_sentence(lambda read=read: read(run)) != "", name


def test_that_commands_refuse_it_in_a_sentence(
    request: pytest.FixtureRequest, runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = damaged(runs).name
    commands = [["show", name], ["compare", OTHER, name], ["resume", name]]
    if request.node.callspec.id.startswith(("spec", "model", "snapshot", "all", "log a")):  # what these look at
        commands += [
            ["show", name, "--json"], ["evaluate", name, "--attack", "fgsm", "--samples", "1"],
            ["audit", name, "--samples", "1"], ["export", name, str(runs / "net.pt")],
        ]  # fmt: skip
    for words in commands:
        assert run_command(*words, "--runs", str(runs)) in (0, 2)
        output = capsys.readouterr()
        assert "Traceback" not in output.out + output.err


def test_that_it_can_be_removed_and_brought_back(runs: Path) -> None:
    run = damaged(runs)
    with contextlib.suppress(RobustGuiError):
        rename_run(run, "another")
    trashed = remove_run(run)
    assert [row.folder.name for row in rows(runs)] == [OTHER]
    assert restore_run(trashed) == run.absolute()
    assert len(rows(runs)) == 2


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions bind nobody here")
@pytest.mark.parametrize("place", ["", "spec.toml", "events.jsonl", "evaluations"])
def test_that_a_folder_that_may_not_be_read_is_a_row_with_its_reason(tmp_path: Path, place: str) -> None:
    sound_run(tmp_path, OTHER)
    run = sound_run(tmp_path)
    (run / place).chmod(0)
    try:
        found = {row.folder.name: row for row in rows(tmp_path)}
        assert set(found) == {OTHER, run.name}
        assert (found[run.name].status == "unreadable") == (place != "evaluations")
        if place != "evaluations":
            assert "Permission denied" in str(found[run.name].problem)
    finally:
        (run / place).chmod(0o700)


@pytest.mark.parametrize(
    "kind", ["folder", "pipe", "junk", "loop", "endless", "key", "row", "swapped", "view", "empty"]
)
def test_that_no_table_hides_a_run(tmp_path: Path, kind: str) -> None:
    import sqlite3

    sound_run(tmp_path, OTHER)
    sound_run(tmp_path)
    before = rows(tmp_path)
    file = tmp_path / FILE
    if kind in ("folder", "pipe", "loop", "endless", "junk", "empty"):
        file.unlink()
    if kind == "folder":
        (file / "inside").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind in ("loop", "endless"):
        file.symlink_to("/dev/zero" if kind == "endless" else FILE)
    elif kind in ("junk", "empty"):
        file.write_bytes(b"x" * 5000 * (kind == "junk"))
    else:
        statements = {
            "key": "UPDATE runs SET folder = '../..' WHERE rowid IS NULL OR created LIKE '%03:04:05'",
            "row": "UPDATE runs SET row = '[[1]'",
            "swapped": "UPDATE runs SET row = (SELECT row FROM runs LIMIT 1)",
            "view": "DROP TABLE runs; CREATE VIEW runs AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) "
            "SELECT x AS folder, x AS signature, x AS finished, x AS created, x AS words, x AS row FROM n",
        }
        with closing(sqlite3.connect(file)) as database:
            database.executescript(statements[kind].replace("rowid IS NULL OR ", ""))
    assert rows(tmp_path) == before
    assert sorted(RunCache(tmp_path).refresh(), key=str) == sorted(before, key=str)
