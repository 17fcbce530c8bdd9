"""The process behind `run_apart`: runs the functions that it is asked for, one after the other; ends with its parent.

Started as `python -m robustgui.base.apart_child`. Requests come in through standard input and answers leave through
standard output. Whatever happens here, a crash of a library of compiled code included, ends this process alone.
"""

from __future__ import annotations

import faulthandler
import os
import threading
import traceback
import warnings
from queue import SimpleQueue
from typing import BinaryIO

from .apart_limits import forbid_core_dumps, limit_memory
from .apart_messages import Answer, Begun, OutOfMemory, Progress, Raised, Request, Returned, Warned, set_report
from .child_process import take_pipes
from .errors import RobustGuiError
from .wire import Pieces, pack_message, read_pieces, unpack_message

_sending = threading.Lock()
_PATIENCE_S = 1.0  # beyond the time limit, for the parent to end this process


def main() -> None:
    """Live until the other process closes its end."""
    forbid_core_dumps()
    commands, answers = take_pipes()
    requests: SimpleQueue[Pieces] = SimpleQueue()
    threading.Thread(target=_listen, args=(commands, requests), daemon=True).start()
    set_report(lambda value: _send(answers, Progress(value)))
    while True:
        _send(answers, _answer(requests.get(), answers))


def _listen(commands: BinaryIO, requests: SimpleQueue[Pieces]) -> None:
    """Also while a function runs: its result has no use without the parent."""
    try:
        while True:
            requests.put(read_pieces(commands))
    except EOFError:
        os._exit(0)


def _answer(pieces: Pieces, answers: BinaryIO) -> Answer:
    with warnings.catch_warnings(record=True) as issued:
        try:
            request: Request = unpack_message(pieces)
            _send(answers, Begun())
            if request.seconds < threading.TIMEOUT_MAX:
                # Ends this process without the interpreter's lock, should the parent be killed while a library spins.
                faulthandler.dump_traceback_later(request.seconds + _PATIENCE_S, exit=True)
            with limit_memory(request.memory):
                value = request.function(*request.arguments)
            return Returned(value, _make_warnings(issued))
        except RobustGuiError as error:
            return Raised(error, "", _make_warnings(issued))
        except MemoryError:
            return OutOfMemory()
        except BaseException as error:
            return Raised(error, traceback.format_exc(), _make_warnings(issued))
        finally:
            faulthandler.cancel_dump_traceback_later()


def _make_warnings(issued: list[warnings.WarningMessage]) -> tuple[Warned, ...]:
    """The warnings; categories of other libraries, which the parent shall not import, are plain there."""
    return tuple(
        Warned(str(one.message), one.category if _is_importable(one.category) else UserWarning) for one in issued
    )


def _is_importable(cls: type) -> bool:
    return cls.__module__.partition(".")[0] in ("builtins", "robustgui")


def _send(stream: BinaryIO, answer: Answer) -> None:
    """From any thread: a function may report its progress from one of its own."""
    pieces = _pack_answer(answer)
    try:
        with _sending:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
    except OSError:
        os._exit(0)  # the parent is gone


def _pack_answer(answer: Answer) -> list[bytes | memoryview]:
    """The answer; what cannot travel, or would make the parent import another library, is replaced by its text."""
    if isinstance(answer, Raised) and not _is_importable(type(answer.error)):
        answer = Raised(_describe_error(answer.error), answer.trace, answer.warnings)
    try:
        return pack_message(answer)
    except MemoryError:
        return pack_message(OutOfMemory())
    except Exception as error:
        trace = getattr(answer, "trace", "") or traceback.format_exc()
        return pack_message(Raised(_describe_error(getattr(answer, "error", error)), trace, ()))


def _describe_error(error: BaseException) -> RuntimeError:
    return RuntimeError(f"{type(error).__qualname__}: {error}")


if __name__ == "__main__":
    main()
