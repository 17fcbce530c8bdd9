"""How messages travel between a process and its child: a pickle and the arrays in it, over two private pipes.

Pickle is safe here and nowhere else: both ends are this program, and no other process holds the pipes. Arrays travel
beside the pickle (PEP 574) and are read straight into their place without the interpreter's lock: 30 MB of hidden
states would otherwise hold up the window for longer than a frame.
"""

from __future__ import annotations

import io
import pickle
import struct
import sys
from typing import Any, BinaryIO

import numpy as np

from .plugins import PLUGIN_PACKAGE
from .registry import load_plugins_of

Pieces = list[memoryview]  # a pickle, and the arrays in it
_NUMBER = struct.Struct("<Q")


def pack_message(message: object) -> list[bytes | memoryview]:
    """Pickle `message` into pieces that are written one after the other."""
    arrays: list[pickle.PickleBuffer] = []
    body = pickle.dumps(message, protocol=5, buffer_callback=arrays.append)
    pieces = [memoryview(body), *(array.raw() for array in arrays)]
    return [b"".join(_NUMBER.pack(n) for n in (len(pieces), *(piece.nbytes for piece in pieces))), *pieces]


def receive(stream: BinaryIO) -> Any:
    """The next message; blocks until it is there.

    Raises:
        EOFError: the other side is gone, perhaps in the middle of a message.
    """
    return unpack_message(read_pieces(stream))


def read_pieces(stream: BinaryIO) -> Pieces:
    """The next message as it travelled; see `receive`."""
    (count,) = _NUMBER.unpack(_exactly(stream, _NUMBER.size))
    sizes = [size for (size,) in _NUMBER.iter_unpack(_exactly(stream, count * _NUMBER.size))]
    return [_exactly(stream, size) for size in sizes]


def unpack_message(pieces: Pieces) -> Any:
    """The message of `read_pieces`."""
    body, *arrays = pieces
    return Unpickler(io.BytesIO(body), buffers=arrays).load()


class Unpickler(pickle.Unpickler):
    """Loads plug-ins whose classes the message holds, if they were allowed here too."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(f"{PLUGIN_PACKAGE}.") and module not in sys.modules:
            load_plugins_of(module)
        return super().find_class(module, name)


def _exactly(stream: BinaryIO, count: int) -> memoryview:
    content = np.empty(count, np.uint8).data  # a bytearray would be filled with zeros first, under the lock
    filled = 0
    while filled < count:
        read = stream.readinto(content[filled:])  # type: ignore[attr-defined]
        if not read:
            raise EOFError
        filled += read
    return content
