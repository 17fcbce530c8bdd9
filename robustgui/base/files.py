"""Files on disk: read only if they are regular and of bounded size, written whole or not at all, or line by line."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

from .errors import FileError
from .parts import part_path

# without waiting for the writer of a pipe, without inheritance; Windows has other flags, and neither of these two
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT"))
_PIECE = 1 << 20


def check_regular(path: Path) -> int:
    """The size in bytes of the regular file at `path`, which a symbolic link may lead to.

    Raises:
        FileError: `path` is a folder, a pipe, a device or a socket.
        OSError: there is no such file, or it may not be looked at.
    """
    status = path.stat()
    _refuse_other_kinds(path, status.st_mode)
    return status.st_size


def open_regular(path: Path) -> BufferedReader:
    """The regular file at `path`, opened for reading bytes; the file that is read is the one that was checked.

    Raises:
        FileError: `path` is a folder, a pipe, a device or a socket.
        OSError: there is no such file, or it may not be read.
    """
    check_regular(path)  # opening some devices acts on them
    descriptor = os.open(path, _FLAGS)
    try:
        _refuse_other_kinds(path, os.fstat(descriptor).st_mode)  # it may have been exchanged in between
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_regular(path: Path, most: int) -> bytes:
    """All bytes of the regular file at `path`.

    Args:
        path: of a file, or of a link to one.
        most: bytes; larger files are refused, also where the file grows while it is read.

    Raises:
        FileError: `path` is a folder, a pipe, a device or a socket, or the file is larger than `most`.
        OSError: there is no such file, or it cannot be read.
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise _too_large(path, most)
        content = file.read(size + 1)  # one read where the file is as long as it says
        if len(content) <= size:
            return content
        pieces, length = [content], len(content)  # files below /proc say 0, others grow
        while length <= most and (piece := file.read(min(_PIECE, most + 1 - length))):
            pieces.append(piece)
            length += len(piece)
    if length > most:
        raise _too_large(path, most)
    return b"".join(pieces)


def list_names(folder: Path) -> list[str]:
    """The names of what lies in `folder`; none if it is no folder, or may not be looked into."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _refuse_other_kinds(path: Path, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise FileError("{file} is a folder, not a file.", file=str(path))
    if stat.S_ISFIFO(mode):
        raise FileError("{file} is a named pipe, not a file. Save its content as a file first.", file=str(path))
    if stat.S_ISSOCK(mode):
        raise FileError("{file} is a socket, not a file.", file=str(path))
    raise FileError("{file} is a device, not a file.", file=str(path))


def _too_large(path: Path, most: int) -> FileError:
    return FileError(
        "{file} is larger than {limit} MB, the most that such a file may have.",
        file=str(path),
        limit=f"{most / 1e6:.4g}",
    )


def write_whole(path: Path, content: bytes | str, *, durable: bool = True) -> None:
    """Write `content` to `path` so that it is never half there for other processes.

    Args:
        path: in a folder that exists.
        content: text is written as UTF-8 with plain line ends.
        durable: wait until the disk has it, so that it also survives a power cut.

    Raises:
        OSError: disk full, no permission; what was at `path` before is still there.
    """
    part = part_path(path)
    try:
        fill_file(part, content, durable=durable)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make `folder`, unless it is there, in one that exists; its name is on the disk afterwards. Raises `OSError`."""
    try:
        folder.mkdir()
    except FileExistsError:
        return
    sync_folder(folder.parent)


def fill_file(path: Path, content: bytes | str, *, durable: bool) -> None:
    """Write a file in place; `durable`: wait until the disk has its content. Raises `OSError`."""
    with path.open("wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        if durable:
            os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in `folder`, without which a new file is lost in a power cut.

    Where a system has no way to do so (Windows keeps names with their files), nothing happens.
    """
    if os.name != "posix":
        return
    with suppress(OSError):  # some file systems of networks refuse it
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def append_line(path: Path, line: bytes, *, durable: bool = False) -> None:
    """Add `line`, which has no line end, to the file `path`, which need not exist.

    Args:
        path: in a folder that exists.
        line: without an end.
        durable: wait until the disk has it, and the name of a new file, so that it also survives a power cut.

    Raises:
        OSError: it could not be written; the file ends as it did before.
    """
    line += b"\n"
    with path.open("ab", buffering=0) as file:
        end = file.tell()
        if end and not _ends_a_line(path):
            line = b"\n" + line  # what a killed process left unfinished must not swallow this line
        try:
            written = file.write(line)
            if written != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            if durable:
                os.fsync(file.fileno())
            if durable and not end:
                sync_folder(path.parent)
        except OSError:
            file.truncate(end)
            raise


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
