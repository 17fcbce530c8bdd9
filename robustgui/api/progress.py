"""A progress bar for notebooks and terminals; on request none at all."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ..base.visible import visible

if TYPE_CHECKING:
    from ..data.cache import ReadProgress


class Bar:
    """One bar with a text; a context manager, so that it is gone from the screen whatever happens."""

    def __init__(self, text: str, total: float, *, is_visible: bool) -> None:
        console = Console(stderr=True)  # what is printed may be piped elsewhere
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not (is_visible and (console.is_terminal or console.is_jupyter)),
        )
        self._task = self._progress.add_task(visible(text), total=total)

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def advance(self, by: float = 1) -> None:
        """So much more is done."""
        self._progress.advance(self._task, by)

    def show(self, text: str | None = None, *, done: float | None = None, total: float | None = None) -> None:
        """Change what is not None."""
        description = None if text is None else visible(text)
        self._progress.update(self._task, description=description, completed=done, total=total)


class ReadingBar:
    """A bar for the reading of a large source; none at all for a small one. A context manager."""

    def __init__(self, *, is_visible: bool = True) -> None:
        self._is_visible = is_visible
        self._open = ExitStack()
        self._bar: Bar | None = None

    def __enter__(self) -> ReadingBar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def show(self, reading: ReadProgress) -> None:
        """So far the reading has come."""
        if self._bar is None:
            self._bar = self._open.enter_context(Bar(f"Reading {reading.file}", 1000, is_visible=self._is_visible))
        self._bar.show(done=1000 * (reading.share or 0.0))
