"""Ten thousand stored runs in the window: what each gesture takes, and for how long the window stands still.

`python -m tests.bench.bench_many_runs [RUNS] [FOLDER]`; the folder keeps the runs for another time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from robustgui.base.events import RunStopped
from robustgui.runs.event_json import to_json
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.folder import EVENTS, LOCK, SPEC
from robustgui.runs.spec import RunSpec
from robustgui.training.events import EpochDone, StepDone

from .bench_window import BenchWindow

PATIENCE_S = 600
REPEATS = 20  # refreshes between two looks at the memory
NAME = "name of the run"


def write_runs(folder: Path, count: int, first: int = 0) -> list[Path]:
    """Run folders as trainings of three epochs leave them, without networks; every tenth was stopped."""
    spec = RunSpec(name=NAME).to_toml()
    folders = []
    for number in range(first, first + count):
        when = datetime(2026, 1, 1) + timedelta(seconds=number)
        run = folder / f"{when:%Y-%m-%d_%H%M%S}_run-{number}"
        run.mkdir(parents=True)
        clean, attacked = 0.5 + number % 97 / 200, 0.2 + number % 89 / 400
        events = [RunStarted(f"run {number}", str(run), "cpu", 100, 3, 4, 30, 20, "test", "accuracy")]
        for epoch in (1, 2, 3):
            events += [
                StepDone(4 * epoch + k - 3, epoch, 1 / epoch, (("clean", 1.0), ("adversarial", 1.0)), 1.0, 0.01)
                for k in range(4)
            ]
            events.append(EpochDone(epoch, 1 / epoch, clean, attacked, "accuracy", 20, 1.5))
        stopped = number % 10 == 9
        events.append(RunStopped(12, 3) if stopped else RunFinished(clean, attacked, "accuracy", 20, 5.0 + number % 60))
        (run / SPEC).write_text(spec.replace(NAME, f"run {number}"), encoding="utf-8")
        (run / EVENTS).write_text("".join(to_json(event) + "\n" for event in events), encoding="utf-8")
        (run / LOCK).touch()
        folders.append(run)
    return folders


class Bench(BenchWindow):
    """The folder of runs comes when the window has been built. Every row of the table is one `measure`."""

    def __init__(self, runs: Path) -> None:
        from .blocks import Blocks

        beside = runs.rename(runs.with_name(f"{runs.name} for later"))  # what is measured begins when it comes back
        super().__init__(runs, "data", size=(1500, 1000), patience_s=PATIENCE_S)
        self.stored = self.session.stored_runs
        self.lines: list[tuple[str, float, float, float]] = []
        self.until(lambda: not self.pages.building)
        self.blocks = Blocks()
        self.quiet()
        beside.rename(runs)

    def quiet(self) -> None:
        """Until nothing is read or painted any more."""
        for _ in range(3):
            self.until_idle()
            ends = time.perf_counter() + 0.05
            self.until(lambda ends=ends: time.perf_counter() > ends)

    def measure(self, title: str, act: Callable[[], object], done: Callable[[], bool] = lambda: True) -> None:
        """Seconds until `done`, the longest block until all is quiet, and the memory then."""
        self.quiet()
        self.blocks.restart()
        began = time.perf_counter()
        act()
        self.until(done)
        took = time.perf_counter() - began
        self.quiet()
        self.lines.append((title, took, self.blocks.look(), self.memory_mb()))

    def close(self) -> None:
        """End the engine too."""
        self.quiet()
        super().close()


def first(runs: Path) -> Bench:
    """No index yet."""
    bench = Bench(runs)
    bench.measure("first index", lambda: bench.pages.show_page("runs"), lambda: len(bench.stored.rows) > 0)
    return bench


def later(runs: Path) -> Bench:
    """Every gesture, in a window of its own."""
    from PySide6.QtCore import Qt

    from robustgui.gui.pages.runs.runs_model import Column
    from robustgui.gui.submission import submit_training
    from robustgui.runs.run_changes import TRASH, restore_run

    bench = Bench(runs)
    session, stored = bench.session, bench.stored
    bench.measure("opening the page", lambda: bench.pages.show_page("runs"), lambda: len(stored.rows) > 0)
    page = bench.pages.page("runs")
    table = page.table
    count = len(stored.rows)
    reads = lambda: not stored._background.busy  # noqa: E731
    bench.measure("refresh", stored.refresh, reads)
    bench.pages.show_page("data")
    bench.measure("opening it again", lambda: bench.pages.show_page("runs"))
    bench.measure("search", lambda: page.search.setText("run 77"), lambda: 0 < len(table.rows.rows) < count)
    bench.measure("search of nothing", lambda: page.search.setText("zzz"), lambda: not table.rows.rows)
    bench.measure("clearing the search", page.search.clear, lambda: len(table.rows.rows) == count)
    rising, bar = Qt.SortOrder.AscendingOrder, table.verticalScrollBar()
    for column in Column:
        bench.measure(f"sort by {column.name.lower()}", lambda column=column: table.sortByColumn(column, rising))
    bench.measure("scroll to the end", lambda: bar.setValue(bar.maximum()))
    bench.measure("select all", table.selectAll)
    bench.measure("refresh with all selected", stored.refresh, reads)
    bench.measure("sort with all selected", lambda: table.sortByColumn(Column.CLEAN, Qt.SortOrder.DescendingOrder))
    bench.measure("select two (difference)", lambda: table.select({row.folder for row in table.rows.rows[:2]}))

    def tick(number: int) -> None:
        index = table.rows.index(number, Column.NAME)
        table.rows.setData(index, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)

    for number in range(6):
        bench.measure(f"tick {number + 1}", lambda n=number: tick(n), lambda n=number: len(page.compared.runs) == n + 1)
    bench.measure("opening Inspect", lambda: bench.pages.show_page("inspect"))
    picker = bench.pages.page("inspect").frame.runs
    bench.measure("list of the run picker", picker.showPopup)
    picker.hidePopup()
    bench.measure("choosing another network", lambda: picker.activated.emit(picker.count() // 2))
    bench.measure("opening Train", lambda: bench.pages.show_page("train"))
    bench.measure("opening Evaluate", lambda: bench.pages.show_page("evaluate"))
    bench.pages.show_page("runs")
    bench.jobs.ready = None  # jobs only wait
    bench.measure("Train (name of the run)", lambda: submit_training(session, bench.jobs))
    added = write_runs(runs, 1, count + 100)
    bench.measure("a run that finishes", session.runs_changed.emit, lambda: len(stored.rows) == count + 1)
    table.select({added[0]})
    row = table.selected()
    bench.measure("remove one", lambda: page.actions_bar.remove_runs(row), lambda: len(stored.rows) == count)
    restore_run(runs / TRASH / added[0].name)
    bench.measure("restored", session.runs_changed.emit, lambda: len(stored.rows) == count + 1)
    many = [*row, *stored.rows[100:300]]
    bench.measure("remove 201", lambda: page.actions_bar.remove_runs(many), lambda: len(stored.rows) == count - 200)
    for old in many[1:]:
        restore_run(runs / TRASH / old.name)
    shutil.rmtree(runs / TRASH)
    bench.measure("200 restored", session.runs_changed.emit, lambda: len(stored.rows) == count)

    def refresh_often() -> None:
        for _ in range(REPEATS):
            stored.refresh()
            bench.until(reads)

    for quarter in range(1, 5):
        bench.measure(f"{REPEATS} refreshes, {quarter}. time", refresh_often)
    return bench


def measure_apart(part: str, runs: Path) -> list[tuple[str, float, float, float]]:
    """The lines of one part, from a process of its own."""
    with tempfile.TemporaryDirectory() as private:
        environment = os.environ | {"ROBUSTGUI_CONFIG": private, "ROBUSTGUI_CACHE": private}
        command = [sys.executable, "-m", "tests.bench.bench_many_runs", part, str(runs)]
        done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True, text=True)
    return [tuple(line) for line in json.loads(done.stdout.splitlines()[-1])]


def main(count: int, kept: str = "") -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as temporary:
        runs = Path(kept or temporary) / f"runs_{count}"
        if not runs.exists():
            write_runs(runs, count)
        for file in runs.glob("index.sqlite*"):
            file.unlink()
        lines = [*measure_apart("first", runs), *measure_apart("later", runs)]
    print(f"{count} stored runs{'':24} seconds  longest block  memory")
    for title, seconds, block, memory in lines:
        print(f"{title:38} {seconds:8.2f} {block:11.0f} ms {memory:6.0f} MB", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] in (["first"], ["later"]):
        bench = {"first": first, "later": later}[sys.argv[1]](Path(sys.argv[2]))
        bench.close()
        print(json.dumps(bench.lines))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, *sys.argv[2:])
