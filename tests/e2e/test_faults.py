"""What goes wrong in real life: the window lives, says what happened, and no finished epoch is lost."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from robustgui.gui.jobs import JobStatus
from robustgui.runs.events import RunFinished
from robustgui.runs.folder import RunFolder
from robustgui.training.events import EpochDone

from .conftest import quick_spec


def test_that_a_killed_engine_leaves_the_window_alive_and_the_run_resumable(open_lab) -> None:
    lab = open_lab()
    lab.warm()
    row = lab.train(quick_spec(training__epochs=6))
    lab.wait(lambda: sum(isinstance(event, EpochDone) for event in lab.events[row]) >= 2)
    seen = max(event.epoch for event in lab.events[row] if isinstance(event, EpochDone))
    os.kill(lab.contents.jobs.engine_pid(), signal.SIGKILL)
    lab.finish(row, JobStatus.FAILED)
    assert row.resumable
    assert lab.contents.notices.isVisible()
    kept = [event.epoch for event in RunFolder(row.folder).events() if isinstance(event, EpochDone)]
    assert max(kept) >= seen

    lab.wait(lambda: lab.contents.jobs.ready is not None)
    lab.contents.controls.resume(row.folder, row.label)
    resumed = lab.contents.jobs.rows[-1]
    lab.finish(resumed)
    assert isinstance(lab.events[resumed][-1], RunFinished)
    epochs = [event.epoch for event in RunFolder(row.folder).events() if isinstance(event, EpochDone)]
    assert epochs == [1, 2, 3, 4, 5, 6]


def test_that_a_runs_folder_that_cannot_be_written_is_named(open_lab, tmp_path: Path) -> None:
    in_the_way = tmp_path / "runs"
    in_the_way.write_text("a file where the folder should be")
    lab = open_lab(runs=in_the_way)
    lab.warm()
    row = lab.train(quick_spec())
    lab.finish(row, JobStatus.FAILED)
    assert str(in_the_way) in str(row.message)
    assert in_the_way.read_text() == "a file where the folder should be"


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("empty.ts", b"", "empty"),
        ("rubbish.csv", bytes(range(256)) * 8, "rubbish.csv"),
        ("widths.csv", b"1,0.5,0.25\n2,0.5\n1,0.1,0.2\n", "line 2"),
    ],
)
def test_that_a_bad_file_is_explained_and_the_open_data_stay(open_lab, tmp_path, name, content, part) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    lab = open_lab()
    lab.warm()
    before = lab.contents.session.dataset
    lab.contents.open(str(file))
    sheet = lab.contents.pages.page("data").sheet
    lab.wait(lambda: sheet.problem.isVisible() and not sheet.busy, 20_000)
    assert part in sheet.problem.text()
    assert lab.contents.session.dataset is before
    lab.press("Escape")
    lab.wait(lambda: not sheet.isVisible(), 10_000)
    assert lab.contents.session.dataset is before
