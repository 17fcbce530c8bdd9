"""The whole program in a real window: screen, window manager, engine process, real files."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from support.job_events import JobEvents

from robustgui.gui import language, theme
from robustgui.gui.app import fill
from robustgui.gui.contents import Contents
from robustgui.gui.jobs import JobRow, JobStatus
from robustgui.gui.main_window import MainWindow
from robustgui.gui.palette import LIGHT
from robustgui.gui.settings_store import SettingsStore
from robustgui.runs.spec import RunSpec

WARM_MS = 60_000  # torch is imported by a niced process on a busy machine
RUN_MS = 120_000

QUICK = {
    "training.epochs": 2,
    "model.hidden": 16,
    "defence.attack.steps": 2,
    "defence.clean_share": 0.0,
    "defence.growth": 0.0,
    "watch.attack.steps": 2,
    "watch.samples": 40,
    "device.device": "cpu",
    "device.threads": 1,
}


def quick_spec(**changes: object) -> RunSpec:
    """A run of a few seconds; double underscores stand for dots: training__epochs=3."""
    return RunSpec().replace_paths(QUICK | {key.replace("__", "."): value for key, value in changes.items()})


@dataclass
class Lab:
    """An open window with what tests do to it."""

    qtbot: QtBot
    window: MainWindow
    contents: Contents
    events: JobEvents  # what each job reported

    def wait(self, condition: Callable[[], bool], timeout_ms: int = RUN_MS) -> None:
        """Until `condition` holds."""
        self.qtbot.waitUntil(condition, timeout=timeout_ms)

    def warm(self) -> None:
        """Until data and engine are there."""
        self.wait(lambda: self.contents.session.dataset is not None, WARM_MS)
        self.wait(lambda: self.contents.jobs.ready is not None, WARM_MS)

    def propose(self, spec: RunSpec) -> None:
        """Fill the forms."""
        self.contents.session.spec_proposed.emit(spec)
        self.wait(lambda: self.contents.session.spec == spec, 5000)

    def press(self, keys: str) -> None:
        """Press real keys, as the X server delivers them to the focused window."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=10_000)
        subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True, timeout=20)

    def train(self, spec: RunSpec) -> JobRow:
        """Fill the forms and press Ctrl+R; the row of the new job."""
        self.propose(spec)
        before = len(self.contents.jobs.rows)
        self.press("ctrl+r")
        self.wait(lambda: len(self.contents.jobs.rows) > before, 10_000)
        return self.contents.jobs.rows[-1]

    def finish(self, row: JobRow, status: JobStatus = JobStatus.FINISHED) -> None:
        """Until the job has ended as `status` says."""
        ended = (JobStatus.FINISHED, JobStatus.STOPPED, JobStatus.FAILED)
        self.wait(lambda: row.status in ended)
        assert row.status is status, row.message and str(row.message)

    def close(self) -> None:
        """Close the window as its user does."""
        self.window.close()
        self.wait(lambda: not self.window.isVisible(), 20_000)


@pytest.fixture(scope="session", autouse=True)
def real_screen() -> None:
    """These tests are about a real window: they need an X server and xdotool."""
    if not os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        pytest.skip("needs an X server: run `make e2e`")
    if shutil.which("xdotool") is None:
        pytest.skip("needs xdotool: run `make e2e`")


@pytest.fixture
def open_lab(qtbot: QtBot, qapp, tmp_path: Path) -> Iterator[Callable[..., Lab]]:
    """`open_lab()` opens the window on the embedded example, with private runs and settings."""
    assert QGuiApplication.platformName() == "xcb"
    language.install(qapp, "en")
    theme.apply(qapp, LIGHT)
    labs: list[Lab] = []

    def opened(runs: Path | None = None, data: str = "example:japanese_vowels") -> Lab:
        window = MainWindow(SettingsStore())
        contents = fill(window, runs=runs or tmp_path / "runs", data=data)
        lab = Lab(qtbot, window, contents, JobEvents(contents.jobs))
        labs.append(lab)
        window.show()
        qtbot.waitExposed(window)
        return lab

    yield opened
    for lab in labs:
        if lab.window.isVisible():
            lab.contents.jobs.shutdown()
            lab.close()
        lab.window.deleteLater()
    QThreadPool.globalInstance().waitForDone()
    language.install(qapp, "en")
