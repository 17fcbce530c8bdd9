"""Batches reports to the window, at most one batch every 33 ms."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import BinaryIO

from ..base.wire import pack_message
from .messages import LogLine, Report

HEARTBEAT_S = 1.0  # after so long without a report an empty batch says that the process is alive
INTERVAL_S = 0.033  # one batch costs as much as hundreds of events: sending each alone costs 27 % of training speed


class Sender:
    """A thread that writes what other threads `put`. The first report after a silence leaves at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._waiting: SimpleQueue[Report | None] = SimpleQueue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)
        self._thread.start()

    def put(self, report: Report) -> None:
        """Send `report` soon; never blocks, from any thread."""
        self._waiting.put(report)

    def close(self, patience_s: float) -> None:
        """Send the remaining reports, if the window is still there."""
        self._closing.set()
        self._waiting.put(None)
        self._thread.join(patience_s)

    def _run(self) -> None:
        connected, last = True, False
        while not last:
            batch: list[Report | None] = []
            with suppress(Empty):
                batch.append(self._waiting.get(timeout=HEARTBEAT_S))
            while True:
                try:
                    batch.append(self._waiting.get_nowait())
                except Empty:
                    break
            last = None in batch
            if connected:
                connected = self._send([report for report in batch if report is not None])
            self._closing.wait(INTERVAL_S)

    def _send(self, batch: Sequence[Report]) -> bool:
        """Write one batch; returns whether the window is still there."""
        try:
            for piece in _pack(batch):
                self._stream.write(piece)
            self._stream.flush()
        except OSError:  # the window is gone: the reader of commands notices too, and ends the engine
            return False
        return True


def _pack(batch: Sequence[Report]) -> list[bytes | memoryview]:
    """The batch; a report that cannot travel, which is a bug, is replaced by a log line that says so."""
    try:
        return pack_message(list(batch))
    except Exception as error:
        if len(batch) == 1:
            text = f"A report could not be sent: {error!r} in {type(batch[0]).__name__}"
            return pack_message([LogLine(logging.getLevelName(logging.ERROR), text, time.time())])
        return [piece for report in batch for piece in _pack([report])]
