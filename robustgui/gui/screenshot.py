"""A picture of one page of the real window, once it shows what it is meant to show."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QThreadPool, QTimer

from ..base.errors import RobustGuiError
from .app import fill, make_application
from .contents import Contents
from .main_window import MainWindow
from .settings_store import SettingsStore
from .shell.appearance import dress

SIZE = (1440, 900)
_POLL_MS = 50
_QUIET = 4  # polls without anything under way before the picture is taken


class ScreenshotError(RobustGuiError):
    """The picture cannot be made or written."""


def main(
    page: str,
    lang: str,
    theme: str,
    file: Path | str,
    size: tuple[int, int] = SIZE,
    *,
    runs: Path | None = None,
    run: Path | None = None,
    data: str = "",
    timeout_s: float = 60.0,
    prepare: Callable[[Contents], object] | None = None,
    ready: Callable[[Contents], bool] | None = None,
) -> None:
    """Open the window, wait until `page` has its content, and save it as PNG.

    Args:
        page: key of the page, such as "train".
        lang: "en" or "zh".
        theme: "light" or "dark".
        file: where the picture goes.
        size: of the window, in pixels.
        runs: folder of runs; None: the user's.
        run: the run that the pages show; None: none.
        data: what is opened; empty: the embedded example.
        timeout_s: how long to wait for the content.
        prepare: called once the data are there, to bring the window into the state that is wanted.
        ready: whether that state has been reached; None: as soon as nothing is under way.

    Raises:
        ScreenshotError: there is no such page, the content does not come, or the file cannot be written.
    """
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and os.name == "posix":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application()
    store = SettingsStore(remembers=False)
    dress(app, store, theme, lang)
    window = MainWindow(store)
    window.resize(*size)
    contents = fill(window, runs=runs, page=page, data=data or "example:japanese_vowels")
    try:
        if contents.pages.current_key != page:
            known = ", ".join(contents.pages)
            raise ScreenshotError("There is no page called '{page}'. Known: {known}.", page=page, known=known)
        window.show()
        wait_until(lambda: contents.session.dataset is not None and not contents.loader.busy, timeout_s)
        if run is not None:
            contents.session.set_run(run)
        if prepare is not None:
            prepare(contents)
        wait_until(lambda: ready is None or ready(contents), timeout_s)
        wait_until(_Settled(contents), timeout_s)
        if not window.grab().save(str(file), "PNG"):
            raise ScreenshotError("{file} cannot be written. Choose another folder.", file=str(file))
    finally:
        contents.jobs.shutdown()
        window.close()
        window.deleteLater()
        with suppress(RuntimeError):
            QCoreApplication.processEvents()


class _Settled:
    """True once nothing has been under way in the window, neither reading nor building, several times in a row."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._quiet = 0

    def __call__(self) -> bool:
        busy = self._contents.loader.busy or QThreadPool.globalInstance().activeThreadCount() > 0
        busy = busy or self._contents.pages.building
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
