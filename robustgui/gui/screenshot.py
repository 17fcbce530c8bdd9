"""Takes a picture of one page of the real window once its content is there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QThreadPool, QTimer
from PySide6.QtWidgets import QToolTip

from ..base.errors import RobustGuiError
from ..base.together import refuse_to_replace, write_together
from ..data import DataSettings
from ..runs.folder import RunFolder
from .app import fill, make_application
from .contents import Contents
from .language import LANGUAGES
from .main_window import MainWindow
from .palette import THEMES
from .plots.export import encode_png
from .settings_store import SettingsStore
from .shell.appearance import dress

SIZE = (1440, 900)
_POLL_MS = 50
_QUIET = 4  # polls without anything under way before the picture is taken


class ScreenshotError(RobustGuiError):
    """The picture cannot be made."""


def main(
    page: str,
    lang: str,
    theme: str,
    file: Path | str,
    size: tuple[int, int] = SIZE,
    *,
    run: Path | None = None,
    timeout_s: float = 60.0,
    overwrite: bool = False,
) -> None:
    """Open the window on a run, or else on the embedded example, wait until `page` has its content, and save it as PNG.

    Args:
        page: key of the page, such as "train".
        lang: "en" or "zh".
        theme: "light" or "dark".
        file: where the picture goes.
        size: of the window, in pixels.
        run: folder of the run that is looked at; None: none.
        timeout_s: how long to wait for the content.
        overwrite: replace a file that is there.

    Raises:
        ScreenshotError: there is no such page, language or theme, or the content does not come.
        ExistsError: the file is there, and `overwrite` is false.
        RunError: it cannot be written.
    """
    refuse_to_replace([Path(file)], overwrite)  # said before the work rather than after it
    for kind, name, choices in (("language", lang, LANGUAGES), ("theme", theme, THEMES)):
        if name not in choices:
            raise ScreenshotError(
                "There is no {kind} called '{name}'. Known: {known}.", kind=kind, name=name, known=", ".join(choices)
            )
    data = RunFolder(run).spec().data.train if run else DataSettings().train
    runs = run.absolute().parent if run else None
    with open_window(lang, theme, size=size, runs=runs, data=data, timeout_s=timeout_s) as contents:
        contents.session.set_run(run)
        contents.session.set_ticks([run] if run else [])
        take(contents, page, file, timeout_s, overwrite=overwrite)


def parse_size(text: str) -> tuple[int, int]:
    """Width and height in "1440x900".

    Raises:
        ScreenshotError: `text` is something else.
    """
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 320 <= int(width) <= 7680 and 240 <= int(height) <= 4320):
        raise ScreenshotError(
            "A size looks like 1440x900, at least 320x240 and at most 7680x4320; got {text}.", text=text
        )
    return int(width), int(height)


@contextmanager
def open_window(
    lang: str,
    theme: str,
    *,
    size: tuple[int, int] = SIZE,
    runs: Path | None = None,
    data: str = DataSettings().train,
    timeout_s: float = 60.0,
) -> Iterator[Contents]:
    """The real window with its data, on a screen or offscreen where there is none; closed at the end.

    It begins as on its first day and leaves no trace in the user's settings. `runs` is the folder of runs; None: the
    user's.
    """
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application()
    store = SettingsStore(remembers=False)
    dress(app, store, theme, lang)
    window = MainWindow(store)
    window.resize(*size)
    contents = fill(window, runs=runs, data=data)
    try:
        window.show()
        wait_until(lambda: contents.session.dataset is not None and not contents.loader.busy, timeout_s)
        yield contents
    finally:
        contents.jobs.shutdown()
        for row in list(contents.jobs.rows):
            contents.jobs.remove(row)
        window.close()
        QThreadPool.globalInstance().waitForDone()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def take(contents: Contents, page: str, file: Path | str, timeout_s: float = 60.0, *, overwrite: bool = False) -> None:
    """Show `page`, wait until nothing is under way, and save a picture of the window.

    Raises:
        ScreenshotError: there is no such page.
        ExistsError: the file is there, and `overwrite` is false.
        RunError: it cannot be written.
    """
    if page not in contents.pages:
        choices = ", ".join(contents.pages)
        raise ScreenshotError("There is no page called '{page}'. Known: {known}.", page=page, known=choices)
    contents.pages.show_page(page)
    wait_until(_Settled(contents), timeout_s)
    QToolTip.hideText()
    write_together({Path(file): encode_png(contents.window.grab().toImage())}, overwrite=overwrite)


class _Settled:
    """True once nothing was under way, neither reading nor building nor asking, several times in a row."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._quiet = 0

    def __call__(self) -> bool:
        busy = self._contents.loader.busy or QThreadPool.globalInstance().activeThreadCount() > 0
        busy = busy or self._contents.pages.building or self._contents.jobs.has_open_requests
        self._quiet = 0 if busy else self._quiet + 1
        return self._quiet >= _QUIET


def wait_until(condition: Callable[[], bool], timeout_s: float) -> None:
    """Let the window live until `condition` holds.

    Raises:
        ScreenshotError: it does not within `timeout_s`.
    """
    loop = QEventLoop()
    poll, limit = QTimer(interval=_POLL_MS), QTimer(interval=round(timeout_s * 1000), singleShot=True)
    poll.timeout.connect(lambda: loop.quit() if condition() else None)
    limit.timeout.connect(lambda: loop.exit(1))
    poll.start()
    limit.start()
    late = loop.exec()
    poll.stop()
    limit.stop()
    if late:
        raise ScreenshotError("The page did not have its content within {seconds} seconds.", seconds=round(timeout_s))
