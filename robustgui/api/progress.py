"""A progress bar for notebooks and terminals; on request none at all."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Bar:
    """One bar with a text; a context manager, so that it is gone from the screen whatever happens."""

    def __init__(self, text: str, total: float, *, shown: bool) -> None:
        console = Console(stderr=True)  # what is printed may be piped elsewhere
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not (shown and (console.is_terminal or console.is_jupyter)),
        )
        self._task = self._progress.add_task(text, total=total)

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
        self._progress.update(self._task, description=text, completed=done, total=total)
