"""Ctrl+C as a stop request: the first one stops at the next opportunity, the second one at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


def no_cancel() -> bool:
    """Default cancellation callback: never cancels."""
    return False


@contextmanager
def stop_on_interrupt() -> Iterator[Callable[[], bool]]:
    """Gives a function that tells whether Ctrl+C was pressed (or the process was asked to end) inside.

    A second Ctrl+C raises `KeyboardInterrupt` as usual. Outside of the main thread, where no signal can be caught, the
    function always says False.
    """
    cancelled = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield cancelled.is_set
        return

    def ask(number: int, frame: FrameType | None) -> None:
        if cancelled.is_set():
            raise KeyboardInterrupt
        cancelled.set()

    caught = [signal.SIGINT, signal.SIGTERM]
    before = [signal.signal(number, ask) for number in caught]
    try:
        yield cancelled.is_set
    finally:
        for number, handler in zip(caught, before, strict=True):
            signal.signal(number, handler)
