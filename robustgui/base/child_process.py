"""Runs a module of this program as a process of its own, and exchanges messages with it; and that process's side."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO, cast

from .safe_path import absolute_entries
from .wire import pack_message, receive

KEPT = 20_000  # bytes of standard error that are kept of a process that has ended
_NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW
_BELOW_NORMAL = 0x00004000  # BELOW_NORMAL_PRIORITY_CLASS


class UnreadableMessage(Exception):
    """A message of the process could not be read, which is a bug; those behind it can."""


class ChildProcess:
    """`python -m module arguments` with messages (`wire`) over its standard input and output, from start to `close`.

    The process imports this very program whatever the current folder holds (`-P`, and no relative entry of
    PYTHONPATH), has no console window on Windows, and does not hear a Ctrl+C in the terminal.

    Two threads own the pipes: a full pipe or a process that hangs never blocks the caller, and large arrays are
    unpickled beside the caller's thread.

    Args:
        module: of this program, by its full name; it calls `take_pipes`.
        arguments: for its `sys.argv`.
        name: of the threads.
        variables: of its environment, in place of those of this process.
        background: on Windows it yields to the window; elsewhere it calls `os.nice` by itself.

    Attributes:
        received: messages that have come, those that wait for `receive` included.
        exit_code: once it has ended; negative: the number of the signal that ended it.

    Raises:
        OSError: the system refuses to start it.
    """

    def __init__(
        self,
        module: str,
        *arguments: str,
        name: str,
        variables: dict[str, str] | None = None,
        background: bool = False,
    ) -> None:
        self.received = 0
        self.exit_code: int | None = None
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `close`)
        self._error_text = ""
        self._errors_lock = threading.Lock()
        self._outgoing: SimpleQueue[list[bytes | memoryview] | None] = SimpleQueue()
        self._incoming: SimpleQueue[Any] = SimpleQueue()  # at last `EOFError`
        self._ended = threading.Event()
        self._written = threading.Event()
        try:
            self._process = _start([module, *arguments], self._errors, variables or {}, background)
        except OSError:
            self._errors.close()
            raise
        self._threads = [
            threading.Thread(target=self._read, name=f"{name}-reader", daemon=True),
            threading.Thread(target=self._write, name=f"{name}-writer", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether messages may still come."""
        return not self._ended.is_set()

    def send(self, message: object) -> None:
        """Send a message; never blocks. One sent to a process that has ended is lost."""
        self._outgoing.put(pack_message(message))

    def receive(self, patience_s: float = 0.0) -> Any:
        """The next message.

        Raises:
            Empty: there is none within `patience_s`.
            EOFError: there is none, and the process has ended.
            UnreadableMessage: it cannot be read.
        """
        message = self._incoming.get(timeout=patience_s) if patience_s > 0 else self._incoming.get_nowait()
        if isinstance(message, EOFError):
            self._incoming.put(message)  # for the next call
            raise message
        if isinstance(message, UnreadableMessage):
            raise message
        return message

    def error_text(self, most: int = KEPT) -> str:
        """The last `most` bytes of what the process has written to standard error."""
        with self._errors_lock:
            if self._errors.closed:
                return self._error_text[-most:]
            self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - most))
            return self._errors.read().decode("utf-8", "replace")

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def close(self, patience_s: float = 0.0) -> bool:
        """Close its standard input, at which it ends; kill it if that takes longer than `patience_s`.

        Returns:
            Whether it ended in time.
        """
        self._outgoing.put(None)
        in_time = self._ended.wait(patience_s)
        if not in_time:
            self._process.kill()
        # Not a join, which would make a caller's thread that Python did not start known to it for good.
        self._ended.wait()
        self._written.wait()
        text = self.error_text()
        with self._errors_lock:
            self._error_text = text
            self._errors.close()
        return in_time

    def join(self) -> None:
        """After `close`: wait until its threads are gone too."""
        for thread in self._threads:
            thread.join()

    def _read(self) -> None:
        """Drain the pipe until the process is gone: only then is it waited for."""
        stream = cast("BinaryIO", self._process.stdout)
        with stream:
            while True:
                try:
                    message = receive(stream)
                except EOFError:
                    break
                except Exception as error:  # the pipe must be drained further
                    message = UnreadableMessage(f"{error!r}")
                self.received += 1
                self._incoming.put(message)
        self.exit_code = self._process.wait()
        self._outgoing.put(None)
        self._incoming.put(EOFError())
        self._ended.set()

    def _write(self) -> None:
        """Closing the pipe tells the process that no more comes."""
        stream = cast("BinaryIO", self._process.stdin)
        with suppress(OSError), stream:  # the process has ended, which the reader reports
            while (message := self._outgoing.get()) is not None:
                for piece in message:
                    stream.write(piece)
                stream.flush()
        self._written.set()


def _start(words: list[str], errors: Any, variables: dict[str, str], background: bool) -> subprocess.Popen[bytes]:
    package = str(Path(__file__).parents[2])
    paths = [package, *absolute_entries(os.environ.get("PYTHONPATH", ""))]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        # NumPy's own threads spin on busy cores too: with two a plane of hidden states takes nine times as long.
        env={"OPENBLAS_NUM_THREADS": "1"} | os.environ | {"PYTHONPATH": os.pathsep.join(paths)} | variables,
        start_new_session=True,
        creationflags=(_NO_WINDOW | (_BELOW_NORMAL if background else 0)) if sys.platform == "win32" else 0,
    )


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """In such a process: its standard input and output, from now on for messages alone.

    What anything else prints goes to standard error, and standard input is empty for others. A Ctrl+C in the terminal
    is left to the parent, and a crash writes where it was.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    commands, reports = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return commands, reports


def signal_name(number: int) -> str:
    """Such as "SIGSEGV"."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
