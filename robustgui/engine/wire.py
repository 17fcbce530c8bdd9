"""How messages travel between window and engine: a length, then a pickle, over two private pipes.

Pickle is safe here and nowhere else: both ends are this program, and nobody else holds the pipes.
"""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct("<Q")


def packed(message: object) -> bytes:
    """`message` as bytes, ready to be written."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def receive(stream: BinaryIO) -> Any:
    """The next message; blocks until it is there.

    Raises:
        EOFError: the other side is gone, perhaps in the middle of a message.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return pickle.loads(_exactly(stream, length))


def _exactly(stream: BinaryIO, count: int) -> bytes:
    found = stream.read(count)  # a buffered stream: short only at its end
    if len(found) < count:
        raise EOFError
    return found
