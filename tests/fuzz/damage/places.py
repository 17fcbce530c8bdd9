"""Damage to a place on disk: what should be a file is a folder, a pipe, a link or endless, or is not there."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from random import Random

_SMALL = 1 << 24  # bytes of a file whose content is kept


def damage_place(path: Path, chance: Random, endless: int = 1 << 41) -> None:
    """Put something else in the place of a file: also one with holes, of `endless` bytes that take no room."""
    content = path.read_bytes() if path.is_file() and path.stat().st_size < _SMALL else b""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    put = chance.choice((*_PLACES, None))
    if put is not None:
        put(path, content)
        return
    path.write_bytes(content)
    os.truncate(path, endless)


def _nothing(path: Path, content: bytes) -> None:
    pass


def _empty(path: Path, content: bytes) -> None:
    path.write_bytes(b"")


def _folder(path: Path, content: bytes) -> None:
    path.mkdir()
    (path / path.name).write_bytes(content)


def _pipe(path: Path, content: bytes) -> None:
    os.mkfifo(path)


def _loop(path: Path, content: bytes) -> None:
    path.symlink_to(path.name)


def _lost_link(path: Path, content: bytes) -> None:
    path.symlink_to("nothing-there")


def _device(path: Path, content: bytes) -> None:
    path.symlink_to("/dev/zero")


def _parent(path: Path, content: bytes) -> None:
    path.symlink_to("..", target_is_directory=True)


def _socket(path: Path, content: bytes) -> None:
    """A socket that nobody listens at; its address is short, a path may be too long for one."""
    here = os.open(path.parent, os.O_RDONLY)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(f"/proc/self/fd/{here}/{path.name}")
    except OSError:
        path.write_bytes(b"")
    finally:
        os.close(here)


_PLACES: tuple[Callable[[Path, bytes], None], ...] = (
    _nothing, _empty, _folder, _pipe, _loop, _lost_link, _device, _parent, _socket,
)  # fmt: skip
