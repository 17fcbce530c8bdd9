"""The window's end of the line: starts one engine process, sends commands, collects reports, notices its death.

No Qt and no torch. Two threads own the pipes: a full pipe or an engine that hangs never blocks the caller, and large
arrays are unpickled beside the window's thread.
"""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import BinaryIO, cast

from ..base.child_process import last_words, start_module
from ..base.wire import packed, receive
from .crash_report import describe_crash
from .messages import Command, LogLine, Report, Shutdown

MAKE_RUN = "robustgui.engine.work:make_run"
DETAILS = 20_000  # bytes of standard error that are kept for the user


class EngineClient:
    """One engine process, from `start` to `close`. For another one make another client.

    Args:
        make_run: "module:function" that makes a run of a job in the process.
        warm: False: it is `Ready` at once, and the first job pays for torch; for someone who has one short job only.
    """

    def __init__(self, make_run: str = MAKE_RUN, *, warm: bool = True) -> None:
        self._arguments = [make_run, "warm" if warm else "cold"]
        self._process: subprocess.Popen[bytes] | None = None
        self._outgoing: SimpleQueue[list[bytes | memoryview] | None] = SimpleQueue()
        self._arrived: SimpleQueue[list[Report]] = SimpleQueue()
        self._closing = False
        self._forced = False
        self._threads: list[threading.Thread] = []
        self.signs = 0  # messages that have come; an engine that lives sends one a second at least

    @property
    def pid(self) -> int:
        """Of the process; 0 before `start`."""
        return self._process.pid if self._process is not None else 0

    @property
    def running(self) -> bool:
        """Whether reports may still come."""
        return any(thread.name == "engine-reader" and thread.is_alive() for thread in self._threads)

    def start(self) -> None:
        """Start the process; it reports `Ready` when it is warm. Raises `OSError` if the system refuses."""
        written = tempfile.TemporaryFile()  # noqa: SIM115 (the reader closes it)
        self._process = start_module("robustgui.engine.process", *self._arguments, errors=written, background=True)
        self._threads = [
            threading.Thread(target=self._read, args=(self._process, written), name="engine-reader", daemon=True),
            threading.Thread(target=self._write, args=(self._process,), name="engine-writer", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def send(self, command: Command) -> None:
        """Send a command; never blocks. One sent to a dead engine is lost."""
        self._outgoing.put(packed(command))

    def poll(self, patience_s: float = 0.0) -> list[Report]:
        """What has arrived since the last call, in order; `EngineCrashed` is the last thing that ever arrives.

        Args:
            patience_s: if there is nothing yet, wait for so long.
        """
        found: list[Report] = []
        with suppress(Empty):
            if patience_s > 0:
                found += self._arrived.get(timeout=patience_s)
            while True:
                found += self._arrived.get_nowait()
        return found

    def kill(self) -> None:
        """End the process at once; `EngineCrashed` with `forced` follows."""
        if self._process is not None:
            self._forced = True
            self._process.kill()

    def close(self, patience_s: float) -> bool:
        """Stop the job with its checkpoint and end the process; kill it if it takes longer than `patience_s`.

        Afterwards no process and no thread is left; `poll` still gives the last reports.

        Returns:
            Whether it ended in time.
        """
        self._closing = True
        if not self._threads:
            return True
        self.send(Shutdown())
        self._outgoing.put(None)
        reader, writer = self._threads
        reader.join(patience_s)
        in_time = not reader.is_alive()
        if not in_time:
            cast("subprocess.Popen[bytes]", self._process).kill()
        reader.join()  # ends with the process, which is dead
        writer.join()
        return in_time

    def _read(self, process: subprocess.Popen[bytes], written: BinaryIO) -> None:
        """Drain the pipe until the process is gone: only then is it waited for."""
        stream = cast("BinaryIO", process.stdout)
        with stream:
            while True:
                try:
                    if reports := receive(stream):  # an empty batch is a sign of life
                        self._arrived.put(reports)
                except EOFError:
                    break
                except Exception as error:  # one message is lost; nobody would drain the pipe if this thread died
                    text = f"A report of the engine could not be read: {error!r}"
                    self._arrived.put([LogLine("ERROR", text, time.time())])
                self.signs += 1
        code = process.wait()
        self._outgoing.put(None)
        with written:
            end = last_words(written, DETAILS)
        if not self._closing or self._forced:
            self._arrived.put([describe_crash(code, self._forced, end)])

    def _write(self, process: subprocess.Popen[bytes]) -> None:
        """Closing the pipe tells the engine that no more comes."""
        stream = cast("BinaryIO", process.stdin)
        with suppress(OSError), stream:  # the process is dead, which the reader reports
            while (message := self._outgoing.get()) is not None:
                for piece in message:
                    stream.write(piece)
                stream.flush()
