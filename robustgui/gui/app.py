"""Starts the window: arguments, looks, session, queue; the window is painted before anything slow begins."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ..base.errors import PluginWarning
from ..base.paths import resource, runs_folder
from .errors_dialog import ErrorCatcher
from .language import LANGUAGES
from .main_window import MainWindow
from .palette import THEMES
from .settings_store import SettingsStore
from .shell.appearance import dress
from .shell.display import complain_about_display

if TYPE_CHECKING:
    from .contents import Contents


def arguments(argv: Sequence[str]) -> argparse.Namespace:
    """What `robustgui gui` understands."""
    parser = argparse.ArgumentParser(prog="robustgui gui", description="Open the window.")
    parser.add_argument("--page", default="", help="the page to begin with, such as train or inspect")
    parser.add_argument("--lang", choices=sorted(LANGUAGES), default="", help="language of the window, this time only")
    parser.add_argument("--theme", choices=sorted(THEMES), default="", help="light or dark, this time only")
    parser.add_argument("--runs", type=Path, default=None, metavar="FOLDER", help="where runs are stored")
    parser.add_argument("--open", default="", metavar="FILE", help="the data to begin with: a file or example:NAME")
    return parser.parse_args(argv)


def make_application() -> QApplication:
    """The application with its name and picture; the one that exists, if there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    complain_about_display()
    app = QApplication(["robustgui"])
    app.setApplicationName("robustgui")
    app.setApplicationDisplayName("robustgui")
    app.setDesktopFileName("robustgui")
    app.setWindowIcon(QIcon(str(resource("icons", "application.svg"))))
    return app


def fill(window: MainWindow, *, runs: Path | None = None, page: str = "", data: str = "") -> Contents:
    """Put session, queue, pages and docks into the window, and begin to read its data."""
    from ..data.settings import DataSettings
    from .jobs import Jobs
    from .session import Session

    contents = window.fill(Session((runs or runs_folder()).absolute()), Jobs(), page)
    collect_between_events(window)
    # What lives as long as the window is never garbage; looking through it again and again stops the window for 0.1 s.
    contents.pages.completed.connect(lambda: gc.freeze())
    contents.start(data or window.store.text("dataset") or DataSettings().train)
    return contents


def collect_between_events(window: MainWindow) -> None:
    """Until `window` is gone, cyclic garbage is collected by a timer of the window's thread alone.

    Python would do it wherever an object is made: in a thread of the pool, or while Qt paints. The plots and widgets
    that are part of the garbage would then be deleted in a foreign thread, or under the hands of the scene.
    """
    from pyqtgraph.util.garbage_collector import GarbageCollector

    collector = GarbageCollector()
    collector.timer.setParent(window)  # and ends with it

    def end(_: object = collector) -> None:  # which keeps the collector
        gc.enable()
        gc.unfreeze()

    window.destroyed.connect(end)


def ask_about_plugins(window: MainWindow, proceed: Callable[[], object]) -> None:
    """Call `proceed` once the user has answered for all plug-ins that are named and were not allowed to run."""
    if not os.environ.get("ROBUSTGUI_PLUGINS"):  # most windows: nothing is imported for it
        proceed()
        return
    from .shell.plugin_consent import PluginConsent

    warnings.simplefilter("ignore", PluginWarning)  # a question says it here
    PluginConsent(window, proceed)


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed; the exit code."""
    options = arguments(sys.argv[1:] if argv is None else argv)
    app = make_application()
    store = SettingsStore()
    dress(app, store, options.theme, options.lang)
    window = MainWindow(store)
    window.painted.connect(
        lambda: ask_about_plugins(window, lambda: fill(window, runs=options.runs, page=options.page, data=options.open))
    )
    catcher = ErrorCatcher(window)
    catcher.install()
    window.show()
    interpreter = QTimer(interval=500)  # Python sees Ctrl+C only while its own code runs
    interpreter.timeout.connect(lambda: None)
    interpreter.start()
    try:
        return app.exec()
    finally:
        catcher.remove()


if __name__ == "__main__":
    sys.exit(main())
